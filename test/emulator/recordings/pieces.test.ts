import { array, assert, constantFrom, jsonValue, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChunks, writeChunks } from '../../../src/emulator/recordings/chunks.js';
import { PieceRewriter } from '../../../src/emulator/recordings/addresses.js';
import { layOut } from '../../../src/emulator/recordings/layout.js';
import { replaceInPieces } from '../../../src/emulator/recordings/secrets.js';

const part = constantFrom('data: ', '{"a":1}', '{"a": 1}', '[1.0]', '\n', '\n\n', 'event:result\n', 'id:1\n', '"', 'é');
const pieces = array(array(part).map((parts) => parts.join('')));

describe('the chunks of a stream', () => {
  test('chunks that were written are read as they were', () => {
    assert(
      property(pieces, (texts) => {
        const chunks = texts.map((text, ms) => ({ ms, text }));
        expect(readChunks(JSON.parse(JSON.stringify(writeChunks(chunks))))).toEqual(chunks);
      }),
    );
  });

  test('events are written as JSON, also several in one chunk, and what is not such an event as text', () => {
    const text =
      'id:1\nevent:result\n:HTTP_STATUS/200\ndata:{"a":[1]}\n\ndata: {"b":2}\n\ndata: {"c": 3}\n\ndata: [DONE]\n\n';
    expect(writeChunks([{ ms: 7, text }])).toEqual([
      { ms: 7, before: 'id:1\nevent:result\n:HTTP_STATUS/200\ndata:', data: { a: [1] } },
      { data: { b: 2 } },
      { text: 'data: {"c": 3}\n\n' },
      { text: 'data: [DONE]\n\n' },
    ]);
  });
});

describe('texts in pieces', () => {
  const words = array(array(constantFrom('a', 'b', 'x')).map((letters) => letters.join('')));

  test('a pattern is replaced in pieces as in the whole, and no other text moves', () => {
    assert(
      property(words, (texts) => {
        const replaced = replaceInPieces(texts, /(a)b+a/g, (match) => `<${match.length}>`);
        expect(replaced).toHaveLength(texts.length);
        expect(replaced.join('')).toBe(texts.join('').replaceAll(/(a)b+a/g, (all) => `a<${all.length - 1}>`));
      }),
    );
    expect(replaceInPieces(['xab', 'b', 'bax', 'x'], /ab+a/g, () => '!')).toEqual(['x!', '', 'x', 'x']);
  });

  test('an address is rewritten wherever it is cut', () => {
    const text = 'See http://127.0.0.1:4010/results/a.png, "https://b.oss-cn-beijing.aliyuncs.com/c" and http';
    const rewrite = (whole: string) =>
      whole.replaceAll('http://127.0.0.1:4010/results', 'R').replaceAll('https://b.oss-cn-beijing.aliyuncs.com', 'B');
    assert(
      property(array(nat(text.length), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.toSorted((one, other) => one - other), text.length];
        const rewriter = new PieceRewriter(rewrite);
        const written = places.slice(1).map((end, index) => rewriter.push(text.slice(places[index], end)));
        expect(written.join('') + rewriter.end()).toBe(rewrite(text));
      }),
    );
  });
});

describe('the layout of a file', () => {
  test('any JSON is read as it was written', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(JSON.parse(layOut(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('an event, a vector and a short value have a line each', () => {
    const text = 'x'.repeat(130);
    const exchange = {
      request: { method: 'POST', body: { text } },
      response: { chunks: [{ ms: 1, data: { text } }, { text }], embedding: Array.from({ length: 100 }, () => 1) },
      absent: undefined,
    };
    expect(layOut(exchange).split('\n')).toEqual([
      '{',
      '  "request": {',
      '    "method": "POST",',
      '    "body": {',
      `      "text": "${text}"`,
      '    }',
      '  },',
      '  "response": {',
      '    "chunks": [',
      `      {"ms":1,"data":{"text":"${text}"}},`,
      '      {',
      `        "text": "${text}"`,
      '      }',
      '    ],',
      `    "embedding": [${'1,'.repeat(99)}1]`,
      '  }',
      '}',
    ]);
  });
});
