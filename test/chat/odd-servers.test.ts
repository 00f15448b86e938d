import { generateText, streamText } from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { collect } from '../support/collect.js';

/* Habits of servers that no documentation mentions. */

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const streamOf = (...chunks: unknown[]) => [...chunks, '[DONE]'].map(event).join('');

const chunk = (delta: object, choice: object = {}, head: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_770_000_000,
  model: 'qwen-plus',
  choices: [{ index: 0, delta, finish_reason: null, ...choice }],
  ...head,
});
const stop = (index = 0) => chunk({}, { index, finish_reason: 'stop' });

function qwenOf(body: string) {
  const requests: Record<string, unknown>[] = [];
  const qwen = createQwen({
    apiKey: 'sk-test',
    fetch: async (_url, init) => {
      requests.push(JSON.parse(String(init?.body)));
      return new Response(body);
    },
  });
  return { qwen, requests };
}

/** The result of a stream over the compatible protocol, read to its end. */
async function read(body: string, providerOptions: { qwen?: { n?: number } } = {}) {
  const { qwen } = qwenOf(body);
  const result = streamText({ model: qwen('qwen-plus'), prompt: 'Hi', providerOptions, onError: () => {} });
  await result.consumeStream();
  return result;
}

describe('tool calls', () => {
  const call = (index: unknown, text: string, more: object = {}, name?: string) =>
    chunk({ tool_calls: [{ index, ...more, function: { ...(name && { name }), arguments: text } }] });
  const callsOf = async (body: string) =>
    (await (await read(body)).toolCalls).map(({ toolName, input }) => [toolName, input]);

  // Gateways have written indexes as text, and clients that took those for 0 gave one call the arguments of another
  // (anvia-hq/anvia#262).
  test('tool calls whose indexes are text keep their arguments apart', async () => {
    const body = streamOf(
      call('0', '{"x":', { id: 'a' }, 'one'),
      call('1', '{"y":', { id: 'b' }, 'two'),
      call('0', '1}'),
      call('1', '2}'),
      stop(),
    );
    expect(await callsOf(body)).toEqual([
      ['one', { x: 1 }],
      ['two', { y: 2 }],
    ]);
  });

  // langchain4j/langchain4j#5209: DeepSeek-V4-Flash ends its calls with an empty one, which may have a new index.
  test.each([
    ['without an id', { id: '', type: 'function' }],
    ['with an id', { id: 'b', type: 'function' }],
  ])('an empty tool call %s at another index is not a call', async (_name, more) => {
    const nothing = chunk({ tool_calls: [{ index: 1, ...more, function: { name: null, arguments: null } }] });
    for (const body of [
      streamOf(call(0, '{"x":1}', { id: 'a' }, 'one'), nothing, stop()),
      streamOf(nothing, call(0, '{"x":1}', { id: 'a' }, 'one'), stop()),
    ]) {
      expect(await callsOf(body)).toEqual([['one', { x: 1 }]]);
    }
  });

  test('an empty tool call beside a text is not a call', async () => {
    const nothing = chunk({ tool_calls: [{ index: 0, id: '', type: 'function', function: { arguments: null } }] });
    const answer = await read(streamOf(chunk({ content: 'Hello' }), nothing, stop()));
    expect([await answer.text, await answer.toolCalls, await answer.finishReason]).toEqual(['Hello', [], 'stop']);
  });

  // https://platform.openai.com/docs/api-reference/chat-streaming/streaming: `function_call`, deprecated.
  test('a tool call in the older form becomes a call as well', async () => {
    const piece = (name: string | undefined, text: string) => chunk({ function_call: { name, arguments: text } });
    expect(
      await callsOf(streamOf(piece('one', ''), piece(undefined, '{"x":'), piece(undefined, '1}'), stop())),
    ).toEqual([['one', { x: 1 }]]);
    const message = { role: 'assistant', content: null, function_call: { name: 'one', arguments: '{"x":1}' } };
    const { qwen } = qwenOf(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'function_call' }] }));
    const { toolCalls, finishReason } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    expect([toolCalls.map(({ input }) => input), finishReason]).toEqual([[{ x: 1 }], 'tool-calls']);
  });
});

