import { ConnectionCut, streamBody, wait } from './body.js';
import type { RequestContext, Tempo } from './context.js';
import type { RawAnswer, ScriptedAnswer } from '../model/script.js';

/** What a stream or a plain body is sent with. */
export const eventStreamType = 'text/event-stream;charset=UTF-8';
export const jsonType = 'application/json';

interface Outgoing {
  status?: number;
  type: string;
  pieces: AsyncGenerator<string | Uint8Array>;
  headers?: Record<string, string>;
}

/** A response with the headers the service sends, its body cut into chunks and stopped by an abort. */
export function respond(context: RequestContext, outgoing: Outgoing, chunkSize = context.tempo.chunkSize): Response {
  const { signal, onAbort, id, now } = context;
  const body = streamBody(outgoing.pieces, { chunkSize, signal, onAbort });
  const headers = new Headers({
    'content-type': outgoing.type,
    'x-request-id': id,
    'x-dashscope-call-gateway': 'true',
    'x-dashscope-timeout': '298',
    'x-dashscope-finished': String(!outgoing.type.startsWith('text/event-stream')),
    'req-cost-time': '1',
    'req-arrive-time': String(now),
    'resp-start-time': String(now + 1),
    'x-envoy-upstream-service-time': '1',
    server: 'istio-envoy',
  });
  if (context.warnings.length > 0) headers.set('x-emulator-warnings', toHeader(context.warnings.join(' ')));
  for (const [name, value] of Object.entries(outgoing.headers ?? {})) headers.set(name, value);
  return new Response(body, { status: outgoing.status ?? 200, headers });
}

/** Node refuses to read headers of 16 KB. */
const maxHeaderLength = 2_000;

/** A header holds ASCII: other characters become `?`. */
function toHeader(text: string): string {
  return text.slice(0, maxHeaderLength).replace(/[^\x20-\x7e]/g, '?');
}

/** A body of one piece. */
export function respondText(context: RequestContext, status: number, type: string, text: string): Response {
  return respond(context, { status, type, pieces: each([text]) });
}

/** A response sent as the scenario has it. */
export function respondRaw(context: RequestContext, raw: RawAnswer, chunkSize: number | undefined): Response {
  const { status = 200, headers, body, stalls = false } = raw;
  const items = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
  const pieces = each(items, stalls ? 'stall' : 'end', context.signal);
  return respond(context, { status, type: jsonType, pieces, ...(headers && { headers }) }, chunkSize);
}

/** The emulator's tempo with what the scenario says of its own. */
export function tempoOf(context: RequestContext, script: ScriptedAnswer): Tempo {
  return {
    firstTokenDelay: script.firstTokenDelay ?? context.tempo.firstTokenDelay,
    deltaDelay: script.deltaDelay ?? context.tempo.deltaDelay,
    chunkSize: script.chunkSize ?? context.tempo.chunkSize,
  };
}

/** What ends a body early: pieces of an error, and what becomes of the connection after them. */
export interface Breakage {
  /** After so many counted events. */
  after: number;
  /** `number`: which event of the stream would be next, from 1. */
  pieces: (number: number) => string[];
  aftermath: Aftermath;
}

/** What becomes of a connection behind the last piece: it ends, breaks, or stays open with nothing more to come. */
export type Aftermath = 'end' | 'cut' | 'stall';

/** Brings that about. */
export async function finish(aftermath: Aftermath, signal: AbortSignal): Promise<void> {
  if (aftermath === 'cut') throw new ConnectionCut();
  if (aftermath === 'stall') await wait(Infinity, signal);
}

/** An event of a stream. `counts`: it carries a piece of the answer; delays and failures count these. */
export interface StreamEvent {
  text: string;
  counts: boolean;
}

/** Sends events one after the other, waiting between those that count, and breaks off where it must. */
export async function* pace(
  events: Iterable<StreamEvent>,
  deltaDelay: number,
  signal: AbortSignal,
  breakage?: Breakage,
): AsyncGenerator<string> {
  // A breakage beyond the end comes after the last delta, before the answer is finished.
  const listed = breakage === undefined ? events : [...events];
  const total = Array.isArray(listed) ? listed.filter((event) => event.counts).length : Infinity;
  const end = Math.min(breakage?.after ?? Infinity, total);
  let number = 0;
  let sent = 0;
  for (const event of listed) {
    number += 1;
    if (breakage !== undefined && sent >= end) {
      yield* breakage.pieces(number);
      return finish(breakage.aftermath, signal);
    }
    if (event.counts) {
      if (sent > 0) await wait(deltaDelay, signal);
      sent += 1;
    }
    yield event.text;
  }
}

/** Sends pieces one after the other. */
export async function* each<T>(
  items: readonly T[],
  aftermath: Aftermath = 'end',
  signal = new AbortController().signal,
): AsyncGenerator<T> {
  yield* items;
  await finish(aftermath, signal);
}
