import { request } from 'node:http';
import { connect } from 'node:net';
import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { afterEach, describe, expect, test } from 'vitest';
import { collectGarbage } from '../../support/collect-garbage.js';
import { chat, dataLines } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const open: Emulator[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

async function listening(options?: EmulatorOptions) {
  const emulator = strictEmulator(options);
  open.push(emulator);
  const { url, port } = await emulator.listen();
  const post = (body: unknown, init: RequestInit = {}) =>
    fetch(`${url}/compatible-mode/v1/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      ...init,
    });
  return { emulator, url, port, post };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a listening emulator', () => {
  test('a listening emulator answers over HTTP on its own loopback port', async () => {
    const { url, port, post } = await listening();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const response = await post(chat());
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await response.json()).choices[0].message.content).toContain('You said: Hello there');
    const stream = dataLines(await (await post(chat({ stream: true }))).text());
    expect(stream.at(-1)).toBe('[DONE]');
  });

  test('a listening emulator takes bodies of megabytes and sends them back', async () => {
    const { post } = await listening();
    const text = 'x'.repeat(3_000_000);
    const response = await post({ model: 'qwen-long', messages: [{ role: 'user', content: text }] });
    expect((await response.json()).choices[0].message.content).toHaveLength(3_000_057);
  });

  test('a listening emulator refuses a body that is larger than any file, before it comes', async () => {
    const { port } = await listening();
    const socket = connect(port, '127.0.0.1');
    const answer = new Promise<string>((resolve, reject) => {
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
    socket.write('POST /compatible-mode/v1/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1099511627776\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*The body has more than 525336576 bytes\./);
  });

  test('a listening emulator notices when the client goes away', async () => {
    const { emulator, post } = await listening({ deltaDelay: 60_000 });
    const controller = new AbortController();
    const response = await post(chat({ stream: true }), { signal: controller.signal });
    await response.body!.getReader().read();
    controller.abort();
    await until(() => emulator.calls[0]!.aborted);
    expect(emulator.calls[0]).toMatchObject({ status: 200, aborted: true });
  });

  test('a listening emulator notices when the client goes away before there is an answer', async () => {
    const { emulator, post } = await listening({ firstTokenDelay: 60_000 });
    const controller = new AbortController();
    const response = post(chat(), { signal: controller.signal });
    await until(() => emulator.calls.length === 1);
    controller.abort();
    await expect(response).rejects.toThrow();
    await until(() => emulator.calls[0]!.aborted);
  });

  // https://github.com/nodejs/node/issues/55428
  test.each([
    ['between two deltas', { deltaDelay: 60_000 }],
    ['while the answer stalls', { answer: () => ({ failAfter: { deltas: 1, form: 'stall' } }) }],
  ] satisfies [string, EmulatorOptions][])(
    'a listening emulator notices when the client goes away %s, after a garbage collection',
    async (_, options) => {
      const { emulator, post } = await listening(options);
      const controller = new AbortController();
      const response = await post(chat({ stream: true }), { signal: controller.signal });
      await response.body!.getReader().read();
      await new Promise((resolve) => setTimeout(resolve, 5));
      collectGarbage();
      controller.abort();
      await until(() => emulator.calls[0]!.aborted);
    },
  );

  test('a listening emulator breaks the connection where a scenario cuts it', async () => {
    const { emulator, port } = await listening();
    emulator.answerNext({ deltas: ['one', 'two'], failAfter: { deltas: 1, form: 'cut' } });
    const error = await new Promise<Error>((resolve, reject) => {
      const call = request(
        {
          port,
          method: 'POST',
          path: '/compatible-mode/v1/chat/completions',
          headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
        },
        (response) => {
          response
            .on('error', resolve)
            .on('end', () => reject(new Error('the body ended well')))
            .resume();
        },
      );
      call.end(JSON.stringify(chat({ stream: true })));
    });
    expect(error.message).toBe('aborted');
  });

  test('a listening emulator does not write faster than the client reads', async () => {
    const { emulator, port } = await listening();
    let produced = 0;
    const pieces = {
      *[Symbol.iterator]() {
        for (; produced < 2_000; produced += 1) yield 'x'.repeat(65_536);
      },
    } as unknown as string[];
    emulator.answerNext({ raw: { body: pieces } });
    const socket = connect(port, '127.0.0.1');
    const body = JSON.stringify(chat());
    socket.write(
      'POST /compatible-mode/v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer sk-test\r\n' +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    socket.pause();
    let last = -1;
    await until(() => {
      const rested = produced > 0 && produced === last;
      last = produced;
      return rested;
    });
    expect(produced).toBeLessThan(1_000);
    socket.destroy();
  });

  test('a listening emulator says when a scenario throws', async () => {
    const { post } = await listening({
      answer: () => {
        throw new Error('in the scenario');
      },
    });
    const response = await post(chat());
    expect([response.status, await response.text()]).toEqual([
      500,
      "The emulator's scenario threw: Error: in the scenario",
    ]);
  });

  test('a listening emulator closes with connections that are kept alive or wait for an answer', async () => {
    const { emulator, post, url } = await listening({ deltaDelay: 60_000 });
    const response = await post(chat({ stream: true }));
    const body = response.text();
    body.catch(() => undefined);
    await emulator.close();
    await expect(body).rejects.toThrow();
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a listening emulator rejects when the port is taken', async () => {
    const { port } = await listening();
    const other = strictEmulator();
    await expect(other.listen({ port })).rejects.toThrow('EADDRINUSE');
    await other.close();
  });
});
