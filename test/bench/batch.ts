import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import type { Measured } from './batch-job.js';

const usage = `npm run bench:batch [-- options]: memory and CPU time of a job of very many lines, against the emulator over HTTP.

  --prompts N     chat prompts (default 20000)
  --texts N       texts to embed (default 20000)
  --dimensions N  numbers in a vector (default 1024); with fewer, the emulator can keep the results of a million texts
  --rounds N      rounds, whose medians count (default 5)

A round runs the job; then the same bytes by bare calls of fetch, cut into lines (the transport); then JSON.stringify of the
lines' bodies and JSON.parse of their answers (the JSON). The own time of a line is that of the job without the transport.
`;

const { values } = parseArgs({
  options: {
    prompts: { type: 'string', default: '20000' },
    texts: { type: 'string', default: '20000' },
    dimensions: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});

/** The figures of a job in words: medians of the rounds, in microseconds for each line. */
function inWords({ rounds, megabytes }: Measured): string {
  const [job, transport, json] = (['job', 'transport', 'json'] as const).map((name) => {
    const times = rounds.map((round) => round[name]).sort((one, other) => one - other);
    return times[times.length >> 1]!;
  }) as [number, number, number];
  const figure = (time: number) => `${time.toFixed(1)} µs, ${(time / json).toFixed(2)} × its JSON`;
  return (
    `${megabytes} MB at most; CPU time of a line: ${figure(job - transport)}; with its HTTP ${figure(job)} ` +
    `(transport ${transport.toFixed(1)} µs, JSON ${json.toFixed(1)} µs)`
  );
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-batch-'));
  const program = join(folder, 'job.mjs');
  const source = (path: string) => join(import.meta.dirname, '../../src', path);
  await build({
    entryPoints: [join(import.meta.dirname, 'batch-job.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { 'ai-sdk-qwen/ai7': source('ai7.ts'), 'ai-sdk-qwen/batch': source('batch/index.ts') },
  });
  const server = fork(new URL('../load/batch-server.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DIMENSIONS: values.dimensions },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve) => {
    server.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
  });
  try {
    for (const kind of ['prompts', 'texts'] as const) {
      const lines = Number(values[kind]);
      if (lines === 0) continue;
      const options = [program, url, folder, kind, String(lines), values.rounds];
      const output = execFileSync(process.execPath, options, { encoding: 'utf8' });
      console.log(`${lines} ${kind}: ${inWords(JSON.parse(output) as Measured)}`);
    }
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

if (values.help) console.log(usage);
else await measure();
