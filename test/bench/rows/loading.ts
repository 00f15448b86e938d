import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';
import { absolutes, type Bench, type Finding, type Row } from '../findings.js';
import { runProbe } from '../probe.js';
import { interleave, own } from '../statistics.js';

/** Milliseconds that an import takes in a new process, behind another one. */
async function importing({ contestants, folder, quick }: Bench, behind: string): Promise<Record<string, number>> {
  const cases = contestants.map(({ name, specifier }) => ({
    name,
    warmUp: async () => {},
    run: () => runProbe(folder, ['import', behind, specifier]),
  }));
  return absolutes(await interleave(cases, quick ? 1 : 15, own));
}

const kilobytes = (text: Uint8Array) => gzipSync(text, { level: 9 }).length / 1024;

/** The size of an entry, minified and compressed: the part that is loaded with it, and the rest. */
async function bundle(folder: string, specifier: string, external: string[]): Promise<{ first: number; all: number }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export * from '${specifier}';`, resolveDir: folder, sourcefile: 'application.mjs' },
    outdir: `${folder}/bundle`,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    metafile: true,
    platform: 'browser',
    target: 'es2022',
    external,
    write: false,
    logLevel: 'silent',
    absWorkingDir: folder,
  });
  const sizes = new Map(outputFiles.map(({ path, contents }) => [path.slice(folder.length + 1), kilobytes(contents)]));
  // Every chunk that is loaded later has an entry point as well.
  const isEntry = (path: string) => metafile.outputs[path]?.entryPoint?.endsWith('application.mjs') === true;
  const entry = Object.keys(metafile.outputs).find(isEntry);
  if (entry === undefined) throw new Error(`No bundle of ${specifier} begins with its entry.`);
  const loaded = new Set<string>();
  const follow = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of metafile.outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') follow(next);
    }
  };
  follow(entry);
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
  return { first: sum(loaded), all: sum(sizes.keys()) };
}

async function weighing({ contestants, folder }: Bench, zod: 'outside' | 'inside'): Promise<Finding> {
  const values: Record<string, number> = {};
  for (const { name, specifier, side } of contestants) {
    const external = zod === 'outside' ? ['zod', 'zod/*'] : [];
    const { first, all } = await bundle(folder, specifier, external);
    values[name] = first;
    if (side === 'ours' && all > first) values[`${name}, all of it`] = all;
  }
  const work = `bundle of the entry, minified and gzipped, zod ${zod}`;
  return { row: loading.id, work, unit: 'KB', values, goal: zod === 'outside' ? 16 : 22 };
}

export const loading: Row = {
  id: 'loading',
  async measure(bench) {
    const cold = await importing(bench, '');
    const warm = await importing(bench, 'ai');
    return [
      { row: this.id, work: 'import in a new process: CPU', unit: 'ms', values: cold, goal: 32 },
      { row: this.id, work: 'import behind ai 4: CPU', unit: 'ms', values: warm, goal: 8 },
      await weighing(bench, 'outside'),
      await weighing(bench, 'inside'),
    ];
  },
};
