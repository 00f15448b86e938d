import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedact } from '../../../src/http/redact.js';
import { encodings, escapes, piecesOf } from '../../support/encodings.js';
import { runs } from '../../support/noise.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const text = (alphabet: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength, maxLength }).map((characters) => characters.join(''));

/** Keys as services give them out, and as people make them up. */
const key = fc.oneof(
  text('0123456789abcdef', 32, 32).map((digits) => `sk-${digits}`),
  text(letters, 16, 24).map((name) => `sk-sp-${name}`),
  fc.tuple(text(letters, 20, 20), text(`${letters}-_`, 40, 40)).map(([one, two]) => `eyJ${one}.eyJ${two}`),
  text(`${letters}+/`, 27, 43).map((digits) => `${digits}=`),
  text(`${letters} !"#$%&'()*+,-./:;<=>?@[]^_\`{|}~\\`, 12, 30).map((word) => `k${word}k`),
  text(`${letters}éüß`, 12, 20).map((word) => `k${word}k`),
);

/** Texts around a secret; the last character before it and the first after it belong to no encoding. */
const around = fc.constantFrom(
  ['', ''],
  ['Incorrect API key provided: ', '. You can find it in the console.'],
  ['{"error":{"message":"got ', '","code":"invalid_api_key"}}'],
  ['<title>', '</title>'],
  ['authorization: Bearer ', '\r\nx-request-id: 4bf92f35-77b3-4da6-a3ce-929d0e0e4736'],
  ['50% off & more: ', ' \\o/ caf\\u00e9 &lt;'],
);

const shownPieces = (spelling: string, shown: string) => piecesOf(spelling).filter((piece) => shown.includes(piece));

const encoding = fc.constantFrom(...Object.keys(encodings));

describe('a key is taken out of a text', () => {
  test('a key is taken out of a text in any spelling, and in any spelling of a spelling', () => {
    fc.assert(
      fc.property(key, fc.array(encoding, { maxLength: 3 }), around, (secret, names, [before, behind]) => {
        const spelling = names.reduce((spelled, name) => encodings[name]!(spelled), secret);
        const shown = createRedact([secret])(before + spelling + behind);
        expect(shown).toContain('[redacted]');
        expect(shownPieces(spelling, shown)).toEqual([]);
        expect(shown.startsWith(before)).toBe(true);
        expect(shown.endsWith(behind)).toBe(true);
      }),
      runs(3000),
    );
  });

  test('a key is taken out of a text however an encoder mixes the escapes of one family', () => {
    // Without its semicolon an entity would take in the digit that follows it.
    const families = [/JSON|JavaScript|C,|plain/, /percent|escape|plain/, /HTML(?!.*no semi)|plain/].map((family) =>
      Object.keys(escapes).filter((name) => family.test(name)),
    );
    const mixed = fc.constantFrom(...families).chain((names) =>
      fc.tuple(
        text('0123456789abcdef', 32, 32).map((digits) => `sk-/${digits}`),
        fc.array(fc.constantFrom(...names), { minLength: 36, maxLength: 36 }),
      ),
    );
    fc.assert(
      fc.property(mixed, around, ([secret, names], [before, behind]) => {
        const spelling = Array.from(secret, (character, place) => escapes[names[place]!]!(character)).join('');
        const shown = createRedact([secret])(before + spelling + behind);
        expect(shownPieces(spelling, shown)).toEqual([]);
      }),
      runs(1000),
    );
  });

  test('a key is taken out of a text as often as it stands there, in another spelling each time', () => {
    fc.assert(
      fc.property(key, fc.array(encoding, { minLength: 2, maxLength: 6 }), (secret, names) => {
        const spelled = names.map((name) => encodings[name]!(secret));
        const shown = createRedact([secret])(spelled.join(' | '));
        expect(spelled.flatMap((spelling) => shownPieces(spelling, shown))).toEqual([]);
      }),
      runs(500),
    );
  });
});

test('a text without the key stays as it is, whatever it encodes', () => {
  const other = fc.oneof(fc.string({ maxLength: 200 }), fc.json(), fc.base64String({ maxLength: 200 }), fc.uuid());
  fc.assert(
    fc.property(key, other, fc.array(encoding, { maxLength: 2 }), (secret, content, names) => {
      const spelled = names.reduce((spelling, name) => spellOrKeep(name, spelling), content);
      expect(createRedact([secret])(spelled)).toBe(spelled);
    }),
    runs(1000),
  );
});

/** Some encodings take no lone surrogates. */
function spellOrKeep(name: string, content: string): string {
  try {
    return encodings[name]!(content);
  } catch {
    return content;
  }
}
