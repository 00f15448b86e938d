import { stem, wordsOf } from '../util/words.js';

/** Names of fields that get the whole text, and of fields that hold a name. */
const wholeTextField = /^(?:query|question|text|prompt|input|message)$/i;
const namedField = /name|city|location|place|town|country|person|author|origin|destination|^from |^to /i;

/** Only the beginning of a longer text is used, because every field of a schema scans it. */
const maxTextLength = 20_000;

/** Values from a text: names, quotes, numbers, and the choice that it mentions. */
export class TextValues {
  private readonly text: string;
  private readonly words: readonly string[];
  /** Words of the text that a field does not itself contain, by field. */
  private readonly free = new Map<string, readonly string[]>();
  private readonly stems: ReadonlySet<string>;
  private readonly quoted: readonly string[];
  private readonly names: readonly string[];
  private readonly numbers: readonly number[];
  /** The mentioned choice of each list: a schema may ask for the same one thousands of times. */
  private readonly spoken = new Map<object, unknown>();
  /** Number of names that are used up. */
  private named = 0;

  /** `round`: the index among several values for the same field. */
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

  /** The whole text for a query, a name for a named field, else a word that the field does not contain. */
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
    // With more fields than names, use other words, and repeat names only without any.
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

  /** A number of the text that fits; undefined if none does. */
  number(fits: (number: number) => boolean): number | undefined {
    const numbers = this.numbers.filter(fits);
    return numbers[this.round % numbers.length];
  }

  /** The choice that shares most words with the text, or a random one. */
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

/** Capitalised words and sequences of them, without the first word of a sentence. */
export function properNames(text: string): string[] {
  const found = text.matchAll(/(^|[.!?:]\s+|\s|["'(])(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)*)/gu);
  return [...found]
    .map(([, before, words]) => {
      const begins = before === '' || /[.!?:]/.test(before!);
      return begins ? words!.split(/\s/).slice(1).join(' ') : words!;
    })
    .filter((words) => words !== '');
}
