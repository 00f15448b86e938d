import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { groupFrames, type Frames } from '../core/frames.js';
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
import type { WireCacheControl, WireMessage, WirePart, WireToolCall, WireVideoLimits } from './wire.js';

/** The messages of a prompt as the compatible protocol writes them. */
export function encodeMessages(prompt: Prompt): WireMessage[] {
  const messages: WireMessage[] = [];
  for (const message of prompt) encodeMessage(message, messages);
  return messages;
}

function encodeMessage(message: Message, messages: WireMessage[]): void {
  switch (message.role) {
    case 'system':
      messages.push({ role: 'system', content: textContent(message.text, message.options?.cacheControl) });
      return;
    case 'user':
      messages.push({ role: 'user', content: encodeUser(message) });
      return;
    case 'assistant': {
      const encoded = encodeAssistant(message);
      if (encoded !== undefined) messages.push(encoded);
      return;
    }
    case 'tool':
      message.results.forEach((result, index) => {
        const last = index === message.results.length - 1;
        messages.push(encodeResult(result, last ? message.options : undefined));
      });
  }
}

/** A plain string, unless a cache mark needs a part to stand on: some models drop array content (GLM, 2026). */
function textContent(text: string, cacheControl: WireCacheControl | undefined): string | WirePart[] {
  return cacheControl === undefined ? text : [{ type: 'text', text, cache_control: cacheControl }];
}

function encodeUser(message: UserMessage): string | WirePart[] {
  return plainText(message) ?? markLast(groupFrames(message.parts).map(encodePart), message.options);
}

/** The text of a message that is nothing but text. */
function plainText({ parts, options }: UserMessage): string | undefined {
  if (options?.cacheControl !== undefined) return undefined;
  let text: string | undefined;
  for (const part of parts) {
    if (part.type !== 'text' || part.options !== undefined) return undefined;
    text = text === undefined ? part.text : `${text}\n${part.text}`;
  }
  return text ?? '';
}

/** A mark on the message is a mark on its last part. */
function markLast(content: WirePart[], options: MessageOptions | undefined): WirePart[] {
  const last = content.at(-1);
  if (last !== undefined && options?.cacheControl !== undefined) last.cache_control ??= options.cacheControl;
  return content;
}

function encodePart(part: TextPart | MediaPart | Frames): WirePart {
  const { options } = part;
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, ...common(options) };
    case 'frames':
      return {
        type: 'video',
        video: part.images.map(mediaUrl),
        ...videoLimits(options, part.fps),
        ...common(options),
      };
    case 'image':
      return {
        type: 'image_url',
        image_url: { url: mediaUrl(part) },
        min_pixels: options?.minPixels,
        max_pixels: options?.maxPixels,
        ...common(options),
      };
    case 'video':
      return {
        type: 'video_url',
        video_url: { url: mediaUrl(part) },
        ...videoLimits(options, options?.fps),
        ...common(options),
      };
    case 'audio':
      return {
        type: 'input_audio',
        input_audio: { data: mediaUrl(part), format: options?.format ?? audioFormat(part.mediaType) },
        ...common(options),
      };
    case 'document':
      throw new UnsupportedFunctionalityError({
        functionality: `files of type ${part.mediaType}`,
        message:
          `Files of type ${part.mediaType ?? 'unknown'} can't be put into a message of this model. Ask qwen-long, which ` +
          "reads uploaded documents, or qwen.dashscope('qwen-doc-turbo'), which takes their URLs.",
      });
  }
}

function videoLimits(options: PartOptions | undefined, fps: number | undefined): WireVideoLimits {
  return {
    fps,
    min_pixels: options?.minPixels,
    max_pixels: options?.maxPixels,
    total_pixels: options?.totalPixels,
  };
}

function common(options: PartOptions | undefined) {
  return { ...(options?.cacheControl && { cache_control: options.cacheControl }), ...options?.extra };
}

const audioFormats: Record<string, string | undefined> = {
  mpeg: 'mp3',
  wave: 'wav',
  'vnd.wave': 'wav',
  '*': undefined,
};

function audioFormat(mediaType: string | undefined): string | undefined {
  const subtype = mediaType?.split('/')[1]?.split(';')[0]?.replace(/^x-/, '') ?? '*';
  return Object.hasOwn(audioFormats, subtype) ? audioFormats[subtype] : subtype;
}

function encodeAssistant({ parts, options }: AssistantMessage): WireMessage | undefined {
  let text = '';
  let reasoning = '';
  const calls: WireToolCall[] = [];
  let cacheControl = options?.cacheControl;
  for (const part of parts) {
    if (part.type === 'text') {
      text += part.text;
      cacheControl ??= part.options?.cacheControl;
    } else if (part.type === 'reasoning') {
      reasoning += part.text;
    } else {
      calls.push({
        id: part.id,
        type: 'function',
        function: { name: part.name, arguments: part.arguments },
      });
    }
  }
  // The service refuses turns that say nothing.
  if (text === '' && calls.length === 0) return undefined;
  const content = text === '' ? '' : textContent(text, cacheControl);
  const message: Extract<WireMessage, { role: 'assistant' }> = { role: 'assistant', content };
  if (reasoning !== '') message.reasoning_content = reasoning;
  if (calls.length > 0) message.tool_calls = calls;
  if (options?.partial === true) message.partial = true;
  return message;
}

function encodeResult(result: ToolResultPart, options: MessageOptions | undefined): WireMessage {
  const cacheControl = result.options?.cacheControl ?? options?.cacheControl;
  return { role: 'tool', content: textContent(result.text, cacheControl), tool_call_id: result.id };
}
