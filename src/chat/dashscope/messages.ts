import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { DashScopeEndpoint } from '../../catalogue/capabilities.js';
import { groupFrames, type Frames } from '../prompt/frames.js';
import { toSnakeCase, type JSONObject } from '../../util/json.js';
import { mediaUrl } from '../prompt/media.js';
import type { PartOptions } from '../checked-options.js';
import type { MediaPart, TextPart, UserMessage } from '../prompt/prompt.js';
import { plainText, type CacheControl, type ContentWriter } from '../wire/messages.js';
import { supportsOption } from '../wire/unsupported-options.js';
import type { WirePart, WireToolCall } from './wire.js';

type Writer = ContentWriter<string | WirePart[], WireToolCall>;

/** Writes the contents of messages for each DashScope endpoint. */
export const contentWriters: Record<DashScopeEndpoint, Writer> = {
  text: /* @__PURE__ */ createWriter('text'),
  multimodal: /* @__PURE__ */ createWriter('multimodal'),
};

function createWriter(endpoint: DashScopeEndpoint): Writer {
  return {
    text: (text, cacheControl) => textContent(text, cacheControl, endpoint),
    user: (message) => encodeUser(message, endpoint),
    result: (text, cacheControl) => encodeResult(text, cacheControl, endpoint),
    toolCall: ({ id, name, arguments: text }, index) => ({
      id,
      index,
      type: 'function',
      function: { name, arguments: text },
    }),
  };
}

/**
 * The multimodal endpoint needs a list of parts everywhere; the text endpoint needs a string unless a list is required.
 */
function textContent(text: string, cacheControl: CacheControl, endpoint: DashScopeEndpoint): string | WirePart[] {
  if (endpoint === 'text' && cacheControl === undefined) return text;
  if (endpoint === 'multimodal' && text === '') return [];
  return [{ ...typeOf(endpoint), text, ...cacheMark(cacheControl) }];
}

/**
 * Parts of the text endpoint have a type (recorded with qwen-doc-turbo); those of the multimodal endpoint have none.
 */
function typeOf(endpoint: DashScopeEndpoint): { type?: string } {
  return endpoint === 'text' ? { type: 'text' } : {};
}

function cacheMark(cacheControl: CacheControl): Pick<WirePart, 'cache_control'> {
  return cacheControl === undefined ? {} : { cache_control: cacheControl };
}

function encodeUser(message: UserMessage, endpoint: DashScopeEndpoint): string | WirePart[] {
  const text = endpoint === 'text' ? plainText(message) : undefined;
  if (text !== undefined) return text;
  const { parts, options } = message;
  const content = joinDocuments(groupFrames(parts).map((part) => encodePart(part, endpoint)));
  const last = content.at(-1);
  if (last !== undefined && options?.cacheControl !== undefined) last.cache_control ??= options.cacheControl;
  return content;
}

function encodePart(part: TextPart | MediaPart | Frames, endpoint: DashScopeEndpoint): WirePart {
  if (part.type === 'text') {
    return { ...typeOf(endpoint), text: part.text, ...cacheMark(part.options?.cacheControl), ...part.options?.extra };
  }
  if (part.type === 'document') return encodeDocument(part, endpoint);
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

/** Documents by URL for qwen-doc-turbo, in the form of the text endpoint (recorded 2025). */
function encodeDocument({ source, mediaType, options }: MediaPart, endpoint: DashScopeEndpoint): WirePart {
  if (source.kind === 'url' && endpoint === 'text') {
    const parameters: JSONObject = { file_parsing_strategy: 'auto', ...options?.extra };
    return { type: 'doc_url', doc_url: [source.url], ...cacheMark(options?.cacheControl), ...parameters };
  }
  throw new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message:
      `Files of type ${mediaType ?? 'unknown'} can't be put into this message. Ask qwen-long, which reads uploaded ` +
      'documents, or qwen-doc-turbo, which takes their URLs.',
  });
}

/** Consecutive documents become one part with several URLs, as in recordings. */
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

function encodeResult(text: string, cacheControl: CacheControl, endpoint: DashScopeEndpoint): string | WirePart[] {
  // An empty list would not answer the call.
  if (endpoint === 'multimodal') return [{ text, ...cacheMark(cacheControl) }];
  return textContent(text, cacheControl, endpoint);
}
