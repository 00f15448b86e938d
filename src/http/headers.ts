import { InvalidArgumentError } from '@ai-sdk/provider';

/**
 * Headers as applications write them, in any case; an undefined one counts as absent. Applications without types also
 * pass what `fetch` takes: a `Headers` object, a `Map`, or an array of pairs.
 */
export type HeaderInput = Record<string, string | undefined> | undefined;

/** Merges headers whatever the case of their names; later ones win. Names come out in lower case. */
export function mergeHeaders(...inputs: HeaderInput[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const input of inputs) {
    if (input === undefined) continue;
    if (!isPlain(input)) {
      Object.assign(merged, readPairs(input));
      continue;
    }
    for (const name of Object.keys(input)) {
      const value: unknown = input[name];
      if (typeof value === 'string') merged[name.toLowerCase()] = value;
      else if (value !== undefined) throw refuse(`headers["${name}"] must be a string, got ${kindOf(value)}.`);
    }
  }
  return merged;
}

function isPlain(input: object | null): boolean {
  if (typeof input !== 'object' || input === null || Symbol.iterator in input) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Reads the entries of a `Headers` object and similar ones. It has no own keys, so a spread would lose them and might
 * send another key.
 */
function readPairs(input: unknown): Record<string, string> {
  const pairs = typeof input === 'object' && input !== null && Symbol.iterator in input ? input : undefined;
  // An iterator can be read only once, and a call may make several requests.
  if (pairs === undefined || 'next' in pairs) {
    throw refuse(
      'headers must be a plain object of strings, a Headers object, a Map or an array of [name, value] pairs, ' +
        `got ${kindOf(input)}.`,
    );
  }
  const read: Record<string, string> = {};
  for (const pair of pairs as Iterable<unknown>) {
    const [name, value, ...rest]: unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== 'string' || rest.length > 0) throw refuse('headers must have [name, value] pairs of strings.');
    if (value === undefined) continue;
    if (typeof value !== 'string') throw refuse(`headers["${name}"] must be a string, got ${kindOf(value)}.`);
    const key = name.toLowerCase();
    read[key] = Object.hasOwn(read, key) ? `${read[key]}, ${value}` : value;
  }
  return read;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object' ? `an object of type ${name}` : 'an object';
}

function refuse(message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'headers', message });
}
