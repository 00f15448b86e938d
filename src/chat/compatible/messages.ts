import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { Dialect } from '../../connection/dialect.js';
import { groupFrames, type Frames } from '../prompt/frames.js';
import { mediaBase64, mediaUrl, unlimitedMediaUrl } from '../prompt/media.js';
import type { MessageOptions, PartOptions } from '../checked-options.js';
import type { MediaPart, TextPart, ToolCallPart } from '../prompt/prompt.js';
import { plainText, type CacheControl, type ContentWriter } from '../wire/messages.js';
import type { WirePart, WireToolCall, WireVideoLimits } from './wire.js';

/** Writes the contents of messages for the compatible protocol, in a server's dialect. */
export function contentWriter(dialect: Dialect): ContentWriter<string | WirePart[], WireToolCall> {
  return {
    text: textContent,
    user: (message) =>
      plainText(message) ??
      markLast(
        groupFrames(message.parts).map((part) => encodePart(part, dialect)),
        message.options,
      ),
    result: textContent,
    toolCall,
  };
}

function toolCall({ id, name, arguments: text }: ToolCallPart): WireToolCall {
  return { id, type: 'function', function: { name, arguments: text } };
}

/** Writes a plain string unless a cache marker needs a part: some models drop array content (GLM, 2026). */
function textContent(text: string, cacheControl: CacheControl): string | WirePart[] {
  return cacheControl === undefined ? text : [{ type: 'text', text, cache_control: cacheControl }];
}

/** A marker on a message becomes one on its last part. */
function markLast(content: WirePart[], options: MessageOptions | undefined): WirePart[] {
  const last = content.at(-1);
  if (last !== undefined && options?.cacheControl !== undefined) last.cache_control ??= options.cacheControl;
  return content;
}

function encodePart(part: TextPart | MediaPart | Frames, dialect: Dialect): WirePart {
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
        image_url: { url: urlOf(part, dialect) },
        min_pixels: options?.minPixels,
        max_pixels: options?.maxPixels,
        ...common(options),
      };
    case 'video':
      return { ...encodeVideo(part, dialect), ...videoLimits(options, options?.fps), ...common(options) };
    case 'audio':
      return { ...encodeAudio(part, dialect), ...common(options) };
    case 'document':
      throw refuseDocument(part, dialect);
  }
}

function urlOf(part: MediaPart, { modelStudio }: Dialect): string {
  return modelStudio === true ? mediaUrl(part) : unlimitedMediaUrl(part);
}

function encodeVideo(part: MediaPart, dialect: Dialect): WirePart {
  if (dialect.video === 'video_url') return { type: 'video_url', video_url: { url: urlOf(part, dialect) } };
  if (dialect.video === undefined) {
    throw new UnsupportedFunctionalityError({
      functionality: 'video input',
      message: `${capitalized(dialect.name)} documents no part for a video. Send some of its frames as images.`,
    });
  }
  const data = mediaBase64(part);
  return { type: 'input_video', input_video: data === undefined ? { url: urlOf(part, dialect) } : { data } };
}

function encodeAudio(part: MediaPart, dialect: Dialect): WirePart {
  const format = part.options?.format ?? audioFormat(part.mediaType);
  if (dialect.audio === 'audio_url') return { type: 'audio_url', audio_url: { url: urlOf(part, dialect) } };
  if (dialect.audio === 'data-url') {
    return { type: 'input_audio', input_audio: { data: urlOf(part, dialect), format } };
  }
  const data = mediaBase64(part);
  if (data !== undefined) return { type: 'input_audio', input_audio: { data, format: format ?? 'wav' } };
  const url = urlOf(part, dialect);
  if (dialect.audioURL === 'audio_url') return { type: 'audio_url', audio_url: { url } };
  if (dialect.audioURL === 'input_audio') return { type: 'input_audio', input_audio: { url } };
  throw new UnsupportedFunctionalityError({
    functionality: 'audio by URL',
    message:
      `${capitalized(dialect.name)} takes only the bytes of a recording. Download it, and pass its bytes as data` +
      (dialect.unknown === true ? "; or name the server, such as createQwen({ server: 'vllm' })." : '.'),
  });
}

function refuseDocument({ mediaType = 'unknown' }: MediaPart, { modelStudio, name }: Dialect): Error {
  return new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message:
      modelStudio === true
        ? `Files of type ${mediaType} can't be put into a message of this model. Ask qwen-long, which reads uploaded ` +
          "documents, or qwen.dashscope('qwen-doc-turbo'), which takes their URLs."
        : `Files of type ${mediaType} can't be put into a message to ${name}. Send their text, or their pages as images.`,
  });
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
