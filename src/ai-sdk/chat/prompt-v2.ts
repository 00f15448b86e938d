import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { isObject, nonEmptyString } from '../../util/json.js';
import { mapDefined } from '../../util/map-defined.js';
import type { OptionReader } from '../../chat/options.js';
import type { ProviderOptions } from '../../options/types.js';
import type {
  AssistantMessage,
  MediaPart,
  MediaSource,
  Message,
  Prompt,
  TextPart,
  ToolResultPart,
} from '../../chat/prompt/prompt.js';
import type { Warning } from '../../options/warning.js';
import { mediaKind, readArguments, readSource, writeJSON } from './parts.js';

/** A message of the specifications V2 to V4. Its parts are read field by field, as each specification names them. */
export interface PromptMessage {
  role: string;
  content: unknown;
  providerOptions?: ProviderOptions;
}

type Part = Record<string, unknown>;

interface Reading {
  reader: OptionReader;
  warnings: Warning[];
}

/** Reads the prompt of the specifications V2 to V4. What the service has no place for becomes a warning. */
export function readPrompt(prompt: readonly PromptMessage[], reader: OptionReader, warnings: Warning[]): Prompt {
  const reading = { reader, warnings };
  return prompt.map((message): Message => {
    const options = reader.message(message.providerOptions, warnings);
    const { content } = message;
    switch (message.role) {
      case 'system':
        return { role: 'system', text: String(content), options };
      case 'user':
        return { role: 'user', parts: readParts(content, reading, readUserPart), options };
      case 'assistant':
        return { role: 'assistant', parts: readParts(content, reading, readAssistantPart), options };
      case 'tool':
        return { role: 'tool', results: readParts(content, reading, readToolPart), options };
      default:
        throw new UnsupportedFunctionalityError({ functionality: `messages of the role ${message.role}` });
    }
  });
}

/** What is read of the parts of a message. */
function readParts<Result>(
  content: unknown,
  reading: Reading,
  read: (part: Part, reading: Reading) => Result | undefined,
): Result[] {
  const parts = Array.isArray(content) ? content : [];
  return mapDefined(parts, (part) => (isObject(part) ? read(part, reading) : undefined));
}

function optionsOf(part: Part, { reader, warnings }: Reading) {
  return reader.part(part.providerOptions as ProviderOptions, warnings);
}

function leaveOut({ warnings }: Reading, what: string): undefined {
  warnings.push({ type: 'other', message: `The service takes no ${what}; it was left out.` });
  return undefined;
}

function readUserPart(part: Part, reading: Reading): TextPart | MediaPart | undefined {
  const options = optionsOf(part, reading);
  if (part.type === 'text') return { type: 'text', text: String(part.text), options };
  if (part.type !== 'file') return leaveOut(reading, `part of the type ${String(part.type)} in user messages`);
  const data = readData(part.data);
  if ('text' in data) return { type: 'text', text: data.text, options };
  const mediaType = nonEmptyString(part.mediaType) ?? '';
  return {
    type: mediaKind(mediaType),
    source: data,
    // V4 may name the kind alone (`image`); the bytes then say the rest.
    mediaType: mediaType.includes('/') ? mediaType : undefined,
    filename: nonEmptyString(part.filename),
    options,
  };
}

/** File data: bytes, base64 or a URL, bare (V2, V3) or tagged (V4). */
function readData(data: unknown): MediaSource | { text: string } {
  if (data instanceof Uint8Array || data instanceof URL || typeof data === 'string') return readSource(data);
  if (!isObject(data)) throw new UnsupportedFunctionalityError({ functionality: `file data of type ${typeof data}` });
  switch (data.type) {
    case 'data':
      return readData(data.data);
    case 'url':
      return { kind: 'url', url: String(data.url) };
    case 'text':
      return { text: String(data.text) };
    case 'reference':
      return readReference(data.reference);
    default:
      throw new UnsupportedFunctionalityError({ functionality: `file data of type ${String(data.type)}` });
  }
}

/** A file that was uploaded before, by the provider's name: `{ qwen: 'file-fe-…' }`. */
function readReference(reference: unknown): MediaSource {
  const ids = isObject(reference) ? reference : {};
  const id = nonEmptyString(ids.qwen) ?? nonEmptyString(ids.dashscope) ?? nonEmptyString(ids.alibaba);
  if (id !== undefined) return { kind: 'url', url: /^(oss|fileid|https?):/.test(id) ? id : `fileid://${id}` };
  throw new UnsupportedFunctionalityError({
    functionality: 'file references of other providers',
    message: `The reference names ${Object.keys(ids).join(', ') || 'no provider'}, but not qwen.`,
  });
}

function readAssistantPart(part: Part, reading: Reading): AssistantMessage['parts'][number] | undefined {
  const options = optionsOf(part, reading);
  switch (part.type) {
    case 'text':
      return part.text === '' ? undefined : { type: 'text', text: String(part.text), options };
    case 'reasoning':
      return part.text === '' ? undefined : { type: 'reasoning', text: String(part.text) };
    case 'tool-call':
      return {
        type: 'tool-call',
        id: String(part.toolCallId),
        name: String(part.toolName),
        arguments: readArguments(part.input, String(part.toolName), reading.warnings),
        options,
      };
    default:
      return leaveOut(reading, `part of the type ${String(part.type)} in assistant messages`);
  }
}

function readToolPart(part: Part, reading: Reading): ToolResultPart | undefined {
  if (part.type !== 'tool-result') {
    // An approval reaches a model only for tools that a provider runs itself, of which there are none here.
    return leaveOut(reading, `part of the type ${String(part.type)} in tool messages`);
  }
  return {
    type: 'tool-result',
    id: String(part.toolCallId),
    name: String(part.toolName),
    text: readOutput(isObject(part.output) ? part.output : {}, String(part.toolName), reading),
    options: optionsOf(part, reading),
  };
}

/** The text of a tool's output: texts as they are, all else as JSON. */
function readOutput(output: Part, tool: string, reading: Reading): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return String(output.value);
    case 'execution-denied':
      return nonEmptyString(output.reason) ?? 'Tool execution denied.';
    case 'content':
      return readContent(Array.isArray(output.value) ? output.value : [], tool, reading);
    default:
      return writeJSON(output.value, `A result of the tool ${tool}`);
  }
}

function readContent(items: unknown[], tool: string, reading: Reading): string {
  const texts: string[] = [];
  const others = new Set<string>();
  for (const item of items) {
    if (!isObject(item)) continue;
    const inner = item.type === 'file' && isObject(item.data) && item.data.type === 'text' ? item.data.text : item.text;
    if ((item.type === 'text' || item.type === 'file') && typeof inner === 'string') texts.push(inner);
    else others.add(String(item.type));
  }
  if (others.size > 0) {
    leaveOut(reading, `content of the type ${[...others].join(', ')} in the result of the tool ${tool}`);
  }
  return texts.join('\n');
}
