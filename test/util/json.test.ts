import { describe, expect, test } from 'vitest';
import { finiteNumber, isObject, nonEmptyString } from '../../src/util/json.js';
import { parseJSON } from '../../src/http/parse-json.js';

describe('JSON of a server', () => {
  test('JSON of a server is parsed whatever value it is', () => {
    expect(parseJSON('{"a":[1,null,"x"]}')).toEqual({ a: [1, null, 'x'] });
    expect(parseJSON('null')).toBeNull();
    expect(parseJSON(' 1 ')).toBe(1);
  });

  test('JSON of a server is refused when it is malformed or empty', () => {
    for (const text of ['', '{', '{"a":1}}', '<html>', 'undefined']) expect(() => parseJSON(text)).toThrow();
  });

  test('JSON of a server is read without keys that reach a prototype, however they are written and however deep', () => {
    const cases: [string, unknown][] = [
      ['{"__proto__":{"polluted":true},"b":1}', { b: 1 }],
      ['{"a":[{"\\u005f_proto__":1,"b":{"__proto__":null}}]}', { a: [{ b: {} }] }],
      ['{"constructor":{"prototype":{"polluted":true}},"b":1}', { b: 1 }],
    ];
    for (const [text, value] of cases) {
      const parsed = parseJSON(text);
      expect(JSON.stringify(parsed)).toBe(JSON.stringify(value));
      expect(Object.assign({}, parsed)).not.toHaveProperty('polluted');
    }
    const deep = `${'['.repeat(50_000)}{"__proto__":1}${']'.repeat(50_000)}`;
    expect(() => parseJSON(deep)).not.toThrow();
  });

  test('JSON of a server may have a key of the name constructor', () => {
    expect(parseJSON('{"constructor":null}')).toEqual({ constructor: null });
    expect(parseJSON('{"constructor":{"name":"Ford"}}')).toEqual({ constructor: { name: 'Ford' } });
  });

  test('JSON of a server may name reserved keys in its texts', () => {
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
