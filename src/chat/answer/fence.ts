/**
 * Takes a Markdown fence (```json … ```) off an object that a model without real JSON output wraps in one. Works on
 * deltas: only what may belong to a fence is held back.
 */
export interface Fence {
  /** `before`: white space so far; `opening`: within the fence's first line; `inside`; `after`; `none`: no fence. */
  place: 'before' | 'opening' | 'inside' | 'after' | 'none';
  /** Text that is held back until it is clear whether it belongs to a fence. Grows by deltas and is not read again. */
  held: string;
  /** How many backticks of the opening fence have come. */
  ticks: number;
  /** Whether the text so far ends within a string of the object, and there behind a backslash. */
  inString: boolean;
  escaped: boolean;
}

export function createFence(): Fence {
  return { place: 'before', held: '', ticks: 0, inString: false, escaped: false };
}

/** Takes in a delta of the answer and returns what of the object can go on. */
export function unwrap(fence: Fence, delta: string): string {
  switch (fence.place) {
    case 'before':
      return beforeFence(fence, delta);
    case 'opening':
      return openingLine(fence, delta);
    case 'inside':
      return withinFence(fence, delta);
    case 'after':
      return '';
    case 'none':
      return delta;
  }
}

/** White space, then three backticks; anything else is an answer without a fence. */
function beforeFence(fence: Fence, delta: string): string {
  for (let index = 0; index < delta.length; index += 1) {
    const character = delta[index]!;
    if (fence.ticks === 0 && character.trim() === '') continue;
    if (character !== '`') {
      fence.place = 'none';
      return takeHeld(fence) + delta;
    }
    fence.ticks += 1;
    if (fence.ticks < 3) continue;
    fence.place = 'opening';
    // Of an answer that ends here, the fence is all that there is.
    fence.held = '```';
    return openingLine(fence, delta.slice(index + 1));
  }
  fence.held += delta;
  return '';
}

/** The fence's own line, on which the object may stand as well. */
function openingLine(fence: Fence, delta: string): string {
  const start = delta.search(/[\n{[]/);
  if (start === -1) {
    fence.held += delta;
    return '';
  }
  fence.place = 'inside';
  fence.held = '';
  return withinFence(fence, delta.slice(delta[start] === '\n' ? start + 1 : start));
}

/** The object's part of a delta inside the fence. Outside a string JSON has no backtick, so the first one ends it. */
function withinFence(fence: Fence, delta: string): string {
  const end = endOfObject(fence, delta);
  if (end !== -1) fence.place = 'after';
  const text = end === -1 ? delta : delta.slice(0, end);
  // White space at the end may be the object's or stand before the closing fence: the next delta tells.
  const written = fence.inString ? text : text.trimEnd();
  const held = written === '' ? fence.held + text : text.slice(written.length);
  const before = written === '' ? '' : fence.held;
  fence.held = end === -1 ? held : '';
  return before + written;
}

/** Where a delta closes the fence; -1 if it doesn't. */
function endOfObject(fence: Fence, delta: string): number {
  let { inString, escaped } = fence;
  for (let index = 0; index < delta.length; index += 1) {
    const character = delta[index];
    if (!inString && character === '`') {
      fence.inString = false;
      return index;
    }
    // Strings have no raw line break: broken JSON finds back to its fence there.
    if (character === '\n') inString = false;
    else if (character === '"' && !escaped) inString = !inString;
    escaped = inString && character === '\\' && !escaped;
  }
  fence.inString = inString;
  fence.escaped = escaped;
  return -1;
}

/** What is still held back when the answer has ended, without the closing fence. */
export function endFence(fence: Fence): string {
  return takeHeld(fence);
}

function takeHeld(fence: Fence): string {
  const { held } = fence;
  fence.held = '';
  return held;
}
