/**
 * Takes a Markdown fence (```json … ```) off an object that a model without real JSON output wraps in one. Works on
 * deltas: only what may belong to a fence is held back.
 */
export interface Fence {
  /** `before`: white space so far; `opening`: within the fence's first line; `inside`; `after`; `none`: no fence. */
  place: 'before' | 'opening' | 'inside' | 'after' | 'none';
  /** Text that is held back until it is clear whether it belongs to a fence. */
  held: string;
  /** Whether the text so far ends within a string of the object, and there behind a backslash. */
  inString: boolean;
  escaped: boolean;
}

export function createFence(): Fence {
  return { place: 'before', held: '', inString: false, escaped: false };
}

/** Takes in a delta of the answer and returns what of the object can go on. */
export function unwrap(fence: Fence, delta: string): string {
  if (fence.place === 'none') return delta;
  let text = fence.held + delta;
  fence.held = '';
  if (fence.place === 'before') {
    const start = text.trimStart();
    if (start.length < 3 && '```'.startsWith(start)) {
      fence.held = text;
      return '';
    }
    if (!start.startsWith('```')) {
      fence.place = 'none';
      return text;
    }
    fence.place = 'opening';
    text = start;
  }
  if (fence.place === 'opening') {
    const lineEnd = text.indexOf('\n');
    // The object may stand on the fence's own line.
    const object = text.search(/[{[]/);
    if (lineEnd === -1 && object === -1) {
      fence.held = text;
      return '';
    }
    text = text.slice(object !== -1 && (lineEnd === -1 || object < lineEnd) ? object : lineEnd + 1);
    fence.place = 'inside';
  }
  return fence.place === 'after' ? '' : withinFence(fence, text);
}

/** The object's part of a text inside the fence. Outside a string JSON has no backtick, so the first one ends it. */
function withinFence(fence: Fence, text: string): string {
  let { inString, escaped } = fence;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (!inString && character === '`') {
      fence.place = 'after';
      return text.slice(0, index).trimEnd();
    }
    // Strings have no raw line break: broken JSON finds back to its fence there.
    if (character === '\n') inString = false;
    else if (character === '"' && !escaped) inString = !inString;
    escaped = inString && character === '\\' && !escaped;
  }
  fence.inString = inString;
  fence.escaped = escaped;
  if (inString) return text;
  // White space at the end may be the object's or stand before the closing fence: the next delta tells.
  const end = text.trimEnd().length;
  fence.held = text.slice(end);
  return text.slice(0, end);
}

/** What is still held back when the answer has ended, without the closing fence. */
export function endFence(fence: Fence): string {
  const held = fence.held;
  fence.held = '';
  return held;
}
