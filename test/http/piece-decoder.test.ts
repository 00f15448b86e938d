import { expect, test } from 'vitest';
import { createPieceDecoder } from '../../src/http/piece-decoder.js';

function decode(pieces: Uint8Array[]): string {
  const decoder = createPieceDecoder();
  return pieces.map((piece) => decoder.decode(piece)).join('') + decoder.end();
}

const cut = (bytes: Uint8Array, ...places: number[]) =>
  [0, ...places].map((from, index) => bytes.subarray(from, places[index] ?? bytes.length));

// https://encoding.spec.whatwg.org/#utf-8-decoder
test.each([
  ['ASCII', Buffer.from('The tide left.')],
  ['characters of two to four bytes', Buffer.from('é 潮水 🌊, then é')],
  ['a byte order mark at the beginning', Buffer.from('\uFEFFThe é')],
  ['a byte order mark within the text', Buffer.from('The \uFEFFé\uFEFF')],
  ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0x62, 0xc3, 0x63, 0xe6, 0xbd, 0x64, 0xf0, 0x9f])],
])('pieces are decoded like the whole text, wherever it is cut: %s', (_what, bytes) => {
  const whole = new TextDecoder().decode(bytes);
  for (let first = 0; first <= bytes.length; first += 1) {
    for (let second = first; second <= bytes.length; second += 1) {
      expect(decode(cut(bytes, first, second))).toBe(whole);
      expect(decode(cut(bytes, first, second, Math.min(second + 1, bytes.length)))).toBe(whole);
    }
  }
});
