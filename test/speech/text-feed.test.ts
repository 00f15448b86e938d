import { describe, expect, test } from 'vitest';
import type { SpeechText } from '../../src/speech/speech.js';
import { TextFeed } from '../../src/speech/text-feed.js';

const limit = { units: 20_000, characters: 120 };

async function* source(...parts: (string | SpeechText)[]): AsyncGenerator<SpeechText> {
  for (const part of parts) yield typeof part === 'string' ? { text: part } : part;
}

async function readAll(feed: TextFeed): Promise<SpeechText[]> {
  const pieces: SpeechText[] = [];
  for (let piece = await feed.next(limit); piece !== undefined; piece = await feed.next(limit)) pieces.push(piece);
  return pieces;
}

const joined = (pieces: readonly SpeechText[]) => pieces.map(({ text }) => text).join('');

describe('TextFeed', () => {
  test('a book is given in pieces within the limit, and nothing of it is lost', async () => {
    const book = 'The lighthouse turned, and the sea was calm. 灯塔转动着。'.repeat(4_000);
    const pieces = await readAll(new TextFeed(source(book), undefined));
    expect(joined(pieces)).toBe(book);
    for (const { text } of pieces) {
      expect(text.length).toBeLessThanOrEqual(120);
      expect(text).toMatch(/[.。] ?$/);
    }
  });

  test('blanks of any length do not stop what follows them', async () => {
    const text = `One.${' '.repeat(2_000)}Two.${'\n'.repeat(2_000)}`;
    const pieces = await readAll(new TextFeed(source(...text), undefined));
    expect(joined(pieces)).toBe(text);
    expect(pieces.map((piece) => piece.text.trim()).filter((piece) => piece !== '')).toEqual(['One.', 'Two.']);
  });

  test('a change of the voice ends a sentence', async () => {
    const feed = new TextFeed(
      source({ text: 'He said', voice: 'Ethan' }, { text: ' and she said', voice: 'Serena' }),
      undefined,
    );
    expect(await readAll(feed)).toEqual([
      { text: 'He said', voice: 'Ethan' },
      { text: ' and she said', voice: 'Serena' },
    ]);
  });

  test('a piece that was given back comes again', async () => {
    const feed = new TextFeed(source('One. Two.'), undefined);
    const piece = await feed.next(limit);
    feed.unread(piece!);
    expect(joined(await readAll(feed))).toBe('One. Two.');
  });

  test('a source that never ends is not read ahead without bound', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<SpeechText> {
      for (;;) {
        given += 1;
        yield { text: 'Another sentence of a thousand. '.repeat(32) };
      }
    }
    const feed = new TextFeed(endless(), undefined);
    await feed.next(limit);
    await new Promise((resolve) => setTimeout(resolve));
    const before = given;
    expect(before).toBeLessThan(110);
    for (let count = 0; count < 20; count += 1) await feed.next(limit);
    expect(given).toBeGreaterThan(before);
    expect(given).toBeLessThan(before + 10);
    feed.close();
  });
});
