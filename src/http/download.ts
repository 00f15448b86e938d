import { InvalidArgumentError } from '@ai-sdk/provider';
import type { CallContext } from './call-context.js';
import { dropBody, openBody } from './body.js';
import { mergeHeaders } from './headers.js';
import { isPrivate } from './private-address.js';
import { secretsOf } from './secrets.js';
import { readingError, request, type FetchFunction, type HttpClient } from './transport.js';
import { untilAborted } from '../util/abort.js';

/** A file of the service: its bytes, and the media type that the server names. */
export interface Download {
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string | undefined;
}

const maxRedirects = 3;

/**
 * Downloads a result of the service. The URL is signed, so no key is sent. `base` is the URL of the service: results
 * may be at a private address only if the service is.
 *
 * Rejects with an `APICallError`, also for a file above `maxBytes`.
 */
export async function download(
  connection: HttpClient,
  url: string,
  { base, maxBytes, headers, ...context }: CallContext & { base: string; maxBytes: number },
): Promise<Download> {
  const isAllowed = (target: URL) =>
    /^https?:$/.test(target.protocol) && (!isPrivate(target.hostname) || isPrivate(new URL(base).hostname));
  const start = parse(url);
  if (start === undefined || !isAllowed(start)) throw refusal(url);
  const client: HttpClient = {
    fetch: following(connection.fetch, isAllowed),
    timeout: connection.timeout,
    redactor: connection.redactor,
    headers: () => ({}),
    hint: () => undefined,
  };
  const { abortSignal, timeout: limits } = context;
  // A gateway may know the key from the call that made the result, and quote it.
  const own = mergeHeaders(headers);
  const secrets = secretsOf({ ...connection.headers(own), ...own });
  const reply = await request(client, { method: 'GET', url, abortSignal, timeout: limits, secrets });
  const reader = openBody(reply.response);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      reply.timeLimits?.ask(() => reader.cancel());
      const { value: piece } = await untilAborted(reader.read(), abortSignal);
      reply.timeLimits?.receive();
      if (piece === undefined) break;
      pieces.push(piece);
      length += piece.length;
      if (length > maxBytes) break;
    }
  } catch (error) {
    reader.cancel();
    throw readingError(reply, error);
  } finally {
    reply.timeLimits?.end();
  }
  if (length > maxBytes) {
    reader.cancel();
    throw reply.toError({ message: `The file has more than ${maxBytes} bytes.`, transient: false });
  }
  const mediaType = reply.headers['content-type']?.split(';')[0];
  // Proxies and stores in trouble answer so, for a while.
  if (length === 0) throw reply.toError({ message: 'The file is empty.', transient: true });
  if (mediaType === 'text/html') {
    throw reply.toError({ message: 'The server sent an HTML page instead of the file.', transient: true });
  }
  return { bytes: join(pieces, length), mediaType };
}

function refusal(url: string): InvalidArgumentError {
  const { origin, protocol } = parse(url) ?? { origin: 'no URL', protocol: '' };
  const message =
    'The result was not loaded because the service gave an address that is not public http(s): ' +
    `${(origin === 'null' ? protocol : origin).slice(0, 100)}.`;
  return new InvalidArgumentError({ argument: 'url', message });
}

function tooManyRedirects(url: string): InvalidArgumentError {
  const message = `A result was not loaded: its server redirected more than ${maxRedirects} times, last to ${parse(url)?.origin}.`;
  return new InvalidArgumentError({ argument: 'url', message });
}

function parse(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}

/** Object stores redirect to other hosts. Nothing secret is sent here. */
function following(fetch: FetchFunction | undefined, isAllowed: (target: URL) => boolean): FetchFunction {
  return async (input, init) => {
    let url = String(input);
    for (let redirects = 0; ; redirects += 1) {
      const response = await (fetch ?? globalThis.fetch)(url, init);
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return response;
      dropBody(response);
      if (redirects === maxRedirects) throw tooManyRedirects(url);
      const target = parse(location, url);
      if (target === undefined || !isAllowed(target)) throw refusal(target?.href ?? location);
      url = target.href;
    }
  };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}
