import { checkFields } from '../checks/fields.js';
import { isObject, type JsonObject } from '../util/objects.js';
import type { ParameterPolicy } from '../checks/policy.js';
import { isMarked } from '../checks/tools.js';
import type { Part } from '../model/question.js';
import { refuse } from '../rules/api-error.js';

/** Reads the content of a message of the OpenAI-compatible protocol. */
export function readContent(content: unknown, index: number, policy: ParameterPolicy): Part[] {
  if (content === undefined || content === null) return [];
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) refuse('message-malformed');
  return content.map((item: unknown, place) => {
    if (!isObject(item)) refuse('content-item');
    const path = `messages.[${index}].content.[${place}].`;
    const marked = isMarked(item.cache_control, `${path}cache_control`, policy);
    return { ...readPart(item, path, policy), ...(marked && { marked: true }) };
  });
}

const pixelFields = 'type cache_control min_pixels max_pixels';

function readPart(item: JsonObject, path: string, policy: ParameterPolicy): Part {
  const type = item.type;
  if (type === 'text') {
    checkFields(item, 'type text cache_control', policy, path);
    if (typeof item.text !== 'string') refuse('content-item');
    return { kind: 'text', text: item.text };
  }
  if (type === 'image_url') {
    checkFields(item, `${pixelFields} image_url`, policy, path);
    return { kind: 'image', url: readUrl(item.image_url, `${path}image_url.`, policy) };
  }
  if (type === 'video_url') {
    checkFields(item, `${pixelFields} total_pixels fps video_url`, policy, path);
    return { kind: 'video', url: readUrl(item.video_url, `${path}video_url.`, policy), ...readRate(item, path) };
  }
  if (type === 'video') {
    checkFields(item, `${pixelFields} total_pixels fps video`, policy, path);
    const urls = item.video;
    if (!Array.isArray(urls) || !urls.every((url) => typeof url === 'string')) refuse('content-item');
    return { kind: 'frames', urls, ...readRate(item, path) };
  }
  if (type !== 'input_audio') refuse('content-item');
  checkFields(item, 'type cache_control input_audio', policy, path);
  const audio = item.input_audio;
  if (!isObject(audio) || typeof audio.data !== 'string') refuse('content-item');
  checkFields(audio, 'data format', policy, `${path}input_audio.`);
  const format = audio.format;
  return { kind: 'audio', url: audio.data, ...(typeof format === 'string' && { format }) };
}

function readUrl(value: unknown, path: string, policy: ParameterPolicy): string {
  if (!isObject(value) || typeof value.url !== 'string') refuse('content-item');
  // Pixel limits and fps count only beside this object, never inside it.
  checkFields(value, 'url', policy, path);
  return value.url;
}

function readRate(item: JsonObject, path: string): { fps?: number } {
  const fps = item.fps;
  if (fps === undefined || fps === null) return {};
  if (typeof fps !== 'number') refuse('parameter-type', { field: `${path}fps`, type: 'Float' });
  return { fps };
}
