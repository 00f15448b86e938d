/**
 * Parses JSON from a server. Throws on malformed text. Leaves out keys that would reach an object's prototype if the
 * value were merged into another object.
 */
export function parseJSON(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (mayHoldPrototypeKeys(text)) disarm(value);
  return value;
}

/** `__proto__` and `constructor.prototype` share a word, which escapes may hide. Searching costs a fiftieth of a chunk. */
function mayHoldPrototypeKeys(text: string): boolean {
  return text.includes('proto') || text.includes('\\u00');
}

/** The parser's error for a text that is not JSON. Its message quotes the text, so pass a redacted text. */
export function faultOfJSON(text: string): unknown {
  try {
    parseJSON(text);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Not recursive, because a value may be nested deeper than the stack. */
function disarm(root: unknown): void {
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
    const { constructor } = value as { constructor: unknown };
    if (typeof constructor === 'object' && constructor !== null && Object.hasOwn(constructor, 'prototype')) {
      Reflect.deleteProperty(value, 'constructor');
    }
    for (const inner of Object.values(value)) left.push(inner);
  }
}
