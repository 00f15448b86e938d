import { expect, test } from 'vitest';
import { lazy } from '../../src/util/lazy.js';

test('nothing is loaded before it is asked for, and then once for all who ask', async () => {
  let loads = 0;
  const part = lazy(async () => {
    loads += 1;
    return { loads };
  });
  expect([loads, part.value]).toEqual([0, undefined]);
  const [one, other] = await Promise.all([part.load(), part.load()]);
  expect(one).toBe(other);
  expect(await part.load()).toBe(one);
  expect(part.value).toBe(one);
  expect(loads).toBe(1);
});

test('a load that failed rejects for all who waited for it, and is tried again', async () => {
  const outcomes = [Promise.reject(new Error('chunk not found')), Promise.resolve('part')];
  const part = lazy(() => outcomes.shift() as Promise<string>);
  const waiting = [part.load(), part.load()];
  await expect(waiting[0]).rejects.toThrow('chunk not found');
  await expect(waiting[1]).rejects.toThrow('chunk not found');
  expect(part.value).toBeUndefined();
  await expect(part.load()).resolves.toBe('part');
});

test('a caller that gives up stops waiting at once, and the others get the part', async () => {
  let arrive: (value: string) => void = () => {};
  const part = lazy(() => new Promise<string>((resolve) => (arrive = resolve)));
  const controller = new AbortController();
  const impatient = part.load(controller.signal);
  const patient = part.load();
  controller.abort(new Error('enough'));
  await expect(impatient).rejects.toThrow('enough');
  arrive('part');
  await expect(patient).resolves.toBe('part');
});

test('a load that fails when nobody waits any more leaves no unhandled rejection', async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => unhandled.push(reason);
  process.on('unhandledRejection', note);
  let fail: (error: Error) => void = () => {};
  const part = lazy(() => new Promise<string>((_resolve, reject) => (fail = reject)));
  const controller = new AbortController();
  const impatient = part.load(controller.signal);
  controller.abort(new Error('enough'));
  await expect(impatient).rejects.toThrow('enough');
  fail(new Error('chunk not found'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});
