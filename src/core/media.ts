import { InvalidPromptError } from '@ai-sdk/provider';
import { toBase64 } from './base64.js';
import type { MediaPart } from './prompt.js';

/** Bytes that one data URL may have, as the service says in its refusal (error codes page, 2026). */
export const maxDataUrlLength = 10_485_760;

const signatures: [string, string][] = [
  ['iVBORw', 'image/png'],
  ['/9j/', 'image/jpeg'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
];

/** The URL that stands for a media part on the wire: its own, or a data URL of its bytes. */
export function mediaUrl({ source, mediaType, type }: MediaPart): string {
  if (source.kind === 'url') {
    if (source.url.startsWith('data:')) checkLength(source.url);
    return source.url;
  }
  const base64 = source.kind === 'bytes' ? toBase64(source.bytes) : source.base64;
  const known = mediaType !== undefined && !mediaType.endsWith('/*') ? mediaType : undefined;
  const sniffed =
    type === 'image' ? signatures.find(([start]) => base64.startsWith(start))?.[1] : undefined;
  return checkLength(`data:${known ?? sniffed ?? fallbackTypes[type]};base64,${base64}`);
}

const fallbackTypes = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/wav',
  document: 'application/octet-stream',
};

function checkLength(url: string): string {
  if (url.length <= maxDataUrlLength) return url;
  const type = url.slice(5, url.indexOf(';'));
  throw new InvalidPromptError({
    prompt: `a data URL of ${type} with ${url.length} characters`,
    message:
      `A file of type ${type} is too large to be sent within the request: its data URL has ${url.length} bytes and ` +
      `the service takes ${maxDataUrlLength} (about 7 MB of file). Pass an http(s) or oss:// URL instead.`,
  });
}
