/** Any value that JSON can carry. Mutable on purpose: it fits the JSON types of every AI SDK major. */
export type JSONValue = null | string | number | boolean | JSONObject | JSONValue[];

/** An object that JSON can carry. */
export type JSONObject = { [key: string]: JSONValue };

/** Both objects as one: objects within them are merged too; of other values that both have, the second's counts. */
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

/** The value if it is a string that is not empty. The service writes "" where it means "absent". */
export function nonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value if it is a finite number. */
export function finiteNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The wire's spelling of an option: `enableThinking` is `enable_thinking`. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A value as text, whatever it is: an object from JSON may have a key `toString`, which would be called. */
export function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'an object';
  }
}

/** A value that came as JSON as text again; undefined if it is nested too deep to be written. */
export function toText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** What was given, short enough for a message. JSON alone would call NaN null and refuse a bigint. */
export function inWords(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value)?.slice(0, 100) ?? `a ${typeof value}`;
  } catch {
    return 'an object that JSON cannot carry';
  }
}

/** Whether JSON can carry a value as it is. An `undefined` in an object is an absent field. */
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

// Deeper than anything that is written by hand or by a schema, and far from the end of any stack.
const maxDepth = 200;

/** JSON makes strings of dates and nothing at all of maps. */
function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
