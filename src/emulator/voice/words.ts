const letter = String.raw`[\p{L}\p{N}\p{M}]`;
const digit = String.raw`\p{N}`;
const ideograph = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;

// Bounded, so that no text takes more than its length. What follows a word belongs to it.
const word = new RegExp(
  `(?:${ideograph}|(?:(?!${ideograph})(?:${letter}|(?<=${letter})['’_-](?=${letter})|(?<=${digit})[.,:](?=${digit}))){1,32}|[^])` +
    `(?:(?!${letter})[^]){0,32}`,
  'gu',
);
const spoken = new RegExp(`^(?:.*${letter}|[^])`, 'su');

/** Cuts a text into words, each with what follows it; a Chinese character is a word. Joined, they are the text. */
export function spokenWords(text: string): string[] {
  return text.match(word) ?? [];
}

/** The word itself, and its punctuation. A blank without punctuation stays with the word, as the service has it. */
export function partsOfWord(whole: string): { text: string; punctuation: string } {
  const text = spoken.exec(whole)?.[0] ?? whole;
  const rest = whole.slice(text.length);
  return rest.trim() === '' ? { text: whole, punctuation: '' } : { text, punctuation: rest };
}

/** True for a word that ends a sentence. */
export function endsSentence(whole: string): boolean {
  const afterLetters = whole.split(/[\p{L}\p{N}]/u).at(-1) ?? whole;
  return whole.includes('\n') || /[.!?。！？…]/.test(afterLetters);
}

/** The language whose script the text is mostly written in. */
export function languageOf(text: string): string {
  const scripts: [language: string, script: RegExp][] = [
    ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
    ['zh', /\p{Script=Han}/u],
    ['ko', /\p{Script=Hangul}/u],
    ['ru', /\p{Script=Cyrillic}/u],
    ['ar', /\p{Script=Arabic}/u],
    ['th', /\p{Script=Thai}/u],
    ['hi', /\p{Script=Devanagari}/u],
  ];
  return scripts.find(([, script]) => script.test(text))?.[0] ?? 'en';
}
