import type { MediaPart } from '../../chat/prompt/prompt.js';
import { isObject, nonEmptyString } from '../../util/json.js';
import { readData } from './file-data.js';
import { mediaKind, writeJSON } from './parts.js';
import { leaveOut, optionsOf, type Part, type Reading } from './reading.js';

/** The output of a tool for the model. */
export interface ToolOutput {
  text: string;
  media?: MediaPart[];
  /** True if the tool failed, and the output is its error. */
  failed?: true;
}

/** Reads a tool's output: texts as they are, pictures and recordings as media, everything else as JSON. */
export function readOutput(output: Part, tool: string, reading: Reading): ToolOutput {
  switch (output.type) {
    case 'text':
      return { text: String(output.value) };
    case 'error-text':
      return { text: String(output.value), failed: true };
    case 'error-json':
      return { text: writeJSON(output.value, `A result of the tool ${tool}`), failed: true };
    case 'execution-denied':
      return { text: nonEmptyString(output.reason) ?? 'Tool execution denied.' };
    case 'content':
      return readContent(Array.isArray(output.value) ? output.value : [], tool, reading);
    default:
      return { text: writeJSON(output.value, `A result of the tool ${tool}`) };
  }
}

function readContent(items: unknown[], tool: string, reading: Reading): ToolOutput {
  const texts: string[] = [];
  const media: MediaPart[] = [];
  const others = new Set<string>();
  for (const item of items) {
    if (!isObject(item)) continue;
    const inner = item.type === 'file' && isObject(item.data) && item.data.type === 'text' ? item.data.text : item.text;
    const part = readMedia(item, reading);
    if ((item.type === 'text' || item.type === 'file') && typeof inner === 'string') texts.push(inner);
    else if (part !== undefined) media.push(part);
    else others.add(String(item.type));
  }
  if (others.size > 0) {
    leaveOut(reading, `content of the type ${[...others].join(', ')} in the result of the tool ${tool}`);
  }
  return { text: texts.join('\n'), ...(media.length > 0 && { media }) };
}

/**
 * Reads the media of a tool result: `media` is V2, `file` V4, the other types V3. Documents and ids of files cannot go
 * with a tool's text.
 */
function readMedia(item: Part, reading: Reading): MediaPart | undefined {
  const data = mediaData(item);
  if (data === undefined) return undefined;
  const source = readData(data);
  if ('text' in source) return undefined;
  const given = nonEmptyString(item.mediaType);
  const type = String(item.type).startsWith('image-') ? 'image' : mediaKind(given ?? typeOfUrl(source));
  if (type === 'document' || (source.kind === 'url' && source.url.startsWith('fileid:'))) return undefined;
  const mediaType = given?.includes('/') === true ? given : undefined;
  return { type, source, mediaType, options: optionsOf(item, reading) };
}

function mediaData({ type, data, url }: Part): unknown {
  switch (type) {
    case 'media':
    case 'file-data':
    case 'image-data':
      return data;
    case 'file-url':
    case 'image-url':
      return { type: 'url', url };
    case 'file':
      return isObject(data) && data.type === 'reference' ? undefined : data;
    default:
      return undefined;
  }
}

/** The media type of a file by its URL. */
function typeOfUrl(source: MediaPart['source']): string {
  if (source.kind !== 'url') return '';
  if (source.url.startsWith('data:')) return source.url.slice('data:'.length, 'data:'.length + 100);
  const path = source.url.split(/[?#]/, 1)[0]?.toLowerCase() ?? '';
  if (/\.(png|jpe?g|webp|gif|bmp|tiff?|heic)$/.test(path)) return 'image/*';
  if (/\.(mp4|mov|mkv|avi|webm)$/.test(path)) return 'video/*';
  return /\.(mp3|wav|m4a|aac|ogg|opus|flac)$/.test(path) ? 'audio/*' : '';
}
