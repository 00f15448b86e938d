import { fork, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxUnwritten } from '../../src/batch/ledger.js';
import { large, small } from './batch-job.js';

// KILLS=1000 npm run test:load -- batch-kills

const kills = Number(process.env.KILLS ?? 50);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Numbers from 0 to 1, the same for a seed (Numerical Recipes). */
const random = (
  (state: number) => () =>
    (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
)(seed);

const folder = mkdtempSync(join(tmpdir(), 'batch-kills-'));
const program = join(folder, 'child.mjs');
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  const source = (path: string) => join(import.meta.dirname, '../../src', path);
  await build({
    entryPoints: [join(import.meta.dirname, 'batch-child.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { 'ai-sdk-qwen/ai7': source('ai7.ts'), 'ai-sdk-qwen/batch': source('batch/index.ts') },
  });
  server = fork(new URL('batch-server.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  url = await new Promise<string>((resolve) => {
    server.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
  });
});

afterAll(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

interface Counts {
  created: number;
  lines: number;
  billed: number;
}

/** The counts of the service since the last time. */
const countsOf = () =>
  new Promise<Counts>((resolve) => {
    server.once('message', (counts) => resolve(counts as Counts));
    server.send('counts');
  });

/** Runs a job in a process until it ends, or is killed after a time or at a moment. Says which of the two it was. */
function runOnce(job: string, killAfter: number, moment: readonly string[] = []): Promise<'ended' | 'killed'> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, url, job, ...moment], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    const timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('ended');
      else reject(new Error(`The process ended with ${code}: ${errors}`));
    });
  });
}

const resultsOf = (job: string) =>
  existsSync(`${job}/results.txt`) ? readFileSync(`${job}/results.txt`, 'utf8').trim().split('\n') : [];

test.each(['before request', 'after request', 'before result', 'after result'])(
  'a kill %s loses no result and pays for none twice, whichever it is',
  async (when) => {
    const { lines, maxLines, failures } = small;
    let killed = 0;
    for (;;) {
      const job = mkdtempSync(join(folder, 'job-'));
      const outcome = await runOnce(job, 60_000, [`${when} ${killed + 1}`]);
      // Nothing of this name: it runs to its end.
      if (outcome === 'killed') expect(await runOnce(job, 60_000, ['never'])).toBe('ended');
      const results = resultsOf(job);
      expect(new Set(results).size).toBe(lines);
      // The journal has the results of a file before the next one is read.
      expect(results.length - lines).toBeLessThanOrEqual(when.endsWith('result') ? maxLines : 0);
      const { lines: sent, billed } = await countsOf();
      expect({ killed, sent, billed }).toEqual({ killed, sent: lines + failures, billed: lines });
      rmSync(job, { recursive: true });
      if (outcome === 'ended') break;
      killed += 1;
    }
    expect(killed).toBeGreaterThanOrEqual(lines);
  },
  600_000,
);

test(`${kills} kills lose no result and pay for none twice (seed ${seed})`, async () => {
  const { lines, maxLines, failures } = large;
  let left = kills;
  let jobs = 0;
  let repeated = 0;
  // The time of a whole run, by which the kills spread over it.
  let whole = 3_000;
  while (left > 0) {
    const job = mkdtempSync(join(folder, 'job-'));
    let killed = 0;
    for (;;) {
      const begun = performance.now();
      const outcome = await runOnce(job, left > 0 ? random() * whole : 600_000);
      if (outcome === 'ended') {
        if (killed === 0) whole = performance.now() - begun;
        break;
      }
      killed += 1;
      left -= 1;
    }
    const results = resultsOf(job);
    expect(new Set(results).size).toBe(lines);
    // The results that the caller had at a kill, but not the journal, come again.
    expect(results.length - lines).toBeLessThanOrEqual(killed * maxUnwritten);
    repeated += results.length - lines;
    const { created, lines: sent, billed } = await countsOf();
    expect({ sent, billed }).toEqual({ sent: lines + failures, billed: lines });
    expect(created).toBeGreaterThanOrEqual(lines / maxLines + 1);
    // A kill may part the lines of a second try, but none of them goes a third time.
    expect(created).toBeLessThanOrEqual(lines / maxLines + failures);
    jobs += 1;
    rmSync(job, { recursive: true });
  }
  console.log(
    `${kills} kills in ${jobs} jobs of ${lines} lines; ${repeated} results came twice, being in flight at a kill`,
  );
}, 3_600_000);
