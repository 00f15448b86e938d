import { isObject, type JsonObject } from '../util/objects.js';
import type { Region } from '../catalogue/regions.js';
import { AnswerReader } from './answer-reader.js';
import { copyOf } from './copy-of.js';
import { costOf } from './cost.js';
import { Mask } from './mask.js';
import { questionOf } from './question.js';
import type { CallDetail, CallState, CallSummary, Chunk, ReadAnswer } from './shape.js';

/** A call as the emulator records it. Status, warnings and `aborted` change while it is answered. */
export interface ObservedCall {
  method: string;
  path: string;
  /** With the key masked. */
  headers: Record<string, string>;
  body: unknown;
  /** A sentence in place of a body that is no longer kept. */
  bodyForgotten?: string;
  warnings: string[];
}

/** A request as its copies repeat it. */
export interface SentRequest {
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body: unknown;
  bodyForgotten?: string;
}

/** Characters of a response, and chunks, that are kept of a call. */
const maxText = 1_000_000;
const maxChunks = 5_000;
const cutNote =
  'The response is longer than what is kept of it: 1,000,000 characters of its body and of its answer, and 5,000 chunks.';

/** The counts of an answer by which it is billed, and the task that they belong to. */
export type Bill = Pick<ReadAnswer, 'tokens' | 'units' | 'taskId'>;

/** A call and its answer, while it happens and afterwards. */
export class Exchange {
  state: CallState = 'waiting';
  private readonly startedAt = Date.now();
  private readonly start = performance.now();
  private readonly mask: Mask;
  private readonly path: string;
  // The call may forget its body.
  private readonly model: string | undefined;
  private readonly question: string;
  private readonly mayGrow: boolean;
  private readonly chunks: Chunk[] = [];
  private readonly decoder = new TextDecoder();
  private status = 0;
  private headers: Record<string, string> = {};
  private reader: AnswerReader | undefined;
  private text: string | undefined;
  private isCut = false;
  private bytes = 0;
  private count = 0;
  private firstToken: number | undefined;
  private duration: number | undefined;
  /** The counts of the task that the call created, once a later call was told them. */
  private ofTask: Bill | undefined;

  constructor(
    readonly id: number,
    private readonly call: ObservedCall,
    { url, headers }: Request,
    private readonly region: Region,
  ) {
    this.mask = new Mask(headers);
    this.path = call.path + new URL(url).search;
    const body = isObject(call.body) ? call.body : {};
    const { model } = body;
    if (typeof model === 'string') this.model = copyOf(this.mask.hide(model).slice(0, 100));
    this.question = copyOf(this.mask.hide(questionOf(body)).slice(0, 200));
    this.mayGrow = mayGrow(call.path, body);
  }

  /** The headers of the response have been made. */
  respond({ status, headers }: Response): void {
    const type = headers.get('content-type') ?? '';
    this.status = status;
    this.headers = Object.fromEntries(headers);
    this.state = 'streaming';
    if (!/json|text|xml/.test(type)) return;
    this.text = '';
    this.reader = new AnswerReader(type.startsWith('text/event-stream'), this.mayGrow);
  }

  /** A chunk of the body leaves the emulator. */
  add(chunk: Uint8Array): void {
    const at = this.now();
    this.bytes += chunk.length;
    this.count += 1;
    const text = this.reader === undefined ? '' : this.decoder.decode(chunk, { stream: true });
    const read = this.reader?.read(text) ?? { kind: 'other' as const, piece: '' };
    this.keepText(text);
    if (read.piece !== '' && read.kind !== 'error') this.firstToken ??= at;
    if (this.chunks.length < maxChunks) this.chunks.push({ at, bytes: chunk.length, ...read });
    else this.isCut = true;
  }

  /** The body has ended, in one of the ways. */
  end(state: CallState): void {
    this.reader?.end();
    this.state = state;
    this.duration = this.now();
  }

  /** The answer without keys. */
  get answer(): ReadAnswer {
    const answer = this.reader?.answer ?? { text: '', reasoning: '', toolCalls: [] };
    return this.mask.hideJson(answer) as ReadAnswer;
  }

  /** The counts of the answer. A poll of a task has no price, because it names no model. */
  get bill(): Bill {
    return this.reader?.answer ?? {};
  }

  /** Takes the counts of a task. False if the call did not create it. */
  take(bill: Bill): boolean {
    if (this.model === undefined || this.bill.taskId !== bill.taskId) return false;
    this.ofTask = bill;
    return true;
  }

