import { stem, wordsOf } from './words.js';

/** Fields that are given the whole text, and fields that hold a name, by what they are called. */
const WHOLE_TEXT = /^(?:query|question|text|prompt|input|message)$/i;
const NAMED = /name|city|location|place|town|country|person|author|origin|destination|^from |^to /i;

/** Values that stand in a text: names, quotes, numbers, and the choice it speaks of. */
export class TextValues {
  /** How many names of the text are used up. */
  private named = 0;

  /** `round`: of several values for the same thing, which one. */
  constructor(
    private readonly text: string,
    private readonly round: number,
    private readonly random: () => number,
  ) {}

  /** The whole text for a query; a name for what is named; else a word that the field does not itself say. */
  word(name: string, description: string): string {
    if (WHOLE_TEXT.test(name) && this.text !== '') return this.text.slice(0, 200);
    const quoted = [...this.text.matchAll(/"([^"]{1,60})"/g)].map((match) => match[1]!);
    const names = [...quoted, ...properNames(this.text)];
    const said = new Set(wordsOf(`${name} ${description}`).map(stem));
    const plain = wordsOf(this.text).filter((word) => !said.has(stem(word)) && word.length > 3);
    const named = quoted.length > 0 || NAMED.test(`${name} ${description}`) || plain.length === 0 || name === '';
    const next = this.round + this.named;
    if (named && next < names.length) {
      this.named += 1;
      return names[next]!;
    }
    // More fields than names: other words, and the names again only when there are none.
    const other = plain[Math.floor(this.random() * plain.length)] ?? names[next % names.length];
    return other ?? `emulated ${name || 'value'}`;
  }

  /** A number of the text that fits; undefined when there is none. */
  number(fits: (number: number) => boolean): number | undefined {
    const numbers = (this.text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number).filter(fits);
    return numbers[this.round % numbers.length];
  }

  /** The choice whose words the text has most of; one at random when it has none. */
  choice<T>(choices: T[], words: (choice: T) => string): T | undefined {
    const asked = new Set(wordsOf(this.text).map(stem));
    const scores = choices.map((choice) => wordsOf(words(choice)).filter((word) => asked.has(stem(word))).length);
    const best = Math.max(0, ...scores);
    return best > 0 ? choices[scores.indexOf(best)] : choices[Math.floor(this.random() * choices.length)];
  }
}

/** Capitalised words, alone or in a row; the first word of a sentence does not count as one. */
export function properNames(text: string): string[] {
  const found = text.matchAll(/(^|[.!?:]\s+|\s|["'(])(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)*)/gu);
  return [...found]
    .map(([, before, words]) => {
      const begins = before === '' || /[.!?:]/.test(before!);
      return begins ? words!.split(/\s/).slice(1).join(' ') : words!;
    })
    .filter((words) => words !== '');
}
