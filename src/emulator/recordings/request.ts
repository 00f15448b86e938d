import type { RecordedField, RecordedRequest } from './exchange.js';
import type { Secrets } from './secrets.js';
import { sha256 } from './sha256.js';

/** A request on its way through a recording. */
export interface IncomingRequest {
  method: string;
  url: URL;
  headers: Headers;
  bytes: ArrayBuffer;
  /** The body as a form; undefined unless it is a readable one. */
  form: FormData | undefined;
  signal: AbortSignal;
  /** Called when the client leaves before the end of the answer. */
  onAbort: () => void;
}

/** Headers that change an answer. Clients add others as they like. */
const telling = ['x-dashscope-async', 'x-dashscope-sse', 'x-dashscope-ossresourceresolve', 'x-dashscope-session-cache'];

/**
 * Describes a request for a recording, without keys.
 *
 * @param settle replaces addresses and ids that differ between runs
 */
export async function describeRequest(
  request: IncomingRequest,
  secrets: Secrets,
  settle: (text: string) => string,
): Promise<RecordedRequest> {
  const { method, url, headers } = request;
  const clean = (text: string) => settle(secrets.clean(text));
  const query = settle(secrets.cleanQuery(url.searchParams));
  const told = tellingHeaders(headers, url.pathname, clean);
  return {
    method,
    path: clean(url.pathname),
    ...(query !== '' && { query }),
    ...(Object.keys(told).length > 0 && { headers: told }),
    ...(await describeBody(request, secrets, settle)),
  };
}

function tellingHeaders(headers: Headers, path: string, clean: (text: string) => string): Record<string, string> {
  const told = telling.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, clean(value.toLowerCase())] as const];
  });
  // The native protocol takes either header for a stream.
  const streams = path.startsWith('/api/v1/') && /\btext\/event-stream\b/.test(headers.get('accept') ?? '');
  return { ...Object.fromEntries(told), ...(streams && { 'x-dashscope-sse': 'enable' }) };
}

async function describeBody(
  { bytes, form }: IncomingRequest,
  secrets: Secrets,
  settle: (text: string) => string,
): Promise<Pick<RecordedRequest, 'body' | 'form' | 'text' | 'file'>> {
  if (form !== undefined)
    return { form: await Promise.all([...form].map((field) => describeField(field, secrets, settle))) };
  if (bytes.byteLength === 0) return {};
  const whole = readText(bytes);
  if (whole === undefined) return { file: { bytes: bytes.byteLength, sha256: await sha256(new Uint8Array(bytes)) } };
  const text = settle(secrets.clean(await hashMedia(whole)));
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    return { text };
  }
}

async function describeField(
  [name, value]: [string, FormDataEntryValue],
  secrets: Secrets,
  settle: (text: string) => string,
): Promise<RecordedField> {
  if (typeof value === 'string') return { name, value: settle(secrets.cleanField(name, value)) };
  const bytes = new Uint8Array(await value.arrayBuffer());
  const file = { name: settle(secrets.clean(value.name)), bytes: bytes.length, sha256: await sha256(bytes) };
  return { name, file };
}

/** Reads a text; undefined if the bytes are not UTF-8. */
export function readText(bytes: ArrayBuffer | Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Base64 of media, as the value of a JSON string. */
const media = /"(data:[^,"\\]{0,100};base64,)?([A-Za-z\d+/]{400,}={0,2})"/g;

/** Writes the hashes of media that a body holds in base64 in their place. */
async function hashMedia(text: string): Promise<string> {
  const pieces: string[] = [];
  let end = 0;
  for (const { index = 0, 0: whole, 1: head = '', 2: digits = '' } of text.matchAll(media)) {
    const hash = await sha256(new TextEncoder().encode(digits));
    pieces.push(text.slice(end, index), `"${head}${digits.length} characters with the SHA-256 ${hash}"`);
    end = index + whole.length;
  }
  return pieces.join('') + text.slice(end);
}
