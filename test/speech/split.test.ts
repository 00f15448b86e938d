import { describe, expect, test } from 'vitest';
import { countUnits, spokenText, splitText, wholeSentences } from '../../src/speech/split.js';

const texts: [name: string, text: string][] = [
  ['English', 'The first one. Is this the second? "Yes!" said he. It costs 3.14 euros, or so. '.repeat(40)],
  ['Chinese', '今天天气很好。我们去公园吧！“好的。”他说：带上水，还有面包。'.repeat(40)],
  ['mixed', 'Qwen 说中文 and English。Then 3,000 words… 好。\n\n'.repeat(40)],
  ['emoji', '👨‍👩‍👧‍👦🇩🇪é👍🏽'.repeat(60)],
  ['one long word', 'x'.repeat(2_000)],
  ['commas only', 'a list, of words; and more: words, '.repeat(60)],
  ['blanks', `${' '.repeat(300)}word${'\n'.repeat(300)}`],
];

describe('splitText', () => {
  for (const [name, text] of texts) {
    for (const units of [7, 60, 600]) {
      test(`${name} is cut into pieces of at most ${units} units that join to the text`, () => {
        const pieces = splitText(text, { units });
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.trim()).not.toBe('');
          // Blanks go with the piece before them, and an emoji of several parts is not cut.
          if (name !== 'emoji') expect(countUnits(piece.trim())).toBeLessThanOrEqual(units);
        }
      });
    }
  }

  test('a piece ends with a sentence, else with a comma, else with a word', () => {
    expect(splitText('One is short. Two is, a bit, longer than that.', { units: 20 })).toEqual([
      'One is short. ',
      'Two is, a bit, ',
      'longer than that.',
    ]);
    expect(splitText('It costs 3.14 euros. Good.', { units: 21 })).toEqual(['It costs 3.14 euros. ', 'Good.']);
  });

  // Model Studio docs, Qwen-TTS: a Chinese character counts as two.
  test('a Chinese character is two units, and everything else one', () => {
    expect(countUnits('你好, a😀漢。')).toBe(2 + 2 + 1 + 1 + 1 + 1 + 2 + 1);
    expect(splitText('你好。你好。', { units: 6 })).toEqual(['你好。', '你好。']);
  });

  test.each(['🇳🇱', '👨‍👩‍👧‍👦', '👍🏽', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'é'])('%s is never cut', (emoji) => {
    for (const units of [1, 5, 7, 20]) {
      for (const piece of splitText(emoji.repeat(30), { units })) expect(piece.replaceAll(emoji, '')).toBe('');
    }
  });

  test('blanks that make a piece too long are not sent', () => {
    const limit = { units: 20 };
    const pieces = splitText(`${' '.repeat(50)}Hello${'\n'.repeat(50)}World${' '.repeat(50)}`, limit);
    expect(pieces.map((piece) => spokenText(piece, limit))).toEqual(['Hello', 'World']);
    expect(spokenText(' Hello ', limit)).toBe(' Hello ');
  });

  test('a limit of characters holds beside that of units', () => {
    const pieces = splitText('A sentence of words. '.repeat(40), { units: 20_000, characters: 120 });
    expect(pieces.length).toBeGreaterThan(6);
    for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(120);
  });
});

describe('wholeSentences', () => {
  test('a sentence is whole once something follows it', () => {
    expect(wholeSentences('Hello world')).toBe('');
    expect(wholeSentences('Hello world.')).toBe('');
    expect(wholeSentences('Hello world. ')).toBe('');
    expect(wholeSentences('Hello world. H')).toBe('Hello world. ');
    expect(wholeSentences('你好。')).toBe('');
    expect(wholeSentences('你好。我')).toBe('你好。');
    expect(wholeSentences('“你好。”我')).toBe('“你好。”');
    expect(wholeSentences('A line\n')).toBe('A line\n');
    expect(wholeSentences('Pi is 3.14 and')).toBe('');
  });
});
