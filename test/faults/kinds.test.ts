import { gzipSync } from 'node:zlib';
import { APICallError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';
import { canary, expectNoSecret } from '../canary.js';
import { plainCall } from '../properties/parts.js';
import { failureOf } from '../recorder.js';
import { guardAgainstTheUncaught } from './guard.js';
import { answer, head, listen, type Wire } from './wire-server.js';

type Qwen = ReturnType<typeof createQwen>;

const documents = { type: 'text' as const, values: ['a', 'b'] };
const values = ['a', 'b'];

/** Every kind of call but chats, whose faults have tests of their own. */
const kinds: Record<string, (qwen: Qwen) => PromiseLike<unknown>> = {
  completion: (qwen) => qwen.completion('qwen2.5-coder-7b-instruct').doGenerate(plainCall as never),
  vectors: (qwen) => qwen.embedding('text-embedding-v4').doEmbed({ values }),
  'vectors of the native protocol': (qwen) => qwen.dashscope.embedding('text-embedding-v4').doEmbed({ values }),
  ranking: (qwen) => qwen.reranking('qwen3-rerank').doRerank({ documents, query: 'q' }),
  'ranking of the native protocol': (qwen) => qwen.reranking('gte-rerank-v2').doRerank({ documents, query: 'q' }),
  'list of files': (qwen) => qwen.files.list(),
  'description of a file': (qwen) => qwen.files.get('file-fe-1'),
  'deletion of a file': (qwen) => qwen.files.delete('file-fe-1'),
  upload: (qwen) => qwen.files.upload(new Uint8Array(3), { filename: 'a.txt' }),
};

const page = '<html><title>Sign in</title></html>';
const html = { 'content-type': 'text/html' };
const closing = (bytes: string | Uint8Array) => async (wire: Wire) => {
  await wire.write(bytes);
  wire.socket.end();
};

/** What may befall any of them, and whether it may pass. */
const faults: [title: string, script: (wire: Wire) => unknown, isRetryable: boolean][] = [
  ['a reset before the headers', (wire) => wire.socket.resetAndDestroy(), true],
  ['a close within the headers', closing('HTTP/1.1 200 OK\r\ncontent-ty'), true],
  ['a body that breaks off', closing(`${head(200, { 'content-length': '99' })}{"data":[`), true],
  ['a body that is cut', closing(`${head()}{"data":[`), false],
  ['an empty body', closing(answer('')), false],
  ['a page', closing(answer(page, 200, html)), false],
  ['a page of a gateway', closing(answer(page, 502, html)), true],
  ['an error of a few bytes', closing(answer('busy', 429)), true],
  ['gzip that is none', closing(answer('{"data":[]}', 200, { 'content-encoding': 'gzip' })), true],
  // undici gives what it could unpack.
  ['gzip that breaks off', closing(answer(gzipSync(page).subarray(0, 20), 200, { 'content-encoding': 'gzip' })), false],
  ['a redirect to elsewhere', closing(answer('', 307, { location: 'http://localhost:1/' })), false],
  ['a redirect in a circle', closing(answer('', 308, { location: '/again', connection: 'close' })), false],
];

guardAgainstTheUncaught();

test.each(faults)('%s is a readable error of every kind of call, without the key', async (_title, script, isRetryable) => {
  const server = await listen((wire) => void script(wire));
  const qwen = createQwen({ apiKey: canary, baseURL: `${server.url}/compatible-mode/v1` });
  for (const [kind, ask] of Object.entries(kinds)) {
    const error = expectNoSecret(await failureOf(ask(qwen)));
    expect([kind, APICallError.isInstance(error), (error as APICallError).isRetryable]).toEqual([kind, true, isRetryable]);
    expect((error as APICallError).message).toMatch(/\w/);
  }
  await Promise.all(server.wires.map(({ closed }) => closed));
});

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