  /** About the characters that are kept of the response. Its answer is kept as a whole and in pieces. */
  get size(): number {
    const { text = '', chunks, reader } = this;
    return text.length + 2 * (reader?.size ?? 0) + chunks.length * 100;
  }

  /** The request without keys. */
  get sent(): SentRequest {
    const { call, mask } = this;
    return {
      method: call.method,
      path: mask.hide(this.path),
      headers: mask.hideJson(call.headers) as Record<string, string>,
      body: mask.hideJson(call.body),
      ...(call.bodyForgotten !== undefined && { bodyForgotten: call.bodyForgotten }),
    };
  }

  summarize(): CallSummary {
    const { call, mask } = this;
    const { error, tokens } = this.reader?.answer ?? {};
    const { model } = this;
    const cost =
      model === undefined ? undefined : costOf({ model, region: this.region, ...(this.ofTask ?? this.bill) });
    return {
      id: this.id,
      startedAt: this.startedAt,
      method: call.method,
      path: mask.hide(this.path),
      ...(model !== undefined && { model }),
      streams: this.headers['content-type']?.startsWith('text/event-stream') ?? false,
      state: this.state,
      status: this.status,
      ...(this.firstToken !== undefined && { firstToken: this.firstToken }),
      ...(this.duration !== undefined && { duration: this.duration }),
      chunks: this.count,
      warnings: call.warnings.length,
      question: this.question,
      ...(error !== undefined && { error: mask.hide(error.code || error.message).slice(0, 200) }),
      ...(tokens !== undefined && { tokens }),
      ...(cost !== undefined && { cost }),
    };
  }

  describe(): CallDetail {
    const { call, mask } = this;
    const { headers, body, bodyForgotten } = this.sent;
    const pieces = this.maskedPieces();
    return {
      ...this.summarize(),
      requestHeaders: headers,
      requestBody: bodyForgotten ?? shorten(body),
      responseHeaders: mask.hideJson(this.headers) as Record<string, string>,
      ...(this.text !== undefined && { responseBody: this.hideInStream(this.text, pieces) }),
      bytes: this.bytes,
      ...((this.isCut || this.reader?.isCut) && { cut: cutNote }),
      warningTexts: call.warnings.map((warning) => mask.hide(warning)),
      answer: this.answer,
      chunkList: this.chunks.map((chunk, index) => ({ ...chunk, piece: pieces[index]! })),
    };
  }

  /** The piece of each chunk. Texts of one kind belong together, and a key may lie across them. */
  private maskedPieces(): string[] {
    const pieces = this.chunks.map(({ piece }) => piece);
    for (const kind of ['text', 'reasoning', 'tool', 'error'] as const) {
      const places = pieces.flatMap((_, index) => (this.chunks[index]!.kind === kind ? [index] : []));
      const masked = this.mask.hidePieces(places.map((place) => pieces[place]!));
      for (const [index, place] of places.entries()) pieces[place] = masked[index]!;
    }
    return pieces;
  }

  /** The body without keys, neither in one place nor over several pieces. */
  private hideInStream(body: string, pieces: readonly string[]): string {
    let shown = '';
    let end = 0;
    for (const [index, { piece }] of this.chunks.entries()) {
      const written = JSON.stringify(piece).slice(1, -1);
      const place = written === '' ? -1 : body.indexOf(written, end);
      if (place < 0) continue;
      shown += body.slice(end, place) + JSON.stringify(pieces[index]).slice(1, -1);
      end = place + written.length;
    }
    return this.mask.hide(shown + body.slice(end));
  }

  private keepText(text: string): void {
    if (this.text === undefined) return;
    const fitting = text.slice(0, maxText - this.text.length);
    this.text += fitting === text ? text : copyOf(fitting);
    this.isCut ||= fitting.length < text.length;
  }

  private now(): number {
    return Math.round((performance.now() - this.start) * 10) / 10;
  }
}

/** Streams of the native protocol may repeat the answer so far, unless they are asked for increments. */
function mayGrow(path: string, { parameters }: JsonObject): boolean {
  return path.startsWith('/api/v1/') && !(isObject(parameters) && parameters.incremental_output === true);
}

/** Texts of a request that are shown, such as media in base64, have at most this many characters. */
const maxShown = 10_000;

function shorten(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length <= maxShown ? value : `${value.slice(0, 500)}… (${value.length} characters)`;
  }
  if (Array.isArray(value)) return value.map(shorten);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shorten(member)]));
}
