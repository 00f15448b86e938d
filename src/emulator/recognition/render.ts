import { partsOfWord } from '../voice/words.js';
import type { Sentence, Word } from './listen.js';

/** Numbers of speakers in the order in which they speak, from 0. */
export type Speakers = ReadonlyMap<number, number>;

export function speakersOf(sentences: readonly Sentence[]): Speakers {
  const voices = [...new Set(sentences.map(({ voice }) => voice))];
  return new Map(voices.map((voice, index) => [voice, index]));
}

/** A word with its times, and its punctuation apart. `more`: fields of the family of models. */
export function renderWord({ text: whole, begin, end }: Word, more: object = {}): object {
  return { begin_time: begin, end_time: end, ...partsOfWord(whole), ...more };
}
