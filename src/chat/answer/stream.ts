import { APICallError } from '@ai-sdk/provider';
import { untilAborted } from '../../util/abort.js';
import { maxAnswerBytes, openBody, release, type BodyReader } from '../../http/body.js';
import { createContentReader, isSilent, type AnswerDecoder } from './content.js';
import type { AnswerEvent } from './event.js';
import { redactAnswer } from './redact-events.js';
import { isObject } from '../../util/json.js';
import type { Failure } from '../../http/failure.js';
import { parseJSON } from '../../http/parse-json.js';
import { createFraming, maxEventSize, type StreamRecord } from '../../http/sse.js';
import { readingError, tooLong, type Reply } from '../../http/transport.js';

export type { AnswerDecoder } from './content.js';

/** A stream of answer events, pulled a batch at a time: one batch is what one read of the network brought. */
export interface AnswerStream {
  /** The next events; undefined at the end. Rejects only with the caller's own abort. */
  next(): Promise<AnswerEvent[] | undefined>;
  /** Ends the call; the socket is released. Never rejects. */
  cancel(reason?: unknown): Promise<void>;
}

/**
 * What is asked of an `APICallError`. Its own type would be in the declarations of AI SDK 5 to 7, whose applications
 * have another `@ai-sdk/provider`.
 */
export interface ServiceError extends Error {
  isRetryable: boolean;
  data?: unknown;
  statusCode?: number;
  responseBody?: string;
}

/** Whether a time limit ended the call. */
export function isTimeoutError(error: unknown): boolean {
  return APICallError.isInstance(error) && isObject(error.data) && error.data.timeout !== undefined;
}

// Characters kept of a body in which no record has been found yet: it may be an error page, or a whole answer.
const maxUnframedText = 4 * 1024 * 1024;

/** How an answer's stream is opened. */
export interface StreamOptions {
  /** Whether a refusal before the answer is a rejection, which the SDK may try again. */
  rejects?(error: ServiceError): boolean;
  /** Bytes that the body may have; no limit where each piece goes on to a reader. */
  maxBytes?: number;
}

/**
 * Reads a reply as a stream of events. Resolves when the answer itself has begun. A refusal before that which may pass
 * if tried again (`rejects`) is a rejection, because the SDK retries those alone; every other failure becomes an error
 * event, because `ai` 4 and 5 leave their promises open when a stream is refused or torn down.
 */
export async function openAnswerStream(
  reply: Reply,
  decoder: AnswerDecoder,
  { rejects = refusedForNow, maxBytes }: StreamOptions = {},
): Promise<AnswerStream> {
  const stream = readEvents(reply, redactAnswer(decoder, reply.redact), maxBytes);
  const opening: AnswerEvent[] = [];
  for (;;) {
    let batch: AnswerEvent[] | undefined;
    try {
      // The caller has no stream to leave yet, and not every `fetch` listens to signals.
      batch = await untilAborted(stream.next(), reply.abortSignal);
    } catch (reason) {
      void stream.cancel(reason);
      throw reason;
    }
    if (batch === undefined) break;
    for (const event of batch) opening.push(event);
    const first = batch.find((event) => !isSilent([event]));
    if (first === undefined) continue;
    if (first.type === 'error' && APICallError.isInstance(first.error) && rejects(first.error)) throw first.error;
    break;
  }
  let pending: AnswerEvent[] | undefined = opening;
  return {
    next() {
      const batch = pending;
      if (batch === undefined) return stream.next();
      pending = undefined;
      return Promise.resolve(batch.length === 0 ? undefined : batch);
    },
    cancel: (reason) => stream.cancel(reason),
  };
}

/** The stream of a call that has failed before there was an answer. */
export function failedStream(decoder: AnswerDecoder, error: unknown): AnswerStream {
  let events: AnswerEvent[] | undefined = decoder.fail(error);
  return {
    async next() {
      const batch = events;
      events = undefined;
      return batch;
    },
    async cancel() {
      events = undefined;
    },
  };
}

/** Whether the service itself has refused a call for now; a stream that was cut off is not its word. */
export function refusedForNow({ isRetryable, statusCode, data }: ServiceError): boolean {
  return isRetryable && (statusCode !== undefined || (isObject(data) && data.code !== undefined));
}

/** Turns the text of a body into events. */
interface Intake {
  /** Set when nothing is to come any more: the answer has ended, failed, or been cancelled. */
  ended: boolean;
  push(text: string): AnswerEvent[];
  end(): AnswerEvent[];
  /** The connection broke off: returns what of its last event came whole. */
  breakOff(): AnswerEvent[];
  fail(failure: Failure): AnswerEvent[];
}

/** What an intake does with the body itself: read it out when the answer is whole, hang up when it has failed. */
interface Body {
  release(): void;
  cancel(): void;
}

