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

  // Hazards of curl: https://curl.se/docs/manpage.html, of -d, -F and --globoff.
  test('a text that begins with @ stays a text, and no file is read', async () => {
    const { url, copy, emulator } = await inspect();
    const form = new FormData();
    form.append('purpose', '@/etc/hostname');
    form.append('note', '</etc/hostname;type=text/x');
    const headers = { authorization: 'Bearer sk-test' };
    await fetch(`${url}/compatible-mode/v1/files`, { method: 'POST', headers, body: form });
    await fetch(`${url}/compatible-mode/v1/chat/completions`, { method: 'POST', headers, body: '@/etc/hostname' });
    for (const id of [1, 2]) await run('sh', ['-c', await copy(id, 'curl')]);
    const bodies = emulator.calls.map(({ body }) => body);
    expect(bodies.slice(2)).toEqual(bodies.slice(0, 2));
    expect(bodies[0]).toEqual({ purpose: '@/etc/hostname', note: '</etc/hostname;type=text/x' });
  });

  test('the command sends a POST without a body, a HEAD, brackets in a query, and odd names of files', async () => {
    const { url, copy, emulator } = await inspect();
    const folder = mkdtempSync(join(tmpdir(), 'curl-'));
    try {
      const name = `a;b,'c.txt`;
      writeFileSync(join(folder, name), 'x');
      const form = new FormData();
      form.append('file', new Blob(['x'], { type: 'text/plain' }), name);
      const headers = { authorization: 'Bearer sk-test' };
      await fetch(`${url}/compatible-mode/v1/batches/b1/cancel`, { method: 'POST', headers });
      await fetch(`${url}/compatible-mode/v1/models`, { method: 'HEAD', headers });
      await fetch(`${url}/compatible-mode/v1/files?after=[1]&x={a,b}`, { headers });
      await fetch(`${url}/compatible-mode/v1/files`, { method: 'POST', headers, body: form });
      for (const id of [1, 2, 3, 4]) await run('sh', ['-c', await copy(id, 'curl')], { cwd: folder, timeout: 30_000 });
      const sent = emulator.calls.map(({ method, path, body }) => [method, path, body]);
      expect(sent.slice(4)).toEqual(sent.slice(0, 4));
      expect(await copy(7, 'curl')).toBe(await copy(3, 'curl'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the command for a GET and for a DELETE has the method and no body', async () => {
    const { url, copy } = await inspect();
    const headers = { authorization: 'Bearer sk-test' };
    await fetch(`${url}/compatible-mode/v1/models`, { headers });
    await fetch(`${url}/compatible-mode/v1/files/file-fe-1`, { method: 'DELETE', headers });
    expect(await copy(1, 'curl')).not.toMatch(/-X|--data/);
    expect(await copy(2, 'curl')).toMatch(/ -X DELETE \\\n/);
  });
});

describe('a call copied as a test', () => {
  test.each([
    ['an answer', { reasoning: 'Hm.', text: 'Light "scatters".' }, {}],
    ['a stream', { text: 'Light scatters.' }, { stream: true }],
    ['a failure', { failure: 'arrears' as const }, {}],
    ['a failure of a stream', { failure: 'rate-limit' as const }, { stream: true }],
    [
      'a stream that fails',
      { text: 'One two three', failAfter: { deltas: 1, failure: 'arrears' as const } },
      { stream: true },
    ],
    ['a stream that fails at once', { failAfter: { deltas: 0, failure: 'arrears' as const } }, { stream: true }],
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

  test('the test of a call that got no answer passes', async () => {
    const { url, copy, emulator, calls } = await inspect();
    emulator.breakNext('reset', { at: 'creation' });
    const headers = {
      authorization: 'Bearer sk-test',
      'content-type': 'application/json',
      'x-dashscope-async': 'enable',
    };
    const body = JSON.stringify({ model: 'wan2.2-t2i-flash', input: { prompt: 'A lighthouse' } });
    const path = '/api/v1/services/aigc/text2image/image-synthesis';
    await expect(fetch(url + path, { method: 'POST', headers, body })).rejects.toThrow();
    await expect.poll(calls).toMatchObject([{ state: 'broken', status: 0 }]);
    expect(await runTest(await copy(1, 'vitest'))).toBe('A lighthouse');
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
