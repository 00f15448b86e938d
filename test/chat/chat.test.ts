import { APICallError, InvalidResponseDataError } from '@ai-sdk/provider';
import { describe, expect, test, vi } from 'vitest';
import type { ChatRequest } from '../../src/chat/prompt/request.js';
import type { FetchFunction } from '../../src/http/transport.js';
import {
  Body,
  call,
  chunk,
  collect,
  createTestChat,
  done,
  frame,
  jsonCall,
  stopChunk,
  textChunk,
  textOf,
  usageChunk,
  type TestChatOptions,
} from '../support/test-chat.js';

const whole = (message: object, more: object = { finish_reason: 'stop' }) => ({
  choices: [{ message: { role: 'assistant', content: '', ...message }, index: 0, ...more }],
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  created: 1_770_000_000,
  model: 'qwen-plus',
  id: 'chatcmpl-1',
});

const ask = (body: unknown, options?: TestChatOptions, asked = call) =>
  createTestChat(new Response(typeof body === 'string' ? body : JSON.stringify(body)), options).answer(asked, {});

describe('a whole answer', () => {
  test('a whole answer is decoded from the body, which is kept', async () => {
    const body = whole({ content: 'Hello', reasoning_content: 'Think.' });
    const sent = await ask(body);
    expect(sent).toMatchObject({
      warnings: [],
      requestText: '{"model":"qwen-plus","stream":false}',
      requestBody: { model: 'qwen-plus', stream: false },
      responseBody: body,
      answer: {
        text: 'Hello',
        reasoning: 'Think.',
        toolCalls: [],
        id: 'chatcmpl-1',
        model: 'qwen-plus',
        timestamp: new Date(1_770_000_000_000),
        finish: { reason: 'stop', usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 } },
      },
    });
  });

  test('a whole answer is requested whole, and a stream as a stream, whatever the call says', async () => {
    const both = { ...call, stream: true };
    expect((await ask(whole({ content: 'Hello' }), {}, both)).requestBody).toMatchObject({ stream: false });
    const { requestBody } = await createTestChat(new Response(done)).stream({ ...call, stream: false }, {});
    expect(requestBody).toMatchObject({ stream: true });
  });

  test('a whole answer has its tool calls, with the reason that fits', async () => {
    const calls = [
      { id: 'a', index: 0, function: { name: 'f', arguments: '{"x":1}' } },
      { id: 'b', index: 0, function: { name: 'f', arguments: '' } },
    ];
    const { answer } = await ask(whole({ tool_calls: calls }, { finish_reason: 'stop' }));
    expect(answer.toolCalls).toEqual([
      { type: 'tool-call', id: 'a', name: 'f', arguments: '{"x":1}' },
      { type: 'tool-call', id: 'b', name: 'f', arguments: '{}' },
    ]);
    expect(answer.finish.reason).toBe('tool-calls');
  });

  test('a whole answer may lack its finish reason, or be empty with one', async () => {
    expect((await ask(whole({ content: 'Hello' }, {}))).answer).toMatchObject({
      text: 'Hello',
      finish: { reason: 'other' },
    });
    expect((await ask(whole({}))).answer).toMatchObject({ text: '', finish: { reason: 'stop' } });
    const calling = whole({ tool_calls: [{ id: 'a', function: { name: 'f' } }] }, {});
    expect((await ask(calling)).answer.toolCalls).toMatchObject([{ id: 'a', name: 'f', arguments: '{}' }]);
  });

  test('a whole answer is not taken for a cumulative one, although the model streams that way', async () => {
    const { answer } = await ask(whole({ content: 'Hello' }), { chunkMode: 'cumulative' });
    expect(answer.text).toBe('Hello');
  });

  test('a whole answer loses the fence around an object if one was asked for, and only then', async () => {
    const body = whole({ content: '```json\n{"a":1}\n```' });
    expect((await ask(body, {}, jsonCall)).answer.text).toBe('{"a":1}');
    expect((await ask(body)).answer.text).toBe('```json\n{"a":1}\n```');
  });

  test('a whole answer without content is an error', async () => {
    for (const body of [{}, { choices: [] }, { choices: [{}] }, [], 'null', '""', { id: 'x', model: 'y' }]) {
      const error = await ask(body).catch((thrown: unknown) => thrown);
      expect(APICallError.isInstance(error)).toBe(true);
      expect((error as Error).message).toMatch(/^The body of the response contains no answer\./);
    }
  });

  test('a whole answer that broke off, or has a call without a name, is an error', async () => {
    const broken = ask(whole({ content: 'Throttling: TPM(1/1)' }, { finish_reason: 'error_finish' }));
    await expect(broken).rejects.toMatchObject({
      message: 'Throttling: TPM(1/1) (request id 1)',
      isRetryable: true,
    });
    const nameless = await ask(whole({ tool_calls: [{ id: 'a' }] })).catch((thrown: unknown) => thrown);
    expect(InvalidResponseDataError.isInstance(nameless)).toBe(true);
  });
});

