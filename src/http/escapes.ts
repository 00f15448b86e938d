/** A text in which the escapes of one family have been decoded. */
export interface Unescaped {
  text: string;
  /** For each place in `text`, and for its end, the place in the original. */
  places(): Uint32Array;
}

/** Families of escapes that gateways use. Each is decoded separately, because a text may mean only one of them. */
const families = [
  // Percent-encoding, and the output of `escape()`.
  { mark: '%', pattern: /%u([0-9a-f]{4})|%([0-9a-f]{2})/gi },
  // JSON, JavaScript and C.
  {
    mark: '\\',
    pattern: /\\u\{([0-9a-f]{1,6})\}|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\([0-7]{3})|\\([^ux0-7])/gi,
  },
  // HTML and XML.
  { mark: '&', pattern: /&#x([0-9a-f]{1,6});?|&#([0-9]{1,7});?|&([a-z]{2,7});/gi },
] as const;

/** Decodes the escapes of a text, one family at a time. Families without an escape in the text are left out. */
export function unescape(text: string): Unescaped[] {
  const unescaped: Unescaped[] = [];
  for (const { mark, pattern } of families) {
    if (!text.includes(mark)) continue;
    const read = text.replace(pattern, readEscape);
    if (read !== text) unescaped.push({ text: read, places: () => placesOf(text, pattern, read.length) });
  }
  return unescaped;
}

function placesOf(text: string, pattern: RegExp, length: number): Uint32Array {
  const places = new Uint32Array(length + 1);
  let source = 0;
  let target = 0;
  const copyUntil = (end: number) => {
    while (source < end) places[target++] = source++;
  };
  for (const match of text.matchAll(pattern)) {
    copyUntil(match.index);
    const characters = readEscape(...(match as unknown as [string])).length;
    for (let count = 0; count < characters; count += 1) places[target++] = source;
    source = match.index + match[0].length;
  }
  copyUntil(text.length);
  places[target] = text.length;
  return places;
}

/** The character that an escape stands for; the escape itself if it stands for none. */
function readEscape(escape: string, ...groups: unknown[]): string {
  const [digits] = groups.filter((group) => typeof group === 'string');
  const code = digits as string;
  if (escape.startsWith('&')) {
    if (!escape.startsWith('&#')) return entities[code.toLowerCase()] ?? escape;
    return characterOf(escape, Number.parseInt(code, /^&#x/i.test(escape) ? 16 : 10));
  }
  if (escape.startsWith('%') || /^\\[ux]./i.test(escape)) return characterOf(escape, Number.parseInt(code, 16));
  if (/^\\[0-7]{3}$/.test(escape)) return characterOf(escape, Number.parseInt(code, 8));
  return controls[code] ?? (/[a-z89]/i.test(code) ? escape : code);
}

function characterOf(escape: string, code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
}

const controls: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Names of the characters that occur in keys. */
const entities: Record<string, string> = {
  amp: '&',
  apos: "'",
  ast: '*',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dollar: '$',
  equals: '=',
  excl: '!',
  grave: '`',
  gt: '>',
  hat: '^',
  hyphen: '-',
  lbrace: '{',
  lbrack: '[',
  lcub: '{',
  lowbar: '_',
  lpar: '(',
  lsqb: '[',
  lt: '<',
  nbsp: '\u00a0',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  rbrace: '}',
  rbrack: ']',
  rcub: '}',
  rpar: ')',
  rsqb: ']',
  semi: ';',
  sol: '/',
  verbar: '|',
  vert: '|',
};
