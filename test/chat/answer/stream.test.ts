import { APICallError } from '@ai-sdk/provider';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AnswerStream } from '../../../src/chat/answer/stream.js';
import type { AnswerEvent } from '../../../src/chat/answer/event.js';
import { expectNoSecret } from '../../support/canary.js';
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
} from '../../support/test-chat.js';

const open = async (body: Body | BodyInit | null, abortSignal?: AbortSignal): Promise<AnswerStream> => {
  const response = new Response(body instanceof Body ? body.stream : body);
  return (await createTestChat(response).stream(call, { abortSignal })).events;
};

const events = async (...pieces: (string | Uint8Array)[]) => collect(await open(new Body(pieces)));

async function rejection(promise: Promise<unknown>): Promise<APICallError> {
  const error: unknown = await promise.then(
    () => expect.unreachable('should have been rejected'),
    (thrown: unknown) => expectNoSecret(thrown),
  );
  expect(APICallError.isInstance(error)).toBe(true);
  return error as APICallError;
}

/** Checks that the events end in one error and then a finish that says so, and returns the error. */
function brokenOff(all: AnswerEvent[]): APICallError {
  expect(all.filter(({ type }) => type === 'error')).toHaveLength(1);
  const [error, finish] = all.slice(-2);
  expect(finish).toMatchObject({ type: 'finish', reason: 'error' });
  expect(error?.type === 'error' && APICallError.isInstance(error.error)).toBe(true);
  return error?.type === 'error' ? (expectNoSecret(error.error) as APICallError) : expect.unreachable('no error');
}

const hello = frame(textChunk('Hello'));
const whole = hello + frame(textChunk(' there')) + frame(stopChunk) + frame(usageChunk) + done;

describe('a stream', () => {
  test('a stream gives its events, a batch a read', async () => {
    const stream = await open(new Body([hello, frame(stopChunk), frame(usageChunk), done]));
    expect(await stream.next()).toEqual([
      {
        type: 'metadata',
        id: 'chatcmpl-5f8ec9c3',
        model: 'qwen-plus',
        timestamp: new Date(1_770_000_000_000),
        requestId: '5f8ec9c3',
      },
      { type: 'text', delta: 'Hello' },
    ]);
    const [finish] = (await stream.next()) ?? [];
    expect(finish).toMatchObject({
      type: 'finish',
      reason: 'stop',
      rawReason: 'stop',
      usage: { inputTokens: 7, outputTokens: 3, totalTokens: 10, cachedInputTokens: 0 },
    });
    expect(await stream.next()).toBeUndefined();
    expect(await stream.next()).toBeUndefined();
  });

  test('a stream is not read before it is wanted', async () => {
    const body = new Body([hello, hello, frame(stopChunk), done]);
    const stream = await open(body);
    expect(body.unread).toBe(3);
    await stream.next();
    expect(body.unread).toBe(3);
    await stream.next();
    expect(body.unread).toBe(2);
  });

  test('a stream may be cut within characters, and begin with a byte order mark', async () => {
    const bytes = new TextEncoder().encode(`\uFEFF${frame(textChunk('你好🙂é'))}${frame(stopChunk)}${done}`);
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(textOf(await events(...pieces))).toBe('你好🙂é');
  });

  test('a stream may lack [DONE], and the blank line after its last event', async () => {
    const all = await events(hello, frame(stopChunk), frame(usageChunk).trimEnd());
    expect(all.at(-1)).toMatchObject({ type: 'finish', reason: 'stop', usage: { totalTokens: 10 } });
  });

  test('a stream ends at [DONE]: nothing after it is read', async () => {
    for (const end of [whole, whole.replace('[DONE]', '[DONE] ')]) {
      const all = await events(end + frame(textChunk('more')), frame({ error: { message: 'late' } }));
      expect(textOf(all)).toBe('Hello there');
      expect(all.filter(({ type }) => type === 'finish')).toMatchObject([{ reason: 'stop' }]);
    }
  });

  test('a stream may have comments, empty events and chunks that say nothing', async () => {
    const all = await events(': keep-alive\n\n', 'data:\n\n', frame('null'), frame('1'), frame('{}'), whole);
    expect(textOf(all)).toBe('Hello there');
    expect(all.at(-1)).toMatchObject({ reason: 'stop' });
  });
});

