import { afterEach, describe, expect, test, vi } from 'vitest';
import { createSharedWork } from '../../src/util/shared-work.js';

afterEach(() => vi.useRealTimers());

/** Work that is ended by hand. */
function controlled() {
  const signals: AbortSignal[] = [];
  const ends: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const work = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      signals.push(signal);
      ends.push({ resolve, reject });
    });
  return { work, signals, ends };
}

const never = () => Promise.reject(new Error('Not expected to be asked.'));

describe('shared work', () => {
  test('shared work is done once for all who ask before and after its end', async () => {
    const shared = createSharedWork<string>();
    const { work, ends } = controlled();
    const both = [shared.get('a', work, undefined), shared.get('a', never, new AbortController().signal)];
    ends[0]!.resolve('done');
    expect(await Promise.all(both)).toEqual(['done', 'done']);
    expect(await shared.get('a', never, undefined)).toBe('done');
    expect(await shared.get('b', async () => 'other', undefined)).toBe('other');
  });

  test('shared work that fails does so for all who wait, and is done anew for the next', async () => {
    const shared = createSharedWork<string>();
    const { work, ends } = controlled();
    const both = [shared.get('a', work, undefined), shared.get('a', never, undefined)];
    ends[0]!.reject(new Error('Failed.'));
    for (const one of both) await expect(one).rejects.toThrow('Failed.');
    expect(await shared.get('a', async () => 'second', undefined)).toBe('second');
  });

  test('shared work goes on while one still waits, and is aborted when nobody does', async () => {
    const shared = createSharedWork<string>();
    const { work, signals } = controlled();
    const controllers = [new AbortController(), new AbortController()];
    const both = controllers.map(({ signal }) => shared.get('a', work, signal));
    controllers[0]!.abort(new Error('First.'));
    await expect(both[0]).rejects.toThrow('First.');
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    controllers[1]!.abort(new Error('Second.'));
    await expect(both[1]).rejects.toThrow('Second.');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(await shared.get('a', async () => 'anew', undefined)).toBe('anew');
  });

  test('shared work that was aborted and ends all the same does not take the place of newer work', async () => {
    const shared = createSharedWork<string>();
    const old = controlled();
    const controller = new AbortController();
    const given = shared.get('a', old.work, controller.signal);
    controller.abort();
    await expect(given).rejects.toThrow();
    const newer = controlled();
    const second = shared.get('a', newer.work, undefined);
    old.ends[0]!.reject(new Error('Too late.'));
    newer.ends[0]!.resolve('newer');
    expect(await second).toBe('newer');
    expect(await shared.get('a', never, undefined)).toBe('newer');
  });

  test('shared work is not begun for a caller that has given up', async () => {
    await expect(createSharedWork<string>().get('a', never, AbortSignal.abort(new Error('Before.')))).rejects.toThrow(
      'Before.',
    );
  });

  test('shared work is done anew when its value is too old', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const shared = createSharedWork<string>(1000);
    await shared.get('a', async () => 'first', undefined);
    vi.setSystemTime(999);
    await shared.get('b', async () => 'other', undefined);
    expect(await shared.get('a', never, undefined)).toBe('first');
    vi.setSystemTime(1000);
    expect(await shared.get('a', async () => 'second', undefined)).toBe('second');
    expect(await shared.get('b', never, undefined)).toBe('other');
  });

  test('shared work is done anew when its value was forgotten', async () => {
    const shared = createSharedWork<string>();
    await shared.get('a', async () => 'first', undefined);
    await shared.get('b', async () => 'other', undefined);
    shared.forget('first');
    expect(await shared.get('a', async () => 'second', undefined)).toBe('second');
    expect(await shared.get('b', never, undefined)).toBe('other');
  });
});

test('a caller that has given up before starts nothing', async () => {
  const work = vi.fn(async () => 'value');
  await expect(createSharedWork<string>().get('key', work, AbortSignal.abort('enough'))).rejects.toBe('enough');
  expect(work).not.toHaveBeenCalled();
});

test('ten thousand values are kept, of which the oldest go first, and no work that is waited for', async () => {
  const shared = createSharedWork<number>();
  const { work, ends } = controlled();
  const waiting = createSharedWork<string>();
  const first = waiting.get('first', work, undefined);
  for (let index = 0; index <= 10_000; index += 1) {
    await shared.get(String(index), async () => index, undefined);
    await waiting.get(String(index), async () => 'other', undefined);
  }
  const made: number[] = [];
  const again = (key: number) => shared.get(String(key), async () => made.push(key), undefined);
  await again(10_000);
  await again(1);
  expect(made).toEqual([]);
  await again(0);
  expect(made).toEqual([0]);
  ends[0]!.resolve('done');
  expect(await first).toBe('done');
  expect(await waiting.get('first', never, undefined)).toBe('done');
});
