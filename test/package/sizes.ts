import { build } from 'esbuild';
import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { asApplications } from './bundles.js';
import type { Consumer } from '../support/consumers.js';
import { succeed } from '../support/processes.js';
import { check, expectNone } from '../support/report.js';

const entries = ['ai-sdk-qwen', 'ai-sdk-qwen/ai5', 'ai-sdk-qwen/ai6', 'ai-sdk-qwen/ai7'];

/** KB that importing an entry may bring into an application, minified and compressed. */
const limit = 16;

/** Says how large the entries are in an application, and holds what importing them brings to a limit. */
export async function checkSizes({ folder }: Consumer): Promise<void> {
  for (const entry of entries) {
    await check(`${entry}: importing it brings ${limit} KB at most`, async () => {
      const chunks = await split(folder, `export * from '${entry}';`);
      const imported = chunks.size(['application.mjs']);
      const chat = chunks.size(['application.mjs', 'compatible-chat.js']);
      if (imported > limit) throw new Error(`It brings ${imported.toFixed(1)} KB.`);
      return (
        `${imported.toFixed(1)} KB; with what a chat loads ${chat.toFixed(1)} KB; ` +
        `all in one file ${(await whole(folder, entry)).toFixed(1)} KB`
      );
    });
  }
  await check('createQwen by itself comes without the provider that is made from the environment', async () => {
    const [all, single] = await Promise.all([
      split(folder, "export { createQwen, qwen } from 'ai-sdk-qwen';"),
      split(folder, "export { createQwen } from 'ai-sdk-qwen';"),
    ]);
    const calls = (chunks: Chunks) => chunks.textOf('application.mjs').match(/=\w+\(\)[,;]/g)?.length ?? 0;
    if (calls(single) !== calls(all) - 1) throw new Error('It is made all the same.');
  });
}

/** Checks which modules are loaded, and when. */
export async function checkLoads({ folder, major }: Consumer): Promise<void> {
  copyFileSync(fileURLToPath(new URL('application/loads.mjs', import.meta.url)), join(folder, 'loads.mjs'));
  const entry = major === 4 ? 'ai-sdk-qwen' : `ai-sdk-qwen/ai${major}`;
  await check(`${entry}: importing it loads no call, and the first call loads nothing of other kinds`, async () => {
    const output = await succeed(process.execPath, ['loads.mjs', entry], folder);
    const loaded = JSON.parse(output) as Record<'imported' | 'first' | 'second', string[]>;
    const modules = { imported: loaded.imported.flatMap(modulesOf), first: loaded.first.flatMap(modulesOf) };
    const findings = (when: keyof typeof modules, unwanted: RegExp) =>
      modules[when].filter((module) => unwanted.test(module)).map((module) => `${when}: ${module}`);
    const others = new RegExp(
      '^src/(chat/(dashscope|completions|responses/(?!options)|uploads/(?!needed)|compatible/adapt)|emulator/|' +
        'embedding/(?!limits)|reranking/|connection/(dialects|hosted-servers|local-servers)|http/(chunks|download))',
    );
    const calls =
      /^src\/(chat\/(chat|answer|rules)\b|http\/transport|options\/(checks|read)|ai-sdk\/chat\/.*(calls|blocks|stream)|util\/stoppable)/;
    expectNone([...findings('imported', calls), ...findings('imported', others), ...findings('first', others)]);
    expectNone(loaded.second.map((url) => `second: ${url}`));
    const missing = [
      ['imported', 'src/provider/provider.ts'],
      ['first', 'src/http/transport.ts'],
      ['first', 'src/options/read.ts'],
      ['first', 'src/options/checks.ts'],
    ] as const;
    expectNone(missing.flatMap(([when, wanted]) => (modules[when].includes(wanted) ? [] : [`${when}: no ${wanted}`])));
    return `files: ${loaded.imported.length}, then ${loaded.first.length}`;
  });
}

/** The modules that a loaded file was made of, as the comments in it name them; the file itself, if it has none. */
function modulesOf(url: string): string[] {
  const modules = readFileSync(fileURLToPath(url), 'utf8').matchAll(/^\/\/ ((?:src|node_modules)\/\S+)$/gm);
  const names = [...modules].map(([, name]) => name as string);
  return names.length > 0 ? names : [url];
}

/** The chunks of an application. */
interface Chunks {
  /** KB of everything that is loaded when the chunks of these modules are. */
  size(modules: readonly string[]): number;
  textOf(module: string): string;
}

async function split(folder: string, source: string): Promise<Chunks> {
  const { outputFiles, metafile } = await build({
    ...asApplications(folder, source),
    format: 'esm',
    splitting: true,
    outdir: 'out',
    metafile: true,
    write: false,
  });
  const outputs = Object.entries(metafile.outputs);
  const chunkOf = (module: string): string => {
    const found = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith(`/${module}`) || entryPoint === module);
    if (found === undefined) throw new Error(`There is no chunk of ${module}.`);
    return found[0];
  };
  const textOf = (path: string): string =>
    outputFiles.find((file) => basename(file.path) === basename(path))?.text ?? '';
  return {
    textOf: (module) => textOf(chunkOf(module)),
    size(modules) {
      const loaded = new Set<string>();
      const open = modules.map(chunkOf);
      for (let path = open.pop(); path !== undefined; path = open.pop()) {
        if (loaded.has(path)) continue;
        loaded.add(path);
        const imports = metafile.outputs[path]?.imports ?? [];
        open.push(...imports.flatMap((one) => (one.kind === 'import-statement' && !one.external ? [one.path] : [])));
      }
      return kilobytes([...loaded].map(textOf).join('\n'));
    },
  };
}

/** KB of an entry where a bundler makes one file of everything. */
async function whole(folder: string, entry: string): Promise<number> {
  const { outputFiles } = await build({
    ...asApplications(folder, `export * from '${entry}';`),
    format: 'esm',
    write: false,
  });
  return kilobytes(outputFiles[0]?.text ?? '');
}

function kilobytes(text: string): number {
  return gzipSync(text, { level: 9 }).length / 1024;
}
