import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Consumer } from '../support/consumers.js';
import { check } from '../support/report.js';
import type { Runtime } from './runtimes.js';

const port = 4010;

/** Runs what the page on tests says of containers and CI, with the packed package in place of a download. */
export async function checkSnippets({ folder }: Pick<Consumer, 'folder'>, runtimes: readonly Runtime[]): Promise<void> {
  const page = readFileSync(join(folder, 'node_modules/ai-sdk-qwen/docs/testing.md'), 'utf8');
  const program = join(folder, 'node_modules/.bin/ai-sdk-qwen');
  const { program: node } = runtimes.find((runtime) => runtime.node === 24) ?? runtimes[0]!;
  const container = find(page, /^docker run .* node:24-slim npx --yes ai-sdk-qwen (.+)$/m);
  const image = JSON.parse(find(page, /^CMD (\[.+\])$/m)) as string[];
  const step = find(page, /^- run: \|\n((?: {4}.*\n)+)/m).replaceAll(/^ {4}/gm, '');
  const names = [...page.matchAll(/^ {6}(DASHSCOPE_\w+_BASE_URL): http:\/\/qwen:4010(\/\S+)$/gm)];

  await check('the line for Docker serves the calls and the inspector of its host, and ends when it is stopped', () =>
    serve(spawn(node, [program, ...container.split(' ')], { cwd: folder, stdio: 'ignore' }), async () => {
      expectStatus(await ask('/health', `127.0.0.1:${port}`), 200);
      expectStatus(await ask('/inspector/setup', `localhost:${port}`), 200);
      expectStatus(await ask('/health', 'evil.example'), 403);
    }),
  );
  await check('the image of the compose file answers under its name, and its inspector does not', () =>
    serve(spawn(node, [program, ...image.slice(1)], { cwd: folder, stdio: 'ignore' }), async () => {
      if (names.length !== 2) throw new Error(`Found ${names.length} base URLs in the compose file.`);
      for (const [, , path] of names) {
        const endpoint = path === '/api/v1' ? '/uploads?action=getPolicy&model=qwen-vl-plus' : '/models';
        expectStatus(await ask(path + endpoint, `qwen:${port}`), 200);
      }
      expectStatus(await ask('/inspector/setup', `qwen:${port}`), 403);
    }),
  );
  await check('the step of GitHub Actions leaves an emulator that the next step can call', async () => {
    const script = step.replace('npx --yes ai-sdk-qwen', `'${node}' '${program}'`);
    if (script === step) throw new Error(`The step does not start the emulator:\n${step}`);
    // As the runner does: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
    const shell = spawn('bash', ['-e', '-c', script], { cwd: folder, stdio: 'ignore', detached: true });
    try {
      const code = await new Promise((resolve) => shell.once('exit', resolve));
      if (code !== 0) throw new Error(`The step ended with ${String(code)}.`);
      expectStatus(await ask('/compatible-mode/v1/models', `127.0.0.1:${port}`), 200);
      if (!readFileSync(join(folder, 'emulator.log'), 'utf8').includes('listens')) throw new Error('The log is empty.');
    } finally {
      process.kill(-shell.pid!, 'SIGTERM');
    }
  });
}

function find(page: string, pattern: RegExp): string {
  const found = pattern.exec(page)?.[1];
  if (found === undefined) throw new Error(`The page on tests has no ${pattern.source}.`);
  return found;
}

/** Waits until a process serves, lets `use` call it, and stops it as a container is stopped. */
async function serve(child: ChildProcess, use: () => Promise<void>): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    for (let tries = 0; tries < 300 && (await ask('/health', 'localhost').catch(() => 0)) !== 200; tries += 1) {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await use();
  } finally {
    child.kill('SIGTERM');
  }
  expectStatus((await ended) ?? -1, 0);
}

/** The status of a GET under a host name. */
function ask(path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: 'Bearer sk-test' };
    const call = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject).end();
  });
}

function expectStatus(found: number, expected: number): void {
  if (found !== expected) throw new Error(`Expected ${expected}, found ${found}.`);
}
