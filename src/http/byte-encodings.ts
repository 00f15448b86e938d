/** The secrets to look for among bytes. */
export interface Wanted {
  /** Length of the shortest secret, in bytes. */
  minLength: number;
  /** True if all secrets are ASCII. */
  ascii: boolean;
}

/** Bytes that a text encodes, one character for each byte, and their place. */
export interface EncodedBytes {
  start: number;
  end: number;
  text: string;
}

/**
 * The bytes that a text may hold as base64 (either alphabet), hex, or a list of numbers. Most of those that cannot be a
 * secret are skipped unread.
 */
export function readBytes(text: string, wanted: Wanted, take: (bytes: EncodedBytes) => void): void {
  // Base64 is the shortest encoding.
  if (text.length < base64Length(wanted)) return;
  const isDigit = (place: number) => valueAt(text, place) >= 0;
  eachRun(0, text.length, base64Length(wanted), isDigit, (start, end) => {
    for (let skipped = 0; skipped < 4; skipped += 1) readBase64(text, start + skipped, end, wanted, take);
    readHex(text, start, end, wanted, take);
  });
  readLists(text, wanted, take);
}

/** The fewest digits of base64 in which a secret fits, at any offset. */
function base64Length({ minLength }: Wanted): number {
  return Math.floor((minLength * 8) / 6);
}

/**
 * Calls `take` for every run of at least `minLength` members. It checks the end of a possible run first: if that is not
 * a member, no run long enough begins before it, so most of a text is never read.
 */
function eachRun(
  from: number,
  to: number,
  minLength: number,
  isMember: (place: number) => boolean,
  take: (start: number, end: number) => void,
): void {
  let start = from;
  // Members up to here have been seen.
  let seen = from;
  while (start + minLength <= to) {
    let place = start + minLength - 1;
    while (place >= seen && isMember(place)) place -= 1;
    if (place >= seen) {
      seen = start + minLength;
      start = place + 1;
      continue;
    }
    let end = start + minLength;
    while (end < to && isMember(end)) end += 1;
    take(start, end);
    start = end + 1;
    seen = start;
  }
}

/** Values of the base64 digits in either alphabet; -1 for all other characters. */
const digits = /* @__PURE__ */ (() => {
  const values = new Int8Array(128).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
  for (const character of '+-') values[character.charCodeAt(0)] = 62;
  for (const character of '/_') values[character.charCodeAt(0)] = 63;
  return values;
})();

function valueAt(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code < 128 ? (digits[code] as number) : -1;
}

/** The bits of a digit that are the highest bit of a byte, by the digit's place in its group of four. */
const highest = [32, 8, 2, 0] as const;

/**
 * Reads base64 whose groups of four digits begin at `start`, where it has enough consecutive ASCII to hold a secret.
 * The highest bit of each byte tells: most words, names and ids that look like base64 have no such run, and media have
 * few.
 */
function readBase64(
  text: string,
  start: number,
  end: number,
  wanted: Wanted,
  take: (bytes: EncodedBytes) => void,
): void {
  const isMember = (place: number) =>
    !wanted.ascii || (valueAt(text, place) & (highest[(place - start) & 3] as number)) === 0;
  eachRun(start, end, base64Length(wanted), isMember, (from, to) => {
    const first = from - ((from - start) & 3);
    const last = to === end ? to + paddingAt(text, to) : to;
    take({ start: first, end: last, text: decodeBase64(text, first, to) });
  });
}

function paddingAt(text: string, place: number): number {
  return text[place] === '=' ? (text[place + 1] === '=' ? 2 : 1) : 0;
}

function decodeBase64(text: string, start: number, end: number): string {
  const bytes = new Uint8Array(Math.floor(((end - start) * 3) / 4));
  let bits = 0;
  let count = 0;
  let length = 0;
  for (let place = start; place < end; place += 1) {
    bits = ((bits & 0xff) << 6) | valueAt(text, place);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes[length++] = bits >> count;
  }
  return toLatin1(bytes);
}

function readHex(
  text: string,
  start: number,
  end: number,
  { minLength }: Wanted,
  take: (bytes: EncodedBytes) => void,
): void {
  const isHex = (place: number) => isHexDigit(text.charCodeAt(place));
  eachRun(start, end, 2 * minLength, isHex, (from, to) => {
    for (let skipped = 0; skipped < 2; skipped += 1) {
      const pairs = text.slice(from + skipped, to).match(/../g) ?? [];
      take({ start: from, end: to, text: toLatin1(Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16))) });
    }
  });
}

function isHexDigit(code: number): boolean {
  return (code >= zero && code <= zero + 9) || (code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46);
}

/** Reads lists of numbers, as JSON writes a Buffer. */
function readLists(text: string, { minLength }: Wanted, take: (bytes: EncodedBytes) => void): void {
  const isInList = (place: number) => {
    const code = text.charCodeAt(place);
    return code === comma || code === space || (code >= zero && code <= zero + 9);
  };
  // A digit for each byte, and a separator between them.
  eachRun(0, text.length, 2 * minLength - 1, isInList, (from, to) => {
    for (const { index, 0: list } of text.slice(from, to).matchAll(/\d{1,3}(?:, ?\d{1,3}){5,10000}/g)) {
      const start = from + index;
      take({ start, end: start + list.length, text: toLatin1(Uint8Array.from(list.split(','), Number)) });
    }
  });
}

const [space, comma, zero] = [0x20, 0x2c, 0x30];

/** One character for each byte, as escapes and headers write bytes. */
export function toLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}
