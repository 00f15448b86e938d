import { readBytes, toLatin1, type Wanted } from './byte-encodings.js';
import { unescape } from './escapes.js';
import { createSearch } from './search.js';

/** A range in a text; the end is exclusive. */
export type Range = readonly [start: number, end: number];

// Encodings within encodings that are decoded. A gateway's log line in a JSON error in a base64 header has three.
const maxDepth = 5;

/**
 * Makes a function that finds secrets in texts however they are encoded: plain, with any mix of escapes, as base64 or
 * hex at any offset, and in encodings of these. It decodes texts instead of encoding secrets: an encoder is free to
 * choose which characters it escapes, so nobody can list all encodings.
 */
export function createFinder(secrets: readonly string[]): (text: string) => Range[] {
  const forms = [...new Set(secrets.flatMap(formsOf))];
  if (forms.length === 0) return () => [];
  const wanted: Wanted = {
    minLength: Math.min(...forms.map(({ length }) => length)),
    ascii: forms.every((form) => !/[^\0-\x7f]/.test(form)),
  };

  const words = forms.map((form) => ({ length: form.length, search: createSearch(form) }));
  const find = (text: string, depth: number, work: Work): Range[] => {
    const ranges: Range[] = [];
    if (text.length < wanted.minLength) return ranges;
    for (const { length, search } of words) {
      for (let place = search(text); place !== -1; place = search(text, place + length)) {
        ranges.push([place, place + length]);
      }
    }
    if (depth === maxDepth) return ranges;
    const findIn = (read: string) => work.once(read, depth + 1, () => find(read, depth + 1, work));
    for (const unescaped of unescape(text)) {
      const found = findIn(unescaped.text);
      if (found.length === 0) continue;
      const places = unescaped.places();
      for (const [start, end] of found) ranges.push([places[start] as number, places[end] as number]);
    }
    readBytes(text, wanted, ({ start, end, text: read }) => {
      if (findIn(read).length > 0) ranges.push([start, end]);
    });
    return ranges;
  };
  return (text) => (text.length < wanted.minLength ? [] : find(text, 0, createWork(text.length)));
}

// Shorter texts are not secret, and redacting them would garble the texts around them.
export const minSecretLength = 6;

/** The forms that a secret may have in a decoded text: partly decoded, as UTF-8 bytes, or as the value of a form. */
function formsOf(secret: string): string[] {
  if (/^[\w./+=:-]+$/.test(secret)) return [secret];
  const forms = [secret];
  // A secret may itself look like an escape, and decoding the text then decodes the secret.
  for (const form of forms) {
    const read = unescape(form).filter(({ text }) => text.length >= minSecretLength && !forms.includes(text));
    if (forms.length < 20) forms.push(...read.map(({ text }) => text));
  }
  if (secret.includes(' ')) forms.push(secret.replaceAll(' ', '+'));
  if (/[^\0-\x7f]/.test(secret)) forms.push(toLatin1(new TextEncoder().encode(secret)));
  return forms;
}

/** The work of one search. */
interface Work {
  /** The findings in a decoded text; empty once the search has read too much. */
  once(read: string, depth: number, find: () => Range[]): Range[];
}

/** Bounds the work: reads the same text once, and a hostile body only so far. */
function createWork(length: number): Work {
  let done: Map<string, { depth: number; ranges: Range[] }> | undefined;
  let left = 20 * length + 100_000;
  return {
    once(read, depth, find) {
      done ??= new Map();
      const known = done.get(read);
      if (known !== undefined && known.depth <= depth) return known.ranges;
      left -= read.length;
      if (left < 0) return [];
      const ranges = find();
      done.set(read, { depth, ranges });
      return ranges;
    },
  };
}
