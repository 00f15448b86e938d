import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const usage = `npm run bench:batch [-- options]: memory and CPU time of a job of very many lines, against the emulator over HTTP.

  --prompts N     chat prompts (default 20000)
  --texts N       texts to embed (default 20000)
  --dimensions N  numbers in a vector (default 1024); with fewer, the emulator can keep the results of a million texts
`;

const { values } = parseArgs({
  options: {
    prompts: { type: 'string', default: '20000' },
    texts: { type: 'string', default: '20000' },
    dimensions: { type: 'string', default: '1024' },
    help: { type: 'boolean', default: false },
  },
});

/** The output of the program of a job. */
interface Measured {
  cpu: number;
  megabytes: number;
  floor: number;
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
      const output = execFileSync(process.execPath, [program, url, folder, kind, String(lines)], { encoding: 'utf8' });
      const { cpu, megabytes, floor } = JSON.parse(output) as Measured;
      const times = (cpu / floor).toFixed(2);
      console.log(
        `${lines} ${kind}: ${megabytes} MB at most; ${cpu.toFixed(1)} µs CPU a line with its HTTP, ` +
          `${times} × stringify and parse (${floor.toFixed(1)} µs)`,
      );
    }
  } finally {
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

if (values.help) console.log(usage);
else await measure();
