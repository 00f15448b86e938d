import { createQwen } from 'ai-sdk-qwen/ai7';
import { describe, expect, test, vi } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

// Issue 14: a listener may leave at any moment, also while the text or the service is silent.
const model = 'qwen3-tts-flash';

/** A text that is silent after its first words, and knows when it is read and when it is given up. */
function silentText(first: unknown) {
  const state = { isRead: false, isStopped: false };
  const stream = new ReadableStream(
    {
      pull(controller) {
        if (!state.isRead) controller.enqueue(first);
        state.isRead = true;
      },
      cancel: () => void (state.isStopped = true),
    },
    { highWaterMark: 0 },
  );
  return { state, stream };
}

async function drain(values: AsyncIterable<unknown>): Promise<void> {
  for await (const value of values) expect(value).toBeDefined();
}

function connect() {
  const emulator = strictEmulator();
  return createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });
}

/** A service that takes requests and never answers. */
function connectToSilence() {
  const state = { asked: 0, aborted: 0 };
  const fetch: typeof globalThis.fetch = (_url, init) => {
    state.asked += 1;
    return new Promise((_resolve, reject) => {
      init!.signal!.addEventListener('abort', () => {
        state.aborted += 1;
        reject(init!.signal!.reason as Error);
      });
    });
  };
  return { state, qwen: createQwen({ apiKey: 'sk-test', fetch }) };
}

describe('a listener that leaves', () => {
  test('ends a speech whose text is silent, and the text', async () => {
    const { state, stream } = silentText('The first');
    const sound = connect().streamSpeech(stream as never, { model });
    const speech = sound[Symbol.asyncIterator]();
    const waiting = speech.next();
    await vi.waitFor(() => expect(state.isRead).toBe(true));
    await speech.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await speech.next()).toEqual({ done: true, value: undefined });
    await vi.waitFor(() => expect(state.isStopped).toBe(true));
  });

  test('ends a stream of AI SDK 7 whose text is silent, and the text', async () => {
    const { state, stream } = silentText({ type: 'text', text: 'The first' });
    const told = await connect().speech(model).doStream({ text: stream });
    const reader = told.stream.getReader();
    const waiting = reader.read();
    await vi.waitFor(() => expect(state.isRead).toBe(true));
    await reader.cancel();
    expect(await waiting).toMatchObject({ done: true });
    await vi.waitFor(() => expect(state.isStopped).toBe(true));
  });

  test('ends the request that is being answered', async () => {
    const { state, qwen } = connectToSilence();
    const speech = qwen.streamSpeech('Hello.', { model })[Symbol.asyncIterator]();
    const waiting = speech.next();
    await vi.waitFor(() => expect(state.asked).toBe(1));
    await speech.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(state).toEqual({ asked: 1, aborted: 1 });
  });

  test('before the first chunk asks for nothing', async () => {
    const { state, qwen } = connectToSilence();
    const speech = qwen.streamSpeech('Hello.', { model })[Symbol.asyncIterator]();
    await speech.return!();
    expect(await speech.next()).toEqual({ done: true, value: undefined });
    expect(state.asked).toBe(0);
  });
});

test('an abort signal keeps no listener once the speech has ended', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  for await (const { piece } of connect().streamSpeech('Hello.', { model, abortSignal: signal })) expect(piece).toBe(0);
  expect(added.mock.calls.length).toBe(1);
  expect(removed.mock.calls.map(([, listener]) => listener)).toContain(added.mock.calls[0]![1]);
});

describe('texts of other types', () => {
  test.each([
    ['undefined', undefined, 'text is of type undefined; expected a string, or an iterable of strings.'],
    ['null', null, 'text is null; expected'],
    ['a number', 5, 'text is of type number; expected'],
    ['a list with a number', ['Hello. ', 5], 'text has a part of type number; expected strings.'],
  ])('a text that is %s is refused by name', async (_name, text, words) => {
    const speech = connect().streamSpeech(text as never, { model });
    expect(await failureOf(drain(speech))).toMatchObject({
      name: 'AI_InvalidArgumentError',
      message: expect.stringContaining(words),
    });
  });
});
