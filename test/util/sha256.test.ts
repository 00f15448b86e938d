import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/util/sha256.js';

const expected = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('the hash is that of the standard, for the texts that it names and for every length around its blocks', () => {
  // FIPS 180-4 examples.
  expect(sha256(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => (index * 131) % 256);
  for (let length = 0; length <= bytes.length; length += 1) {
    expect(sha256(bytes.subarray(0, length))).toBe(expected(bytes.subarray(0, length)));
    expect(sha256(bytes.subarray(length))).toBe(expected(bytes.subarray(length)));
  }
});

test('the hash of megabytes is right', () => {
  const bytes = new Uint8Array(3_000_001).fill(0xff, 7, 2_000_000);
  expect(sha256(bytes)).toBe(expected(bytes));
});
