import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { examples } from '../../examples/runner/apps.js';
import { freePort, isFree } from '../../examples/runner/processes.js';

/** The output of `npm run example`, and the address of the app. */
export interface Example {
  url: string;
  printed: string;
}

const keys = /^(DASHSCOPE_|ALICLOUD_API_KEY$|ALIBABA_API_KEY$|VITEST|NODE_ENV$|npm_)/;

/** Runs `npm run example` as a reader of the README does, uses the app, and ends it as Ctrl-C does. */
export async function runExample(
  words: string[],
  environment: Record<string, string>,
  use: (example: Example) => Promise<void>,
): Promise<void> {
  const port = await freePort(4600);
  const child = spawn('npm', ['run', 'example', '--', ...words, '--port', String(port)], {
    cwd: join(examples, '..'),
    env: { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !keys.test(name))), ...environment },
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const printed = await printsUntil(child, 'Ctrl-C ends it.');
    await use({ url: `http://localhost:${port}`, printed });
  } finally {
    // A terminal sends it to everything that the command has started.
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGINT');
    await ended;
  }
  expect(await isFree(port)).toBe(true);
}

function printsUntil(child: ChildProcess, words: string): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        if (printed.includes(words)) resolve(printed);
      });
    }
    child.once('close', () => reject(new Error(`The command ended:\n${printed}`)));
  });
}
