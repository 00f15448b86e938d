import { stem, wordsOf } from '../util/words.js';

/** Fields that are given the whole text, and fields that hold a name, by what they are called. */
const wholeTextField = /^(?:query|question|text|prompt|input|message)$/i;
const namedField = /name|city|location|place|town|country|person|author|origin|destination|^from |^to /i;

/** Longer texts are read by their beginning: every field of a schema looks into them. */
const maxTextLength = 20_000;

/** Values that stand in a text: names, quotes, numbers, and the choice it speaks of. */
export class TextValues {
  private readonly text: string;
  private readonly words: readonly string[];
  /** The words that are free for a field, by what the field says. */
  private readonly free = new Map<string, readonly string[]>();
  private readonly stems: ReadonlySet<string>;
  private readonly quoted: readonly string[];
  private readonly names: readonly string[];
  private readonly numbers: readonly number[];
  /** Choices that the text speaks of, by their list: a schema may ask for the same one thousands of times. */
  private readonly spoken = new Map<object, unknown>();
  /** How many names of the text are used up. */
  private named = 0;

  /** `round`: of several values for the same thing, which one. */
  constructor(
    text: string,
    private readonly round: number,
    private readonly random: () => number,
  ) {
    this.text = text.slice(0, maxTextLength);
    this.words = wordsOf(this.text);
    this.stems = new Set(this.words.map(stem));
    this.quoted = [...this.text.matchAll(/"([^"]{1,60})"/g)].map((match) => match[1]!);
    this.names = [...this.quoted, ...properNames(this.text)];
    this.numbers = (this.text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  }

  /** The whole text for a query; a name for what is named; else a word that the field does not itself say. */
  word(name: string, description: string): string {
    if (wholeTextField.test(name) && this.text !== '') return this.text.slice(0, 200);
    const { names, quoted } = this;
    const plain = this.freeWords(`${name} ${description}`.slice(0, 1_000));
    const named = quoted.length > 0 || namedField.test(`${name} ${description}`) || plain.length === 0 || name === '';
    const next = this.round + this.named;
    if (named && next < names.length) {
      this.named += 1;
      return names[next]!;
    }
    // More fields than names: other words, and the names again only when there are none.
    const other = plain[Math.floor(this.random() * plain.length)] ?? names[next % names.length];
    return other ?? `emulated ${name || 'value'}`;
  }

  private freeWords(field: string): readonly string[] {
    const known = this.free.get(field);
    if (known !== undefined) return known;
    const said = new Set(wordsOf(field).map(stem));
    const words = this.words.filter((word) => word.length > 3 && !said.has(stem(word)));
    this.free.set(field, words);
    return words;
  }

  /** A number of the text that fits; undefined when there is none. */
  number(fits: (number: number) => boolean): number | undefined {
    const numbers = this.numbers.filter(fits);
    return numbers[this.round % numbers.length];
  }

  /** The choice whose words the text has most of; one at random when it has none. */
  choice<T>(choices: T[], words: (choice: T) => string): T | undefined {
    if (!this.spoken.has(choices)) this.spoken.set(choices, this.spokenOf(choices, words));
    const spoken = this.spoken.get(choices) as T | undefined;
    return spoken ?? choices[Math.floor(this.random() * choices.length)];
  }

  private spokenOf<T>(choices: T[], words: (choice: T) => string): T | undefined {
    const scores = choices.map((choice) => wordsOf(words(choice)).filter((word) => this.stems.has(stem(word))).length);
    const best = scores.reduce((max, score) => Math.max(max, score), 0);
    return best > 0 ? choices[scores.indexOf(best)] : undefined;
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