describe('keep-alives', () => {
  // sse-starlette and others send events with a name of their own (ztjhz/BetterChatGPT#538).
  test.each(['ping', 'Ping', 'keepalive', 'keep-alive', 'heartbeat'])(
    'an event named %s is not part of the answer, whatever its data',
    async (name) => {
      const alive = ['ping', '2026-11-29 12:00:00.123', '{"type":"ping"}', ''].map(
        (data) => `event: ${name}\ndata: ${data}\n\n`,
      );
      const body =
        alive.join('') + event(chunk({ content: 'Hel' })) + alive.join('') + streamOf(chunk({ content: 'lo' }), stop());
      expect(await (await read(body)).text).toBe('Hello');
    },
  );

  test('an event named ping that holds an error is an error', async () => {
    const body = `event: ping\ndata: {"error":{"message":"No.","code":429}}\n\n`;
    const { qwen } = qwenOf(body);
    await expect(
      qwen('qwen-plus').doStream({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }),
    ).rejects.toThrow('No.');
  });
});

// A stream loses its text in silence if such a line counts as an unknown field.
test.each([
  ['blanks', '  '],
  ['a byte order mark', '\uFEFF'],
])('a line of data after %s is read', async (_name, before) => {
  const body = event(chunk({ content: 'Hel' })) + before + event(chunk({ content: 'lo' })) + before + streamOf(stop());
  const answer = await read(body);
  expect([await answer.text, await answer.finishReason]).toEqual(['Hello', 'stop']);
});

