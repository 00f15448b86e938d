import { fromRecorded, toRecorded } from './addresses.js';
import { readChunks } from './chunks.js';
import type { RecordedExchange, RecordedResponse, Recording } from './exchange.js';
import { endpointOf, findNearest, keyOf } from './match.js';
import { describeRequest, type IncomingRequest } from './request.js';
import { Secrets } from './secrets.js';
import type { RecordedRequest } from './exchange.js';
import { ConnectionCut, streamBody, wait } from '../server/body.js';
import { ConnectionReset } from '../server/faults.js';
import { fromBase64 } from '../util/bytes.js';

/** A recording to answer from. */
export interface ReplayOptions extends Recording {
  /** The answer to a call that is not in the recording: an error that says what differs, or the emulator's own. Default `refuse`. */
  otherwise?: 'refuse' | 'emulate' | undefined;
  /** Lets answers take the time that they took. Default false: everything comes at once. */
  timing?: boolean | undefined;
}

/** Milliseconds that an answer stays open where the recorded client left. */
const patience = 1_000;

/** Answers calls from a recording. */
export class Replay {
  private readonly groups = new Map<string, RecordedExchange[]>();
  private readonly taken = new Map<string, number>();

  constructor(private readonly options: ReplayOptions) {
    for (const exchange of options.exchanges) {
      const key = keyOf(exchange.request);
      const group = this.groups.get(key) ?? [];
      group.push(exchange);
      this.groups.set(key, group);
    }
    for (const group of this.groups.values()) group.sort((one, other) => (one.turn ?? 1) - (other.turn ?? 1));
  }

  /** Answers a call; undefined if the emulator should. The last recording of a request is repeated. */
  async answer(incoming: IncomingRequest): Promise<Response | undefined> {
    const { origin } = incoming.url;
    const secrets = new Secrets(incoming.headers);
    const request = await describeRequest(incoming, secrets, (text) => toRecorded(text, origin));
    const key = keyOf(request);
    const group = this.groups.get(key);
    if (group === undefined) return this.options.otherwise === 'emulate' ? undefined : this.refuse(request);
    const turn = this.taken.get(key) ?? 0;
    this.taken.set(key, turn + 1);
    return this.respond(group[Math.min(turn, group.length - 1)]!.response, incoming);
  }

  /** Begins again with the first recording of each request. */
  reset(): void {
    this.taken.clear();
  }

  private async respond(recorded: RecordedResponse, { url, signal, onAbort }: IncomingRequest): Promise<Response> {
    const { status, ms } = recorded;
    if (this.options.timing) await wait(ms, signal);
    if (status === undefined) {
      await wait(patience, signal);
      throw new ConnectionReset();
    }
    const pieces = piecesOf(recorded, url.origin);
    const hasBody = pieces.length > 0 || recorded.ends !== undefined;
    const body = hasBody
      ? streamBody(this.play(pieces, recorded, signal), { chunkSize: undefined, signal, onAbort })
      : null;
    const headers = new Headers(recorded.headers);
    const location = headers.get('location');
    if (location !== null) headers.set('location', fromRecorded(location, url.origin));
    return new Response(body, { status, headers });
  }

  private async *play(
    pieces: readonly Piece[],
    { ends, ms: start }: RecordedResponse,
    signal: AbortSignal,
  ): AsyncGenerator<string | Uint8Array> {
    let now = start;
    for (const { ms = start, content } of pieces) {
      if (this.options.timing) await wait(ms - now, signal);
      now = ms;
      yield content;
    }
    if (ends === undefined) return;
    // The client leaves again, but perhaps not before it has read on.
    if (ends === 'aborted') await wait(patience, signal);
    throw new ConnectionCut();
  }

  /** An error that clients of both protocols can read, and that none retries. */
  private refuse(request: RecordedRequest): Response {
    const message = `This call is not in the recording: ${request.method} ${request.path}. ${this.describe(request)}`;
    const body = {
      error: { message, type: 'invalid_request_error', param: null, code: 'not_recorded' },
      code: 'NotRecorded',
      message,
    };
    return Response.json(body, { status: 404 });
  }

  private describe(request: RecordedRequest): string {
    const recorded = [...this.groups.values()].map(([first]) => first!.request);
    const nearest = findNearest(request, recorded);
    if (nearest !== undefined) {
      const { differences } = nearest;
      const more = differences.length > 3 ? `, and ${differences.length - 3} more` : '';
      return `It differs from the nearest one: ${differences.slice(0, 3).join('; ')}${more}.`;
    }
    const endpoints = new Set(recorded.map(({ method, path }) => `${method} ${endpointOf(path)}`));
    return endpoints.size === 0 ? 'The recording is empty.' : `The recording has ${[...endpoints].join(', ')}.`;
  }
}

interface Piece {
  ms?: number;
  content: string | Uint8Array;
}

function piecesOf({ body, text, base64, chunks }: RecordedResponse, origin: string): Piece[] {
  if (chunks !== undefined) {
    return readChunks(chunks).map((chunk) => ({ ms: chunk.ms, content: fromRecorded(chunk.text, origin) }));
  }
  if (base64 !== undefined) return [{ content: fromBase64(base64) ?? '' }];
  if (body !== undefined) return [{ content: fromRecorded(JSON.stringify(body), origin) }];
  return text === undefined ? [] : [{ content: fromRecorded(text, origin) }];
}
