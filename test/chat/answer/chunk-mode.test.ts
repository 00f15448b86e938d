import { array, assert, boolean, constantFrom, nat, pre, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addChunk, createTextChannel, flush, type ChunkMode } from '../../../src/chat/answer/chunk-mode.js';

interface ReadOptions {
  mode?: ChunkMode['mode'];
  grew?(index: number): boolean;
}

/** The outcome of some chunks: each piece that went out, what was held back to the end, and the mode. */
function read(chunks: readonly string[], { mode = 'unknown', grew = () => true }: ReadOptions = {}) {
  const shared: ChunkMode = { mode };
  const channel = createTextChannel(shared);
  const pieces = chunks.map((text, index) => addChunk(channel, text, grew(index)));
  return { pieces, rest: flush(channel), mode: shared.mode };
}

function textOf(...args: Parameters<typeof read>): string {
  const { pieces, rest } = read(...args);
  return pieces.join('') + rest;
}

const soFar = (pieces: readonly string[]) => pieces.map((_piece, index) => pieces.slice(0, index + 1).join(''));
const onlyWhenNew = (chunks: readonly string[]) => (index: number) => chunks[index] !== chunks[index - 1];

describe('deltas', () => {
  test.each([
    [['ha', 'ha', 'haha'], 'hahahaha'],
    [['ha', 'haha', '!'], 'hahaha!'],
    [['ha', 'haha'], 'hahaha'],
    [['1', '1', '1', '1'], '1111'],
    [['\n', '\n', '\n\nHi'], '\n\n\n\nHi'],
    [['a', 'ab', 'aba', 'c'], 'aababac'],
    [
      ['same text of twenty characters', 'same text of twenty characters', '.'],
      'same text of twenty characters'.repeat(2) + '.',
    ],
  ])('the deltas %j are joined, though they look alike', (chunks, expected) => {
    expect(textOf(chunks)).toBe(expected);
  });

  test('deltas go out at once as soon as one chunk is the same for the third time', () => {
    expect(read(['1', '1', '1', '1'])).toEqual({ pieces: ['1', '', '11', '1'], rest: '', mode: 'delta' });
  });

  test('deltas go out at once as soon as one chunk does not repeat the one before', () => {
    const { pieces, mode } = read(['So ', 'it ', 'is.', 'is.', 'is.']);
    expect(pieces).toEqual(['So ', 'it ', 'is.', 'is.', 'is.']);
    expect(mode).toBe('delta');
  });

  test('deltas that look alike are held back until one of them decides', () => {
    expect(read(['ha', 'haha', '!'])).toEqual({ pieces: ['ha', '', 'haha!'], rest: '', mode: 'delta' });
  });

  test('deltas of any text, split anywhere, give that text', () => {
    const text = array(constantFrom('a', 'b', 'ab', ' ', '你', '🙂'), { maxLength: 30 });
    assert(
      property(array(text, { minLength: 1 }), (words) => {
        const chunks = words.map((parts) => parts.join('')).filter((part) => part !== '');
        const [one = '', two = '', three = ''] = chunks;
        // Three in a row that each begin with the whole one before can't be told from a text so far.
        pre(!(two.startsWith(one) && three.startsWith(two) && three.length > two.length));
        pre(!(two.startsWith(one) && one.length >= 20 && two.length > one.length));
        expect(textOf(chunks)).toBe(chunks.join(''));
      }),
      { numRuns: 500 },
    );
  });

  test('deltas that are known to be deltas are never held back or compared', () => {
    expect(read(['ha', 'haha', 'hahaha'], { mode: 'delta', grew: () => false })).toEqual({
      pieces: ['ha', 'haha', 'hahaha'],
      rest: '',
      mode: 'delta',
    });
  });
});

describe('the text so far', () => {
  test('cumulative text gives its new part as soon as the repetition is too long for a coincidence', () => {
    const pieces = ['A sentence of more than ', 'twenty ', 'characters', '.'];
    expect(read(soFar(pieces))).toEqual({ pieces, rest: '', mode: 'cumulative' });
  });

  test('cumulative text is known by two chunks from twenty characters on', () => {
    const twenty = 'x'.repeat(20);
    expect(read([twenty, `${twenty}y`]).pieces).toEqual([twenty, 'y']);
    expect(read([twenty.slice(1), `${twenty}y`]).pieces).toEqual([twenty.slice(1), '']);
  });

  test('cumulative text of a few characters is known by three chunks, or by one that took no tokens', () => {
    expect(textOf(['I', 'I am', 'I am.'])).toBe('I am.');
    const chunks = ['I', 'I am', 'I am'];
    expect(read(chunks, { grew: onlyWhenNew(chunks) })).toEqual({
      pieces: ['I', '', ' am'],
      rest: '',
      mode: 'cumulative',
    });
    expect(textOf(['Hello', 'Hello'], { grew: (index) => index === 0 })).toBe('Hello');
  });

  test('cumulative text may repeat itself once while tokens are counted', () => {
    expect(textOf(['Hi', 'Hi', 'Hi 🙂', 'Hi 🙂'], { grew: (index) => index < 3 })).toBe('Hi 🙂');
  });

  test('cumulative text may end in a chunk that is a delta', () => {
    expect(textOf(['I', 'I am', 'I am.', '!'], { mode: 'cumulative' })).toBe('I am.!');
  });

  test('cumulative text, split anywhere and repeated at the end, gives the whole text once', () => {
    const pieces = array(string({ unit: constantFrom('a', 'b', '\n', '你', '🙂'), minLength: 1, maxLength: 9 }), {
      minLength: 1,
    });
    assert(
      property(pieces, boolean(), (words, known) => {
        const chunks = [...soFar(words), words.join('')];
        const mode = known ? 'cumulative' : 'unknown';
        expect(textOf(chunks, { mode, grew: onlyWhenNew(chunks) })).toBe(words.join(''));
      }),
      { numRuns: 500 },
    );
  });

  test('cumulative text costs no more than reading it', () => {
    const pieces = Array.from({ length: 2_000 }, (_, index) => `word ${index} `);
    expect(textOf(soFar(pieces))).toBe(pieces.join(''));
  });
});

describe('the mode', () => {
  test('the chunk mode that one channel detects holds for the others, including their held-back text', () => {
    const chunks: ChunkMode = { mode: 'unknown' };
    const [thinking, text] = [createTextChannel(chunks), createTextChannel(chunks)];
    addChunk(text, 'ha', true);
    addChunk(text, 'haha', true);
    addChunk(thinking, 'Well', true);
    addChunk(thinking, 'Well', false);
    expect(chunks.mode).toBe('cumulative');
    expect(flush(text)).toBe('ha');

    const deltas: ChunkMode = { mode: 'unknown' };
    const [one, other] = [createTextChannel(deltas), createTextChannel(deltas)];
    addChunk(one, 'ha', true);
    addChunk(one, 'haha', true);
    addChunk(other, 'a', true);
    addChunk(other, 'b', true);
    expect(addChunk(one, 'hahaha', true)).toBe('hahahahaha');
  });

  test('the chunk mode is detected from the chunks only, whatever comes first', () => {
    assert(
      property(array(nat(3), { minLength: 4, maxLength: 12 }), (lengths) => {
        const pieces = lengths.map((length, index) => `${index}:`.padEnd(length + 4, 'x'));
        expect(textOf(pieces)).toBe(pieces.join(''));
        expect(textOf(soFar(pieces))).toBe(pieces.join(''));
      }),
    );
  });
});