describe('the parts of an answer under several indexes', () => {
  // The suites of three gateways have an opener at index 0 and the text at index 1.
  const body = streamOf(chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hello' }, { index: 1 }), stop(1));

  test('answer parts under several indexes are one answer where one was asked for', async () => {
    const result = await read(body);
    expect(await result.text).toBe('Hello');
    expect((await result.providerMetadata)?.qwen).not.toHaveProperty('alternatives');
  });

  test('answer parts under several indexes may be its text and its calls', async () => {
    const call = { index: 0, id: 'a', function: { name: 'weather', arguments: '{"city":"Rome"}' } };
    const whole = {
      ...chunk({}),
      choices: [
        { index: 0, message: { content: 'I look.' }, finish_reason: 'tool_calls' },
        { index: 1, message: { tool_calls: [call] }, finish_reason: 'tool_calls' },
      ],
    };
    const { qwen } = qwenOf(JSON.stringify(whole));
    const { content } = await qwen('qwen-plus').doGenerate({ prompt: [] });
    expect(content).toMatchObject([{ text: 'I look.' }, { toolName: 'weather', input: '{"city":"Rome"}' }]);
  });

  test('answer parts under several indexes are several answers where several were asked for', async () => {
    const result = await read(streamOf(chunk({ content: 'A' }), chunk({ content: 'B' }, { index: 1 }), stop()), {
      qwen: { n: 2 },
    });
    expect([await result.text, (await result.providerMetadata)?.qwen?.alternatives]).toEqual(['A', ['B']]);
  });
});

describe('the finish reason of the native protocol', () => {
  const packet = (content: string, choice: object, output: object = {}) => ({
    output: { choices: [{ message: { role: 'assistant', content }, ...choice }], ...output },
    request_id: 'r',
  });

  test('the finish reason of the native protocol may stand beside the choices, whose own is null', async () => {
    const body = [
      packet('Hi', { finish_reason: 'null' }),
      packet('', { finish_reason: null }, { finish_reason: 'stop' }),
    ];
    const { qwen } = qwenOf(body.map(event).join(''));
    const result = streamText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' });
    await result.consumeStream();
    expect([await result.text, await result.finishReason]).toEqual(['Hi', 'stop']);
    const whole = qwenOf(JSON.stringify(packet('Hi', { finish_reason: null }, { finish_reason: 'length' })));
    expect((await generateText({ model: whole.qwen.dashscope('qwen-plus'), prompt: 'Hi' })).finishReason).toBe(
      'length',
    );
  });

  test('the finish reason of the native protocol is that of the choice, if it has one', async () => {
    const { qwen } = qwenOf(JSON.stringify(packet('Hi', { finish_reason: 'length' }, { finish_reason: 'stop' })));
    expect((await generateText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' })).finishReason).toBe('length');
  });
});

describe('the head of an answer', () => {
  const alive = { id: 'keepalive', model: 'keepalive', created: 0 };

  // https://github.com/1jehuang/jcode/issues/976
  test('the head of an answer is that of the first chunk that says something', async () => {
    for (const delta of [{}, { content: '' }, { role: 'assistant', content: null }, { tool_calls: [] }]) {
      const result = await read(
        streamOf(chunk(delta, {}, alive), chunk(delta, {}, alive), chunk({ content: 'Hi' }), stop()),
      );
      expect(await result.response).toMatchObject({
        id: 'chatcmpl-1',
        modelId: 'qwen-plus',
        timestamp: new Date(1_770_000_000_000),
      });
    }
  });

  test('the head of an answer is that of an opening chunk, where later chunks have none', async () => {
    const bare = { id: '', model: undefined, created: undefined };
    const result = await read(streamOf(chunk({ role: 'assistant' }), chunk({ content: 'Hi' }, {}, bare), stop()));
    expect(await result.response).toMatchObject({ id: 'chatcmpl-1', modelId: 'qwen-plus' });
  });

  test('the head of an answer is reported even if only a finish reason comes', async () => {
    const result = await read(streamOf(chunk({ role: 'assistant' }), stop()));
    expect(await result.response).toMatchObject({ id: 'chatcmpl-1' });
  });
});

test('the name of a tool loses the blanks around it', async () => {
  const calls = [{ index: 0, id: 'a', function: { name: ' weather\n', arguments: '{}' } }];
  const { qwen } = qwenOf(streamOf(chunk({ tool_calls: calls }), chunk({}, { finish_reason: 'tool_calls' })));
  const { stream } = await qwen('qwen-plus').doStream({ prompt: [] });
  expect(await collect(stream)).toContainEqual(expect.objectContaining({ type: 'tool-call', toolName: 'weather' }));
});

describe('deltas that begin like the text before them', () => {
  const pieces = [
    ['='.repeat(20), '='.repeat(22), '======\n'],
    ['1', '10', '100', '1000'],
    ['ha', 'haha', 'hahaha', 'hahaha'],
  ];
  const native = (texts: string[], tokens: number | undefined) =>
    [...texts, '']
      .map((content, place) => ({
        output: { choices: [{ message: { content }, finish_reason: place === texts.length ? 'stop' : 'null' }] },
        usage: { input_tokens: 1, output_tokens: tokens },
        request_id: 'r',
      }))
      .map(event)
      .join('');

  test.each(pieces)(
    'deltas that begin like the text before them lose nothing on the native protocol: %j',
    async (...texts) => {
      for (const tokens of [undefined, 7]) {
        const { qwen, requests } = qwenOf(native(texts, tokens));
        const result = streamText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' });
        await result.consumeStream();
        expect(await result.text).toBe(texts.join(''));
        expect(requests).toMatchObject([{ parameters: { incremental_output: true } }]);
      }
    },
  );

  test('chunks that begin like the text before them are cumulative where the caller asked for that', async () => {
    const { qwen } = qwenOf(native(['I', 'I am', 'I am', 'I am here.'], undefined));
    const providerOptions = { qwen: { incremental_output: false } };
    const result = streamText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi', providerOptions });
    await result.consumeStream();
    expect(await result.text).toBe('I am here.');
  });
});