describe('a whole answer of a model that only streams', () => {
  const options = { streamOnly: true };

  test('a whole answer of a model that only streams is folded from the stream', async () => {
    const think = frame(chunk({ content: null, reasoning_content: 'Think.' }));
    const body = think + frame(textChunk('Hel')) + frame(textChunk('lo')) + frame(stopChunk) + frame(usageChunk) + done;
    const sent = await ask(body, options);
    expect(sent.answer).toMatchObject({
      text: 'Hello',
      reasoning: 'Think.',
      id: 'chatcmpl-5f8ec9c3',
      finish: { reason: 'stop', usage: { totalTokens: 10 } },
    });
    expect(sent.requestBody).toEqual({ model: 'qwen-plus', stream: true });
    expect(sent.responseBody).toBeUndefined();
  });

  test('a whole answer of a model that only streams rejects with the error of the stream, wherever it came', async () => {
    const error = frame({ error: { message: 'No.', code: 'data_inspection_failed' } });
    await expect(ask(error, options)).rejects.toMatchObject({ message: 'No.' });
    await expect(ask(frame(textChunk('Hello')) + error, options)).rejects.toMatchObject({ message: 'No.' });
    await expect(ask(frame(textChunk('Hello')), options)).rejects.toThrow('without a finish reason');
  });

  test('a whole answer of a model that only streams rejects with the reason of an abort', async () => {
    const controller = new AbortController();
    const reason = new Error('user left');
    const body = new Body([frame(textChunk('Hello'))], reason);
    const chat = createTestChat(async () => {
      controller.abort(reason);
      return new Response(body.stream);
    }, options);
    await expect(chat.answer(call, { abortSignal: controller.signal })).rejects.toBe(reason);
  });
});

describe('a stream whose chunks repeat the text so far', () => {
  test('a stream whose chunks repeat the text so far gives what each one adds', async () => {
    const texts = ['', 'I', 'I did', 'I did not', 'I did not'];
    const body = texts.map((text) => frame(textChunk(text))).join('') + frame(stopChunk) + done;
    const { events } = await createTestChat(new Response(body), { chunkMode: 'cumulative' }).stream(call, {});
    const deltas = (await collect(events)).flatMap((event) => (event.type === 'text' ? [event.delta] : []));
    expect(deltas).toEqual(['I', ' did', ' not']);
  });
});

test('an object streams without its fence, however the text is cut', async () => {
  const text = '```json\n{"a": "`b`"}\n```\nThat is all.';
  for (let cut = 0; cut <= text.length; cut += 1) {
    const chunks = [text.slice(0, cut), text.slice(cut)].map((piece) => frame(textChunk(piece)));
    const response = new Response(chunks.join('') + frame(stopChunk) + done);
    const { events } = await createTestChat(response).stream(jsonCall, {});
    expect(textOf(await collect(events))).toBe('{"a": "`b`"}');
  }
});

test('media are put where the service reaches them, within the timeout of the call, with their warnings', async () => {
  const timeout = { headers: 7 };
  const asked = { ...call, options: { known: { timeout }, extra: {} } };
  const resolveMedia = vi.fn(async (request: ChatRequest) => ({
    request: { ...request, model: 'qwen-of-the-store' },
    warnings: [{ type: 'other' as const, message: 'of the media' }],
  }));
  const sent = await ask(whole({ content: 'Hello' }), { resolveMedia }, asked);
  expect(sent.requestBody).toMatchObject({ model: 'qwen-of-the-store' });
  expect(sent.warnings).toEqual([
    { type: 'other', message: 'of the rules' },
    { type: 'other', message: 'of the media' },
  ]);
  expect(resolveMedia).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ model: 'qwen-plus' }), { timeout });
});

test('a stream that the service refuses with its status rejects, as a whole answer does', async () => {
  const refusing = () => createTestChat(new Response('Busy.', { status: 503 }));
  await expect(refusing().stream(call, {})).rejects.toMatchObject({ statusCode: 503, isRetryable: true });
  await expect(refusing().answer(call, {})).rejects.toMatchObject({ statusCode: 503, isRetryable: true });
});

test('headers of the call win over those of the protocol, and warnings are kept in order', async () => {
  const fetch = vi.fn<FetchFunction>(async () => new Response(JSON.stringify(whole({ content: 'Hello' }))));
  const warnings = [{ type: 'other', message: 'from the reader' }] as const;
  const sent = await createTestChat(fetch).answer({ ...call, warnings: [...warnings] }, { headers: { 'x-own': '2' } });
  expect(fetch.mock.calls[0]?.[1]?.headers).toMatchObject({ 'x-own': '2' });
  expect(sent.warnings).toEqual(warnings);
});

test('a whole answer and a stream of the same answer are told in the same words', async () => {
  const message = {
    content: 'Hello',
    reasoning_content: 'Think.',
    tool_calls: [{ id: 'a', index: 0, type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
  };
  const body = whole(message, { finish_reason: 'tool_calls' });
  const { choices: _choices, usage, ...head } = body;
  const part = (delta: object, finish_reason: string | null = null) => ({
    ...head,
    usage: null,
    choices: [{ delta, finish_reason, index: 0 }],
  });
  const stream = [
    part({ role: 'assistant', content: null, reasoning_content: 'Think.' }),
    part({ content: 'Hello', reasoning_content: null }),
    part({ content: null, tool_calls: message.tool_calls }),
    part({}, 'tool_calls'),
    { ...head, choices: [], usage },
  ];
  const folded = await ask(stream.map(frame).join('') + done, { streamOnly: true });
  expect(folded.answer).toEqual((await ask(body)).answer);
});
