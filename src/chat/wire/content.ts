import { isObject } from '../../util/json.js';

/** The text of a message's content: a string, a list of text parts, or one part. */
export function contentText(content: unknown): string {
  return Array.isArray(content) ? content.map(partText).join('') : partText(content);
}

/** The thinking among the parts of a message's content, where Mistral's models have it. */
export function contentThoughts(content: unknown): string {
  return Array.isArray(content) ? thoughtsOf(content.filter(isThinking)) : '';
}

/** The thinking in parts or details, which have it under one of several names. */
export function thoughtsOf(parts: readonly unknown[]): string {
  return parts
    .map((part) => (isObject(part) ? contentText(part.thinking ?? part.text ?? part.reasoning ?? part.summary) : ''))
    .join('');
}

/** The parts of a message's content that are not thinking. */
export function withoutThoughts(content: unknown): unknown {
  return Array.isArray(content) ? content.filter((part) => !isThinking(part)) : content;
}

function isThinking(part: unknown): part is Record<string, unknown> {
  return isObject(part) && (part.type === 'thinking' || part.type === 'reasoning');
}

/** Ignores lists within lists: following them would let a server exhaust the stack. */
function partText(part: unknown): string {
  if (typeof part === 'string') return part;
  if (!isObject(part)) return '';
  if (typeof part.text === 'string') return part.text;
  // The model's reason for not answering.
  return typeof part.refusal === 'string' ? part.refusal : '';
}
