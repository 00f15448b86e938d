import { array, assert, boolean, constantFrom, nat, pre, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, createChannel, settleChannel, type Packets } from '../../../src/chat/answer/cumulative.js';

interface ReadOptions {
  mode?: Packets['mode'];
  grew?(index: number): boolean;
}

/** What comes of some packets: each piece that went out, what was held back to the end, and the mode. */
function read(packets: readonly string[], { mode = 'open', grew = () => true }: ReadOptions = {}) {
  const shared: Packets = { mode };
  const channel = createChannel(shared);
  const pieces = packets.map((text, index) => advance(channel, text, grew(index)));
  return { pieces, rest: settleChannel(channel), mode: shared.mode };
}

function textOf(...args: Parameters<typeof read>): string {
  const { pieces, rest } = read(...args);
  return pieces.join('') + rest;
}

const soFar = (pieces: readonly string[]) => pieces.map((_piece, index) => pieces.slice(0, index + 1).join(''));
const onlyWhenNew = (packets: readonly string[]) => (index: number) => packets[index] !== packets[index - 1];

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
  ])('%j are joined, though they look alike', (packets, expected) => {
    expect(textOf(packets)).toBe(expected);
  });

  test('go out at once as soon as one packet is the same for the third time', () => {
    expect(read(['1', '1', '1', '1'])).toEqual({ pieces: ['1', '', '11', '1'], rest: '', mode: 'delta' });
  });

  test('go out at once as soon as one packet does not repeat the one before', () => {
    const { pieces, mode } = read(['So ', 'it ', 'is.', 'is.', 'is.']);
    expect(pieces).toEqual(['So ', 'it ', 'is.', 'is.', 'is.']);
    expect(mode).toBe('delta');
  });

  test('that look alike are held back until one of them tells', () => {
    expect(read(['ha', 'haha', '!'])).toEqual({ pieces: ['ha', '', 'haha!'], rest: '', mode: 'delta' });
  });

  test('of any text, split anywhere, give that text', () => {
    const text = array(constantFrom('a', 'b', 'ab', ' ', '你', '🙂'), { maxLength: 30 });
    assert(
      property(array(text, { minLength: 1 }), (words) => {
        const packets = words.map((parts) => parts.join('')).filter((part) => part !== '');
        const [one = '', two = '', three = ''] = packets;
        // Three in a row that each begin with the whole one before can't be told from a text so far.
        pre(!(two.startsWith(one) && three.startsWith(two) && three.length > two.length));
        pre(!(two.startsWith(one) && one.length >= 20 && two.length > one.length));
        expect(textOf(packets)).toBe(packets.join(''));
      }),
      { numRuns: 500 },
    );
  });

  test('that are known to be such are never held back nor looked at', () => {
    expect(read(['ha', 'haha', 'hahaha'], { mode: 'delta', grew: () => false })).toEqual({
      pieces: ['ha', 'haha', 'hahaha'],
      rest: '',
      mode: 'delta',
    });
  });
});

describe('the text so far', () => {
  test('brings what is new, as soon as so much is repeated that it is no coincidence', () => {
    const pieces = ['A sentence of more than ', 'twenty ', 'characters', '.'];
    expect(read(soFar(pieces))).toEqual({ pieces, rest: '', mode: 'cumulative' });
  });

  test('is known by two packets from twenty characters on', () => {
    const twenty = 'x'.repeat(20);
    expect(read([twenty, `${twenty}y`]).pieces).toEqual([twenty, 'y']);
    expect(read([twenty.slice(1), `${twenty}y`]).pieces).toEqual([twenty.slice(1), '']);
  });

  test('of a few characters is known by three packets, or by one that took no tokens', () => {
    expect(textOf(['I', 'I am', 'I am.'])).toBe('I am.');
    const packets = ['I', 'I am', 'I am'];
    expect(read(packets, { grew: onlyWhenNew(packets) })).toEqual({
      pieces: ['I', '', ' am'],
      rest: '',
      mode: 'cumulative',
    });
    expect(textOf(['Hello', 'Hello'], { grew: (index) => index === 0 })).toBe('Hello');
  });

  test('may stand still while tokens are counted, once', () => {
    expect(textOf(['Hi', 'Hi', 'Hi 🙂', 'Hi 🙂'], { grew: (index) => index < 3 })).toBe('Hi 🙂');
  });

  test('may end in a packet that is a delta after all', () => {
    expect(textOf(['I', 'I am', 'I am.', '!'], { mode: 'cumulative' })).toBe('I am.!');
  });

  test('of any text, split anywhere and repeated at the end, gives that text', () => {
    const pieces = array(string({ unit: constantFrom('a', 'b', '\n', '你', '🙂'), minLength: 1, maxLength: 9 }), {
      minLength: 1,
    });
    assert(
      property(pieces, boolean(), (words, known) => {
        const packets = [...soFar(words), words.join('')];
        const mode = known ? 'cumulative' : 'open';
        expect(textOf(packets, { mode, grew: onlyWhenNew(packets) })).toBe(words.join(''));
      }),
      { numRuns: 500 },
    );
  });

  test('costs no more than reading it', () => {
    const pieces = Array.from({ length: 2_000 }, (_, index) => `word ${index} `);
    expect(textOf(soFar(pieces))).toBe(pieces.join(''));
  });
});

describe('the mode', () => {
  test('that one channel has found out holds for the others, also for what they hold back', () => {
    const packets: Packets = { mode: 'open' };
    const [thinking, text] = [createChannel(packets), createChannel(packets)];
    advance(text, 'ha', true);
    advance(text, 'haha', true);
    advance(thinking, 'Well', true);
    advance(thinking, 'Well', false);
    expect(packets.mode).toBe('cumulative');
    expect(settleChannel(text)).toBe('ha');

    const deltas: Packets = { mode: 'open' };
    const [one, other] = [createChannel(deltas), createChannel(deltas)];
    advance(one, 'ha', true);
    advance(one, 'haha', true);
    advance(other, 'a', true);
    advance(other, 'b', true);
    expect(advance(one, 'hahaha', true)).toBe('hahahahaha');
  });

  test('is found out from packets alone, whatever comes first', () => {
    assert(
      property(array(nat(3), { minLength: 4, maxLength: 12 }), (lengths) => {
        const pieces = lengths.map((length, index) => `${index}:`.padEnd(length + 4, 'x'));
        expect(textOf(pieces)).toBe(pieces.join(''));
        expect(textOf(soFar(pieces))).toBe(pieces.join(''));
      }),
    );
  });
});
