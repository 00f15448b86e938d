/** Any value that JSON can carry. Mutable on purpose: it fits the JSON types of every AI SDK major. */
export type JSONValue = null | string | number | boolean | JSONObject | JSONValue[];

/** An object that JSON can carry. */
export type JSONObject = { [key: string]: JSONValue };

/** Merges two objects, and the objects within them. For any other value that both have, the second's wins. */
export function mergeObjects(first: JSONObject, second: JSONObject): JSONObject {
  const merged: JSONObject = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const own = Object.hasOwn(merged, name) ? merged[name] : undefined;
    merged[name] = isObject(own) && isObject(value) ? mergeObjects(own, value) : value;
  }
  return merged;
}

/** An object with one value at a path such as `reasoning.effort`. */
export function objectAt(path: string, value: JSONValue): JSONObject {
  return path.split('.').reduceRight<JSONValue>((inner, name) => ({ [name]: inner }), value) as JSONObject;
}

/** True for an object that is neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is a non-empty string. The service writes "" where it means "absent". */
export function nonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value of a JSON text; undefined for another text. */
export function valueOfJSON(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value if it is a finite number. */
export function finiteNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The value if it is a count: some gateways write -1 for one that they do not know. */
export function countOf(value: unknown): number | undefined {
  const count = finiteNumber(value);
  return count === undefined || count < 0 ? undefined : count;
}

/** The spelling of an option on the wire: `enableThinking` is `enable_thinking`. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * Any value as text. `String()` is not safe here: an object from JSON may have a key `toString`, which would be called.
 */
export function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'an object';
  }
}

/** Writes a value that was parsed from JSON as JSON again; undefined if it is nested too deep to write. */
export function toText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Describes a value briefly for a message. `JSON.stringify` would show NaN as null and throw for a bigint. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value)?.slice(0, 100) ?? `a ${typeof value}`;
  } catch {
    return 'an object that JSON cannot carry';
  }
}

/** True if JSON can carry a value unchanged. A field that is `undefined` counts as absent. */
export function isJSONValue(value: unknown, within: readonly object[] = []): value is JSONValue {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) {
    return value === null || typeof value === 'string' || typeof value === 'boolean';
  }
  if (within.includes(value) || within.length > maxDepth) return false;
  const inner = [...within, value];
  if (Array.isArray(value)) return Array.from(value).every((item) => isJSONValue(item, inner));
  return isPlain(value) && Object.values(value).every((item) => item === undefined || isJSONValue(item, inner));
}

// Deeper than any hand-written value or schema, and far from the end of any stack.
const maxDepth = 200;

/** JSON turns dates into strings and maps into empty objects. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