function createIntake(reply: Reply, decoder: AnswerDecoder, body: Body): Intake {
  const framing = createFraming();
  let framed = false;
  let unframed = '';
  // Characters of the chunks that are no text: what tool calls, speech and further choices say is kept to the end.
  let kept = 0;
  const reader = createContentReader(reply, decoder, () => {
    intake.ended = true;
    body.cancel();
  });

  const take = (record: StreamRecord, events: AnswerEvent[]): void => {
    framed = true;
    if (record.data === '' && record.event !== 'error') return;
    if (record.data.startsWith('[DONE]')) {
      intake.ended = true;
      body.release();
      return reader.end(events);
    }
    const before = events.length;
    reader.takeRecord(record, events);
    if (!hasText(events, before)) kept += record.data.length;
    if (kept > maxAnswerBytes && !intake.ended) reader.fail(tooLong, events);
  };

  const takeAll = (records: StreamRecord[], events: AnswerEvent[] = []): AnswerEvent[] => {
    for (const record of records) {
      take(record, events);
      if (intake.ended) return events;
    }
    if (framing.overflowed()) {
      reader.fail({ message: `An event of the stream is longer than ${maxEventSize} characters.` }, events);
    }
    return events;
  };

  // A server that ignores `stream` answers whole; a gateway answers with a page. Neither is framed.
  const takeUnframed = (events: AnswerEvent[]): void => {
    reader.takeUnframed(unframed, unframed.length < maxUnframedText, events);
    if (!intake.ended) reader.end(events);
  };

  // A page may never end. The first event may be as long as any other, if it is one.
  const isEndless = () => !framed && unframed.length >= maxUnframedText && !/^(data|event|id|retry)?:/m.test(unframed);

  const intake: Intake = {
    ended: false,
    push(text) {
      const grows = !framed && unframed.length < maxUnframedText;
      if (grows) unframed += text;
      const events = takeAll(framing.push(text));
      if (intake.ended || !grows || !isEndless()) return events;
      takeUnframed(events);
      intake.ended = true;
      body.cancel();
      return events;
    },
    // A part of a line is nothing that can be read; the blank line behind a whole one adds nothing to it.
    breakOff: () => takeAll(framing.end().filter(isWhole)),
    fail(failure) {
      const events: AnswerEvent[] = [];
      reader.fail(failure, events);
      return events;
    },
    end() {
      const events = takeAll(framing.end());
      if (!intake.ended && framed) reader.end(events);
      else if (!intake.ended) takeUnframed(events);
      intake.ended = true;
      return events;
    },
  };
  return intake;
}

function hasText(events: readonly AnswerEvent[], from: number): boolean {
  for (let place = from; place < events.length; place += 1) {
    const { type } = events[place]!;
    if (type === 'text' || type === 'reasoning') return true;
  }
  return false;
}

function isWhole({ data }: StreamRecord): boolean {
  if (data.startsWith('[DONE]')) return true;
  try {
    return typeof parseJSON(data) === 'object';
  } catch {
    return false;
  }
}

function readEvents(reply: Reply, decoder: AnswerDecoder, maxBytes = Number.POSITIVE_INFINITY): AnswerStream {
  const { watchdog } = reply;
  let reader: BodyReader;
  try {
    reader = openBody(reply.response);
  } catch (error) {
    // A `fetch` of the application's own has read the body itself.
    watchdog?.end();
    return failedStream(decoder, readingError(reply, error));
  }
  const text = new TextDecoder();
  const hangUp = () => reader.cancel();
  const intake = createIntake(reply, decoder, {
    release() {
      watchdog?.end();
      release(reader);
    },
    cancel() {
      watchdog?.end();
      hangUp();
    },
  });
  let length = 0;

  // An abort takes what is left along; what came whole before a broken connection stays.
  const breakOff = (error: unknown): AnswerEvent[] => {
    const events = reply.abortSignal?.aborted === true ? [] : intake.breakOff();
    if (intake.ended) return events;
    intake.ended = true;
    watchdog?.end();
    if (reply.abortSignal?.aborted === true) throw reply.abortSignal.reason;
    return events.concat(decoder.fail(readingError(reply, error)));
  };

  return {
    async next() {
      while (!intake.ended) {
        let piece: string | undefined;
        try {
          watchdog?.ask(hangUp);
          const { value: bytes } = await reader.read();
          watchdog?.receive();
          length += bytes?.length ?? 0;
          piece = bytes === undefined ? undefined : text.decode(bytes, { stream: true });
        } catch (error) {
          return breakOff(error);
        }
        // The call has been cancelled while the read was waiting.
        if (intake.ended) return undefined;
        if (piece === undefined) {
          watchdog?.end();
          return intake.push(text.decode()).concat(intake.ended ? [] : intake.end());
        }
        const events = intake.push(piece);
        if (length > maxBytes && !intake.ended) return events.concat(intake.fail(tooLong));
        if (events.length > 0) return events;
      }
      return undefined;
    },
    async cancel(reason) {
      intake.ended = true;
      watchdog?.end();
      reader.cancel(reason);
    },
  };
}
