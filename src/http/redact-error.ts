import { AISDKError } from '@ai-sdk/provider';
import { redactValue, type Redact } from './redact.js';

/** What can be shown of an error: itself, or, if it holds a secret anywhere, a copy of what it says without it. */
export function redactError(error: unknown, redact: Redact): unknown {
  return mentions(error, redact, new Set()) ? copyOf(error, redact, 0) : error;
}

// An error of `fetch` has far fewer objects; of one that has more it is not known what they show.
const maxObjects = 5000;

/** Whether something quotes a secret: a JSON parser quotes what it was given, a `fetch` its headers. */
function mentions(value: unknown, redact: Redact, seen: Set<object>): boolean {
  if (typeof value === 'string') return redact(value) !== value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return false;
  seen.add(value);
  if (seen.size > maxObjects) return true;
  try {
    return contentsOf(value).some((content) => mentions(content, redact, seen));
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
  // Bytes as JSON writes them.
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return [value.join(',')];
  const own = Reflect.ownKeys(value).flatMap((key): unknown[] => [key, Reflect.get(value, key)]);
  // Requests and responses have theirs in their prototype.
  return [...own, Reflect.get(value, 'headers'), Reflect.get(value, 'url')];
}

/** Causes of causes that are worth their words. */
const maxCauses = 5;

function copyOf(error: unknown, redact: Redact, depth: number): Error {
  if (!(error instanceof Error)) {
    return new Error(typeof error === 'string' ? redact(error) : 'The cause is left out: it shows a secret.');
  }
  const { cause } = error;
  const copy = new Error(
    redact(error.message),
    cause instanceof Error && depth < maxCauses ? { cause: copyOf(cause, redact, depth + 1) } : {},
  );
  copy.name = redact(error.name);
  if (AISDKError.isInstance(error)) return keepClass(error, copy, redact);
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? Object.assign(copy, { code: redact(code) }) : copy;
}

/** Makes a copy of an error of the AI SDK one of the same class: applications tell them by class and by mark. */
function keepClass(error: Error, copy: Error, redact: Redact): Error {
  Object.setPrototypeOf(copy, Object.getPrototypeOf(error));
  for (const key of Reflect.ownKeys(error)) {
    if (key === 'stack' || key === 'message' || key === 'cause' || key === 'name') continue;
    Object.defineProperty(copy, key, {
      value: redactValue(Reflect.get(error, key), redact),
      configurable: true,
      enumerable: Object.prototype.propertyIsEnumerable.call(error, key),
      writable: true,
    });
  }
  return copy;
}
