import * as ai from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canary, expectNoSecret } from '../../support/canary.js';
import { allTargets } from '../../support/targets.js';
import { chunk, done, frame } from '../../support/test-chat.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { answer, head, listen, type Wire } from '../../support/wire-server.js';

/** A chunk that is one of every protocol. `event`: its fields in the Responses protocol. */
const every = (said: object, event: object, reason: string | null = null) =>
  frame({
    ...chunk(said, { finish_reason: reason }),
    output: {
      choices: [{ message: said, finish_reason: reason ?? 'null' }],
      text: 'content' in said ? said.content : '',
      finish_reason: reason ?? 'null',
    },
    ...event,
  });
const hello = every(
  { content: '{"name":"Ada"' },
  { type: 'response.output_text.delta', item_id: 'm', delta: '{"name":"Ada"' },
);
const item = (name: string | undefined, text: string) => ({
  type: 'response.output_item.done',
  output_index: 0,
  item: { type: 'function_call', id: 'i', call_id: 'a', name, arguments: text },
});
const call = (text: string) =>
  every({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: text } }] }, item('f', text));
const end = (reason: string) => every({}, { type: 'response.completed', response: { status: 'completed' } }, reason);

type Script = (wire: Wire) => void | Promise<void>;

const closing =
  (...parts: (string | Uint8Array)[]): Script =>
  async (wire) => {
    for (const part of parts) await wire.write(part);
    wire.socket.end();
  };

/** Ways to fail once the answer has begun, after which every promise of every function settles. */
const late: [title: string, script: Script][] = [
  [
    'the connection is reset after an event',
    async (wire) => {
      await wire.write(
        `${head(200, { 'transfer-encoding': 'chunked' })}${Buffer.byteLength(hello).toString(16)}\r\n${hello}\r\n`,
      );
      setTimeout(() => wire.socket.resetAndDestroy(), 20);
    },
  ],
  [
    'the connection is reset after the headers',
    async (wire) => {
      await wire.write(head(200, { 'transfer-encoding': 'chunked' }));
      wire.socket.resetAndDestroy();
    },
  ],
  ['the body is empty', closing(answer(''))],
  ['the body is a page', closing(answer('<html><title>Sign in</title></html>', 200, { 'content-type': 'text/html' }))],
  ['the answer has no end', closing(head(), hello)],
  ['an event is not JSON', closing(head(), hello, 'data: {"choices":[\n\n')],
  [
    'an error that will not pass comes first',
    closing(head(), frame({ error: { message: 'No.', code: 'invalid_value' } })),
  ],
  [
    'an error comes in the middle',
    closing(head(), hello, frame({ error: { message: 'Slow.', code: 'limit_requests' } })),
  ],
  [
    'an error in the middle shows the request',
    (wire) => closing(head(), hello, frame({ error: { message: wire.request } }))(wire),
  ],
  ['a tool call breaks off', closing(head(), call('{"a":'), frame({ error: { message: 'No.' } }))],
  [
    'a tool call has no name',
    closing(
      head(),
      every({ tool_calls: [{ index: 0, function: { arguments: '{}' } }] }, item(undefined, '{}'), 'stop'),
      end('stop'),
      done,
    ),
  ],
  ['arguments are no JSON', closing(head(), call('{"a":'), end('tool_calls'), done)],
  [
    'an answer has failed',
    closing(
      head(),
      hello,
      every({}, { type: 'response.failed', response: { status: 'failed', error: { message: 'Slow.' } } }),
    ),
  ],
  ['gzip is none', closing(answer(hello, 200, { 'content-encoding': 'gzip' }))],
];

/** Ways to fail before there is an answer; `ai` 4 and 5 leave the promises of their streams open then (docs/reference/limits.md). */
const early: [title: string, script: Script][] = [
  ['the connection is reset before the headers', (wire) => void wire.socket.resetAndDestroy()],
  [
    'the key is wrong',
    closing(answer('{"error":{"message":"Incorrect API key provided.","code":"invalid_api_key"}}', 401)),
  ],
  [
    'a gateway shows the request',
    (wire) => closing(answer(wire.request, 400, { 'x-request': wire.request.replace(/\s+/g, ' ') }))(wire),
  ],
  ['the server is busy', closing(answer('<html>502</html>', 502))],
  ['a redirection leads nowhere', closing(answer('', 302, { location: 'ftp://nowhere/' }))],
];

