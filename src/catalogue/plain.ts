import type { Message } from '../core/prompt.js';
import type { ChatCall } from '../core/request.js';
import type { ModelRow } from './row.js';

/**
 * Whether a call is of texts alone and asks for a text, of a model that takes any. Its model's rules have nothing to
 * change or to say, and a protocol nothing to leave out.
 */
export function isPlain(row: ModelRow, call: ChatCall): boolean {
  return takesAnyText(row) && asksForText(call) && call.prompt.every(isPlainMessage);
}

function takesAnyText({ kind, inputs, nativeOnly, singleUserMessage, speech }: ModelRow): boolean {
  const special = nativeOnly === true || singleUserMessage === true || speech === true;
  return !special && kind !== 'visual reasoning' && inputs?.includes('text') !== false;
}

function asksForText({ tools, output, reasoning, frequencyPenalty, options }: ChatCall): boolean {
  const plain = tools.length === 0 && output.kind === 'text';
  return plain && reasoning === undefined && frequencyPenalty === undefined && isEmpty(options.known);
}

function isEmpty(options: object): boolean {
  return Object.values(options).every((value) => value === undefined);
}

function isPlainMessage(message: Message): boolean {
  if (message.options !== undefined || message.role === 'tool') return false;
  return (
    message.role === 'system' ||
    message.parts.every((part) => part.type === 'text' && part.options === undefined)
  );
}
