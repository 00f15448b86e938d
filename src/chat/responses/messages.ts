import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { isObject, valueOfJSON } from '../../util/json.js';
import { mediaUrl } from '../prompt/media.js';
import type { AssistantMessage, Message, Prompt, ToolCallPart, UserMessage } from '../prompt/prompt.js';
import type { BuiltInToolType } from '../tools/built-in.js';
import { plainText } from '../wire/messages.js';
import { isTool, itemOf } from './built-in-items.js';
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
  const calls = builtInCalls(prompt);
  for (const message of prompt.slice(first.length)) encodeMessage(message, calls, input);
  return { instructions: texts.length === 0 ? undefined : texts.join('\n\n'), input };
}

function encodeMessage(message: Message, calls: BuiltInCalls, input: WireItem[]): void {
  switch (message.role) {
    case 'system':
      input.push({ type: 'message', role: 'system', content: message.text });
      return;
    case 'user':
      input.push({ type: 'message', role: 'user', content: encodeUser(message) });
      return;
    case 'assistant':
      encodeAssistant(message, calls, input);
      return;
    case 'tool':
      for (const { id, text } of message.results) {
        if (!calls.has(id)) input.push({ type: 'function_call_output', call_id: id, output: text });
      }
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

/** Each thought, text and call is an item, in the order of the turn, under the id that it has at the service. */
function encodeAssistant({ parts }: AssistantMessage, builtIn: BuiltInCalls, input: WireItem[]): void {
  for (const part of parts) {
    const id = part.options?.itemId;
    if (part.type === 'text') {
      input.push({ type: 'message', role: 'assistant', ...contentOf(part.text, id) });
    } else if (part.type === 'reasoning') {
      // The service requires an id and does not look it up.
      const summary = [{ type: 'summary_text' as const, text: part.text }];
      input.push({ type: 'reasoning', id: id ?? `msg_${input.length}`, summary });
    } else {
      const call = builtIn.get(part.id);
      const own = id === undefined ? {} : { id };
      if (call !== undefined) input.push(call);
      else input.push({ type: 'function_call', ...own, call_id: part.id, name: part.name, arguments: part.arguments });
    }
  }
}

/** A text of the service goes back as the service wrote it: a part under the id of its item. */
function contentOf(text: string, id: string | undefined): { id?: string; content: string | WirePart[] } {
  return id === undefined ? { content: text } : { id, content: [{ type: 'output_text', text }] };
}

/** The items of the service's own calls by the ids of the calls. */
type BuiltInCalls = ReadonlyMap<string, WireItem>;

/** Joins the service's own calls with their results: both are one item there. */
function builtInCalls(prompt: Prompt): BuiltInCalls {
  const calls = new Map<string, { tool: BuiltInToolType; part: ToolCallPart }>();
  const items = new Map<string, WireItem>();
  for (const message of prompt) {
    for (const part of message.role === 'assistant' ? message.parts : []) {
      const tool = part.type === 'tool-call' ? part.options?.builtInTool : undefined;
      if (part.type === 'tool-call' && tool !== undefined && isTool(tool)) calls.set(part.id, { tool, part });
    }
    for (const { id, text, failed } of message.role === 'tool' ? message.results : []) {
      const call = calls.get(id);
      if (call === undefined) continue;
      const { tool, part } = call;
      const item = itemOf(tool, part.options?.itemId ?? id, parsed(part.arguments), outputOf(text, failed));
      items.set(id, failed ? { ...item, status: 'failed' } : item);
    }
  }
  return items;
}

/** A UI message keeps the output of a tool that failed as a text: as JSON in AI SDK 7, and as the error's text before. */
function outputOf(text: string, failed = false): unknown {
  const output = parsed(text);
  if (!failed || typeof output !== 'string') return output;
  const written = parsed(output);
  return isObject(written) ? written : { error: output };
}

/** The value of a JSON text; another text is its own value. */
function parsed(text: string): unknown {
  const value = valueOfJSON(text);
  return value === undefined ? text : value;
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
    message: `A message to a Responses model can have text and images, but this one has ${kind}. qwen(...) takes more kinds, without qwen.tools.`,
  });
}
