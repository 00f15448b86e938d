import { hash, randomFrom, stem, wordsOf } from '../util/words.js';

/** Weights of features, and the number of dimensions that each changes. */
const wordWeight = 1;
const trigramWeight = 0.12;
const noiseWeight = 0.02;
const spread = 8;

/**
 * A vector of length 1 for a text. Its words (without endings), and with a small weight their letters, are hashed
 * to dimensions, so texts that share words are closer than others. `manner`: changes the vector a little, for
 * example for a query.
 */
export function embed(text: string, dimensions: number, manner = ''): number[] {
  const vector = Array.from({ length: dimensions }, () => 0);
  const add = (feature: string, weight: number) => {
    const random = randomFrom(hash(feature));
    for (let time = 0; time < spread; time += 1) {
      const place = Math.floor(random() * dimensions);
      vector[place] = vector[place]! + (random() < 0.5 ? -weight : weight);
    }
  };
  for (const [feature, count] of featuresOf(text)) {
    add(feature, Math.sqrt(count) * (feature.startsWith('#') ? trigramWeight : wordWeight));
  }
  const random = randomFrom(hash(`noise ${manner}${text}`));
  for (let place = 0; place < dimensions; place += 1) vector[place] = vector[place]! + (random() - 0.5) * noiseWeight;
  const length = Math.hypot(...vector);
  return vector.map((value) => Number((value / length).toFixed(8)));
}

/** A word of a sparse vector: its index in the vocabulary, and its weight. */
export interface SparseItem {
  index: number;
  value: number;
  token: string;
}

/** Size of the vocabulary of sparse vectors. */
const vocabularySize = 250_002;

/** The words of a text, weighted by frequency. */
export function embedSparsely(text: string): SparseItem[] {
  const words = [...featuresOf(text)].filter(([feature]) => !feature.startsWith('#'));
  const length = Math.hypot(...words.map(([, count]) => count));
  return words.map(([token, count]) => ({
    index: hash(token) % vocabularySize,
    value: Number((count / length).toFixed(6)),
    token,
  }));
}

function featuresOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (feature: string) => counts.set(feature, (counts.get(feature) ?? 0) + 1);
  for (const word of wordsOf(text).flatMap(splitScript)) {
    count(stem(word));
    for (let start = 0; start + 3 <= word.length; start += 1) count(`#${word.slice(start, start + 3)}`);
  }
  return counts;
}

/** Chinese and Japanese have no spaces, so each character counts as a word. */
function splitScript(word: string): string[] {
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(word) ? [...word] : [word];
}
