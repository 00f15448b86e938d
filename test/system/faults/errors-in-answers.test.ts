import { createQwen } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';

/*
 * Errors that come in answers with the status 200: bodies, chunks, frames, the text of an answer that broke off. What a
 * call ends in must be the same wherever the error stands.
 */

type Protocol = 'compatible' | 'dashscope';

interface Place {
  protocol: Protocol;
  streams: boolean;
  /** Puts an error into an answer, after the beginning of the answer if there is one. */
  write(error: unknown, before: string): string;
}

const ask = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];

function modelFor(protocol: Protocol, body: string) {
  const type = body.startsWith('{') || body.startsWith('[') ? 'application/json' : 'text/event-stream';
  const qwen = createQwen({
    apiKey: 'sk-test',
    fetch: async () => new Response(body, { headers: { 'content-type': type } }),
  });
  return protocol === 'dashscope' ? qwen.dashscope('qwen-plus') : qwen('qwen-plus');
}

interface Ending {
  text: string;
  reason?: string;
  error?: { message: string; statusCode?: number; isRetryable?: boolean; data?: Record<string, unknown> };
}

/** The end of an answer: the error, rejected or in the stream, and what came before it. */
async function endingOf(protocol: Protocol, streams: boolean, body: string): Promise<Ending> {
  const model = modelFor(protocol, body);
  const ending: Ending = { text: '' };
  try {
    if (!streams) {
      const { content, finishReason } = await model.doGenerate({ prompt: ask });
      ending.text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      ending.reason = finishReason.unified;
      return ending;
    }
    const { stream } = await model.doStream({ prompt: ask });
    for await (const part of stream) {
      if (part.type === 'text-delta') ending.text += part.delta;
      if (part.type === 'finish') ending.reason = part.finishReason.unified;
      if (part.type === 'error') ending.error = part.error as Ending['error'];
    }
  } catch (error) {
    ending.error = error as Ending['error'];
  }
  return ending;
}

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const chunk = (content: string, finish_reason: string | null = null, more: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_770_000_000,
  model: 'qwen-plus',
  choices: [{ index: 0, delta: { content }, finish_reason, ...more }],
});
const packet = (text: string, reason = 'null') => ({
  output: { choices: [{ finish_reason: reason, message: { role: 'assistant', content: text } }] },
  request_id: '1',
});
const open = (before: string) => (before === '' ? '' : event(chunk(before)));

const places: Record<string, Place> = {
  'a whole body': { protocol: 'compatible', streams: false, write: (error) => JSON.stringify(error) },
  'a whole native body': { protocol: 'dashscope', streams: false, write: (error) => JSON.stringify(error) },
  'a body where a stream was asked for': {
    protocol: 'compatible',
    streams: true,
    write: (error) => JSON.stringify(error),
  },
  'a chunk': { protocol: 'compatible', streams: true, write: (error, before) => open(before) + event(error) },
  'a chunk before [DONE]': {
    protocol: 'compatible',
    streams: true,
    write: (error, before) => open(before) + event(error) + event('[DONE]'),
  },
  'a frame marked as an error': {
    protocol: 'compatible',
    streams: true,
    write: (error, before) => `${open(before)}event: error\n${event(error)}`,
  },
  'a field of that name': {
    protocol: 'compatible',
    streams: true,
    write: (error, before) => `${open(before)}error: ${JSON.stringify(error)}\n\n${event('[DONE]')}`,
  },
  'a native packet': {
    protocol: 'dashscope',
    streams: true,
    write: (error, before) => (before === '' ? '' : event(packet(before))) + event(error),
  },
  'the text of error_finish': {
    protocol: 'compatible',
    streams: true,
    write: (error, before) => open(before) + event(chunk(JSON.stringify(error), 'error_finish')),
  },
  'the text of error_finish as a frame': {
    protocol: 'compatible',
    streams: true,
    write: (error, before) =>
      open(before) + event(chunk(`id:1\nevent:error\ndata:${JSON.stringify(error)}`, 'error_finish')),
  },
};

interface Shape {
  error: unknown;
  message: string;
  status?: number;
  retried: boolean;
}

const shapes: Record<string, Shape> = {
  // OpenRouter's numbers: https://openrouter.ai/docs/api/reference/errors-and-debugging
  'a number for a code': {
    error: { error: { code: 502, message: 'Upstream.' } },
    message: 'Upstream.',
    status: 502,
    retried: true,
  },
  'the number of a bad request': {
    error: { error: { code: 400, message: 'Bad.' } },
    message: 'Bad.',
    status: 400,
    retried: false,
  },
  'the object error of vLLM': {
    error: { object: 'error', message: 'boom', type: 'server_error', code: null },
    message: 'boom',
    status: 500,
    retried: true,
  },
  'a flat object': { error: { code: 'Throttling', message: 'Slow.' }, message: 'Slow.', status: 429, retried: true },
  'a message': { error: { message: 'boom' }, message: 'boom', retried: false },
  'a detail': {
    error: { detail: 'Internal Server Error' },
    message: 'Internal Server Error',
    status: 500,
    retried: true,
  },
  'a list of errors': { error: { errors: [{ message: 'a' }, { message: 'b' }] }, message: 'a; b', retried: false },
  'a text': { error: { error: 'model is loading' }, message: 'model is loading', retried: false },
  error_msg: { error: { error_code: 18, error_msg: 'qps limit' }, message: 'qps limit', retried: false },
  'an error within it': {
    error: {
      error: {
        code: 429,
        message: 'Provider returned error',
        metadata: { raw: '{"error":{"message":"Requests rate limit exceeded","code":"limit_requests"}}' },
      },
    },
    message: 'Requests rate limit exceeded',
    status: 429,
    retried: true,
  },
};

