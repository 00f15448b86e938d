import { afterEach, expect, test, vi } from 'vitest';
import { pause, untilAborted } from '../../src/util/abort.js';

afterEach(() => void vi.useRealTimers());

test('a pause that the caller ends leaves no timer', async () => {
  vi.useFakeTimers();
  const controller = new AbortController();
  const pausing = pause(60_000, controller.signal);
  controller.abort('enough');
  await expect(pausing).rejects.toBe('enough');
  expect(vi.getTimerCount()).toBe(0);
});

test('a pause that nobody ends is over in its time', async () => {
  vi.useFakeTimers();
  const pausing = pause(60_000, undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(pausing).resolves.toBeUndefined();
});

test('a waiter leaves no listener on the signal, however the wait ended', async () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  await untilAborted(Promise.resolve(1), signal);
  await expect(untilAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  await vi.waitFor(() => expect(removed).toHaveBeenCalledTimes(2));
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener));
});
