import { assert, nat, property, uniqueArray } from 'fast-check';
import { expect, test } from 'vitest';
import { Bits } from '../../src/batch/bits.js';
import { IndexSet } from '../../src/batch/index-set.js';

function setOf(indexes: readonly number[]): IndexSet {
  const set = new IndexSet();
  for (const index of indexes) set.add(index);
  return set;
}

test('neighbouring indexes are kept and written as one range', () => {
  expect(setOf([0, 1, 2, 7, 9, 10]).toText()).toBe('0-2,7,9-10');
});

test('a set that was written is read as the same set, with the same places', () => {
  const indexes = uniqueArray(nat(300), { minLength: 1 }).map((list) => list.sort((one, other) => one - other));
  assert(
    property(indexes, (list) => {
      const set = IndexSet.parse(setOf(list).toText())!;
      expect([...set]).toEqual(list);
      expect(set.size).toBe(list.length);
      for (const [place, index] of list.entries()) {
        expect(set.positionOf(index)).toBe(place);
        expect(set.at(place)).toBe(index);
      }
      for (let index = 0; index <= 301; index += 1) expect(set.has(index)).toBe(list.includes(index));
      expect(set.at(list.length)).toBeUndefined();
    }),
  );
});

test.each(['', 'a', '3-1', '4,2', '1,1', '1-', '-1'])('%j is not read as a set', (text) => {
  expect(IndexSet.parse(text)).toBeUndefined();
});

test('a set of bits knows what was added, and says when it was', () => {
  const bits = new Bits();
  expect([bits.add(5), bits.add(5), bits.add(100_000)]).toEqual([true, false, true]);
  expect([bits.has(5), bits.has(4), bits.has(100_000), bits.has(1_000_000)]).toEqual([true, false, true, false]);
  expect(bits.size).toBe(2);
});
