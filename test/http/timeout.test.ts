import { APICallError } from '@ai-sdk/provider';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { discard, post, readAnswer, type FetchFunction } from '../../src/http/transport.js';
import { checkTimeout, isTimeout, type QwenTimeout } from '../../src/http/timeout.js';
import { createTimeLimits } from '../../src/http/time-limit.js';
import { failureOf } from '../support/recorder.js';
import {
  Body,
  call,
  collect,
  connectTo,
  createTestChat,
  done,
  frame,
  stopChunk,
  textChunk,
  textOf,
  url,
} from '../support/test-chat.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const send = (fetch: FetchFunction, timeout: QwenTimeout, abortSignal?: AbortSignal) =>
  post(connectTo(fetch), { url, body: {}, timeout, abortSignal });

const never = new Promise<never>(() => {});
const hello = frame(textChunk('Hello'));

/** A chat whose calls have the timeout. */
const stream = async (body: Body, timeout: QwenTimeout, abortSignal?: AbortSignal) => {
  const options = { known: { timeout }, extra: {} };
  return (await createTestChat(new Response(body.stream)).stream({ ...call, options }, { abortSignal })).events;
};

describe('timeout.headers', () => {
  test('timeout.headers ends a call whose fetch listens to no signal, and lets go of the answer that comes late', async () => {
    let answer: ((response: Response) => void) | undefined;
    const late = new Body(['{}']);
    const failing = failureOf(send(() => new Promise((resolve) => (answer = resolve)), { headers: 1000 }));
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2);
    const error = await failing;
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      message:
        'The service did not begin to answer within 1000 ms (timeout.headers). Try again, or set a higher limit.',
      isRetryable: true,
      data: { timeout: 'headers' },
      url,
    });
    expect(vi.getTimerCount()).toBe(0);
    answer?.(new Response(late.stream));
    await vi.advanceTimersByTimeAsync(0);
    expect(late.cancelled).toBe(true);
  });

  test('timeout.headers of a stream gives its error once, and nothing to a caller that has cancelled', async () => {
    const options = { known: { timeout: { headers: 10 } }, extra: {} };
    const streams = ['read', 'cancelled'].map(() => createTestChat(() => never).stream({ ...call, options }, {}));
    await vi.advanceTimersByTimeAsync(11);
    const [read, cancelled] = await Promise.all(streams);
    expect((await read?.events.next())?.map(({ type }) => type)).toEqual(['error', 'finish']);
    expect(await read?.events.next()).toBeUndefined();
    await cancelled?.events.cancel();
    expect(await cancelled?.events.next()).toBeUndefined();
  });

  test('timeout.headers aborts the signal that fetch was given', async () => {
    let signal: AbortSignal | null | undefined;
    const failing = failureOf(
      send(
        (_url, init) => {
          signal = init?.signal;
          return never;
        },
        { headers: 10 },
      ),
    );
    await vi.advanceTimersByTimeAsync(11);
    await failing;
    expect(signal?.aborted).toBe(true);
  });

  test('timeout.headers counts no time after the headers, and leaves no timer', async () => {
    const reply = await send(async () => new Response('{"a":1}'), { headers: 10 });
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await readAnswer(reply)).toEqual({ a: 1 });
  });

  test('timeout.headers leaves no timer after a call that fails by itself', async () => {
    await failureOf(send(() => Promise.reject(new TypeError('down')), { headers: 10, idle: 10 }));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('timeout.idle', () => {
  test('timeout.idle ends a whole answer that stops in its middle, and hangs up', async () => {
    const body = new Body(['{"a"'], 'stays open');
    const failing = failureOf(send(async () => new Response(body.stream), { idle: 1000 }).then(readAnswer));
    await vi.advanceTimersByTimeAsync(1001);
    expect(await failing).toMatchObject({
      message: 'The answer stopped: no byte came for 1000 ms (timeout.idle). Try again, or set a higher limit.',
      isRetryable: true,
      statusCode: undefined,
      data: { timeout: 'idle' },
    });
    expect(body.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('timeout.idle ends the body of an error too, whose status is kept', async () => {
    const body = new Body(['{"error"'], 'stays open');
    const failing = failureOf(send(async () => new Response(body.stream, { status: 503 }), { idle: 1000 }));
    await vi.advanceTimersByTimeAsync(1001);
    expect(await failing).toMatchObject({ statusCode: 503, isRetryable: true, data: { timeout: 'idle' } });
    expect(body.cancelled).toBe(true);
  });

  test('timeout.idle reads an answer as before: in pieces, within characters, and without a body', async () => {
    const text = '\uFEFF{"text":"你好🙂"}';
    const pieces = Array.from(new TextEncoder().encode(text), (byte) => Uint8Array.of(byte));
    const reply = await send(async () => new Response(new Body(pieces).stream), { idle: 1000 });
    expect(await readAnswer(reply)).toEqual({ text: '你好🙂' });
    expect(vi.getTimerCount()).toBe(0);
    const error = await failureOf(send(async () => new Response(null), { idle: 1000 }).then(readAnswer));
    expect(error).toMatchObject({ message: 'The server answered HTTP 200 with an empty body.' });
  });

  test('timeout.idle ends a stream with an error and a finish; the text before it is not lost', async () => {
    const body = new Body([hello], 'stays open');
    const events = await stream(body, { idle: 1000 });
    const all = collect(events);
    await vi.advanceTimersByTimeAsync(1001);
    expect(textOf(await all)).toBe('Hello');
    expect((await all).slice(-2)).toMatchObject([
      { type: 'error', error: { isRetryable: true, data: { timeout: 'idle' } } },
      { type: 'finish', reason: 'error' },
    ]);
    expect(body.cancelled).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('timeout.idle begins anew with every byte, on one timer', async () => {
    let write: ((text: string) => void) | undefined;
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        write = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    const options = { known: { timeout: { idle: 1000 } }, extra: {} };
    const opening = createTestChat(new Response(source)).stream({ ...call, options }, {});
    write?.(hello);
    const all = collect((await opening).events);
    for (let time = 0; time < 5; time += 1) {
      await vi.advanceTimersByTimeAsync(900);
      expect(vi.getTimerCount()).toBe(1);
      write?.(hello);
    }
    await vi.advanceTimersByTimeAsync(999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2);
    expect(textOf(await all)).toBe('Hello'.repeat(6));
    expect((await all).at(-2)).toMatchObject({ type: 'error', error: { data: { timeout: 'idle' } } });
  });

  test('timeout.idle lets what came while the event loop was busy be read first', async () => {
    let write: ((text: string) => void) | undefined;
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        write = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    const reply = await send(async () => new Response(source), { idle: 1000 });
    const answer = readAnswer(reply);
    await vi.advanceTimersByTimeAsync(1000);
    write?.('{"a":');
    await vi.advanceTimersByTimeAsync(999);
    write?.('1}');
    await vi.advanceTimersByTimeAsync(999);
    const failing = failureOf(answer);
    await vi.advanceTimersByTimeAsync(2);
    expect(await failing).toMatchObject({ data: { timeout: 'idle' } });
  });

  test('timeout.idle is not used up by a slow reader', async () => {
    const body = new Body([hello, hello, frame(stopChunk) + done]);
    const events = await stream(body, { idle: 1000 });
    let text = '';
    for (let batch = await events.next(); batch !== undefined; batch = await events.next()) {
      text += textOf(batch);
      await vi.advanceTimersByTimeAsync(60_000);
      // Nothing rings for a reader who never comes back: the process can end.
      expect(vi.getTimerCount()).toBe(0);
    }
    expect(text).toBe('HelloHello');
  });

  test('timeout.idle leaves no timer after a stream that has ended, failed, or been cancelled', async () => {
    const ended = await collect(await stream(new Body([hello, frame(stopChunk) + done]), { idle: 1000 }));
    expect(ended.at(-1)).toMatchObject({ reason: 'stop' });
    await collect(await stream(new Body([hello, frame(stopChunk)]), { idle: 1000 }));
    expect(vi.getTimerCount()).toBe(0);
    await collect(await stream(new Body([hello + frame({ error: { message: 'No.' } })]), { idle: 1000 }));
    await collect(await stream(new Body([hello], new Error('reset')), { idle: 1000 }));
    const events = await stream(new Body([hello], 'stays open'), { idle: 1000 });
    await events.next();
    const waiting = events.next();
    await events.cancel();
    expect(await waiting).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a caller who ends a call that has a timeout', () => {
  /** An answer as `fetch` gives it: an abort of its signal breaks the body off. */
  const abortable: FetchFunction = async (_url, init) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode(hello));
          init?.signal?.addEventListener('abort', () => controller.error(init.signal?.reason));
        },
      }),
    );

  test('a caller that aborts a call with a timeout gets its own reason, before the headers and after them', async () => {
    const timeout = { headers: 1000, idle: 1000 };
    const reason = { code: 7 };
    const before = new AbortController();
    const waiting: FetchFunction = (_url, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const failing = failureOf(send(waiting, timeout, before.signal));
    before.abort(reason);
    expect(await failing).toBe(reason);

    const behind = new AbortController();
    const reading = failureOf(send(abortable, timeout, behind.signal).then(readAnswer));
    await vi.advanceTimersByTimeAsync(1);
    behind.abort(reason);
    expect(await reading).toBe(reason);

    const streaming = new AbortController();
    const options = { known: { timeout }, extra: {} };
    const { events } = await createTestChat(abortable).stream({ ...call, options }, { abortSignal: streaming.signal });
    await events.next();
    const next = failureOf(events.next());
    streaming.abort(reason);
    expect(await next).toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a signal that was aborted before ends a call with a timeout with its own reason', async () => {
    const reason = new Error('changed my mind');
    const asking: FetchFunction = async (_url, init) => {
      init?.signal?.throwIfAborted();
      return new Response('{}');
    };
    expect(await failureOf(send(asking, { headers: 1000 }, AbortSignal.abort(reason)))).toBe(reason);
    expect(createTimeLimits({ headers: 1000 }, AbortSignal.abort(reason))?.signal.reason).toBe(reason);
  });

  test('a call with a timeout leaves no listeners on a signal that outlives it', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    const timeout = { headers: 1000, idle: 1000 };
    await readAnswer(await send(async () => new Response('{}'), timeout, signal));
    await failureOf(send(async () => new Response('{}', { status: 400 }), timeout, signal));
    await failureOf(send(() => Promise.reject(new Error('down')), timeout, signal));
    await collect(await stream(new Body([hello, frame(stopChunk) + done]), timeout, signal));
    await collect(await stream(new Body([hello], new Error('reset')), timeout, signal));
    await (await stream(new Body([hello], 'stays open'), timeout, signal)).cancel();
    await discard(await send(async () => new Response('late'), timeout, signal));
    const locked = new Body([hello]);
    const response = new Response(locked.stream);
    response.body?.getReader();
    const options = { known: { timeout }, extra: {} };
    await createTestChat(response).stream({ ...call, options }, { abortSignal: signal });
    expect(added.mock.calls.length).toBeGreaterThanOrEqual(8);
    for (const [type, listener] of added.mock.calls) {
      expect(removed.mock.calls.some((gone) => gone[0] === type && gone[1] === listener)).toBe(true);
    }
  });
});

test("a limit of 0 switches the limit off, and a call without limits gives fetch the caller's own signal", async () => {
  const { signal } = new AbortController();
  const fetch = vi.fn<FetchFunction>(async () => new Response('{}'));
  await readAnswer(await send(fetch, { headers: 0, idle: 0 }, signal));
  expect(fetch.mock.calls[0]?.[1]?.signal).toBe(signal);
  expect(vi.getTimerCount()).toBe(0);
});

test('a limit may be as long as a timer holds, and no longer', () => {
  expect(isTimeout({ headers: 2_147_483_647, idle: 0 })).toBe(true);
  expect(isTimeout({ headers: 2_147_483_648 })).toBe(false);
});

test('an invalid timeout is refused in words, whatever it is', () => {
  const circular: Record<string, unknown> = {};
  circular['idle'] = circular;
  const given = [5n, { idle: 5n }, circular, Symbol('soon'), () => 5, Number.NaN, '5'];
  const words = [
    '5',
    'an object that JSON cannot carry',
    'an object that JSON cannot carry',
    'a symbol',
    'a function',
    'NaN',
    '"5"',
  ];
  given.forEach((value, index) => {
    expect(() => checkTimeout(value)).toThrow(`timeout is ${words[index]}; expected { headers?: milliseconds`);
  });
});
