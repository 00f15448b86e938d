/**
 * Parses JSON that a server sent. Throws on malformed text. Keys that would reach an object's prototype, if the value
 * were merged into another one, are left out.
 */
export function parseJSON(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (mayHoldPrototypeKeys(text)) disarm(value);
  return value;
}

/** `__proto__` and `constructor.prototype` share a word, which escapes may hide. A search is a fiftieth of a chunk's cost. */
function mayHoldPrototypeKeys(text: string): boolean {
  return text.includes('proto') || text.includes('\\u00');
}

/** What the parser says of a text that is no JSON. Its messages quote the text, so it is asked about one without secrets. */
export function faultOfJSON(text: string): unknown {
  try {
    parseJSON(text);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Not recursive: a value may be nested deeper than the stack. */
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
