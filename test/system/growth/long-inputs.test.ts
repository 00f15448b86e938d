import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { longInputs } from './long-inputs.js';

// The slowest input takes a few seconds; what is quadratic takes minutes for it.
const patience = 90_000;

/** Reads all inputs in a process of its own, which ends when one of them takes too long. Returns those that were read. */
function readAll(): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./long-inputs.ts', import.meta.url));
    const config = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', file, 'read'], {
      env: { ...process.env, TSX_TSCONFIG_PATH: config },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const giveUp = () => void child.kill('SIGKILL');
    let timer = setTimeout(giveUp, patience);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience);
    });
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      resolve(output.split('\n').filter(Boolean));
    });
  });
}

test('very long inputs of every kind are read in time that grows with their length', async () => {
  expect(await readAll()).toEqual(longInputs.map(({ name }) => name));
}, 600_000);
