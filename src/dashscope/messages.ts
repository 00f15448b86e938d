import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { groupFrames, type Frames } from '../core/frames.js';
import { toSnakeCase, type JSONObject } from '../core/json.js';
import { mediaUrl } from '../core/media.js';
import type { MessageOptions, PartOptions } from '../core/options.js';
import type {
  AssistantMessage,
  MediaPart,
  Message,
  Prompt,
  TextPart,
  ToolResultPart,
  UserMessage,
} from '../core/prompt.js';
import { takes } from '../wire/unsent.js';
import type { WireMessage, WirePart } from './wire.js';

/** The native service that a body is for: each has its own shape of content. */
export type Service = 'text' | 'multimodal';

/** The messages of a prompt as the native protocol writes them. */
export function encodeMessages(prompt: Prompt, service: Service): WireMessage[] {
  const messages: WireMessage[] = [];
  for (const message of prompt) messages.push(...encodeMessage(message, service));
  return messages;
}

function encodeMessage(message: Message, service: Service): WireMessage[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: textContent(message.text, message.options, service) }];
    case 'user':
      return [{ role: 'user', content: encodeUser(message, service) }];
    case 'assistant':
      return encodeAssistant(message, service);
    case 'tool':
      return message.results.map((result, index) =>
        encodeResult(result, index === message.results.length - 1 ? message.options : undefined, service),
      );
  }
}

/** The multimodal service wants a list of parts everywhere, the text service a string where a list is not needed. */
function textContent(
  text: string,
  options: MessageOptions | PartOptions | undefined,
  service: Service,
): string | WirePart[] {
  if (service === 'text' && options?.cacheControl === undefined) return text;
  if (service === 'multimodal' && text === '') return [];
  return [{ ...typeOf(service), text, ...cacheMark(options) }];
}

/** Parts of the text service name their type (recorded with qwen-doc-turbo); those of the multimodal one do not. */
function typeOf(service: Service): { type?: string } {
  return service === 'text' ? { type: 'text' } : {};
}

function cacheMark(options: MessageOptions | PartOptions | undefined): Pick<WirePart, 'cache_control'> {
  return options?.cacheControl === undefined ? {} : { cache_control: options.cacheControl };
}

function encodeUser({ parts, options }: UserMessage, service: Service): string | WirePart[] {
  const plain = parts.every((part) => part.type === 'text' && part.options === undefined);
  if (plain && service === 'text' && options?.cacheControl === undefined) {
    return parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  }
  const content = joinDocuments(groupFrames(parts).map((part) => encodePart(part, service)));
  const last = content.at(-1);
  if (last !== undefined && options?.cacheControl !== undefined) last.cache_control ??= options.cacheControl;
  return content;
}

function encodePart(part: TextPart | MediaPart | Frames, service: Service): WirePart {
  if (part.type === 'text') {
    return { ...typeOf(service), text: part.text, ...cacheMark(part.options), ...part.options?.extra };
  }
  if (part.type === 'document') return encodeDocument(part, service);
  return {
    ...(part.type === 'frames' ? { video: part.images.map(mediaUrl) } : { [part.type]: mediaUrl(part) }),
    ...mediaLimits(part),
    ...cacheMark(part.options),
    ...part.options?.extra,
  };
}

const limits = ['fps', 'maxFrames', 'minPixels', 'maxPixels', 'totalPixels', 'enableRotate'] as const;

function mediaLimits(part: MediaPart | Frames): WirePart {
  const given: PartOptions = { ...part.options, ...(part.type === 'frames' && { fps: part.fps }) };
  const sent = limits.filter((name) => given[name] !== undefined && takes('native', part.type, name));
  return Object.fromEntries(sent.map((name) => [toSnakeCase(name), given[name]]));
}

/** Documents by URL, as the text service takes them for qwen-doc-turbo (recorded 2025). */
function encodeDocument({ source, mediaType, options }: MediaPart, service: Service): WirePart {
  if (source.kind === 'url' && service === 'text') {
    const parameters: JSONObject = { file_parsing_strategy: 'auto', ...options?.extra };
    return { type: 'doc_url', doc_url: [source.url], ...cacheMark(options), ...parameters };
  }
  throw new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message:
      `Files of type ${mediaType ?? 'unknown'} can't be put into this message. Ask qwen-long, which reads uploaded ` +
      'documents, or qwen-doc-turbo, which takes their URLs.',
  });
}

/** Documents in a row are one part with several URLs, which is how they were recorded. */
function joinDocuments(parts: WirePart[]): WirePart[] {
  const joined: WirePart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const { doc_url: urls, ...parameters } = part;
    const { doc_url: before, ...same } = last ?? {};
    const fits = urls !== undefined && JSON.stringify(parameters) === JSON.stringify(same);
    if (before !== undefined && fits) before.push(...urls);
    else joined.push(part);
  }
  return joined;
}

function encodeAssistant({ parts, options }: AssistantMessage, service: Service): WireMessage[] {
  const of = <Type extends AssistantMessage['parts'][number]['type']>(type: Type) =>
    parts.filter((part): part is Extract<typeof part, { type: Type }> => part.type === type);
  const text = of('text')
    .map((part) => part.text)
    .join('');
  const reasoning = of('reasoning')
    .map((part) => part.text)
    .join('');
  const calls = of('tool-call').map((part, index) => ({
    id: part.id,
    index,
    type: 'function' as const,
    function: { name: part.name, arguments: part.arguments },
  }));
  // The service refuses turns that say nothing.
  if (text === '' && calls.length === 0) return [];
  const marked = of('text').find((part) => part.options?.cacheControl !== undefined);
  const cacheControl = options?.cacheControl ?? marked?.options?.cacheControl;
  return [
    {
      role: 'assistant',
      content: textContent(text, text === '' ? undefined : { cacheControl }, service),
      ...(reasoning !== '' && { reasoning_content: reasoning }),
      ...(calls.length > 0 && { tool_calls: calls }),
      ...(options?.partial === true && { partial: true as const }),
    },
  ];
}

function encodeResult(
  result: ToolResultPart,
  options: MessageOptions | undefined,
  service: Service,
): WireMessage {
  const cacheControl = result.options?.cacheControl ?? options?.cacheControl;
  // An empty list would be no answer to the call.
  const content =
    service === 'multimodal'
      ? [{ text: result.text, ...cacheMark({ cacheControl }) }]
      : textContent(result.text, { cacheControl }, service);
  return { role: 'tool', content, tool_call_id: result.id };
}
