import type { ParameterPolicy } from '../checks/policy.js';
import type { Message, Part } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import { isObject, type JsonObject, toText } from '../util/objects.js';

/** The model of the request, and the list that ignored items are added to. */
export interface InputScope {
  model: string;
  policy: ParameterPolicy;
  warnings: string[];
}

/** The items of `input`; a string is a message of the user. */
export function itemsOf(input: unknown): JsonObject[] {
  if (typeof input === 'string') {
    return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }];
  }
  if (!Array.isArray(input) || input.length === 0) refuse('responses-input', { given: toText(input ?? null) });
  return input.map((item: unknown, index) => {
    if (isObject(item)) return item;
    return refuse('responses-item', { field: `input[${index}]`, given: toText(item), accepted: 'an object' });
  });
}

/** Reads items as messages. Items of one turn of the assistant become one message. */
export function readItems(items: readonly JsonObject[], scope: InputScope): Message[] {
  const messages: Message[] = [];
  for (const [index, item] of items.entries()) {
    const message = readItem(item, `input[${index}]`, scope);
    const last = messages.at(-1);
    if (message === undefined) continue;
    if (message.role !== 'assistant' || last?.role !== 'assistant') messages.push(message);
    else {
      last.parts.push(...message.parts);
      last.toolCalls.push(...message.toolCalls);
    }
  }
  // A turn of thinking or of built-in tools only leaves nothing to answer to.
  return messages.filter(({ role, parts, toolCalls }) => role !== 'assistant' || parts.length + toolCalls.length > 0);
}

const roles: Record<string, Message['role']> = {
  user: 'user',
  assistant: 'assistant',
  system: 'system',
  developer: 'system',
};

/** Items that the model wrote with its own tools; they hold nothing that the pretended model reads. */
const builtInCall =
  /^(?:web_search|web_extractor|code_interpreter|web_search_image|image_search|file_search|mcp)_call$/;

function readItem(item: JsonObject, field: string, scope: InputScope): Message | undefined {
  const { type = 'message' } = item;
  const bare = { parts: [], toolCalls: [], partial: false };
  if (type === 'message') return readMessage(item, field, scope);
  if (type === 'function_call') {
    const { name, arguments: input, call_id: id } = item;
    if (typeof name !== 'string' || typeof input !== 'string' || typeof id !== 'string') {
      refuse('responses-item', { field, given: toText(item), accepted: 'name, arguments and call_id' });
    }
    return { ...bare, role: 'assistant', toolCalls: [{ id, name, arguments: input }] };
  }
  if (type === 'function_call_output') {
    const { call_id: toolCallId, output } = item;
    if (typeof toolCallId !== 'string' || output === undefined) {
      refuse('responses-item', { field, given: toText(item), accepted: 'call_id and output' });
    }
    return { ...bare, role: 'tool', toolCallId, parts: [{ kind: 'text', text: toText(output) }] };
  }
  if (type === 'reasoning' || builtInCall.test(toText(type))) return { ...bare, role: 'assistant' };
  scope.policy.unknown(`${field} of type ${toText(type)}`);
  return undefined;
}

function readMessage({ role, content }: JsonObject, field: string, scope: InputScope): Message {
  const known = typeof role === 'string' && Object.hasOwn(roles, role) ? roles[role] : undefined;
  if (known === undefined) {
    const accepted = 'user, assistant, system or developer';
    refuse('responses-item', { field: `${field}.role`, given: toText(role ?? null), accepted });
  }
  return { role: known, parts: readContent(content, `${field}.content`, scope), toolCalls: [], partial: false };
}

function readContent(content: unknown, field: string, scope: InputScope): Part[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) {
    refuse('responses-item', { field, given: toText(content ?? null), accepted: 'a string or a list of parts' });
  }
  const parts = content.flatMap((part: unknown, index) => readPart(part, `${field}[${index}]`, scope) ?? []);
  // Parts that the service drops leave a message without text, which it answers nevertheless.
  return parts.length === 0 && content.length > 0 ? [{ kind: 'text', text: ' ' }] : parts;
}

function readPart(part: unknown, field: string, scope: InputScope): Part | undefined {
  const wrong = (accepted: string) => refuse('responses-item', { field, given: toText(part ?? null), accepted });
  if (!isObject(part)) return wrong('an object');
  const { type } = part;
  if (type === 'input_text' || type === 'output_text' || type === 'text') {
    return typeof part.text === 'string' ? { kind: 'text', text: part.text } : wrong('a text');
  }
  if (type === 'input_image' || type === 'image_url') {
    const url = isObject(part.image_url) ? part.image_url.url : part.image_url;
    return typeof url === 'string' ? { kind: 'image', url } : wrong('a URL under image_url');
  }
  if (type === 'input_audio') {
    const sound = isObject(part.input_audio) ? part.input_audio : {};
    const url = sound.audio_url ?? sound.data;
    return typeof url === 'string' ? { kind: 'audio', url } : wrong('audio_url or data under input_audio');
  }
  if (type === 'input_video') {
    const { video_url: url, fps } = part;
    if (typeof url !== 'string') return wrong('a URL under video_url');
    return { kind: 'video', url, ...(typeof fps === 'number' && { fps }) };
  }
  if (type === 'input_file') return readFile(part, field, scope) ?? undefined;
  if (type === 'video_url') {
    scope.warnings.push(`The model does not see '${field}': a part of type video_url gets an empty answer.`);
    return undefined;
  }
  scope.policy.unknown(`${field} of type ${toText(type ?? null)}`);
  return undefined;
}

/** Only qwen3.5-ocr reads files. Other models answer without having seen them. */
function readFile({ file_url: url }: JsonObject, field: string, { model, warnings }: InputScope): Part | undefined {
  if (model === 'qwen3.5-ocr' && typeof url === 'string') return { kind: 'image', url };
  warnings.push(`The model ${model} does not see '${field}': only qwen3.5-ocr reads input_file.`);
  return undefined;
}

/** True for an input with a part that makes the service answer with an empty output. */
export function isEmptied(items: readonly JsonObject[]): boolean {
  return items.some(
    ({ content }) => Array.isArray(content) && content.some((part) => isObject(part) && part.type === 'video_url'),
  );
}
