/**
 * Removes the Markdown fence (```json … ```) in which a model without JSON output wraps an object. Works on deltas and
 * holds back only text that may belong to a fence.
 */
export interface Fence {
  /**
   * `before`: only white space so far; `opening`: within the fence's first line; `inside`; `after`; `none`: no fence.
   */
  place: 'before' | 'opening' | 'inside' | 'after' | 'none';
  /** Text that is held back until it is clear whether it belongs to a fence. It only grows and is not read again. */
  held: string;
  /** The number of backticks of the opening fence so far. */
  ticks: number;
  /** True if the text so far ends within a string of the object; `escaped` if it ends after a backslash there. */
  inString: boolean;
  escaped: boolean;
}

export function createFence(): Fence {
  return { place: 'before', held: '', ticks: 0, inString: false, escaped: false };
}

/** Adds a delta of the answer and returns the part of the object that can be passed on. */
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

/** Expects white space, then three backticks; anything else is an answer without a fence. */
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
    // If the answer ends here, the fence is all that it has.
    fence.held = '```';
    return openingLine(fence, delta.slice(index + 1));
  }
  fence.held += delta;
  return '';
}

/** Reads the fence's first line, which may also hold the object. */
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

/** Reads a delta inside the fence. JSON has backticks only within strings, so the first one outside ends it. */
function withinFence(fence: Fence, delta: string): string {
  const end = endOfObject(fence, delta);
  if (end !== -1) fence.place = 'after';
  const text = end === -1 ? delta : delta.slice(0, end);
  // White space at the end may belong to the object or precede the closing fence; the next delta decides.
  const written = fence.inString ? text : text.trimEnd();
  const held = written === '' ? fence.held + text : text.slice(written.length);
  const before = written === '' ? '' : fence.held;
  fence.held = end === -1 ? held : '';
  return before + written;
}

/** The place where a delta closes the fence; -1 if it doesn't. */
function endOfObject(fence: Fence, delta: string): number {
  let { inString, escaped } = fence;
  for (let index = 0; index < delta.length; index += 1) {
    const character = delta[index];
    if (!inString && character === '`') {
      fence.inString = false;
      return index;
    }
    // A string has no raw line break, so after broken JSON the fence is found again here.
    if (character === '\n') inString = false;
    else if (character === '"' && !escaped) inString = !inString;
    escaped = inString && character === '\\' && !escaped;
  }
  fence.inString = inString;
  fence.escaped = escaped;
  return -1;
}

/** Returns the text that is still held back when the answer has ended, without the closing fence. */
export function endFence(fence: Fence): string {
  return takeHeld(fence);
}

function takeHeld(fence: Fence): string {
  const { held } = fence;
  fence.held = '';
  return held;
}
