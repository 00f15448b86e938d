import { describe, expect, test } from 'vitest';
import { finiteNumber, isObject, nonEmptyString } from '../../src/util/json.js';
import { parseJSON } from '../../src/http/parse-json.js';

describe('JSON of a server', () => {
  test('is parsed whatever value it is', () => {
    expect(parseJSON('{"a":[1,null,"x"]}')).toEqual({ a: [1, null, 'x'] });
    expect(parseJSON('null')).toBeNull();
    expect(parseJSON(' 1 ')).toBe(1);
  });

  test('is refused when it is malformed or empty', () => {
    for (const text of ['', '{', '{"a":1}}', '<html>', 'undefined']) expect(() => parseJSON(text)).toThrow();
  });

  test('is refused when it has keys that reach a prototype, however they are written', () => {
    for (const text of [
      '{"__proto__":{"polluted":true}}',
      '{"a":[{"\\u005f_proto__":1}]}',
      '{"constructor":{"prototype":{"polluted":true}}}',
    ]) {
      expect(() => parseJSON(text)).toThrow();
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('may name these keys in its texts', () => {
    expect(parseJSON('{"text":"{\\"__proto__\\":1}"}')).toEqual({ text: '{"__proto__":1}' });
  });
});

test('an object is neither null nor a list nor a text', () => {
  expect([{}, [], null, 'x', 1, undefined].map(isObject)).toEqual([true, false, false, false, false, false]);
});

test('a text counts if it is not empty', () => {
  expect(['x', '', null, 1, undefined].map(nonEmptyString)).toEqual(['x', undefined, undefined, undefined, undefined]);
});

test('a number counts if it is finite', () => {
  const values = [0, -1.5, Number.NaN, Infinity, '1', null];
  expect(values.map(finiteNumber)).toEqual([0, -1.5, undefined, undefined, undefined, undefined]);
});
