import { EdgeVM } from '@edge-runtime/vm';
import { build, type BuildOptions } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameOf, type Consumer } from '../support/consumers.js';
import { check } from '../support/report.js';

/** Bundles a consumer for the edge and lets it ask the emulator from a sandbox without Node. */
export async function checkEdge(consumer: Consumer): Promise<void> {
  await check(`${nameOf(consumer)}: answers in an edge runtime`, async () => {
    const source = readFileSync(fileURLToPath(new URL('application/edge.mjs', import.meta.url)), 'utf8');
    const text = await bundle(consumer.folder, source.replace('ENTRY', `ai${consumer.major}`), {
      format: 'iife',
      conditions: ['edge-light', 'worker', 'import'],
    });
    await checkAnswers(consumer, (baseURL) =>
      new EdgeVM({ initialCode: text }).evaluate(`ask(${JSON.stringify(baseURL)})`),
    );
  });
}

/** Checks what an application in a sandbox gets from the emulator, which listens outside of it. */
export async function checkAnswers({ folder }: Consumer, ask: (baseURL: string) => Promise<string>): Promise<void> {
  const { createEmulator } = createRequire(join(folder, 'package.json'))('ai-sdk-qwen/emulator') as {
    createEmulator(): { listen(): Promise<{ url: string }>; close(): Promise<void> };
  };
  const emulator = createEmulator();
  const { url } = await emulator.listen();
  try {
    const answered = JSON.parse(await ask(`${url}/compatible-mode/v1`)) as {
      text: string;
      streamed: string;
      lengths: number[];
    };
    const { text, streamed, lengths } = answered;
    if (!text.endsWith('You said: Are you there?') || streamed !== text || lengths.join() !== '1024,1024') {
      throw new Error(JSON.stringify(answered));
    }
  } finally {
    await emulator.close();
  }
}

/** Bundles a program with what it imports. */
export async function bundle(folder: string, source: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...asApplications(folder, source), ...options, write: false });
  return outputFiles?.[0]?.text ?? '';
}

/** Options that applications bundle with: minified, and for any runtime with web standards. */
export function asApplications(folder: string, source: string) {
  return {
    stdin: { contents: source, resolveDir: folder, sourcefile: 'application.mjs' },
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
  } as const satisfies BuildOptions;
}
