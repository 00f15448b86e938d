import { toBase64 } from '../util/base64.js';
import { isObject } from '../util/json.js';

/** Takes the secrets of a call out of a text. */
export type Conceal = (text: string) => string;

/**
 * Makes what takes secrets out of texts, whatever spelling a gateway echoes them in. Which they are is asked with the
 * first text: calls that go well never have one.
 */
export function createConceal(secrets: () => readonly string[]): Conceal {
  let spellings: string[] | undefined;
  return (text) => {
    // The longest first: a short one may be part of it.
    spellings ??= [...new Set(secrets().flatMap(spellingsOf))].sort((one, other) => other.length - one.length);
    return spellings.reduce((result, spelling) => result.replaceAll(spelling, '[API key]'), text);
  };
}

/** Texts of headers that are secrets, without the scheme in front. */
export function secretsOf(headers: Record<string, string>): string[] {
  return (
    Object.entries(headers)
      .filter(([name]) => /auth|key|token|secret|cookie|credential|passw|signature|session/.test(name))
      .map(([, value]) => value.replace(/^[\w-]+\s+(?=.{8})/, ''))
      // A key of a few letters, such as "none", says nothing and would garble the text around it.
      .filter((value) => value.length >= 8)
  );
}

/** A secret as it is, and as JSON, URLs, HTML and base64 write it. */
function spellingsOf(secret: string): string[] {
  const json = quoted(secret);
  const escaped = json.replaceAll('/', '\\/');
  const url = encode(secret);
  return [
    secret,
    json,
    quoted(json),
    escaped,
    quoted(escaped),
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    url.replaceAll('%20', '+'),
    secret.replace(/[&<>"']/g, (character) => htmlNames[character] ?? character),
    ...base64Of(secret),
  ].filter((spelling) => spelling !== '');
}

const htmlNames: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function encode(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a surrogate pair, which no header carries.
    return '';
  }
}

/** The base64 of a text wherever it stands in what is encoded: only the digits that nothing beside it changes. */
function base64Of(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  return [0, 1, 2].flatMap((before) => {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const first = Math.ceil((before * 8) / 6);
    const digits = toBase64(shifted).slice(first, Math.floor((shifted.length * 8) / 6));
    return [digits, digits.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** A JSON value with the secrets taken out of its texts; the value itself if it has none. */
export function concealValue(value: unknown, conceal: Conceal): unknown {
  if (!mentions(value, conceal, new Set())) return value;
  try {
    return copyWithout(value, conceal);
  } catch {
    // Nested too deep to be copied: an error without its data is better than another error in its place.
    return undefined;
  }
}

function copyWithout(value: unknown, conceal: Conceal): unknown {
  if (typeof value === 'string') return conceal(value);
  if (Array.isArray(value)) return value.map((item) => copyWithout(item, conceal));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [conceal(name), copyWithout(item, conceal)]));
}

/** What can be shown of an error: itself, or, if it holds a secret anywhere, a copy of what it says without it. */
export function concealError(error: unknown, conceal: Conceal): unknown {
  return mentions(error, conceal, new Set()) ? copyOf(error, conceal, 0) : error;
}

// Of more than so many objects, which no error of a `fetch` has, it is not known what they show.
const maxObjects = 5000;

/** Whether something quotes a secret: a JSON parser quotes what it was given, a `fetch` its headers. */
function mentions(value: unknown, conceal: Conceal, seen: Set<object>): boolean {
  if (typeof value === 'string') return conceal(value) !== value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return false;
  seen.add(value);
  if (seen.size > maxObjects) return true;
  try {
    return contentsOf(value).some((content) => mentions(content, conceal, seen));
  } catch {
    // A getter that throws keeps its value to itself; what it would show is not known.
    return true;
  }
}

/** What an object shows when it is printed. */
function contentsOf(value: object): unknown[] {
  if (ArrayBuffer.isView(value)) return [new TextDecoder('latin1').decode(value)];
  if (value instanceof Map || value instanceof Set || value instanceof Headers || value instanceof URLSearchParams) {
    return [...value].flat();
  }
  const own = Reflect.ownKeys(value).flatMap((key): unknown[] => [key, Reflect.get(value, key)]);
  // Requests and responses have theirs in their prototype.
  return [...own, Reflect.get(value, 'headers'), Reflect.get(value, 'url')];
}

/** Causes of causes that are worth their words. */
const maxCauses = 5;

function copyOf(error: unknown, conceal: Conceal, depth: number): Error {
  if (!(error instanceof Error)) {
    return new Error(typeof error === 'string' ? conceal(error) : 'The cause is left out: it shows the API key.');
  }
  const { cause } = error;
  const copy = new Error(
    conceal(error.message),
    cause instanceof Error && depth < maxCauses ? { cause: copyOf(cause, conceal, depth + 1) } : {},
  );
  copy.name = conceal(error.name);
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? Object.assign(copy, { code: conceal(code) }) : copy;
}
