import type { RequestContext } from '../server/context.js';
import { fromBase64 } from '../util/bytes.js';
import { hash } from '../util/words.js';

/**
 * The sound of a URL. `bytes`: it is here. `name`: it is somewhere in the web, where the emulator doesn't go. `failure`:
 * the service could not have it either.
 */
export type Loaded =
  | { bytes: Uint8Array; type: string; name: string }
  | { name: string }
  | { failure: 'forbidden' | 'missing' | 'failed' };

/** Loads the sound of a URL: of data, of the temporary store, or of the emulator's own files. */
export async function load(context: RequestContext, url: string, model: string): Promise<Loaded> {
  if (url.startsWith('data:')) return loadData(url);
  if (url.startsWith('oss://')) return loadTemporary(context, url, model);
  // Blanks and Chinese characters must be encoded.
  if (!/^https?:\/\/[^/]/i.test(url) || /[^!-~]/.test(url)) return { failure: 'failed' };
  const { pathname, searchParams, hostname } = new URL(url);
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  if (pathname.startsWith('/results/')) return loadResult(context, name, searchParams);
  // Names below .invalid never exist (RFC 2606).
  return hostname.endsWith('.invalid') ? { failure: 'failed' } : { name: name === '' ? hostname : name };
}

function loadData(url: string): Loaded {
  const head = /^data:([^;,]*)(?:;[^;,]*)*;base64,/i.exec(url);
  const bytes = head && fromBase64(url.slice(head[0].length));
  return bytes ? named(bytes, head[1]!.toLowerCase()) : { failure: 'failed' };
}

function loadTemporary({ store, headers, now }: RequestContext, url: string, model: string): Loaded {
  const resolves = headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable';
  const bytes = resolves ? store.read(url, model, now) : undefined;
  return bytes ? named(bytes, '') : { failure: 'failed' };
}

async function loadResult({ media, now }: RequestContext, name: string, query: URLSearchParams): Promise<Loaded> {
  const file = media.results.get(name);
  if (file === undefined) return { failure: 'missing' };
  const isSigned = query.get('Signature') === file.signature && query.get('Expires') === String(file.expires);
  if (!isSigned || file.expires * 1000 <= now) return { failure: 'forbidden' };
  return { bytes: await file.content.make(), type: '', name };
}

/** Sounds without a name are known by what is in them. */
function named(bytes: Uint8Array, type: string): Loaded {
  const head = String.fromCharCode(...bytes.subarray(0, 4_096));
  return { bytes, type, name: `sound ${hash(`${bytes.length} ${head}`).toString(16)}` };
}
