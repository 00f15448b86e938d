import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { chat } from '../../support/emulator-requests.js';
import { inspect } from '../../support/inspected-emulator.js';

const run = promisify(execFile);

/** Runs a copied test as Vitest does, without a Vitest within Vitest. */
async function runTest(text: string): Promise<string> {
  const code = text.replace(/^import .*$/gm, '');
  let name = '';
  let ended: Promise<void> | undefined;
  const testOf = (given: string, body: () => Promise<void>) => {
    name = given;
    ended = body();
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the text is the test of this test
  new Function('createEmulator', 'expect', 'test', code)(createEmulator, expect, testOf);
  await ended;
  return name;
}

describe('a call copied as curl', () => {
  test('the command sends the same request, whatever is in it', async () => {
    const { ask, copy, emulator } = await inspect();
    const content = `It's "quoted", $HOME, \`ls\` \\ and\nnew lines; 光`;
    await ask(chat({ messages: [{ role: 'user', content }], stream: true }), {
      headers: { 'x-dashscope-session-cache': 'enable' },
    });
    const command = await copy(1, 'curl');
    expect(command).toMatch(
      /^curl 'http:\/\/127\.0\.0\.1:\d+\/compatible-mode\/v1\/chat\/completions' \\\n {2}-H 'authorization: Bearer sk-test'/,
    );
    await run('sh', ['-c', command]);
    const [first, second] = emulator.calls;
    expect(second!.body).toEqual(first!.body);
    expect(second!.headers['x-dashscope-session-cache']).toBe('enable');
  });

  test('the command for a form uploads a file of the same name', async () => {
    const { url, copy, emulator } = await inspect();
    const folder = mkdtempSync(join(tmpdir(), 'curl-'));
    try {
      writeFileSync(join(folder, 'light.txt'), 'A lighthouse.');
      const form = new FormData();
      form.append('purpose', 'file-extract');
      form.append('file', new Blob(['A lighthouse.'], { type: 'text/plain' }), 'light.txt');
      await fetch(`${url}/compatible-mode/v1/files`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk-test' },
        body: form,
      });
      await run('sh', ['-c', await copy(1, 'curl')], { cwd: folder });
      expect(emulator.calls[1]!.body).toEqual(emulator.calls[0]!.body);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the command for a GET and for a DELETE has the method and no body', async () => {
    const { url, copy } = await inspect();
    const headers = { authorization: 'Bearer sk-test' };
    await fetch(`${url}/compatible-mode/v1/models`, { headers });
    await fetch(`${url}/compatible-mode/v1/files/file-fe-1`, { method: 'DELETE', headers });
    expect(await copy(1, 'curl')).not.toMatch(/-X|-d/);
    expect(await copy(2, 'curl')).toMatch(/ -X DELETE \\\n/);
  });
});

describe('a call copied as a test', () => {
  test.each([
    ['an answer', { reasoning: 'Hm.', text: 'Light "scatters".' }, {}],
    ['a stream', { text: 'Light scatters.' }, { stream: true }],
    ['a failure', { failure: 'arrears' as const }, {}],
    ['a failure of a stream', { failure: 'rate-limit' as const }, { stream: true }],
    ['a refusal', {}, { temperature: 3 }],
    ['a tool call', { toolCalls: [{ name: 'weather', arguments: '{"city":' }] }, {}],
  ])('the test of %s passes as it is', async (_, script, options) => {
    const { ask, copy, emulator } = await inspect();
    emulator.answerNext(script);
    await ask(chat(options));
    const text = await copy(1, 'vitest');
    expect(text).toMatch(
      /^import \{ createEmulator \} from 'ai-sdk-qwen\/emulator';\nimport \{ expect, test \} from 'vitest';\n/,
    );
    expect(await runTest(text)).toBe('Hello there');
  });

  test('the test of an upload makes its form', async () => {
    const { url, copy } = await inspect();
    const form = new FormData();
    form.append('purpose', 'file-extract');
    form.append('file', new Blob(['A lighthouse.']), 'light.txt');
    const headers = { authorization: 'Bearer sk-test' };
    await fetch(`${url}/compatible-mode/v1/files`, { method: 'POST', headers, body: form });
    expect(await runTest(await copy(1, 'vitest'))).toBe('POST /compatible-mode/v1/files');
  });

  test('the test of an answer fails with another answer', async () => {
    const { ask, copy, emulator } = await inspect();
    emulator.answerNext({ text: 'Light scatters.' });
    await ask();
    const text = (await copy(1, 'vitest')).replace('"text": "Light scatters."', '"text": "Light bends."');
    await expect(runTest(text)).rejects.toThrow('Light scatters.');
  });
});
