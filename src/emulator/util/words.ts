/** Words, hashes and token estimates of text. The emulator has no tokenizer, so its counts are rough. */

// White space belongs to what follows it. At the end nothing does, and each of its characters would be tried.
const tokenPattern =
  /\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}_]{1,6}|\S)|\s+$/gu;

/** Cuts text into pieces of about a token each. Joined, they are the text. */
export function tokensOf(text: string): string[] {
  const tokens = text.trimEnd().match(tokenPattern) ?? [];
  const rest = text.slice(tokens.reduce((length, token) => length + token.length, 0));
  if (rest === '') return tokens;
  const last = tokens.pop() ?? '';
  return [...tokens, last + rest];
}

/** An estimate of the tokens of a text. */
export function countTokens(text: string): number {
  return text.trimEnd().match(tokenPattern)?.length ?? 0;
}

/** A 32-bit FNV-1a hash: the same text gives the same number everywhere. `start`: the hash of what comes before. */
export function hash(text: string, start = 0x811c9dc5): number {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** A seeded source of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A UUID derived from a text. */
export function uuidFrom(text: string): string {
  const hex = [0, 1, 2, 3].map((part) => hash(`${part}:${text}`).toString(16).padStart(8, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `9${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/** Names as the service lists them: 'a', 'b' or 'c'. */
export function orList(names: readonly string[]): string {
  const quoted = names.map((name) => `'${name}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}

const commonWords = new Set(
  (
    'a an the and or of in on at to for from by with as is are was were be been it its this that ' +
    'these those i you he she we they my your our what which who how do does did can could will would ' +
    'should please me get give use tool function returns return not no'
  ).split(' '),
);

/**
 * The words of a text in lower case, without very common ones. camelCase and snake_case are split.
 */
export function wordsOf(text: string): string[] {
  const apart = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
  return (apart.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !commonWords.has(word));
}

/** A word without English endings, so that "boats" matches "boat" and "cities" matches "city". */
export function stem(word: string): string {
  const single = word
    .replace(/(..)ies$/, '$1y')
    .replace(/(.(?:ch|s|sh|x|z))es$/, '$1')
    .replace(/(..[^isu])s$/, '$1');
  const plain = single.replace(/(...)(?:ing|ed)$/, '$1').replace(/(.....)(?:er|ion|or)$/, '$1');
  return plain.replace(/(....)[ey]$/, '$1');
}
