import { expect, test } from 'vitest';
import { createLimit } from '../../src/util/limit.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a task that takes over the place of another leaves none for the one that comes then', async () => {
  const limit = createLimit(1);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const run = (name: number) =>
    limit(() => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  const all = [run(1), run(2)];
  ends[0]?.();
  await settle();
  all.push(run(3));
  await settle();
  expect(begun).toEqual([1, 2]);
  ends[1]?.();
  await settle();
  expect(begun).toEqual([1, 2, 3]);
  ends[2]?.();
  await Promise.all(all);
});

test('tasks get their turn in the order in which they came', async () => {
  const limit = createLimit(1);
  const begun: number[] = [];
  await Promise.all([1, 2, 3, 4].map((name) => limit(async () => void begun.push(name))));
  expect(begun).toEqual([1, 2, 3, 4]);
});