describe('a server that ignores `stream` and answers with a whole completion', () => {
  const completion = {
    id: 'chatcmpl-1',
    model: 'qwen-plus',
    choices: [
      {
        index: 0,
        finish_reason: 'tool_calls',
        message: {
          role: 'assistant',
          reasoning_content: 'Think.',
          content: 'Hello there',
          tool_calls: [{ id: 'a', index: 0, type: 'function', function: { name: 'f', arguments: '{"x":1}' } }],
        },
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  };

  test('a server that answers with a whole completion instead of a stream is read, on one line or many, in one piece or several', async () => {
    for (const text of [JSON.stringify(completion), JSON.stringify(completion, undefined, 2)]) {
      for (const pieces of [[text], [...text]]) {
        const all = await events(...pieces);
        expect(all.map(({ type }) => type)).toEqual([
          'metadata',
          'reasoning',
          'text',
          'tool-delta',
          'tool-call',
          'finish',
        ]);
        expect(all.at(-1)).toMatchObject({ reason: 'tool-calls', usage: { totalTokens: 3 } });
      }
    }
  });

  test('a whole completion instead of a stream keeps its text if a call in it has no name', async () => {
    const message = { content: 'Hello', tool_calls: [{ id: 'a', function: { arguments: '{}' } }] };
    const all = await events(JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] }));
    expect(all.map(({ type }) => type)).toEqual(['text', 'error', 'finish']);
    expect(all.at(-1)).toMatchObject({ reason: 'error' });
  });

  test('a whole completion instead of a stream is cut off if it has no finish reason', async () => {
    const all = await events(JSON.stringify({ choices: [{ message: { content: 'Hello' } }] }));
    expect(textOf(all)).toBe('Hello');
    expect(brokenOff(all).message).toContain('without a finish reason');
  });
});

// The shapes in which the service says within a stream that the call failed (its docs and public issues).
const failures: [title: string, text: string, message: string, retryable: boolean, status?: number][] = [
  [
    'an error object',
    frame({
      error: { message: 'Output data may contain inappropriate content.', code: 'data_inspection_failed' },
    }),
    'Output data may contain inappropriate content.',
    false,
    400,
  ],
  ['an error object that may pass', frame({ error: { message: 'Slow.', code: 'limit_requests' } }), 'Slow.', true, 429],
  [
    'an error object with its true status in the message',
    frame({ type: 'error', error: { message: '<503> InternalError.Algo: Busy.' } }),
    '<503> InternalError.Algo: Busy.',
    true,
    503,
  ],
  [
    'a native frame whose comment holds the status',
    'id:1\nevent:error\n:HTTP_STATUS/429\ndata:{"request_id":"r","code":"Throttling.AllocationQuota",' +
      '"message":"Allocated quota exceeded."}\n\n',
    'Allocated quota exceeded. (request id r)',
    true,
    429,
  ],
  [
    'a native frame with status 400',
    'event:error\n:HTTP_STATUS/400\ndata:{"code":"InvalidParameter","message":"Preprocessor error"}\n\n',
    'Preprocessor error',
    false,
    400,
  ],
  ['a native frame without a status', 'event:error\ndata:{"message":"Bad."}\n\n', 'Bad.', false, 400],
  ['a frame with only a bad status', ':HTTP_STATUS/500\ndata:{"message":"Bad."}\n\n', 'Bad.', true, 500],
  ['a frame with only the status 400', ':HTTP_STATUS/400\ndata:{"message":"Bad."}\n\n', 'Bad.', false, 400],
  [
    'an error frame of plain text',
    'event:error\n:HTTP_STATUS/503\ndata:busy, come back\n\n',
    'busy, come back',
    true,
    503,
  ],
  [
    'an error frame that says nothing',
    'event:error\n:HTTP_STATUS/500\ndata:{"request_id":"r"}\n\n',
    'The service sent an error without a message: {"request_id":"r"}',
    true,
    500,
  ],
  ['a flat error object', frame({ code: 'InternalError', message: 'Oops.' }), 'Oops.', true, 500],
  [
    'the finish reason error_finish',
    frame(chunk({ content: 'Throttling: TPM(1/1)' }, { finish_reason: 'error_finish' })),
    'Throttling: TPM(1/1) (request id 5f8ec9c3)',
    true,
    429,
  ],
  [
    'the finish reason error_finish without a text',
    frame({ choices: [{ delta: {}, finish_reason: 'error_finish' }] }),
    'The service broke off the answer without a reason.',
    false,
  ],
  [
    'something that is not JSON',
    frame('{"choices":[{"delta":{"content":"cut'),
    'The stream sent something that is not JSON: {"choices":[{"delta":{"content":"cut',
    false,
  ],
];

