import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from './calls.js';

let outcomes: Outcome[] = [];
let rest: string[] = [];
let code: number | null = null;
let errors = '';

beforeAll(async () => {
  const file = fileURLToPath(new URL('./calls.ts', import.meta.url));
  const config = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, TSX_TSCONFIG_PATH: config };
  const child = spawn(process.execPath, ['--import', 'tsx', file, 'call'], { env });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  code = await new Promise((resolve) => child.once('close', resolve));
  const lines = output.split('\n').filter(Boolean);
  outcomes = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Outcome);
  rest = lines.filter((line) => !line.startsWith('{'));
}, 180_000);

describe('every call with wrong settings, a wrong fetch, signal or callback', () => {
  test('every call with wrong settings, a wrong fetch, signal or callback settles without an unhandled rejection', () => {
    expect(errors).toBe('');
    expect([code, rest]).toEqual([0, ['end']]);
    expect(outcomes.length).toBeGreaterThan(10_000);
  });

  test('every call with wrong settings, a wrong fetch, signal or callback is rejected with a readable error', () => {
    const failed = outcomes.filter(({ name }) => name !== undefined);
    const unreadable = failed.filter(
      ({ name, message = '' }) =>
        !/^(AI_\w+|Error)$/.test(name!) ||
        !/\w{3}/.test(message) ||
        /undefined is not|Cannot read|not a function/.test(message),
    );
    expect(unreadable).toEqual([]);
  });

  test('a call with only a wrong signal names the signal', () => {
    const odd = outcomes.filter(({ call }) => /^ai\d [^,{]*, signal none/.test(call) && !/^ai[45] doRerank/.test(call));
    expect(odd.length).toBeGreaterThan(400);
    for (const { call, name, message } of odd) {
      expect([call, name]).toEqual([call, 'AI_InvalidArgumentError']);
      expect(message).toMatch(/^abortSignal is .* It must be an AbortSignal/);
    }
  });
});
