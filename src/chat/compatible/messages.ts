import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { groupFrames, type Frames } from '../prompt/frames.js';
import { mediaUrl } from '../prompt/media.js';
import type { MessageOptions, PartOptions } from '../options.js';
import type { MediaPart, TextPart, UserMessage } from '../prompt/prompt.js';
import { plainText, type CacheControl, type ContentWriter } from '../wire/messages.js';
import type { WirePart, WireToolCall, WireVideoLimits } from './wire.js';

/** How the compatible protocol writes what messages hold. */
export const contentWriter: ContentWriter<string | WirePart[], WireToolCall> = {
  text: textContent,
  user: encodeUser,
  result: textContent,
  toolCall: ({ id, name, arguments: text }) => ({ id, type: 'function', function: { name, arguments: text } }),
};

/** A plain string, unless a cache mark needs a part to stand on: some models drop array content (GLM, 2026). */
function textContent(text: string, cacheControl: CacheControl): string | WirePart[] {
  return cacheControl === undefined ? text : [{ type: 'text', text, cache_control: cacheControl }];
}

function encodeUser(message: UserMessage): string | WirePart[] {
  return plainText(message) ?? markLast(groupFrames(message.parts).map(encodePart), message.options);
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