for (const [title, text, message, retryable, status] of failures) {
  describe(`${title} in a stream`, () => {
    if (retryable) {
      test(`${title} before the answer has begun rejects the stream, so that the SDK tries again`, async () => {
        const start = frame(chunk({ role: 'assistant', content: '' }));
        for (const pieces of [[text], [start + text], [start, text]]) {
          const body = new Body(pieces, 'stays open');
          const error = await rejection(open(body));
          expect(error).toMatchObject({ isRetryable: true, statusCode: status });
          expect(error.message.startsWith(message)).toBe(true);
          expect(body.cancelled).toBe(true);
        }
      });
    } else {
      test(`${title} before the answer has begun is an error event, because trying again would not help`, async () => {
        const body = new Body([text], 'stays open');
        const all = await collect(await open(body));
        expect(brokenOff(all)).toMatchObject({ message, isRetryable: false, statusCode: status });
        expect(body.cancelled).toBe(true);
      });
    }

    test(`${title} in the middle of a stream is one error event and then a finish; the text before it is not lost`, async () => {
      for (const pieces of [[hello, text], [hello + text], [hello + text + done], [...(hello + text)]]) {
        const body = new Body(pieces, 'stays open');
        const all = await collect(await open(body));
        expect(textOf(all)).toBe('Hello');
        const error = brokenOff(all);
        expect(error).toMatchObject({ isRetryable: retryable, statusCode: status });
        expect(error.message.startsWith(message)).toBe(true);
        expect(body.cancelled).toBe(true);
      }
    });
  });
}

test('a transient refusal after a chunk that the caller asked for also rejects the call', async () => {
  const body = frame(chunk({ role: 'assistant' })) + frame({ error: { message: 'Slow.', code: 'limit_requests' } });
  const opening = createTestChat(new Response(body)).stream({ ...call, raw: true }, {});
  expect(await rejection(opening)).toMatchObject({ message: 'Slow.', isRetryable: true });
});

describe('a stream that ends without a finish reason', () => {
  test.each([
    ['with [DONE]', hello + done],
    ['without [DONE]', hello],
    ['within an event', hello + hello.slice(0, 30)],
  ])(
    'a stream that ends without a finish reason, %s, is an error; the text before it is not lost',
    async (_title, text) => {
      const all = await events(text);
      expect(textOf(all)).toBe('Hello');
      brokenOff(all);
    },
  );

  test('a stream without a finish reason and without an answer is an error event, so that every promise settles', async () => {
    for (const text of [done, frame(usageChunk), ': keep-alive\n\ndata:\n\n', frame(chunk({ role: 'assistant' }))]) {
      const error = brokenOff(await events(text));
      expect(error.message).toMatch(/^The answer ended without a finish reason: /);
      expect(error.isRetryable).toBe(true);
    }
  });
});

