import { readBytes, toLatin1, type Wanted } from './byte-encodings.js';
import { unescape } from './escapes.js';
import { createSearch } from './search.js';

/** A place in a text: where it begins, and where what follows begins. */
export type Range = readonly [start: number, end: number];

// Encodings within encodings that are read. A gateway's log line in a JSON error in a header's base64 has three.
const maxDepth = 5;

/**
 * Makes what finds secrets in texts, however they are spelled: as they are, in any mix of escapes, in base64 and hex at
 * any place, and in encodings of these. It reads texts instead of writing spellings: an encoder is free to choose which
 * characters it escapes, and nobody can write all of these.
 */
export function createFinder(secrets: readonly string[]): (text: string) => Range[] {
  const forms = [...new Set(secrets.flatMap(formsOf))];
  if (forms.length === 0) return () => [];
  const wanted: Wanted = {
    shortest: Math.min(...forms.map(({ length }) => length)),
    ascii: forms.every((form) => !/[^\0-\x7f]/.test(form)),
  };

  const words = forms.map((form) => ({ length: form.length, search: createSearch(form) }));
  const find = (text: string, depth: number, work: Work): Range[] => {
    const ranges: Range[] = [];
    if (text.length < wanted.shortest) return ranges;
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
  return (text) => (text.length < wanted.shortest ? [] : find(text, 0, createWork(text.length)));
}

// What is shorter says nothing, and would garble the texts that it stands in.
export const minSecretLength = 6;

/** A secret as it may stand in a text that has been read: half read, in the bytes of UTF-8, or as a form's value. */
function formsOf(secret: string): string[] {
  if (/^[\w./+=:-]+$/.test(secret)) return [secret];
  const forms = [secret];
  // A secret may look like an escape itself, and reading a text then reads the secret as well.
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
  /** What is found in a text that has been read; nothing once too much has been read. */
  once(read: string, depth: number, find: () => Range[]): Range[];
}

/** Bounds the work: the same text is read once, and a hostile body not over and over. */
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
