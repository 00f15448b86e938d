import { afterEach, describe, expect, test, vi } from 'vitest';
import { fromBase64, toBase64 } from '../../src/util/base64.js';

afterEach(() => vi.unstubAllGlobals());

const withBuffer = Buffer;
const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 37 + (index >> 8)) % 256);

for (const place of ['with Buffer', 'without Buffer, as on the edge']) {
  describe(`base64 of bytes ${place}`, () => {
    test.each([0, 1, 2, 3, 4, 255, 24_575, 24_576, 24_577, 24_578, 49_151, 49_152, 49_153, 200_000])(
      `base64 of bytes ${place} is right for %i bytes`,
      (length) => {
        const input = bytes(length);
        const expected = withBuffer.from(input).toString('base64');
        if (place !== 'with Buffer') vi.stubGlobal('Buffer', undefined);
        expect(toBase64(input) === expected).toBe(true);
      },
    );

    test(`base64 of bytes ${place} is that of the view, not of the memory under it`, () => {
      const view = Uint8Array.from([1, 2, 3, 4, 5, 6, 7]).subarray(2, 5);
      if (place !== 'with Buffer') vi.stubGlobal('Buffer', undefined);
      expect(toBase64(view)).toBe('AwQF');
    });
  });
}

for (const place of ['with Buffer', 'without Buffer, as on the edge']) {
  describe(`bytes of base64 ${place}`, () => {
    const read = (base64: string) => {
      if (place !== 'with Buffer') vi.stubGlobal('Buffer', undefined);
      const decoded = fromBase64(base64);
      return decoded === undefined ? undefined : [...decoded];
    };

    test(`bytes of base64 ${place} come back as they were, padded or not`, () => {
      for (const length of [0, 1, 2, 3, 255, 24_577]) {
        const base64 = withBuffer.from(bytes(length)).toString('base64');
        expect(read(base64)).toEqual([...bytes(length)]);
        expect(read(base64.replace(/=+$/, ''))).toEqual([...bytes(length)]);
      }
    });

    test(`bytes of base64 ${place} may be in the alphabet for URLs and broken into lines`, () => {
      expect(read('-_-_')).toEqual([251, 255, 191]);
      expect(read('AQ\r\nID\n')).toEqual([1, 2, 3]);
    });

    test.each(['A', 'AQIDA', 'AQ!D', 'data:,x', 'é'])(
      `bytes of base64 ${place} are absent when it is invalid: %s`,
      (text) => {
        expect(read(text)).toBeUndefined();
      },
    );
  });
}
