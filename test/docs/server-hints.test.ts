import { expect, test } from 'vitest';
import { serverHints } from '../../src/connection/server-hints.js';
import { read } from '../support/pages.js';

test('the errors page has each refusal of other servers that errors have a hint for, in the words of the server', () => {
  const lines = read('docs/reference/errors.md').split('\n');
  expect(serverHints.length).toBeGreaterThan(2);
  for (const { message, hint } of serverHints) {
    const row = lines.find((line) => line.includes(`| ${hint} |`));
    expect(row, hint).toMatch(message);
  }
});
