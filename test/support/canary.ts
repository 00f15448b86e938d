import { inspect } from 'node:util';
import { expect } from 'vitest';

/** A key that no text of ours or the service's has, with characters that JSON, URLs, HTML and base64 write differently. */
export const canary = 'sk-canary/+"&=0123456789';

/** Keys of the tests, none of which may be shown. */
const keys = [canary, 'sk-test-key', 'sk-test-0123456789', 'sk-0123456789abcdef'];

/** Spellings of a key that gateways write. */
export const spellings: Record<string, (key: string) => string> = {
  plain: (key) => key,
  JSON: (key) => JSON.stringify(key).slice(1, -1),
  'JSON within JSON': (key) => JSON.stringify(JSON.stringify(key).slice(1, -1)).slice(1, -1),
  URL: (key) => encodeURIComponent(key),
  'URL in lower case': (key) => encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase()),
  HTML: (key) => key.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  base64: (key) => btoa(key),
  'base64 of a header': (key) => btoa(`Authorization: Bearer ${key}\r\n`),
  'base64 of a pair': (key) => btoa(`qwen:${key}`),
  base64url: (key) => btoa(`k:${key}`).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
};

/** Texts that would tell a key: its spellings, of base64 the digits in the middle, wherever the key stands in it. */
function tellTales(key: string): string[] {
  const inner = ['', 'x', 'xx'].map((before) => btoa(before + key).slice(4, -5));
  return [key, ...['JSON', 'URL', 'URL in lower case', 'HTML'].map((name) => spellings[name]!(key)), ...inner];
}

/** Everything that a value shows to whoever prints, sends or stores it. */
export function views(value: unknown): string[] {
  const texts = [
    inspect(value, { depth: null, showHidden: true, getters: true, maxStringLength: null }),
    String(value),
  ];
  const json = attempt(() => JSON.stringify(value));
  const clone = attempt(() => inspect(structuredClone(value), { depth: null, maxStringLength: null }));
  for (const text of [json, clone]) if (text !== undefined) texts.push(text);
  for (let error = value; error instanceof Error; error = error.cause) {
    texts.push(
      error.name,
      error.message,
      String(error.stack),
      JSON.stringify(error, Object.getOwnPropertyNames(error)),
    );
  }
  return texts;
}

function attempt(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    // What can't be written so shows nothing that way.
    return undefined;
  }
}

/** Fails if a value shows one of the tests' keys, or another secret, in any way. Returns the value. */
export function expectNoSecret<Value>(value: Value, ...more: string[]): Value {
  const shown = views(value);
  for (const secret of [...keys, ...more]) {
    for (const tale of tellTales(secret)) expect(shown.filter((text) => text.includes(tale))).toEqual([]);
  }
  return value;
}
