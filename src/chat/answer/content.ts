import { AISDKError } from '@ai-sdk/provider';
import type { Failure } from '../../http/failure.js';
import { withoutLastWord } from '../../http/body.js';
import { faultOfJSON, parseJSON } from '../../http/parse-json.js';
import {
  holdsAnswer,
  readComplaint,
  readErrorFrame,
  readFailure,
  readFailureBody,
  readNoise,
} from '../../http/read-failure.js';
import type { StreamRecord } from '../../http/sse.js';
import type { HttpResponse } from '../../http/transport.js';
import { asText, isObject } from '../../util/json.js';
import type { AnswerEvent } from './event.js';

/** Decodes the chunks of one answer and holds the answer's state. */
export interface AnswerDecoder {
  /**
   * Adds the events of one chunk to `events` and returns it, or returns the failure that the chunk reports. Events that
   * come before a failure, or before an error that is thrown, are in `events`.
   */
  decode(chunk: unknown, events: AnswerEvent[]): AnswerEvent[] | Failure;
  /** The service has ended the stream. */
  end(): AnswerEvent[] | Failure;
  /** The answer cannot continue. */
  fail(error: unknown): AnswerEvent[];
}

// Chunks without a part of the answer that are kept: a stream of keep-alives may be endless.
const maxSilent = 20;

/** Turns the contents of one answer's body into events, which each method adds to `events`. */
export class ContentReader {
  private failed = false;
  /**
   * The last chunks if they are not part of the answer: one of them may say why the stream ends there. Read only then,
   * because reading one takes longer than decoding the first delta.
   */
  private silent: unknown[] = [];

  constructor(
    private readonly reply: HttpResponse,
    private readonly decoder: AnswerDecoder,
    /** Called when the answer has failed. */
    private readonly hangUp: () => void,
  ) {}

  /** Reads one event of a stream. */
  takeRecord({ event, status, data }: StreamRecord, events: AnswerEvent[]): void {
    const { reply } = this;
    if (event === 'error' || (status !== undefined && status >= 400)) {
      // The frame's comment holds the true status.
      return this.fail(readErrorFrame(reply.redact(data), status), events, { responseBody: data });
    }
    let chunk: unknown;
    try {
      chunk = parseJSON(data);
    } catch {
      if (isKeepAlive(event)) return;
      // Redact before cutting a message out of the text: half a secret would not be found.
      const shown = reply.redact(data);
      return this.fail(readNoise(shown), events, { responseBody: shown, cause: faultOfJSON(shown) });
    }
    this.takeChunk(chunk, data, events);
  }

  /** Reads a body that is not a stream of events: a whole answer, or a page. `whole` is false if its end is cut off. */
  takeUnframed(text: string, whole: boolean, events: AnswerEvent[]): void {
    const { reply } = this;
    let chunk: unknown;
    try {
      chunk = parseJSON(text);
    } catch {
      const { status, statusText } = reply.response;
      const shown = reply.redact(whole ? text : withoutLastWord(text));
      const details = { responseBody: shown, cause: faultOfJSON(shown) };
      return this.fail(readFailureBody(shown, status, statusText), events, details);
    }
    this.takeChunk(chunk, text, events);
  }

  /** The service has ended the answer. */
  end(events: AnswerEvent[]): void {
    try {
      const last = this.decoder.end();
      if (Array.isArray(last)) return append(events, last);
      const complaint = this.silent.map(readComplaint).findLast((found) => found !== undefined);
      if (complaint === undefined) this.fail(last, events);
      else this.fail({ ...complaint, requestId: complaint.requestId ?? last.requestId }, events);
    } catch (error) {
      this.failUnexpectedly(error, events);
    }
  }

  fail(failure: Failure, events: AnswerEvent[], details?: Parameters<HttpResponse['toError']>[1]): void {
    this.stop(this.reply.toError(failure, details), events);
  }

  private takeChunk(chunk: unknown, text: string, events: AnswerEvent[]): void {
    const failure = readFailure(chunk);
    if (failure !== undefined) {
      // A chunk may hold an error and a part of the answer: keep the part.
      if (isObject(chunk) && holdsAnswer(chunk)) this.decode(chunk, events);
      if (!this.failed) this.fail(failure, events, { responseBody: text });
      return;
    }
    const before = events.length;
    this.decode(chunk, events);
    if (!isSilent(events, before)) this.silent.length = 0;
    else if (this.silent.push(chunk) > maxSilent) this.silent.shift();
  }

  /** Events that came before an error of the decoder, or before a failure in the chunk, stay in `events`. */
  private decode(chunk: unknown, events: AnswerEvent[]): void {
    try {
      const decoded = this.decoder.decode(chunk, events);
      if (!Array.isArray(decoded)) this.fail(decoded, events);
    } catch (error) {
      this.failUnexpectedly(error, events);
    }
  }

  private failUnexpectedly(error: unknown, events: AnswerEvent[]): void {
    if (AISDKError.isInstance(error)) this.stop(error, events);
    else this.fail({ message: asText(error) }, events, { cause: error });
  }

  private stop(error: unknown, events: AnswerEvent[]): void {
    this.failed = true;
    this.hangUp();
    append(events, this.decoder.fail(error));
  }
}

/** True for an event that only keeps the connection open (ztjhz/BetterChatGPT#538). */
function isKeepAlive(event: string | undefined): boolean {
  return event !== undefined && /^(ping|keep-?alive|heartbeat)$/i.test(event);
}

function append(events: AnswerEvent[], more: readonly AnswerEvent[]): void {
  for (const event of more) events.push(event);
}

/** True if the events from `from` on are not part of the answer itself. */
export function isSilent(events: readonly AnswerEvent[], from = 0): boolean {
  for (let place = from; place < events.length; place += 1) {
    const { type } = events[place]!;
    if (type !== 'metadata' && type !== 'raw') return false;
  }
  return true;
}
