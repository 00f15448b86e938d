import { gzipSync } from 'node:zlib';
import { APICallError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';
import { canary, expectNoSecret } from '../../support/canary.js';
import { plainCall } from '../../support/stream-parts.js';
import { failureOf } from '../../support/recorder.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { answer, head, listen, type Wire } from '../../support/wire-server.js';

type Qwen = ReturnType<typeof createQwen>;

const documents = { type: 'text' as const, values: ['a', 'b'] };
const values = ['a', 'b'];

/** Every kind of call but chats, whose faults have tests of their own. */
const kinds: Record<string, (qwen: Qwen, context?: { abortSignal?: AbortSignal }) => PromiseLike<unknown>> = {
  completion: (qwen, context) =>
    qwen.completion('qwen2.5-coder-7b-instruct').doGenerate({ ...plainCall, ...context } as never),
  vectors: (qwen, context) => qwen.embedding('text-embedding-v4').doEmbed({ values, ...context }),
  'vectors of the native protocol': (qwen, context) =>
    qwen.dashscope.embedding('text-embedding-v4').doEmbed({ values, ...context }),
  ranking: (qwen, context) => qwen.reranking('qwen3-rerank').doRerank({ documents, query: 'q', ...context }),
  'ranking of the native protocol': (qwen, context) =>
    qwen.reranking('gte-rerank-v2').doRerank({ documents, query: 'q', ...context }),
  'list of files': (qwen, context) => qwen.files.list(context),
  'description of a file': (qwen, context) => qwen.files.get('file-fe-1', context),
  'deletion of a file': (qwen, context) => qwen.files.delete('file-fe-1', context),
  upload: (qwen, context) => qwen.files.upload(new Uint8Array(3), { filename: 'a.txt', ...context }),
};

const page = '<html><title>Sign in</title></html>';
const html = { 'content-type': 'text/html' };
const closing = (bytes: string | Uint8Array) => async (wire: Wire) => {
  await wire.write(bytes);
  wire.socket.end();
};

/** Faults that may hit any of them, and whether they may pass. */
const faults: [title: string, script: (wire: Wire) => unknown, isRetryable: boolean][] = [
  ['a reset before the headers', (wire) => wire.socket.resetAndDestroy(), true],
  ['a close within the headers', closing('HTTP/1.1 200 OK\r\ncontent-ty'), true],
  ['a body that breaks off', closing(`${head(200, { 'content-length': '99' })}{"data":[`), true],
  ['a body that is cut', closing(`${head()}{"data":[`), false],
  ['an empty body', closing(answer('')), false],
  ['a page', closing(answer(page, 200, html)), false],
  ['a page of a gateway', closing(answer(page, 502, html)), true],
  ['an error of a few bytes', closing(answer('busy', 429)), true],
  ['gzip that is not gzip', closing(answer('{"data":[]}', 200, { 'content-encoding': 'gzip' })), true],
  // undici gives what it could unpack.
  ['gzip that breaks off', closing(answer(gzipSync(page).subarray(0, 20), 200, { 'content-encoding': 'gzip' })), false],
  ['a redirect to elsewhere', closing(answer('', 307, { location: 'http://localhost:1/' })), false],
  ['a redirect in a circle', closing(answer('', 308, { location: '/again', connection: 'close' })), false],
];

guardAgainstTheUncaught();

test.each(faults)(
  '%s is a readable error of every kind of call, without the key',
  async (_title, script, isRetryable) => {
    const server = await listen((wire) => void script(wire));
    const qwen = createQwen({ apiKey: canary, baseURL: `${server.url}/compatible-mode/v1` });
    for (const [kind, ask] of Object.entries(kinds)) {
      const error = expectNoSecret(await failureOf(ask(qwen)));
      expect([kind, APICallError.isInstance(error), (error as APICallError).isRetryable]).toEqual([
        kind,
        true,
        isRetryable,
      ]);
      expect((error as APICallError).message).toMatch(/\w/);
    }
    await Promise.all(server.wires.map(({ closed }) => closed));
  },
);

test('an endless body of any kind of call is an error after a bounded part of it, and the connection is closed', async () => {
  for (const status of [200, 500]) {
    let sent = 0;
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const server = await listen(async (wire) => {
      await wire.write(`${head(status)}{"data":"`);
      for (sent = 0; sent < 200 && !wire.socket.destroyed; sent += 1) await wire.write(piece);
    });
    const qwen = createQwen({ apiKey: canary, baseURL: `${server.url}/compatible-mode/v1` });
    for (const kind of ['vectors', 'list of files']) {
      expect(await failureOf(kinds[kind]!(qwen))).toMatchObject({ name: 'AI_APICallError' });
      await server.wires.at(-1)?.closed;
      expect(sent).toBeLessThan(100);
    }
  }
});

/** A `fetch` that hears of no abort, as one that an application wraps may be. */
const deaf: typeof globalThis.fetch = (input, { signal: _signal, ...init } = {}) => fetch(input, init);

test.each([
  ['before it is sent', undefined],
  ['before the headers', ''],
  ['within the body', `${head(200, { 'content-length': '99' })}{"data":`],
  ['within the body of an error', `${head(429, { 'content-length': '99' })}{"error":`],
])('an abort %s ends every kind of call with its reason, and closes the connection', async (_point, bytes) => {
  const server = await listen((wire) => wire.write(bytes ?? ''));
  for (const fetchFunction of [fetch, deaf]) {
    const qwen = createQwen({ apiKey: canary, fetch: fetchFunction, baseURL: `${server.url}/compatible-mode/v1` });
    for (const ask of Object.values(kinds)) {
      const controller = new AbortController();
      const reason = { code: 7 };
      if (bytes === undefined) controller.abort(reason);
      const failing = failureOf(ask(qwen, { abortSignal: controller.signal }));
      if (bytes === undefined) {
        expect(await failing).toBe(reason);
        continue;
      }
      const wire = await server.received(server.wires.length + 1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort(reason);
      expect(await failing).toBe(reason);
      // Before the headers there is nothing yet that could be closed where the abort is not heard of.
      if (bytes !== '' || fetchFunction === fetch) await wire.closed;
    }
  }
  if (bytes === undefined) expect(server.wires).toEqual([]);
});
