import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { run } from '../../src/command/run.js';
import { testTerminal, type TestTerminal } from './test-terminal.js';

export const commandKey = 'sk-batch-very-secret';

/** Sets the key of the environment for each test of a file. */
export function useKey(): void {
  const before = process.env.DASHSCOPE_API_KEY;
  beforeEach(() => {
    process.env.DASHSCOPE_API_KEY = commandKey;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.DASHSCOPE_API_KEY;
    else process.env.DASHSCOPE_API_KEY = before;
  });
}

/** The files of a job in a folder for it. */
export interface JobFolder {
  file: string;
  /** The text of another file of the job, such as `journal.jsonl`. */
  read: (ending: string) => string;
  /** The results in the order of the lines. */
  results: () => { index: number; status: string; [field: string]: unknown }[];
  remove: () => void;
}

/** Writes the lines of a job into a folder. */
export function jobFolder(lines: readonly unknown[]): JobFolder {
  const folder = mkdtempSync(join(tmpdir(), 'batch-command-'));
  const file = join(folder, 'job.jsonl');
  writeFileSync(file, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  const read = (ending: string) => readFileSync(join(folder, `job.${ending}`), 'utf8');
  return {
    file,
    read,
    results: () =>
      read('results.jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
        .sort((one, other) => one.index - other.index),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs `npx ai-sdk-qwen batch …` in this process. */
export async function batch(args: readonly string[], terminal: TestTerminal = testTerminal()) {
  const code = await run(['batch', ...args], terminal);
  return { code, ...terminal.texts };
}
