import { EdgeVM } from '@edge-runtime/vm';
import { build, type BuildOptions } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { nameOf, type Consumer } from './consumers.js';
import { check } from './report.js';

/** Bundles a consumer for the edge and lets it ask the emulator from a sandbox without Node. */
export async function checkEdge(consumer: Consumer): Promise<void> {
  await check(`${nameOf(consumer)}: answers in an edge runtime`, async () => {
    const source = readFileSync(fileURLToPath(new URL('application/edge.mjs', import.meta.url)), 'utf8');
    const text = await bundle(consumer.folder, source.replace('ENTRY', `ai${consumer.major}`), {
      format: 'iife',
      conditions: ['edge-light', 'worker', 'import'],
    });
    const { createEmulator } = createRequire(join(consumer.folder, 'package.json'))(
      'ai-sdk-qwen/emulator',
    ) as {
      createEmulator(): { listen(): Promise<{ url: string }>; close(): Promise<void> };
    };
    const emulator = createEmulator();
    const { url } = await emulator.listen();
    try {
      const sandbox = new EdgeVM({ initialCode: text });
      const answered = JSON.parse(
        await sandbox.evaluate(`ask(${JSON.stringify(`${url}/compatible-mode/v1`)})`),
      );
      const {
        text: whole,
        streamed,
        lengths,
      } = answered as { text: string; streamed: string; lengths: number[] };
      if (
        !whole.endsWith('You said: Are you there?') ||
        streamed !== whole ||
        lengths.join() !== '1024,1024'
      ) {
        throw new Error(JSON.stringify(answered));
      }
    } finally {
      await emulator.close();
    }
  });
}

// Far above what the package should weigh: this is to notice a dependency that came in by mistake.
const limits = { outside: 60, inside: 90 };

/** Says what the root entry weighs in an application, minified and compressed. */
export async function checkSizes({ folder }: Consumer): Promise<void> {
  for (const [where, external] of [
    ['outside', ['zod']],
    ['inside', []],
  ] as const) {
    await check(`size of the root entry with zod ${where}`, async () => {
      const text = await bundle(folder, "export * from 'ai-sdk-qwen';", {
        format: 'esm',
        external: [...external],
      });
      const size = gzipSync(text, { level: 9 }).length / 1024;
      if (size > limits[where]) throw new Error(`${size.toFixed(1)} KB is more than ${limits[where]} KB.`);
      return `${size.toFixed(1)} KB`;
    });
  }
}

async function bundle(folder: string, source: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: source, resolveDir: folder, sourcefile: 'application.mjs' },
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles?.[0]?.text ?? '';
}
