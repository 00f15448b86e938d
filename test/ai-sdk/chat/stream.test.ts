import { describe, expect, test } from 'vitest';
import { createPartStream } from '../../../src/ai-sdk/chat/stream.js';
import type { AnswerEvent } from '../../../src/chat/answer/event.js';

const texts = (...deltas: string[]): AnswerEvent[] => deltas.map((delta) => ({ type: 'text', delta }));

/** Batches of events as one answer, and what it was told. */
function answer(...batches: AnswerEvent[][]) {
  const cancelled: unknown[] = [];
  const left = [...batches];
  const next = async () => (cancelled.length > 0 ? undefined : left.shift());
  const cancel = async (reason?: unknown) => void cancelled.push(reason);
  return { events: { next, cancel }, cancelled, left };
}

const write = (event: AnswerEvent, part: (text: string) => void) => {
  if (event.type === 'text') part(event.delta);
};

function toPartStream(...[events, options]: Parameters<ReturnType<typeof createPartStream<string>>['carry']>) {
  const parts = createPartStream(write);
  parts.carry(events, options);
  return parts.stream;
}

describe('an abort', () => {
  test("an abort within the events of one read ends the stream at the next part, with the caller's reason", async () => {
    const { events, cancelled, left } = answer(texts('a', 'b', 'c'), texts('d'));
    const controller = new AbortController();
    const reader = toPartStream(events, { abortSignal: controller.signal }).getReader();
    expect(await reader.read()).toEqual({ done: false, value: 'a' });
    const reason = { code: 7 };
    controller.abort(reason);
    await expect(reader.read()).rejects.toBe(reason);
    await expect(reader.read()).rejects.toBe(reason);
    // A fetch that knows no signals is told in this way.
    expect(cancelled).toEqual([reason]);
    expect(left).toHaveLength(1);
  });

  test('an abort before the first read ends the stream, and so does a signal that was aborted before', async () => {
    for (const early of [true, false]) {
      const { events, left } = answer(texts('a'));
      const controller = new AbortController();
      if (early) controller.abort('left');
      const stream = toPartStream(events, { first: 'start', abortSignal: controller.signal });
      if (!early) controller.abort('left');
      await expect(stream.getReader().read()).rejects.toBe('left');
      expect(left).toHaveLength(1);
    }
  });

  test('an abort after the end, or after the reader has gone, changes nothing', async () => {
    const controller = new AbortController();
    const whole = answer(texts('a'));
    const reader = toPartStream(whole.events, { abortSignal: controller.signal }).getReader();
    expect(await reader.read()).toEqual({ done: false, value: 'a' });
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    const left = answer(texts('a'));
    await toPartStream(left.events, { abortSignal: controller.signal }).cancel('enough');
    controller.abort('late');
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect([whole.cancelled, left.cancelled]).toEqual([[], ['enough']]);
  });
});
