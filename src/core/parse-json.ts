import { parseJSON as parseSecurely } from '@ai-sdk/provider-utils';

/** Parses JSON that a server sent. Throws on malformed text, and on keys that would reach an object's prototype. */
export function parseJSON(text: string): unknown {
  return parseSecurely({ text });
}
