import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Consumer } from '../support/consumers.js';
import { run, succeed } from '../support/processes.js';
import { check } from '../support/report.js';
import type { Runtime } from './runtimes.js';

/** Runs the command of the installed package, as npx does, on every supported Node. */
export async function checkCommand({ folder }: Pick<Consumer, 'folder'>, runtimes: readonly Runtime[]): Promise<void> {
  const file = join(folder, 'node_modules/.bin/ai-sdk-qwen');
  await check('npm makes the command an executable', async () => {
    return (await succeed(file, ['--version'], folder)).trim();
  });
  for (const { node, program } of runtimes) {
    await check(`the command says its version and its help on Node ${node}`, async () => {
      const { version } = JSON.parse(readFileSync(join(folder, 'node_modules/ai-sdk-qwen/package.json'), 'utf8'));
      expectSame((await succeed(program, [file, '--version'], folder)).trim(), version);
      const help = await succeed(program, [file, '--help'], folder);
      for (const [, name = ''] of help.matchAll(/^ {2}(\w[\w-]*(?: \w+)?) {2}/gm)) {
        const own = await succeed(program, [file, ...name.split(' '), '--help'], folder);
        if (!own.includes(`Usage: npx ai-sdk-qwen ${name} `)) throw new Error(`The help of ${name} is: ${own}`);
      }
    });
    await check(`the command ends with 2 for a wrong option on Node ${node}`, async () => {
      const { code, output } = await run(program, [file, 'emulator', '--prot', '1'], folder);
      expectSame(code, 2);
      if (!output.startsWith("Unknown option '--prot'. emulator takes --port, ")) throw new Error(output);
    });
    await check(`the emulator of the command answers, runs a batch, and ends with 0, on Node ${node}`, () =>
      askEmulator(program, file, folder),
    );
  }
}

async function askEmulator(program: string, file: string, folder: string): Promise<void> {
  const child = spawn(program, [file, 'emulator', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    const base = /^ {2}OpenAI-compatible base URL {2}(\S+)$/m.exec(await printed(child, 'Ctrl-C stops it.'))?.[1];
    if (base === undefined) throw new Error('It did not print its base URL.');
    const response = await fetch(`${base}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-emulator', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'qwen-plus', messages: [{ role: 'user', content: 'Are you there?' }] }),
    });
    const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
    if (!choices[0]!.message.content.endsWith('You said: Are you there?')) throw new Error(JSON.stringify(choices));
    const page = await fetch(new URL('/', base), { headers: { accept: 'text/html' } });
    if (!(await page.text()).includes('<h1>DashScope emulator</h1>')) throw new Error('The inspector is missing.');
    const call = await fetch(new URL('/inspector/calls/1', base));
    expectSame(((await call.json()) as { question: string }).question, 'Are you there?');
    await runBatch(program, [file, 'batch'], folder, base);
  } finally {
    child.kill('SIGTERM');
  }
  expectSame(await ended, 0);
}

async function runBatch(program: string, command: readonly string[], folder: string, base: string): Promise<void> {
  const lines = join(mkdtempSync(join(folder, 'batch-')), 'job.jsonl');
  writeFileSync(lines, '{"prompt":"Are you there?"}\n{"prompt":"Still?"}\n');
  const env = { DASHSCOPE_API_KEY: 'sk-emulator' };
  const options = ['--model', 'qwen-plus', '--base-url', base, '--yes'];
  await succeed(program, [...command, 'submit', lines, ...options], folder, env);
  const output = await succeed(program, [...command, 'results', lines, '--poll', '0.1'], folder, env);
  if (!output.includes('2 succeeded.')) throw new Error(output);
}

/** The output of a process up to some words. */
function printed(child: ChildProcess, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      if (text.includes(words)) resolve(text);
    });
    child.once('close', (code) => reject(new Error(`It ended with ${code} and printed:\n${text}`)));
  });
}

function expectSame(found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`Expected ${String(expected)}, found ${String(found)}.`);
}