describe.each(Object.entries(places))('in %s', (place, { protocol, streams, write }) => {
  test.each(Object.entries(shapes))('%s ends the call in the words of the server', async (_name, shape) => {
    const { error, text } = await endingOf(protocol, streams, write(shape.error, ''));
    expect(error?.message.startsWith(shape.message)).toBe(true);
    // A frame that is marked as an error is a bad request where nothing says otherwise.
    const bare = ['a frame marked as an error', 'a field of that name'].includes(place) ? 400 : undefined;
    expect([error?.statusCode, error?.isRetryable]).toEqual([shape.status ?? bare, shape.retried]);
    expect(text).toBe('');
  });

  if (!streams || write('x', 'y') === write('x', '')) return;

  test.each(Object.entries(shapes))('%s loses nothing of the answer before it', async (_name, shape) => {
    const { error, text, reason } = await endingOf(protocol, streams, write(shape.error, 'Half an ans'));
    expect(error?.message.startsWith(shape.message)).toBe(true);
    expect([error?.isRetryable, text, reason]).toEqual([shape.retried, 'Half an ans', 'error']);
  });
});

describe('an error beside an answer', () => {
  const failure = { code: 502, message: 'The provider has gone.' };
  const ended = { statusCode: 502, isRetryable: true, message: expect.stringContaining('The provider has gone.') };

  test('an error beside an answer in a chunk loses none of its text', async () => {
    const body = event(chunk('Half')) + event({ ...chunk(' an ans', 'error'), error: failure });
    expect(await endingOf('compatible', true, body)).toMatchObject({
      text: 'Half an ans',
      reason: 'error',
      error: ended,
    });
  });

  test('an error beside an answer may stand in the choice', async () => {
    const body = event(chunk('Half')) + event(chunk('', 'error', { error: failure }));
    expect(await endingOf('compatible', true, body)).toMatchObject({ text: 'Half', error: ended });
    const whole = { id: 'x', choices: [{ message: { content: 'Half' }, finish_reason: 'error', error: failure }] };
    expect((await endingOf('compatible', false, JSON.stringify(whole))).error).toMatchObject(ended);
  });

  test('an error beside an answer in a whole body is an error', async () => {
    const whole = { ...chunk(''), error: failure };
    expect((await endingOf('compatible', false, JSON.stringify(whole))).error).toMatchObject(ended);
  });

  test('an error that is only a finish reason is that finish reason', async () => {
    const body = event(chunk('Half an ans')) + event(chunk('', 'error')) + event('[DONE]');
    const ending = await endingOf('compatible', true, body);
    expect(ending).toEqual({ text: 'Half an ans', reason: 'error' });
  });
});

// https://openrouter.ai/docs/api/reference/errors-and-debugging
test('the reason within an error gets our hint', async () => {
  const raw = '{"error":{"message":"Range of input length should be [1, 98304]","code":"invalid_parameter_error"}}';
  const body = {
    error: { code: 400, message: 'Provider returned error', metadata: { raw, provider_name: 'Alibaba' } },
  };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body, { status: 400 }) });
  const error: unknown = await qwen('qwen-plus')
    .doGenerate({ prompt: ask })
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    statusCode: 400,
    data: { code: 'invalid_parameter_error' },
    message: expect.stringMatching(
      /^Range of input length should be \[1, 98304\]\. The prompt or text is empty, or too long/,
    ),
  });
});

describe('an answer is not an error', () => {
  const beside: object[] = [
    { error: null },
    { error: '' },
    { error: {} },
    { error: [] },
    { error: false },
    { error: { code: 0, message: 'success' } },
    { error: { code: 200, message: 'OK' } },
    { error: { code: null, message: null } },
    { code: 0, message: 'ok' },
    { code: '200', msg: 'success' },
    { code: 'A10', message: 'served by node 10' },
    { message: 'cached', detail: 'hit', errors: [], warnings: ['x'] },
    { status: 'error_free', type: 'message', success: true },
  ];

  test.each(beside)('an answer beside %j is not an error', async (more) => {
    const stream = event({ ...chunk('Hello'), ...more }) + event({ ...chunk('', 'stop'), ...more }) + event('[DONE]');
    expect(await endingOf('compatible', true, stream)).toEqual({ text: 'Hello', reason: 'stop' });
    const whole = {
      ...chunk(''),
      choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }],
      ...more,
    };
    expect(await endingOf('compatible', false, JSON.stringify(whole))).toEqual({ text: 'Hello', reason: 'stop' });
    const native = event({ ...packet('Hello'), ...more }) + event({ ...packet('', 'stop'), ...more });
    expect(await endingOf('dashscope', true, native)).toEqual({ text: 'Hello', reason: 'stop' });
  });

  test('an answer after words that a server says while one waits is not an error', async () => {
    const words = event({ message: 'You are number 3.' }) + event({ status: 'queued', detail: 'Waiting.' });
    const body = words + event(chunk('Hello', 'stop')) + event({ message: 'Bye.' }) + event('[DONE]');
    expect(await endingOf('compatible', true, body)).toEqual({ text: 'Hello', reason: 'stop' });
  });

  test('an answer with words about errors in its text is not an error', async () => {
    const text = '{"error":{"code":500,"message":"boom"}}';
    expect(await endingOf('compatible', true, event(chunk(text, 'stop')))).toEqual({ text, reason: 'stop' });
  });
});
