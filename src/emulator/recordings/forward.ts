import { Addresses, PieceRewriter, readService, toRecorded } from './addresses.js';
import { readExactly, writeChunks } from './chunks.js';
import type { RecordedExchange, RecordedRequest, RecordedResponse } from './exchange.js';
import { Links } from './links.js';
import { keyOf } from './match.js';
import { describeRequest, type IncomingRequest, readText } from './request.js';
import { ServiceIds, Secrets } from './secrets.js';
import { ConnectionCut, streamBody } from '../server/body.js';
import { concat, toBase64 } from '../util/bytes.js';
import { uuidFrom } from '../util/words.js';

/** A service to which calls are passed on. */
export interface ForwardOptions {
  /**
   * The address of Model Studio, such as `https://dashscope-intl.aliyuncs.com`, or of an emulator on this machine. The
   * keys of callers go there.
   */
  to: string;
  /** Gets each call once its answer has ended. `recordInto(folder)` keeps it in a folder. */
  record?: ((exchange: RecordedExchange) => void | Promise<void>) | undefined;
  /** Replaces `globalThis.fetch`. */
  fetch?: ((input: URL, init: RequestInit) => Promise<Response>) | undefined;
}

/** Headers of one connection, or of the browser and host of the caller. */
const ofConnection =
  /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|content-encoding|expect|accept-encoding|origin|referer|cookie|sec-.*)$/;

/** Headers of an answer that a recording keeps. The others name accounts, machines and times. */
const keptHeaders = ['content-type', 'location', 'retry-after', 'retry-after-ms', 'x-request-id'];

/** Passes calls on to a service, and records them. */
export class Forward {
  private readonly addresses: Addresses;
  private readonly ids = new ServiceIds();
  private readonly links = new Links();
  /** The number of times that a request was made, by a hash of it: requests may be large. */
  private readonly turns = new Map<string, number>();
  private readonly unfinished = new Set<Promise<void>>();

  constructor(private readonly options: ForwardOptions) {
    this.addresses = new Addresses(readService(options.to));
  }

  async answer(incoming: IncomingRequest): Promise<Response> {
    const target = this.addresses.targetOf(incoming.url);
    if (target === undefined) {
      return refuse(404, `No answer of the service has named the bucket of ${incoming.url.pathname}.`);
    }
    const take = await this.begin(incoming);
    const gone = new AbortController();
    const leave = () => gone.abort(incoming.signal.reason);
    incoming.signal.addEventListener('abort', leave, { once: true });
    if (incoming.signal.aborted) leave();
    let upstream: Response;
    try {
      upstream = await this.ask(target, incoming, gone.signal);
    } catch (error) {
      incoming.signal.removeEventListener('abort', leave);
      if (!gone.signal.aborted) return refuse(502, `${target.origin} could not be reached: ${reasonOf(error)}`);
      this.keepLater(take.end('aborted'));
      throw error;
    }
    const headers = new Headers([...upstream.headers].filter(([name]) => !ofConnection.test(name)));
    const location = headers.get('location');
    if (location !== null) headers.set('location', this.addresses.leadRedirect(location, incoming.url.origin));
    take.open({ status: upstream.status, headers });
    const { status } = upstream;
    if (upstream.body === null) {
      await take.end();
      return new Response(null, { status, headers });
    }
    const onAbort = () => {
      gone.abort();
      incoming.onAbort();
    };
    const pieces = this.relay(upstream.body, take, gone.signal);
    return new Response(streamBody(pieces, { chunkSize: undefined, signal: incoming.signal, onAbort }), {
      status,
      headers,
    });
  }

  /** Resolves when every call that was begun is recorded. */
  async settled(): Promise<void> {
    await Promise.all(this.unfinished);
  }

  private ask(target: URL, { method, url, headers, bytes, form }: IncomingRequest, signal: AbortSignal) {
    const sent = new Headers([...headers].filter(([name]) => !ofConnection.test(name)));
    // Compressed streams come in other chunks.
    sent.set('accept-encoding', 'identity');
    if (this.addresses.isBucket(target)) sent.delete('authorization');
    const { fetch = (input: URL, init: RequestInit) => globalThis.fetch(input, init) } = this.options;
    const body = form === undefined && isText(headers) ? this.restored(bytes, url.origin) : bytes;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    // A redirect would take the key elsewhere.
    return fetch(target, { method, headers: sent, signal, redirect: 'manual', ...(hasBody && { body }) });
  }

  private restored(bytes: ArrayBuffer, origin: string): ArrayBuffer | string {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const restored = this.addresses.restore(text, origin);
    return restored === text ? bytes : restored;
  }

