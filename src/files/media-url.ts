import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import type { CallContext } from '../http/call-context.js';
import { fromBase64, toBase64 } from '../util/base64.js';
import type { JSONObject } from '../util/json.js';
import { createSharedWork } from '../util/shared-work.js';
import { accountOf, contentKey } from './content-key.js';
import { uploadTemporary } from './temporary-store.js';

/** An image, a video or a sound that a request refers to. */
export type Media = { type: 'url'; url: string } | { type: 'file'; mediaType?: string; data: string | Uint8Array };

/** The use of a media file in a request. */
export interface MediaUse {
  model: string;
  /** The name of the input, for errors. */
  argument: string;
  upload: 'auto' | undefined;
  /** False for media that the service accepts only as a URL: audio and video. */
  inline: boolean;
  /** Bytes that the model accepts. */
  maxBytes?: number;
}

/** Returns the URL for a media file in a request: its own, a data URL, or one of the temporary store. */
export type MediaURL = (media: Media, use: MediaUse, context: CallContext) => Promise<string>;

// Files live for 48 hours in the temporary store (its page); one hour is left for the calls that use them.
const storeLifetime = 47 * 60 * 60 * 1000;

/** Bytes allowed in one data URL, by the service's refusals (error codes page, 2026). */
const maxDataUrlLength = 10_485_760;

/** The header that makes the service resolve `oss://` URLs. */
export const resolveHeader = { 'x-dashscope-ossresourceresolve': 'enable' };

/** Makes the function that gives media their URLs. The same content is uploaded once, also by parallel calls. */
export function createMediaURL(connection: Connection): MediaURL {
  const stored = createSharedWork<string>(storeLifetime);
  return async (media, use, context) => {
    if (media.type === 'url') {
      if (!connection.reaches(media.url)) throw refusal(use, unreachable(media.url), reachable);
      return checkURL(media.url, use);
    }
    const { mediaType = typeOf(media.data, use.inline) } = media;
    const length = sizeOf(media.data);
    checkSize(length, use);
    const dataUrlLength = Math.ceil(length / 3) * 4 + mediaType.length + 'data:;base64,'.length;
    if (use.inline && (use.upload !== 'auto' || dataUrlLength <= maxDataUrlLength)) {
      const base64 = typeof media.data === 'string' ? media.data : toBase64(media.data);
      return `data:${mediaType};base64,${base64}`;
    }
    if (use.upload !== 'auto') throw refusal(use, 'bytes', `an http(s) or oss:// URL, or bytes with upload: 'auto'`);
    const bytes = typeof media.data === 'string' ? fromBase64(media.data) : media.data;
    if (bytes === undefined) throw refusal(use, 'text that is not base64', 'bytes, base64 or a URL');
    const { headers, timeout } = context;
    const key = await contentKey(bytes, [use.model, ...accountOf(headers)]);
    const file = { model: use.model, bytes, mediaType };
    return stored.get(
      key,
      (abortSignal) =>
        uploadTemporary(connection, connection.dashscopeURL(''), file, { headers, timeout, abortSignal }),
      context.abortSignal,
    );
  };
}

const reachable = 'a public URL, or the bytes';

/** The given URL in words, without its path and query, which may be secret. */
function unreachable(url: string): string {
  return `at ${new URL(url).origin}, which the service cannot reach`;
}

/** True if one of the URLs is of the temporary store. */
export function hasStored(urls: readonly string[]): boolean {
  return urls.some((url) => url.startsWith('oss://'));
}

/** True if a URL of the temporary store is among fields that only the caller knows. */
export function namesStored(fields: JSONObject | undefined): boolean {
  return JSON.stringify(fields)?.includes('"oss://') === true;
}

function checkURL(url: string, use: MediaUse): string {
  const isFetched = /^(https?|oss):\/\/./i.test(url);
  if (isFetched || (use.inline && /^data:[^,]*;base64,./i.test(url))) return url;
  const accepted = use.inline ? 'an http(s), oss:// or data: URL' : 'an http(s) or oss:// URL';
  throw refusal(use, JSON.stringify(url.slice(0, 60)), accepted);
}

function checkSize(length: number, use: MediaUse): void {
  if (length === 0) throw refusal(use, 'a file without bytes', 'a file');
  if (use.maxBytes === undefined || length <= use.maxBytes) return;
  throw refusal(use, `a file of ${length} bytes`, `up to ${use.maxBytes} bytes`);
}

function refusal({ model, argument }: MediaUse, given: string, accepted: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${model}: ${argument} is ${given}; expected ${accepted}.` });
}

function sizeOf(data: string | Uint8Array): number {
  if (typeof data !== 'string') return data.length;
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0;
  return Math.floor(((data.length - padding) * 3) / 4);
}

const signatures: [start: string, mediaType: string][] = [
  ['iVBORw', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
];

function typeOf(data: string | Uint8Array, isImage: boolean): string {
  if (!isImage) return 'video/mp4';
  const start = typeof data === 'string' ? data.slice(0, 8) : toBase64(data.subarray(0, 6));
  return signatures.find(([signature]) => start.startsWith(signature))?.[1] ?? 'image/jpeg';
}