describe('a good status whose body is not a stream', () => {
  test.each([
    ['a page', '<html><title>Sign in</title></html>', 'The server answered HTTP 200 with an HTML page ("Sign in").'],
    ['a text', 'upstream error', 'The server answered HTTP 200: upstream error'],
    ['cut JSON', '{"choices":[', 'The server answered HTTP 200: {"choices":['],
    ['an error object', '{"error":{"message":"No.","code":"invalid_value"}}', 'No.'],
    ['a flat error object', '{\n  "code": "InvalidApiKey",\n  "message": "No."\n}', 'No.'],
    ['nothing', '', 'The server answered HTTP 200 with an empty body.'],
    ['no body at all', null, 'The server answered HTTP 200 with an empty body.'],
  ])('a good status with %s instead of a stream is an error event', async (_title, body, message) => {
    const all = await collect(await open(body));
    expect(all.map(({ type }) => type)).toEqual(['error', 'finish']);
    expect(brokenOff(all)).toMatchObject({ message, isRetryable: false });
  });

  test('a good status with a page instead of a stream is read as far as it goes, though it ends within a character', async () => {
    const all = await events('upstream error ', Uint8Array.of(0xe2, 0x82));
    expect(brokenOff(all).message).toBe('The server answered HTTP 200: upstream error �');
  });

  test('a good status with a transient error object instead of a stream rejects the call', async () => {
    const error = await rejection(open('{"code":"Throttling","message":"Slow."}'));
    expect(error).toMatchObject({ message: 'Slow.', isRetryable: true });
  });
});

test('a body that fetch has already read is an error event', async () => {
  const response = new Response(whole);
  await response.text();
  const { events: stream } = await createTestChat(response).stream(call, {});
  expect(brokenOff(await collect(stream)).message).toMatch(
    /^The connection broke off while the answer was being read \(.*locked/,
  );
});

describe('a connection that is reset', () => {
  const reset = new TypeError('terminated', { cause: new Error('read ECONNRESET') });

  test('a connection that is reset before the answer has begun is an error event, so that every promise settles', async () => {
    for (const start of [[], [frame(chunk({ role: 'assistant' }))]]) {
      const error = brokenOff(await collect(await open(new Body(start, reset))));
      expect(error).toMatchObject({
        message: 'The connection broke off while the answer was being read (read ECONNRESET).',
        isRetryable: true,
        cause: reset,
      });
    }
  });

  test('a connection that is reset in the middle is an error event; the text before it is not lost', async () => {
    const all = await collect(await open(new Body([hello, frame(textChunk(' th')) + 'data: {"cho'], reset)));
    expect(textOf(all)).toBe('Hello th');
    expect(brokenOff(all).message).toContain('read ECONNRESET');
  });

  test('a time limit within fetch is an error event: the caller did not end the call', async () => {
    const timeout = new DOMException('too slow', 'TimeoutError');
    const all = await collect(await open(new Body([hello], timeout), new AbortController().signal));
    const [error, finish] = all.slice(-2);
    expect(error?.type === 'error' && error.error).toBe(timeout);
    expect(finish).toMatchObject({ type: 'finish', reason: 'error' });
  });
});

describe('a caller who ends the call', () => {
  test('a caller that aborts in the middle of a stream gets its own reason, and then nothing', async () => {
    for (const reason of [new Error('user left'), 'changed my mind', undefined]) {
      const controller = new AbortController();
      const source = new ReadableStream<Uint8Array>({
        start(streamController) {
          streamController.enqueue(new TextEncoder().encode(hello));
          controller.signal.addEventListener('abort', () => streamController.error(controller.signal.reason));
        },
      });
      const stream = (await createTestChat(new Response(source)).stream(call, { abortSignal: controller.signal }))
        .events;
      expect(textOf((await stream.next()) ?? [])).toBe('Hello');
      const waiting = stream.next();
      controller.abort(reason);
      await expect(waiting).rejects.toBe(controller.signal.reason);
      expect(await stream.next()).toBeUndefined();
    }
  });

  test('a caller that aborts before the answer has begun gets its own reason', async () => {
    const controller = new AbortController();
    const reason = new Error('user left');
    controller.abort(reason);
    await expect(open(new Body([], reason), controller.signal)).rejects.toBe(reason);
  });

  test('an abort before the answer has begun works with a fetch that ignores the signal', async () => {
    const controller = new AbortController();
    const body = new Body([frame(chunk({ role: 'assistant' }))], 'stays open');
    const opening = open(body, controller.signal);
    await vi.waitFor(() => expect(body.unread).toBe(0));
    controller.abort('left');
    await expect(opening).rejects.toBe('left');
    expect(body.cancelled).toBe(true);
  });

  test('a caller that cancels a stream releases the body, and pending reads get nothing', async () => {
    const body = new Body([hello], 'stays open');
    const stream = await open(body);
    await stream.next();
    const waiting = stream.next();
    await stream.cancel('enough');
    expect(body.cancelled).toBe(true);
    expect(await waiting).toBeUndefined();
    expect(await stream.next()).toBeUndefined();
  });

  test('a cancel succeeds even if the connection was reset meanwhile', async () => {
    let reset: (() => void) | undefined;
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(hello));
        reset = () => controller.error(new TypeError('terminated'));
      },
    });
    const stream = await open(body);
    await stream.next();
    reset?.();
    await expect(stream.cancel('enough')).resolves.toBeUndefined();
    expect(await stream.next()).toBeUndefined();
  });
});

