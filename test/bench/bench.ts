import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeProject } from '../support/consumers.js';
import { install, succeed } from '../support/processes.js';
import { entries, installed, nameOf } from './contestants.js';
import { findingsTable, isMet, type Report } from './table.js';

const usage = `npm run bench [-- options]: what the package costs, beside its peers.

  --quick          little work and few rounds, to see whether all of it runs
  --only ROW,ROW   some rows only
  --report FILE    where the report goes as JSON (default: bench.log in the current folder)
  --folder FOLDER  a project to install into, which is kept (default: a temporary one)
`;

const project = fileURLToPath(new URL('../..', import.meta.url));

// One thread, so that the collector's work counts; compiled code is kept, so that no round pays for it once more.
const flags = ['--single-threaded', '--no-flush-bytecode', '--expose-gc'];

/** Installs this package as users get it, its peers and the programs that measure them. */
async function prepare(folder: string): Promise<void> {
  const packed = await succeed('npm', ['pack', '--silent', '--pack-destination', folder], project);
  const tarball = /^\S+\.tgz$/m.exec(packed)?.[0];
  if (tarball === undefined) throw new Error(`npm named no package: ${packed}`);
  await install(makeProject(folder), [join(folder, tarball), ...installed]);
  await build({
    entryPoints: ['measure', 'probes', 'slow-server'].map((name) => join(project, `test/bench/${name}.ts`)),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'bench-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['eventsource-parser', '*/esbuild/lib/main.js'],
    // esbuild itself stays the project's: it is not among what is measured.
    alias: { esbuild: join(project, 'node_modules/esbuild/lib/main.js') },
  });
}

async function measure(folder: string, quick: boolean, only: string): Promise<Report> {
  const results = join(folder, 'findings.json');
  const args = [...flags, join(folder, 'measure.mjs'), results, quick ? 'quick' : 'full', only];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The measurements ended with ${code}.`);
  const peersOf = (side: string) =>
    entries.filter((entry) => entry.side === side).map((entry) => nameOf(entry, folder));
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: availableParallelism(),
    peers: { V1: peersOf('V1'), V4: peersOf('V4') },
    findings: JSON.parse(readFileSync(results, 'utf8')),
  };
}

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    report: { type: 'string', default: 'bench.log' },
    folder: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(usage);
} else {
  const given = values.folder ?? mkdtempSync(join(tmpdir(), 'ai-sdk-qwen-bench-'));
  mkdirSync(given, { recursive: true });
  const folder = realpathSync(given);
  try {
    await prepare(folder);
    const report = await measure(folder, values.quick, values.only);
    writeFileSync(values.report, `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(findingsTable(report));
    console.log(`${report.findings.filter(isMet).length} of ${report.findings.length} goals met.`);
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
