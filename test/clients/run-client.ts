import { createEmulator } from 'ai-sdk-qwen/emulator';
import { spawn } from 'node:child_process';
import { check } from '../support/report.js';
import type { Client } from './clients.js';

/** The line that a program prints for each of its checks. */
interface Outcome {
  check: string;
  error?: string;
}

const timeLimit = 60_000;

/** Runs the program of a client against an emulator of its own, and reports what it prints. */
export async function runClient(client: Client, node: string, folder: string): Promise<void> {
  const { name, program, answer, refused = 0 } = client;
  const emulator = createEmulator({ answer });
  try {
    const { url } = await emulator.listen();
    const { code, output } = await run(node, program, { folder, url });
    const outcomes = output
      .split('\n')
      .filter((line) => line.startsWith('{"check":'))
      .map((line) => JSON.parse(line) as Outcome);
    for (const outcome of outcomes) {
      await check(`${name}: ${outcome.check}`, () => {
        if (outcome.error !== undefined) throw new Error(outcome.error);
      });
    }
    await check(`${name}: the program runs to its end`, () => {
      if (code !== 0 || outcomes.length === 0) throw new Error(`it ended with ${code}:\n${output}`);
    });
    await check(`${name}: nothing that it sent was refused by mistake`, () => {
      const refusals = emulator.calls.filter(({ status }) => status !== 200);
      if (refusals.length !== refused || emulator.calls.length === 0)
        throw new Error(JSON.stringify(refusals, null, 1));
      const ignored = [...new Set(emulator.calls.flatMap(({ warnings }) => warnings))];
      return ignored.length === 0 ? 'nothing was ignored' : ignored.join(' ');
    });
  } finally {
    await emulator.close();
  }
}

interface Ended {
  code: number | null;
  output: string;
}

function run(node: string, program: readonly string[], { folder, url }: { folder: string; url: string }) {
  return new Promise<Ended>((resolve, reject) => {
    // No key, address or proxy of this machine, and a home in which a client may write.
    const env = { PATH: process.env['PATH'], HOME: folder, EMULATOR_URL: url };
    const child = spawn(node, program, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeLimit });
    let output = '';
    const collect = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
