import { AISDKError } from '@ai-sdk/provider';
import { redactValue, type Redact } from './redact.js';

/** An error that is safe to show: the error itself, or a redacted copy if it holds a secret anywhere. */
export function redactError(error: unknown, redact: Redact): unknown {
  return mentions(error, redact, new Set()) ? copyOf(error, redact, 0) : error;
}

// Stop after this many objects and treat the error as secret; real `fetch` errors are far smaller.
const maxObjects = 5000;

/** True if a value contains a secret: a JSON parser quotes its input, a `fetch` its headers. */
function mentions(value: unknown, redact: Redact, seen: Set<object>): boolean {
  if (typeof value === 'string') return redact(value) !== value;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return false;
  seen.add(value);
  if (seen.size > maxObjects) return true;
  try {
    return contentsOf(value).some((content) => mentions(content, redact, seen));
  } catch {
    // A getter threw, so the value cannot be checked.
    return true;
  }
}

/** The values that an object shows when it is printed. */
function contentsOf(value: object): unknown[] {
  if (ArrayBuffer.isView(value)) return [new TextDecoder('latin1').decode(value)];
  if (value instanceof Map || value instanceof Set || value instanceof Headers || value instanceof URLSearchParams) {
    return [...value].flat();
  }
  // Bytes as JSON writes them.
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return [value.join(',')];
  const own = Reflect.ownKeys(value).flatMap((key): unknown[] => [key, Reflect.get(value, key)]);
  // Requests and responses have these on their prototype.
  return [...own, Reflect.get(value, 'headers'), Reflect.get(value, 'url')];
}

/** Causes of causes that are kept. */
const maxCauses = 5;

function copyOf(error: unknown, redact: Redact, depth: number): Error {
  if (!(error instanceof Error)) {
    return new Error(typeof error === 'string' ? redact(error) : 'The cause is left out because it contains a secret.');
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

/** Gives the copy of an AI SDK error the original's class and marker: applications check both. */
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
