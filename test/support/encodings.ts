/** Ways in which gateways, proxies and log lines write a text. Written apart from what reads them in src. */
export type Encode = (text: string) => string;

const each = (write: (code: number, character: string) => string): Encode => {
  return (text) => Array.from(text, (character) => write(character.codePointAt(0)!, character)).join('');
};
const hex = (code: number, digits = 2) => code.toString(16).padStart(digits, '0');
const bytesOf = (text: string) => [...new TextEncoder().encode(text)];
const base64 = (text: string) => btoa(String.fromCharCode(...bytesOf(text)));
const url = (text: string) => base64(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const inJSON = (text: string) => JSON.stringify(text).slice(1, -1);
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Encodings of a text character by character. */
export const escapes: Record<string, Encode> = {
  plain: (text) => text,
  JSON: inJSON,
  'JSON of PHP': (text) => inJSON(text).replaceAll('/', '\\/'),
  'JSON in ASCII': each((code, character) => (/[\w .-]/.test(character) ? character : `\\u${hex(code, 4)}`)),
  'JSON, all escaped': each((code) => `\\u${hex(code, 4).toUpperCase()}`),
  'JavaScript, all escaped': each((code) => `\\x${hex(code)}`),
  'JavaScript, braces': each((code) => `\\u{${hex(code, 1)}}`),
  'C, all escaped': each((code) => `\\${code.toString(8).padStart(3, '0')}`),
  percent: encodeURIComponent,
  'percent in lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent, all escaped': (text) =>
    bytesOf(text)
      .map((byte) => `%${hex(byte).toUpperCase()}`)
      .join(''),
  'escape()': each((code) => `%u${hex(code, 4)}`),
  HTML: each((_code, character) => named[character] ?? character),
  'HTML of Handlebars': each((code, character) =>
    /[&<>"'`=/+]/.test(character) ? `&#x${hex(code).toUpperCase()};` : character,
  ),
  'HTML, decimal': each((code) => `&#${code};`),
  'HTML, decimal, no semicolons': each((code) => `&#${code}`),
  'HTML, hexadecimal': each((code) => `&#x${hex(code)};`),
};

/** Encodings of the bytes of a text. */
export const byteEncodings: Record<string, Encode> = {
  base64,
  'base64 of a pair': (text) => base64(`qwen:${text}`),
  'base64 of a header': (text) => base64(`Authorization: Bearer ${text}\r\n`),
  'base64 of JSON': (text) => base64(JSON.stringify({ apiKey: text, region: 'singapore' })),
  base64url: url,
  hex: (text) =>
    bytesOf(text)
      .map((byte) => hex(byte))
      .join(''),
  'hex in upper case': (text) =>
    bytesOf(text)
      .map((byte) => hex(byte).toUpperCase())
      .join(''),
  bytes: (text) => bytesOf(text).join(','),
};

/** All encodings by their names. */
export const encodings: Record<string, Encode> = { ...escapes, ...byteEncodings };

/** Every piece of a spelling that would give a good part of it away. */
export function piecesOf(spelling: string, length = 16): string[] {
  if (spelling.length <= length) return [spelling];
  return Array.from({ length: spelling.length - length + 1 }, (_, start) => spelling.slice(start, start + length));
}
