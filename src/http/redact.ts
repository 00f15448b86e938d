import { isObject } from '../util/json.js';
import { createSearch, type Search } from './search.js';
import { createFinder, minSecretLength, type Range } from './spellings.js';

/** Removes the secrets of a call from a text. */
export type Redact = (text: string) => string;

/** The text that replaces a secret. */
const mark = '[redacted]';

/** Makes a function that removes secrets from texts, whatever encoding a gateway echoes them in. */
export function createRedact(secrets: readonly string[]): Redact {
  let find: ((text: string) => Range[]) | undefined;
  return (text) => {
    if (text.length < minSecretLength) return text;
    find ??= createFinder(secrets);
    const ranges = find(text);
    return ranges.length === 0 ? text : cut(text, ranges);
  };
}

/** Redacts the requests and answers of a provider's calls. */
export interface Redactor {
  redact: Redact;
  /** True if JSON contains a secret unencoded. Fast, for long texts from the caller. */
  isQuotedIn(json: string): boolean;
}

export function createRedactor(secrets: readonly string[]): Redactor {
  let searches: Search[] | undefined;
  return {
    redact: createRedact(secrets),
    isQuotedIn(json) {
      searches ??= secrets.map((secret) => createSearch(JSON.stringify(secret).slice(1, -1)));
      return searches.some((search) => search(json) !== -1);
    },
  };
}

/** Keeps the redactor of the last secrets: most calls of a provider have the same ones. */
export function keepRedactor(): (secrets: readonly string[]) => Redactor {
  let kept: readonly string[] = [];
  let redactor = createRedactor(kept);
  return (secrets) => {
    if (secrets.length !== kept.length || secrets.some((secret, index) => secret !== kept[index])) {
      kept = secrets;
      redactor = createRedactor(secrets);
    }
    return redactor;
  };
}

function cut(text: string, ranges: Range[]): string {
  let result = '';
  let end = 0;
  for (const [from, to] of ranges.sort(([one], [other]) => one - other)) {
    if (from >= end) result += text.slice(end, from) + mark;
    end = Math.max(end, to);
  }
  return result + text.slice(end);
}

/** Redacts response headers, and drops the cookies that a server sets. */
export function redactHeaders(headers: Record<string, string>, redact: Redact): Record<string, string> {
  let copy: Record<string, string> | undefined;
  for (const name of Object.keys(headers)) {
    const value = headers[name] as string;
    const redacted = name === 'set-cookie' ? mark : redact(value);
    if (redacted !== value) (copy ??= { ...headers })[name] = redacted;
  }
  return copy ?? headers;
}

/** Redacts the texts within a JSON value. Returns the value itself if it has no secret. */
export function redactValue<Value>(value: Value, redact: Redact): Value {
  try {
    return copyWithout(value, redact) as Value;
  } catch {
    // Nested too deep to read: no value is better than another error.
    return undefined as Value;
  }
}

function copyWithout(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return copyItems(value, redact);
  return isObject(value) ? copyFields(value, redact) : value;
}

function copyItems(items: unknown[], redact: Redact): unknown[] {
  if (isVector(items)) return items;
  let copy: unknown[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    const redacted = copyWithout(item, redact);
    if (redacted !== item) (copy ??= [...items])[index] = redacted;
  }
  return copy ?? items;
}

/**
 * True for a list of numbers, which may have thousands. Where `items[index]` reads vectors and other lists alike, V8
 * makes an object of every number: for a vector of 1,024 that takes 6 µs, and `at` and `every` take 0.3 µs.
 */
function isVector(items: unknown[]): boolean {
  return typeof items.at(0) === 'number' && items.every((item) => typeof item === 'number');
}

function copyFields(object: Record<string, unknown>, redact: Redact): unknown {
  let copy: [string, unknown][] | undefined;
  const names = Object.keys(object);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    const value = object[name];
    const redactedName = redact(name);
    const redacted = typeof value === 'number' || typeof value === 'boolean' ? value : copyWithout(value, redact);
    if (redactedName === name && redacted === value) continue;
    copy ??= Object.entries(object);
    copy[index] = [redactedName, redacted];
  }
  return copy === undefined ? object : Object.fromEntries(copy);
}