  private async *relay(
    body: ReadableStream<Uint8Array>,
    take: Take,
    signal: AbortSignal,
  ): AsyncGenerator<string | Uint8Array> {
    const reader = body.getReader();
    let ends: RecordedResponse['ends'] = 'aborted';
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) yield* take.add(next.value);
      yield* take.rest();
      // The file is there when the client has the whole answer.
      await take.end();
      ends = undefined;
    } catch (error) {
      if (take.isKept) throw error;
      if (!signal.aborted) ends = 'broken';
      yield* take.rest();
      throw new ConnectionCut();
    } finally {
      if (ends !== undefined && !take.isKept) this.keepLater(take.end(ends));
    }
  }

  private keepLater(kept: Promise<void>): void {
    this.unfinished.add(kept);
    kept.then(
      () => this.unfinished.delete(kept),
      // `settled` tells.
      () => {},
    );
  }

  private async begin(incoming: IncomingRequest): Promise<Take> {
    const { origin } = incoming.url;
    const secrets = new Secrets(incoming.headers);
    const settle = (text: string) => this.ids.replace(this.links.replace(toRecorded(text, origin)));
    const request = await describeRequest(incoming, secrets, settle);
    this.links.ask(JSON.stringify(request));
    const key = keyOf(request);
    const hash = uuidFrom(key);
    const turn = (this.turns.get(hash) ?? 0) + 1;
    this.turns.set(hash, turn);
    const { addresses, ids, links, options } = this;
    return new Take({
      request,
      turn,
      key,
      secrets,
      ids,
      links,
      origin,
      lead: (text) => addresses.lead(text, origin),
      record: options.record,
    });
  }
}

interface TakeOptions {
  request: RecordedRequest;
  turn: number;
  key: string;
  secrets: Secrets;
  ids: ServiceIds;
  links: Links;
  origin: string;
  lead: (text: string) => string;
  record: ForwardOptions['record'];
}

/** A call that is being recorded. */
class Take {
  isKept = false;
  private readonly startedAt = performance.now();
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private readonly rewriter: PieceRewriter;
  private readonly chunks: { ms: number; text: string }[] = [];
  private readonly bytes: Uint8Array[] = [];
  private upstream: { status: number; headers: Headers } | undefined;
  private ms = 0;

  constructor(private readonly options: TakeOptions) {
    this.rewriter = new PieceRewriter(options.lead);
  }

  open(upstream: { status: number; headers: Headers }): void {
    this.upstream = upstream;
    this.ms = this.now();
  }

  /** Adds a chunk of the answer, and yields what the client gets of it. */
  *add(chunk: Uint8Array): Generator<string | Uint8Array> {
    if (isText(this.upstream!.headers)) {
      yield* this.addText(this.rewriter.push(this.decoder.decode(chunk, { stream: true })));
    } else {
      this.bytes.push(chunk);
      yield chunk;
    }
  }

  /** The end of the text, where it looked like the beginning of an address. */
  *rest(): Generator<string> {
    yield* this.addText(this.rewriter.push(this.decoder.decode()) + this.rewriter.end());
  }

  async end(ends?: RecordedResponse['ends']): Promise<void> {
    this.isKept = true;
    const { request, turn, record } = this.options;
    if (record === undefined) return;
    const response = this.describe(ends);
    await record({ request, response, ...(turn > 1 && { turn }) });
  }

  private *addText(text: string): Generator<string> {
    if (text === '') return;
    this.chunks.push({ ms: this.now(), text });
    yield text;
  }

  private describe(ends: RecordedResponse['ends']): RecordedResponse {
    const { upstream, ms, options } = this;
    if (upstream === undefined) return { ms: this.now(), ends: 'aborted' };
    const { key, turn, ids } = options;
    const whole = this.chunks.map(({ text }) => text).join('');
    ids.learn(whole, upstream.headers, { asked: key, idFor: (index) => uuidFrom(`${key} ${turn} ${index}`) });
    return {
      status: upstream.status,
      headers: this.headersOf(upstream.headers),
      ms,
      ...this.describeBody(upstream),
      ...(ends && { ends }),
    };
  }

  private describeBody({ status, headers }: { status: number; headers: Headers }): Partial<RecordedResponse> {
    const bytes = concat(this.bytes);
    // Results of batches are texts, whatever their type says. In base64, their secrets would stay.
    const file = this.bytes.length === 0 ? undefined : readText(bytes);
    const { secrets, ids, links, origin, key } = this.options;
    if (this.bytes.length > 0 && file === undefined) return { base64: toBase64(secrets.cleanBytes(bytes)) };
    const chunks = file === undefined ? this.chunks : [{ ms: this.ms, text: file }];
    if (chunks.length === 0) return {};
    const texts = secrets.cleanPieces(
      chunks.map(({ text }) => toRecorded(text, origin)),
      status >= 400,
    );
    links.learn(texts.join(''), key);
    const pieces = ids.replacePieces(links.replacePieces(texts));
    if (/^text\/event-stream\b/.test(headers.get('content-type') ?? '')) {
      return { chunks: writeChunks(pieces.map((text, index) => ({ ms: chunks[index]!.ms, text }))) };
    }
    const text = pieces.join('');
    const body = readExactly(text);
    return body === undefined ? { text } : { body };
  }

  private headersOf(headers: Headers): Record<string, string> {
    const { secrets, ids, links, origin, key } = this.options;
    const rows = keptHeaders.flatMap((name) => {
      const value = headers.get(name);
      if (value === null) return [];
      const text = secrets.clean(toRecorded(value, origin));
      links.learn(text, key);
      return [[name, ids.replace(links.replace(text))] as const];
    });
    return Object.fromEntries(rows);
  }

  private now(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

function isText(headers: Headers): boolean {
  return /json|text|xml|javascript|urlencoded/.test(headers.get('content-type') ?? '');
}

function refuse(status: number, message: string): Response {
  const error = { message, type: 'invalid_request_error', param: null, code: 'not_forwarded' };
  return Response.json({ error, code: 'NotForwarded', message }, { status });
}

/** The reason of `fetch` is the cause of its error. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const reason = cause ?? error;
  return reason instanceof Error ? reason.message || reason.name : String(reason);
}
