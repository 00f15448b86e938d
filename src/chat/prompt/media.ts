import { InvalidPromptError } from '@ai-sdk/provider';
import { fromBase64, toBase64 } from '../../util/base64.js';
import type { MediaPart } from './prompt.js';

/** Maximum length of one data URL, by the service's refusal (error codes page, 2026). */
export const maxDataUrlLength = 10_485_760;

const signatures: [string, string][] = [
  ['iVBORw', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
];

/** The URL of a media part in a request to Model Studio, which limits the length of data URLs. */
export function mediaUrl(part: MediaPart): string {
  checkLength(part);
  return unlimitedMediaUrl(part);
}

/** The URL of a media part: its own, or a data URL of its bytes. */
export function unlimitedMediaUrl(part: MediaPart): string {
  const { source } = part;
  if (source.kind === 'url') return source.url;
  return dataUrlHead(part) + (source.kind === 'bytes' ? toBase64(source.bytes) : source.base64);
}

/** The bytes of a media part as base64 without a prefix; undefined if it has a URL. */
export function mediaBase64(part: MediaPart): string | undefined {
  const { source } = part;
  if (source.kind === 'base64') return source.base64;
  if (source.kind === 'url' && !source.url.startsWith('data:')) return undefined;
  return toBase64(mediaBytes(part).bytes);
}

/** The length that the data URL of a media part would have, without making it; 0 if the part has another URL. */
export function dataUrlLength(part: MediaPart): number {
  const { source } = part;
  if (source.kind === 'url') return source.url.startsWith('data:') ? source.url.length : 0;
  const length = source.kind === 'bytes' ? Math.ceil(source.bytes.length / 3) * 4 : source.base64.length;
  return dataUrlHead(part).length + length;
}

/** The bytes of a media part, and their media type if it is known; undefined if it has a URL. */
export function mediaBytes(part: MediaPart): { bytes: Uint8Array; mediaType: string | undefined } {
  const { source, type, mediaType = 'of unknown type' } = part;
  if (source.kind === 'bytes') return { bytes: source.bytes, mediaType: specificType(part) };
  const comma = source.kind === 'url' ? source.url.indexOf(',') : 0;
  const head = source.kind === 'url' ? source.url.slice('data:'.length, Math.max(comma, 0)) : ';base64';
  const body = source.kind === 'url' ? source.url.slice(comma + 1) : source.base64;
  const bytes = comma < 0 ? undefined : head.endsWith(';base64') ? fromBase64(body) : fromPercents(body);
  if (bytes === undefined) {
    const message = `A part of the prompt (${type}, ${mediaType}) needs an upload, but its data is not valid base64.`;
    throw new InvalidPromptError({ prompt: `${type} part`, message });
  }
  return { bytes, mediaType: head.split(';')[0] || specificType(part) };
}

/** The bytes of a data URL that is not base64. */
function fromPercents(text: string): Uint8Array | undefined {
  try {
    return new TextEncoder().encode(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}

/** The given media type, or the one that an image's first bytes show. */
function specificType({ source, mediaType, type }: MediaPart): string | undefined {
  if (mediaType !== undefined && !mediaType.endsWith('/*')) return mediaType;
  if (type !== 'image' || source.kind === 'url') return undefined;
  const start = source.kind === 'bytes' ? toBase64(source.bytes.subarray(0, 6)) : source.base64.slice(0, 8);
  return signatures.find(([signature]) => start.startsWith(signature))?.[1];
}

function dataUrlHead(part: MediaPart): string {
  return `data:${specificType(part) ?? fallbackTypes[part.type]};base64,`;
}

const fallbackTypes = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/wav',
  document: 'application/octet-stream',
};

function checkLength(part: MediaPart): void {
  const length = dataUrlLength(part);
  if (length <= maxDataUrlLength) return;
  const head = part.source.kind === 'url' ? part.source.url : dataUrlHead(part);
  const type = /^data:([^;,]{0,100})/.exec(head)?.[1] || 'unknown';
  throw new InvalidPromptError({
    prompt: `a data URL of ${type} with ${length} characters`,
    message:
      `A file of type ${type} is too large for the request: its data URL has ${length} bytes and ` +
      `the service accepts ${maxDataUrlLength} (a file of about 7 MB). Set providerOptions.qwen.upload: 'auto', which ` +
      'uploads it to the temporary store of the service, or pass an http(s) or oss:// URL.',
  });
}
