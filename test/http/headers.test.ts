import { expect, test } from 'vitest';
import { mergeHeaders } from '../../src/http/headers.js';

test('later headers win whatever the case of their names, and names come out in lower case', () => {
  expect(mergeHeaders({ 'X-Trace': 'a', Accept: 'x' }, { 'x-trace': 'b' }, { 'X-TRACE': 'c' })).toEqual({
    'x-trace': 'c',
    accept: 'x',
  });
});

test('a header that is undefined leaves the earlier one, and an empty one replaces it', () => {
  expect(mergeHeaders({ a: '1', b: '2' }, undefined, { A: undefined, B: '' })).toEqual({ a: '1', b: '' });
});

test('no headers are none', () => {
  expect(mergeHeaders(undefined, {})).toEqual({});
});
