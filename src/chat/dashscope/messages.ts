import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { groupFrames, type Frames } from '../prompt/frames.js';
import { toSnakeCase, type JSONObject } from '../../util/json.js';
import { mediaUrl } from '../prompt/media.js';
import type { PartOptions } from '../options.js';
import type { MediaPart, TextPart, UserMessage } from '../prompt/prompt.js';
import { plainText, type CacheControl, type ContentWriter } from '../wire/messages.js';
import { supportsOption } from '../wire/unsupported-options.js';
import type { WirePart, WireToolCall } from './wire.js';

/** The native service that a body is for: each has its own shape of content. */
export type Service = 'text' | 'multimodal';

type Writer = ContentWriter<string | WirePart[], WireToolCall>;

/** How each native service writes what messages hold. */
export const contentWriters: Record<Service, Writer> = {
  text: /* @__PURE__ */ createWriter('text'),
  multimodal: /* @__PURE__ */ createWriter('multimodal'),
};

function createWriter(service: Service): Writer {
  return {
    text: (text, cacheControl) => textContent(text, cacheControl, service),
    user: (message) => encodeUser(message, service),
    result: (text, cacheControl) => encodeResult(text, cacheControl, service),
    toolCall: ({ id, name, arguments: text }, index) => ({
      id,
      index,
      type: 'function',
      function: { name, arguments: text },
    }),
  };
}

/** The multimodal service wants a list of parts everywhere, the text service a string where a list is not needed. */
function textContent(text: string, cacheControl: CacheControl, service: Service): string | WirePart[] {
  if (service === 'text' && cacheControl === undefined) return text;
  if (service === 'multimodal' && text === '') return [];
  return [{ ...typeOf(service), text, ...cacheMark(cacheControl) }];
}

/** Parts of the text service name their type (recorded with qwen-doc-turbo); those of the multimodal one do not. */
function typeOf(service: Service): { type?: string } {
  return service === 'text' ? { type: 'text' } : {};
}

function cacheMark(cacheControl: CacheControl): Pick<WirePart, 'cache_control'> {
  return cacheControl === undefined ? {} : { cache_control: cacheControl };
}

function encodeUser(message: UserMessage, service: Service): string | WirePart[] {
  const text = service === 'text' ? plainText(message) : undefined;
  if (text !== undefined) return text;
  const { parts, options } = message;
  const content = joinDocuments(groupFrames(parts).map((part) => encodePart(part, service)));
  const last = content.at(-1);
  if (last !== undefined && options?.cacheControl !== undefined) last.cache_control ??= options.cacheControl;
  return content;
}

function encodePart(part: TextPart | MediaPart | Frames, service: Service): WirePart {
  if (part.type === 'text') {
    return { ...typeOf(service), text: part.text, ...cacheMark(part.options?.cacheControl), ...part.options?.extra };
  }
  if (part.type === 'document') return encodeDocument(part, service);
  return {
    ...(part.type === 'frames' ? { video: part.images.map(mediaUrl) } : { [part.type]: mediaUrl(part) }),
    ...mediaLimits(part),
    ...cacheMark(part.options?.cacheControl),
    ...part.options?.extra,
  };
}

const limits = ['fps', 'maxFrames', 'minPixels', 'maxPixels', 'totalPixels', 'enableRotate'] as const;

function mediaLimits(part: MediaPart | Frames): WirePart {
  const given: PartOptions = { ...part.options, ...(part.type === 'frames' && { fps: part.fps }) };
  const sent = limits.filter((name) => given[name] !== undefined && supportsOption('dashscope', part.type, name));
  return Object.fromEntries(sent.map((name) => [toSnakeCase(name), given[name]]));
}

/** Documents by URL, as the text service supportsOption them for qwen-doc-turbo (recorded 2025). */
function encodeDocument({ source, mediaType, options }: MediaPart, service: Service): WirePart {
  if (source.kind === 'url' && service === 'text') {
    const parameters: JSONObject = { file_parsing_strategy: 'auto', ...options?.extra };
    return { type: 'doc_url', doc_url: [source.url], ...cacheMark(options?.cacheControl), ...parameters };
  }
  throw new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message:
      `Files of type ${mediaType ?? 'unknown'} can't be put into this message. Ask qwen-long, which reads uploaded ` +
      'documents, or qwen-doc-turbo, which supportsOption their URLs.',
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

function encodeResult(text: string, cacheControl: CacheControl, service: Service): string | WirePart[] {
  // An empty list would be no answer to the call.
  if (service === 'multimodal') return [{ text, ...cacheMark(cacheControl) }];
  return textContent(text, cacheControl, service);
}
