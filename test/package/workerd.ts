import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bundle, checkAnswers } from './bundles.js';
import { makeProject, nameOf, type Consumer } from '../support/consumers.js';
import { install, succeed } from '../support/processes.js';
import { check, skip } from '../support/report.js';

/** The runtime of Cloudflare Workers, and its program. */
export interface Workerd {
  folder: string;
  program: string;
}

const shipped = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];

/** Installs workerd, a program that npm has, in a folder of its own. Undefined where there is none for this machine. */
export async function findWorkerd(parent: string): Promise<Workerd | undefined> {
  const machine = `${process.platform}-${process.arch}`;
  if (!shipped.includes(machine)) {
    skip('workerd', `npm has it for ${shipped.join(', ')}, and this is ${machine}`);
    return undefined;
  }
  const folder = makeProject(join(parent, 'workerd'));
  let found: Workerd | undefined;
  await check('workerd is at hand', async () => {
    // Its install script fetches nothing when the program of this machine is there, and is not needed then.
    await install(folder, ['--ignore-scripts', 'workerd']);
    const program = createRequire(join(folder, 'package.json'))('workerd').default as string;
    const version = await succeed(program, ['--version'], folder);
    found = { folder, program };
    return version.trim();
  });
  return found;
}

/** Bundles a consumer for Cloudflare Workers and lets it ask the emulator from within workerd. */
export async function checkWorkerd(consumer: Consumer, { folder, program }: Workerd): Promise<void> {
  await check(`${nameOf(consumer)}: answers in workerd`, async () => {
    const source = readFileSync(fileURLToPath(new URL('application/edge.mjs', import.meta.url)), 'utf8');
    const worker = `${source.replace('ENTRY', `ai${consumer.major}`)}
      export default { fetch: async (request, { BASE_URL }) => new Response(await globalThis.ask(BASE_URL)) };`;
    const text = await bundle(consumer.folder, worker, {
      format: 'esm',
      conditions: ['workerd', 'worker', 'import'],
    });
    const name = `ai${consumer.major}`;
    writeFileSync(join(folder, `${name}.mjs`), text);
    await checkAnswers(consumer, async (baseURL) => {
      writeFileSync(join(folder, `${name}.capnp`), configuration(`${name}.mjs`, baseURL));
      return askWorker(program, join(folder, `${name}.capnp`));
    });
  });
}

/** Only web standards: without the flag `nodejs_compat` a worker has no module of Node's. */
function configuration(file: string, baseURL: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker", esModule = embed ${JSON.stringify(file)})],
      compatibilityDate = "2025-09-01",
      bindings = [(name = "BASE_URL", text = ${JSON.stringify(baseURL)})],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;
}

async function askWorker(program: string, file: string): Promise<string> {
  const child = spawn(program, ['serve', '--control-fd=3', file], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const channel of [child.stdout, child.stderr]) {
    channel?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`workerd ended with ${code}:\n${output}`)));
  });
  ended.catch(() => {});
  try {
    const port = await Promise.race([portOf(child.stdio[3] as Readable), ended]);
    const response = await Promise.race([fetch(`http://127.0.0.1:${port}/`), ended]);
    const text = await response.text();
    if (!response.ok) throw new Error(`${text}\n${output}`);
    return text;
  } finally {
    child.kill();
  }
}

/** The port that workerd has taken, which it says on its control channel, a JSON object a line. */
async function portOf(channel: Readable): Promise<number> {
  let said = '';
  for await (const text of channel.setEncoding('utf8')) {
    said += text;
    const port = /"event":"listen"[^}]*"port":(\d+)/.exec(said)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error(`workerd did not say where it listens: ${said}`);
}
