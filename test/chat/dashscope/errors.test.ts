import { APICallError } from '@ai-sdk/provider';
import { generateText, streamText } from 'ai';
import { describe, expect, test } from 'vitest';
import { eventsOf, testCuts } from '../../support/stream-cuts.js';
import { failureOf } from '../../support/recorder.js';
import { collect } from '../../support/collect.js';
import { frame, nativeQwen, packet, stopped, streamedText, toStream } from '../../support/native-service.js';

const json = (body: unknown, status: number) => () => Response.json(body, { status });
const sse =
  (text: string, status = 200) =>
  () =>
    new Response(text, { status, headers: { 'content-type': 'text/event-stream;charset=UTF-8' } });
const failure = (status: number, code: string, message: string) =>
  frame({ code, message, request_id: 'r-1' }, { event: 'error', status });

function generate(respond: () => Response) {
  const { qwen, calls } = nativeQwen(respond);
  return { calls, error: failureOf(generateText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi', maxRetries: 1 })) };
}

async function stream(respond: () => Response) {
  const { qwen } = nativeQwen(respond);
  const errors: unknown[] = [];
  const result = streamText({
    model: qwen.dashscope('qwen-plus'),
    prompt: 'Hi',
    maxRetries: 0,
    onError: ({ error }) => void errors.push(error),
  });
  const parts = await collect(result.fullStream);
  return { text: parts.map((part) => (part.type === 'text-delta' ? part.textDelta : '')).join(''), errors };
}

const invalidKey = { code: 'InvalidApiKey', message: 'Invalid API-key provided.', request_id: 'r-1' };

describe('an error in JSON', () => {
  test.each<[string, object]>([
    ['its own shape', invalidKey],
    ["the compatible protocol's shape", { error: { ...invalidKey, type: 'x', param: null }, request_id: 'r-1' }],
  ])('an error in JSON in %s rejects a call in the words of the service', async (_shape, body) => {
    const { calls, error } = generate(json(body, 401));
    expect(await error).toMatchObject({
      statusCode: 401,
      isRetryable: false,
      data: { code: 'InvalidApiKey', message: 'Invalid API-key provided.', requestId: 'r-1' },
      message: expect.stringMatching(/^Invalid API-key provided\. .*A key belongs to one region.* \(request id r-1\)$/),
    });
    expect(APICallError.isInstance(await error)).toBe(true);
    expect(calls).toHaveLength(1);
    expect((await stream(json(body, 401))).errors).toMatchObject([{ statusCode: 401 }]);
  });

  test('a transient error in JSON is tried again', async () => {
    const busy = { code: 'Throttling.RateQuota', message: 'Requests rate limit exceeded.', request_id: 'r-1' };
    const { calls, error } = generate(json(busy, 429));
    await error;
    expect(calls).toHaveLength(2);
  });

  test('an error in JSON with a good status is still an error', async () => {
    expect(await generate(json(invalidKey, 200)).error).toMatchObject({ data: { code: 'InvalidApiKey' } });
    expect((await stream(json(invalidKey, 200))).errors).toMatchObject([{ data: { code: 'InvalidApiKey' } }]);
  });

  test('an error that is framed as an event with a bad status is read', async () => {
    const framed = failure(400, 'InvalidParameter', 'Preprocessor error');
    expect(await generate(sse(framed, 400)).error).toMatchObject({
      statusCode: 400,
      data: { code: 'InvalidParameter' },
    });
    expect((await stream(sse(framed, 400))).errors).toMatchObject([
      { statusCode: 400, data: { message: 'Preprocessor error' } },
    ]);
  });

  test('an answer without content is an error that says so', async () => {
    const error = await generate(json({ output: {}, request_id: 'r-1' }, 200)).error;
    expect(error).toMatchObject({ message: 'The body of the response contains no answer. (request id r-1)' });
  });
});

describe('an error frame in a stream that was opened with 200', () => {
  test('an error frame before the first token has the status of its comment, and rejects where trying again may help', async () => {
    const { qwen, calls } = nativeQwen(() =>
      calls.length === 1 ? sse(failure(429, 'Throttling.RateQuota', 'Requests rate limit exceeded.'))() : undefined,
    );
    const model = qwen.dashscope('qwen-plus');
    const options = { inputFormat: 'prompt' as const, mode: { type: 'regular' as const } };
    const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
    expect(await failureOf(model.doStream({ ...options, prompt }))).toMatchObject({
      statusCode: 429,
      isRetryable: true,
      data: { code: 'Throttling.RateQuota', requestId: 'r-1' },
    });
    expect(await streamedText({ model, prompt: 'Hi' })).toBe('{"ok":true}');
  });

  test('an error frame after text is an error part after that text', async () => {
    const text = toStream([packet({ content: 'So' }, { tokens: 1 }), packet({ content: ' it' }, { tokens: 2 })]);
    const end = failure(400, 'DataInspectionFailed', 'Output data may contain inappropriate content.');
    const broken = await stream(sse(text + end));
    expect(broken.text).toBe('So it');
    expect(broken.errors).toMatchObject([
      { statusCode: 400, isRetryable: false, data: { code: 'DataInspectionFailed' } },
    ]);
  });

  test('an error frame after held-back text comes after it', async () => {
    const text = toStream([packet({ content: 'ha' }, { tokens: 1 }), packet({ content: 'haha' }, { tokens: 2 })]);
    const broken = await stream(sse(text + failure(500, 'InternalError', 'Broken.')));
    expect([broken.text, broken.errors]).toMatchObject(['hahaha', [{ statusCode: 500 }]]);
  });

  test('an error frame ends a call that streams inside', async () => {
    const { qwen } = nativeQwen(sse(toStream([packet({ content: 'So' })]) + failure(400, 'InvalidParameter', 'No.')));
    const error = await failureOf(generateText({ model: qwen.dashscope('qwq-plus'), prompt: 'Hi' }));
    expect(error).toMatchObject({ statusCode: 400, data: { message: 'No.' } });
  });
});

describe('a stream that breaks off', () => {
  test('a stream that breaks off without a reason says so after its text', async () => {
    const { text, errors } = await stream(sse(toStream([packet({ content: 'So' })])));
    expect(text).toBe('So');
    expect(errors).toMatchObject([{ message: expect.stringContaining('ended without a finish reason') }]);
  });

  test('a stream that breaks off with error_finish is an error with the code of its text', async () => {
    const last = packet({ content: 'Throttling: TPM(1/1)' }, { choice: { finish_reason: 'error_finish' } });
    const { text, errors } = await stream(sse(toStream([packet({ content: 'So' }), last])));
    expect(text).toBe('So');
    expect(errors).toMatchObject([
      { isRetryable: true, data: { code: 'Throttling', message: 'Throttling: TPM(1/1)' } },
    ]);
  });
});

const tools = (tokens: number, finish_reason: string, ...calls: object[]) =>
  packet({ content: [], tool_calls: calls }, { tokens, choice: { finish_reason } });
const search_info = { search_results: [{ index: 1, title: 'Ü', url: 'https://example.com/1' }] };

/** Streams written for this project in the shapes of recordings. */
const streams: [title: string, text: string, types: string[]][] = [
  [
    'search, thoughts and text',
    toStream([
      packet({ content: '' }, { output: { search_info } }),
      packet({ content: '', reasoning_content: 'Grüße, 你' }, { tokens: 1 }),
      packet({ content: '好 🙂\n\ndata:{}\r\n' }, { tokens: 2, output: { search_info: { search_results: [] } } }),
      stopped(3),
    ]),
    ['metadata', 'source', 'reasoning', 'text', 'finish'],
  ],
  [
    'parallel calls',
    toStream([
      packet({ content: [{ text: 'Ich' }] }, { tokens: 1 }),
      tools(2, 'null', { index: 0, id: 'a', function: { name: 'f', arguments: '{"x": "Zür' } }),
      tools(3, 'null', { index: 0, id: '', function: { arguments: 'ich"}' } }),
      tools(4, 'tool_calls', { index: 1, id: 'b', function: { name: 'f', arguments: '{}' } }),
    ]),
    ['metadata', 'text', 'tool-delta', 'tool-delta', 'tool-delta', 'tool-call', 'tool-call', 'finish'],
  ],
  [
    'the text so far',
    toStream([
      packet({ content: 'Ich' }, { tokens: 1 }),
      packet({ content: 'Ich bin' }, { tokens: 2 }),
      packet({ content: 'Ich bin da.' }, { tokens: 3 }),
      packet({ content: 'Ich bin da.' }, { tokens: 3, choice: { finish_reason: 'stop' } }),
    ]),
    ['metadata', 'text', 'text', 'finish'],
  ],
  [
    'an error frame behind text',
    toStream([packet({ content: 'Grüße' }, { tokens: 1 })]) + failure(429, 'Throttling.AllocationQuota', 'Zu viel.'),
    ['metadata', 'text', 'error', 'finish'],
  ],
];

for (const [title, text, types] of streams) {
  describe(`a stream of ${title}`, () => {
    testCuts({
      text,
      protocol: 'native',
      chunkMode: title === 'the text so far' ? 'unknown' : 'delta',
      check: (outcome) => expect(eventsOf(outcome).map(({ type }) => type)).toEqual(types),
    });
  });
}
