import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileJournal } from 'ai-sdk-qwen/batch';
import { run } from '../../../src/command/run.js';
import { testTerminal } from '../../support/test-terminal.js';
import type { LongInput } from './streams.js';

const megabytes = 256;

/** Reads a file of one line, of which no piece that is read has the end. */
async function readLine(start: string, read: (path: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'long-line-'));
  try {
    const path = join(folder, 'line.jsonl');
    const file = openSync(path, 'w');
    writeSync(file, start);
    for (let count = 0; count < megabytes; count += 1) writeSync(file, 'x'.repeat(1_000_000));
    closeSync(file);
    await read(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const longFiles: LongInput[] = [
  {
    name: 'a journal of one line',
    read: () =>
      readLine('{"t":"', async (path) => {
        for await (const line of (await fileJournal(path).load()) as AsyncIterable<string>) {
          throw new Error(`It has no end, and was read: ${line.slice(0, 20)}`);
        }
      }),
  },
  {
    name: 'a file of one line for the command',
    read: () =>
      readLine('{"prompt":"', async (path) => {
        const terminal = testTerminal();
        await run(['batch', 'submit', path, '--model', 'qwen-plus'], terminal);
        const { complained } = terminal.texts;
        if (!complained.includes('line 1: it is not JSON.')) throw new Error(complained);
      }),
  },
];
