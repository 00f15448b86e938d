import { expect, test } from 'vitest';
import { createFence, endFence, unwrap } from '../../../src/chat/answer/fence.js';

function unwrapAll(pieces: string[]): { deltas: string[]; text: string } {
  const fence = createFence();
  const deltas = pieces.map((piece) => unwrap(fence, piece));
  deltas.push(endFence(fence));
  return { deltas, text: deltas.join('') };
}

const cases: [title: string, text: string, object: string][] = [
  ['no fence', '{"a": 1}', '{"a": 1}'],
  ['no fence but white space around', '\n {"a": 1}\n', '\n {"a": 1}\n'],
  ['a fence with a language', '```json\n{"a": 1}\n```', '{"a": 1}'],
  ['a fence without one', '```\n{"a": 1}\n```', '{"a": 1}'],
  ['white space around the fence', ' \n```json\n{"a": 1}\n```\n\n', '{"a": 1}'],
  ['an indented closing fence', '```json\n{"a": 1}\n  ```', '{"a": 1}'],
  ['a fence on the lines of the object', '```json {"a": 1}```', '{"a": 1}'],
  ['the object on the line of the fence and the next ones', '```json {"a":\n 1}\n```', '{"a":\n 1}'],
  ['a string that is never closed', '```json\n{"a": "b\n}\n```\n', '{"a": "b\n}'],
  ['a list', '```json\n[1, 2]\n```', '[1, 2]'],
  ['several lines', '```json\n{\n  "a": 1\n}\n```', '{\n  "a": 1\n}'],
  ['text after the fence', '```json\n{"a": 1}\n```\nThis is `the` object.\n```js\nx()\n```', '{"a": 1}'],
  ['a fence within a string', '```json\n{"a": "```js\\nx()\\n```"}\n```', '{"a": "```js\\nx()\\n```"}'],
  ['a fence within a string and none around', '{"a": "```js\\nx()\\n```"}', '{"a": "```js\\nx()\\n```"}'],
  ['backticks within a string', '```json\n{"a": "`b` ``c``"}\n```', '{"a": "`b` ``c``"}'],
  ['backticks behind an escaped quote', '```json\n{"a": "say \\"`b`\\" twice"}\n```', '{"a": "say \\"`b`\\" twice"}'],
  ['a string that ends with a backslash', '```json {"a": "c:\\\\"}```', '{"a": "c:\\\\"}'],
  ['a fence that never closes', '```json\n{"a": 1}', '{"a": 1}'],
  ['a fence that breaks off while closing', '```json\n{"a": 1}\n``', '{"a": 1}'],
  ['a closing fence after the object, and text', '```json\n{"a": 1}```\nThat is it.', '{"a": 1}'],
  ['prose, then a fence', 'Here it is:\n```json\n{"a": 1}\n```', 'Here it is:\n```json\n{"a": 1}\n```'],
  ['an empty fence', '```json\n```', ''],
  ['two backticks and no more', '``', '``'],
  ['the beginning of a fence and no more', '```json', '```json'],
  ['nothing', '', ''],
];

for (const [title, text, object] of cases) {
  test(`${title}: only the object goes on, however the answer is cut`, () => {
    expect(unwrapAll([text]).text).toBe(object);
    expect(unwrapAll([...text]).text).toBe(object);
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(unwrapAll([text.slice(0, cut), text.slice(cut)]).text).toBe(object);
    }
  });
}

test('an object with Windows line endings stays valid JSON, however the answer is cut', () => {
  const text = '```json\r\n{"a":\r\n 1}\r\n```\r\n';
  for (let cut = 0; cut <= text.length; cut += 1) {
    const object = unwrapAll([text.slice(0, cut), text.slice(cut)]).text;
    expect(JSON.parse(object)).toEqual({ a: 1 });
  }
});

test('an object without a fence is not held back', () => {
  expect(unwrapAll(['{"a', '": "``', '`"', '}']).deltas).toEqual(['{"a', '": "``', '`"', '}', '']);
});

test('only white space that may precede the end of a fence is held back', () => {
  const { deltas } = unwrapAll(['```', 'json\n{"a": "x', 'y`', 'z"}\n', '``', '`']);
  expect(deltas).toEqual(['', '{"a": "x', 'y`', 'z"}', '', '', '']);
});

test('white space within a string is not held back', () => {
  expect(unwrapAll(['```json\n{"a": "x ', 'y"}\n```']).deltas).toEqual(['{"a": "x ', 'y"}', '']);
});
