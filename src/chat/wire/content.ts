import { isObject } from '../../util/json.js';

/** The text of a message's content: a string, a list of text parts, or one part. */
export function contentText(content: unknown): string {
  return Array.isArray(content) ? content.map(partText).join('') : partText(content);
}

/** Ignores lists within lists: following them would let a server exhaust the stack. */
function partText(part: unknown): string {
  if (typeof part === 'string') return part;
  if (!isObject(part)) return '';
  if (typeof part.text === 'string') return part.text;
  // The model's reason for not answering.
  return typeof part.refusal === 'string' ? part.refusal : '';
}
