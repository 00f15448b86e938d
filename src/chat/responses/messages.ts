import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { mediaUrl } from '../prompt/media.js';
import type { AssistantMessage, Message, Prompt, UserMessage } from '../prompt/prompt.js';
import { plainText } from '../wire/messages.js';
import type { WireItem, WirePart } from './wire.js';

/**
 * Writes a prompt. The system messages at its start become the instructions, which the service does not keep with the
 * answer; in the input, each answer that continues it would repeat them.
 */
export function encodeInput(prompt: Prompt): { instructions: string | undefined; input: WireItem[] } {
  const start = prompt.findIndex(({ role }) => role !== 'system');
  const first = prompt.slice(0, start === -1 ? prompt.length : start);
  const texts = first.flatMap((message) => (message.role === 'system' ? [message.text] : []));
  const input: WireItem[] = [];
  for (const message of prompt.slice(first.length)) encodeMessage(message, input);
  return { instructions: texts.length === 0 ? undefined : texts.join('\n\n'), input };
}

function encodeMessage(message: Message, input: WireItem[]): void {
  switch (message.role) {
    case 'system':
      input.push({ type: 'message', role: 'system', content: message.text });
      return;
    case 'user':
      input.push({ type: 'message', role: 'user', content: encodeUser(message) });
      return;
    case 'assistant':
      encodeAssistant(message, input);
      return;
    case 'tool':
      for (const { id, text } of message.results)
        input.push({ type: 'function_call_output', call_id: id, output: text });
  }
}

function encodeUser(message: UserMessage): string | WirePart[] {
  const text = plainText({ ...message, options: undefined });
  if (text !== undefined) return text;
  return message.parts.map((part): WirePart => {
    if (part.type === 'text') return { type: 'input_text', text: part.text };
    if (part.type === 'image') return { type: 'input_image', image_url: mediaUrl(part) };
    throw unseen(part.type);
  });
}

/** Each thought, text and call is an item, in the order of the turn. */
function encodeAssistant({ parts }: AssistantMessage, input: WireItem[]): void {
  for (const part of parts) {
    if (part.type === 'text') {
      input.push({ type: 'message', role: 'assistant', content: part.text });
    } else if (part.type === 'reasoning') {
      // The service requires an id and does not look it up.
      const summary = [{ type: 'summary_text' as const, text: part.text }];
      input.push({ type: 'reasoning', id: `msg_${input.length}`, summary });
    } else {
      input.push({ type: 'function_call', call_id: part.id, name: part.name, arguments: part.arguments });
    }
  }
}

/** Throws for a file that the model would not see. It comes before anything is uploaded. */
export function checkInputs(prompt: Prompt): void {
  for (const message of prompt) {
    if (message.role !== 'user') continue;
    const other = message.parts.find(({ type }) => type !== 'text' && type !== 'image');
    if (other !== undefined) throw unseen(other.type);
  }
}

/** The service answers such a call with success although the model never sees the file. */
function unseen(kind: string): Error {
  return new UnsupportedFunctionalityError({
    functionality: `${kind} input over the Responses protocol`,
    message: `A message to a Responses model can have text and images, but this one has ${kind}. qwen(...) takes more kinds.`,
  });
}
