import { ConnectionCut, streamBody, wait } from './body.js';
import type { RequestContext, Tempo } from './context.js';
import type { RawAnswer, ScriptedAnswer } from '../model/script.js';

/** Content types of streams and of other bodies. */
export const eventStreamType = 'text/event-stream;charset=UTF-8';
export const jsonType = 'application/json';

interface Outgoing {
  status?: number;
  type: string;
  pieces: AsyncGenerator<string | Uint8Array>;
  headers?: Record<string, string>;
}

/** A response with the headers of the service. Its body is cut into chunks and stops on an abort. */
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

/** A response whose body is one piece. */
export function respondText(context: RequestContext, status: number, type: string, text: string): Response {
  return respond(context, { status, type, pieces: each([text]) });
}

/** A response exactly as the scenario has it. */
export function respondRaw(context: RequestContext, raw: RawAnswer, chunkSize: number | undefined): Response {
  const { status = 200, headers, body, stalls = false } = raw;
  const items = typeof body === 'string' || body instanceof Uint8Array ? [body] : body;
  const pieces = each(items, stalls ? 'stall' : 'end', context.signal);
  return respond(context, { status, type: jsonType, pieces, ...(headers && { headers }) }, chunkSize);
}

/** The tempo of the options, overridden by the script. */
export function tempoOf(context: RequestContext, script: ScriptedAnswer): Tempo {
  return {
    firstTokenDelay: script.firstTokenDelay ?? context.tempo.firstTokenDelay,
    deltaDelay: script.deltaDelay ?? context.tempo.deltaDelay,
    chunkSize: script.chunkSize ?? context.tempo.chunkSize,
  };
}

/** An early end of a body: pieces of an error, then the end of the connection. */
export interface Breakage {
  /** The number of counted events before it. */
  after: number;
  /** `number`: the place of the next event in the stream, from 1. */
  pieces: (number: number) => string[];
  aftermath: Aftermath;
}

/** The state of a connection after the last piece: it ends, breaks, or stays open without sending more. */
export type Aftermath = 'end' | 'cut' | 'stall';

/** Ends a body in that way. */
export async function finish(aftermath: Aftermath, signal: AbortSignal): Promise<void> {
  if (aftermath === 'cut') throw new ConnectionCut();
  if (aftermath === 'stall') await wait(Infinity, signal);
}

/** An event of a stream. `counts`: it carries a piece of the answer. Delays and failures count only these. */
export interface StreamEvent {
  text: string;
  counts: boolean;
}

/** Sends events one after the other, waits between counted ones, and breaks off where the script says so. */
export async function* pace(
  events: Iterable<StreamEvent>,
  deltaDelay: number,
  signal: AbortSignal,
  breakage?: Breakage,
): AsyncGenerator<string> {
  // A breakage that would come after the end comes after the last delta.
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