/** Fails if a promise has not settled when the server has nothing more to say. */
async function settled(promises: Record<string, PromiseLike<unknown>>): Promise<void> {
  const states = Object.fromEntries(Object.keys(promises).map((name) => [name, 'open']));
  const all = Promise.all(
    Object.entries(promises).map(async ([name, promise]) => {
      // Another test has how it settles; it shows no key.
      await Promise.resolve(promise).then(expectNoSecret, expectNoSecret);
      states[name] = 'settled';
    }),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, 5000)));
  await Promise.race([all, limit]);
  clearTimeout(timer);
  expect(Object.entries(states).filter(([, state]) => state === 'open')).toEqual([]);
}

const schema = z.object({ name: z.string() });
const tools = { f: ai.tool({ parameters: z.object({}), execute: async () => 'done' }) };

async function consume(stream: AsyncIterable<unknown>): Promise<void> {
  try {
    const iterator = stream[Symbol.asyncIterator]();
    while ((await iterator.next()).done !== true);
  } catch {
    // Another test has how it fails; here it has to end.
  }
}

guardAgainstTheUncaught();

describe.each(['compatible', 'native', 'responses', 'application'] as const)(
  'ai 4, %s: everything settles and the connection closes where',
  (protocol) => {
    test.each([...late, ...early])(
      'everything settles and the connection closes with ai 4 where %s',
      async (title, script) => {
        const server = await listen(script);
        const qwen = createQwen({ apiKey: canary, baseURL: `${server.url}/compatible-mode/v1` });
        const model = {
          compatible: qwen,
          native: qwen.dashscope,
          responses: qwen.responses,
          application: qwen.application,
        }[protocol]('qwen-plus');
        const ask = { model, prompt: 'Hi', maxRetries: 0 };
        const text = ai.streamText({ ...ask, tools, onError: () => {} });
        const object = ai.streamObject({ ...ask, schema, onError: () => {} });
        const embeddings = (protocol === 'native' ? qwen.dashscope : qwen).textEmbeddingModel('text-embedding-v4');
        const begun = late.some(([name]) => name === title);
        await settled({
          'streamText.fullStream': consume(text.fullStream),
          'streamObject.fullStream': consume(object.fullStream),
          ...(begun && {
            'streamText.text': text.text,
            'streamText.usage': text.usage,
            'streamText.steps': text.steps,
            'streamText.finishReason': text.finishReason,
            'streamText.response': text.response,
            'streamText.toolCalls': text.toolCalls,
            'streamText.providerMetadata': text.providerMetadata,
            'streamObject.object': object.object,
            'streamObject.usage': object.usage,
            'streamObject.response': object.response,
          }),
          generateText: ai.generateText({ ...ask, tools }),
          generateObject: ai.generateObject({ ...ask, schema }),
          embed: ai.embed({ model: embeddings, value: 'a', maxRetries: 0 }),
          embedMany: ai.embedMany({ model: embeddings, values: ['a', 'b'], maxRetries: 0 }),
        });
        expect(server.wires.length).toBeGreaterThanOrEqual(6);
        await Promise.all(server.wires.map(({ closed, socket }) => (socket.writableEnded ? undefined : closed)));
      },
    );
  },
);

describe.each(allTargets.filter(({ major }) => major.name !== 'ai 4'))(
  '$name: everything settles where',
  ({ major, protocol }) => {
    test.each([...late, ...early])('everything settles and the connection closes where %s', async (title, script) => {
      const server = await listen(script);
      const calls = major.connect({ apiKey: canary, baseURL: `${server.url}/compatible-mode/v1` }, protocol);
      const ask = { prompt: 'Hi', maxRetries: 0 };
      // With a finish the helper waits for every promise of the result.
      await settled({
        stream: calls.stream(ask),
        whole: calls.whole(ask),
        object: calls.object({ ...ask, modelId: 'qwen-plus' }),
        streamObject: calls.streamObject({ ...ask, modelId: 'qwen-plus' }),
        // Embeddings are tried again here, which takes six seconds, where it may help.
        ...(!/reset|busy|gzip|comes in the middle/.test(title) && {
          embed: calls.embed('text-embedding-v4', {}, 'a'),
          embedMany: calls.embedMany('text-embedding-v4', {}, ['a', 'b']),
        }),
      });
      await Promise.all(server.wires.map(({ closed, socket }) => (socket.writableEnded ? undefined : closed)));
    });
  },
);