test('the reason of a cancel is passed to the body', async () => {
  const cancel = vi.fn();
  const start = (controller: ReadableStreamDefaultController) => controller.enqueue(new TextEncoder().encode(hello));
  const stream = await open(new ReadableStream({ start, cancel }));
  await stream.cancel('enough');
  expect(cancel).toHaveBeenCalledExactlyOnceWith('enough');
});

describe('a server that does not end the stream after [DONE]', () => {
  afterEach(() => vi.useRealTimers());

  test('a server that keeps the stream open after [DONE] is disconnected after a second, and the answer does not wait for it', async () => {
    vi.useFakeTimers();
    const body = new Body([whole], 'stays open');
    const all = await collect(await open(body));
    expect(all.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
    expect(body.cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(999);
    expect(body.cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(body.cancelled).toBe(true);
  });

  test('a server that goes on sending after [DONE] is disconnected at once', async () => {
    vi.useFakeTimers();
    const body = new Body([whole, hello, hello], 'stays open');
    await collect(await open(body));
    await vi.advanceTimersByTimeAsync(0);
    expect(body.cancelled).toBe(true);
    expect(body.unread).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a server that closes the connection after [DONE] is not disconnected, and leaves no timer', async () => {
    vi.useFakeTimers();
    const body = new Body([whole]);
    await collect(await open(body));
    await vi.advanceTimersByTimeAsync(0);
    expect(body.cancelled).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what decoding raises', () => {
  test('an exception while decoding is an error event, and no text is lost', async () => {
    const nameless = frame(chunk({ tool_calls: [{ index: 0, id: 'a', function: { arguments: '{}' } }] }));
    const body = hello + nameless + frame(stopChunk) + done;
    for (const pieces of [[body], [...body]]) {
      const all = await events(...pieces);
      expect(all.map(({ type }) => type)).toEqual(['metadata', 'text', 'error', 'finish']);
      expect(all.at(-2)).toMatchObject({
        error: { message: 'The service sent a tool call (a) without a name.' },
      });
    }
    const response = new Response(frame(textChunk('``')) + nameless + frame(stopChunk));
    const { events: stream } = await createTestChat(response).stream(jsonCall, {});
    expect((await collect(stream)).map(({ type }) => type)).toEqual(['metadata', 'text', 'error', 'finish']);
  });

  test('a piece of speech that is not base64 is an error event', async () => {
    const speech = frame(chunk({ audio: { data: '*' } })) + frame(chunk({ audio: { data: 'AA==' } }));
    const all = await events(hello + speech + frame(stopChunk) + done);
    expect(textOf(all)).toBe('Hello');
    brokenOff(all);
  });
});

describe('a chunk that breaks the answer off', () => {
  test('a chunk that breaks the answer off keeps the text of its other choice', async () => {
    const broken = { delta: { content: 'Throttling: TPM(1/1)' }, index: 1, finish_reason: 'error_finish' };
    const all = await events(hello + frame({ choices: [{ delta: { content: ' you' }, index: 0 }, broken] }));
    expect(textOf(all)).toBe('Hello you');
    expect(brokenOff(all).message).toBe('Throttling: TPM(1/1) (request id 5f8ec9c3)');
  });

  test('a chunk that breaks the answer off keeps the text before arguments that are nested too deep', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const deepCall = `{"index":0,"id":"a","function":{"name":"f","arguments":${deep}}}`;
    const all = await events(frame(`{"choices":[{"delta":{"content":"Hello","tool_calls":[${deepCall}]}}]}`));
    expect(textOf(all)).toBe('Hello');
    expect(brokenOff(all).message).toContain('Maximum call stack size exceeded');
  });
});

test('endlessly nested content is empty, and what follows it is read', async () => {
  const deep = `${'['.repeat(20_000)}"no"${']'.repeat(20_000)}`;
  const all = await events(frame(`{"choices":[{"delta":{"content":${deep}}}]}`), whole);
  expect(textOf(all)).toBe('Hello there');
  expect(all.at(-1)).toMatchObject({ reason: 'stop' });
});

test('an answer may have more tool calls than a function may have arguments', async () => {
  const calls = Array.from({ length: 70_000 }, (_, index) => ({ index, function: { name: 'f', arguments: '{}' } }));
  const parallel = frame(chunk({ tool_calls: calls })) + frame(stopChunk);
  // With and without [DONE] the calls come by different ways.
  for (const body of [parallel, parallel + done]) {
    const stream = await open(new Body([body]));
    const kinds: Record<string, number> = {};
    for (let batch = await stream.next(); batch !== undefined; batch = await stream.next()) {
      for (const { type } of batch) kinds[type] = (kinds[type] ?? 0) + 1;
    }
    expect(kinds).toEqual({ metadata: 1, 'tool-delta': 70_000, 'tool-call': 70_000, finish: 1 });
  }
});

test('an event that never ends is an error before it fills the memory', async () => {
  const piece = new TextEncoder().encode('x'.repeat(8 * 1024 * 1024));
  const body = new Body([hello, 'data: ', piece, piece, piece, piece, piece, piece], 'stays open');
  const all = await collect(await open(body));
  expect(textOf(all)).toBe('Hello');
  expect(brokenOff(all).message).toBe('An event of the stream is longer than 33554432 characters.');
  expect(body.cancelled).toBe(true);
  expect(body.unread).toBe(2);
});

test('a page that never ends is an error, though its lines end', async () => {
  const lines = '<p>And more of it.</p>\n'.repeat(50_000);
  const body = new Body(['<!doctype html>\n', lines, lines, lines, lines, lines, lines], 'stays open');
  const all = await collect(await open(body));
  expect(brokenOff(all).message).toBe('The server answered HTTP 200 with an HTML page.');
  expect(body.cancelled).toBe(true);
  expect(body.unread).toBe(2);
});

test('a page that comes in one piece longer than any event ends once', async () => {
  const all = await events('x'.repeat(33 * 1024 * 1024));
  expect(all.map(({ type }) => type)).toEqual(['error', 'finish']);
});

test('a long first event, a long whole answer and long waiting are not taken for an endless page', async () => {
  const long = 'x'.repeat(2 * 1024 * 1024);
  const [start, end] = frame(textChunk('|')).split('|');
  const stopped = frame(stopChunk) + done;
  for (const before of ['', 'id: 7\r\n', ': keep-alive\n\n'.repeat(400_000)]) {
    expect(textOf(await events(before, start!, long, long, long, end! + stopped))).toBe(long + long + long);
  }
  const answer = JSON.stringify({ choices: [{ message: { content: long + long + long }, finish_reason: 'stop' }] });
  const all = await events(answer);
  expect(textOf(all)).toBe(long + long + long);
  expect(all.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
});
