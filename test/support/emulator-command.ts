import { expect } from 'vitest';
import { run } from '../../src/command/run.js';
import { testTerminal, type TestTerminal } from './test-terminal.js';

const running: { terminal: TestTerminal; code: Promise<number> }[] = [];

/** Stops the commands that `startEmulator` started; each must end with 0. */
export async function stopEmulators(): Promise<void> {
  for (const { terminal, code } of running.splice(0)) {
    terminal.stop();
    expect(await code).toBe(0);
  }
}

/** Starts the command on a free port, and returns its compatible base URL and what it printed. */
export async function startEmulator(...args: string[]) {
  const terminal = testTerminal();
  running.push({ terminal, code: run(['emulator', '--port', '0', ...args], terminal) });
  const printed = await terminal.prints('Ctrl-C stops it.');
  return { printed, base: /^ {2}OpenAI-compatible base URL {2}(\S+)$/m.exec(printed)![1]! };
}
