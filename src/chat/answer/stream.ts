import { APICallError } from '@ai-sdk/provider';
import { untilAborted } from '../../util/abort.js';
import { openBody, release, type BodyReader } from '../../http/body.js';
import { createPieceDecoder } from '../../http/piece-decoder.js';
import { isSilent, type AnswerDecoder } from './content.js';
import type { AnswerEvent } from './event.js';
import { Intake, type Body } from './intake.js';
import { redactAnswer } from './redact-events.js';
import { isObject } from '../../util/json.js';
import type { TimeLimits } from '../../http/time-limit.js';
import { readingError, tooLong, type HttpResponse } from '../../http/transport.js';

export type { AnswerDecoder } from './content.js';

/** A stream of answer events, pulled a batch at a time. A batch is the events of one read of the network. */
export interface AnswerStream {
  /** The next events; undefined at the end. Rejects only with the caller's own abort. */
  next(): Promise<AnswerEvent[] | undefined>;
  /** Ends the call; the socket is released. Never rejects. */
  cancel(reason?: unknown): Promise<void>;
}

/**
 * The fields of an `APICallError` that are read here. Its type must stay out of the declarations of AI SDK 5 to 7, whose
 * applications have another `@ai-sdk/provider`.
 */
export interface ServiceError extends Error {
  isRetryable: boolean;
  data?: unknown;
  statusCode?: number;
  responseBody?: string;
}

/** True if a time limit ended the call. */
export function isTimeoutError(error: unknown): boolean {
  return APICallError.isInstance(error) && isObject(error.data) && error.data.timeout !== undefined;
}

/** Options of an answer's stream. */
export interface StreamOptions {
  /** True if a refusal before the answer rejects the call, so that the SDK may try again. Default: `refusedForNow`. */
  rejects?(error: ServiceError): boolean;
  /** Bytes that the body may have. Default: no limit, because each piece goes on to a reader. */
  maxBytes?: number;
}

/**
 * Reads a reply as a stream of events. Resolves when the answer has begun. A refusal before that rejects if a retry may
 * help (`rejects`), because the SDK retries only rejections. Every other failure becomes an error event, because `ai` 4
 * and 5 leave their promises open when a stream is refused or torn down.
 */
export async function openAnswerStream(
  reply: HttpResponse,
  decoder: AnswerDecoder,
  { rejects = refusedForNow, maxBytes }: StreamOptions = {},
): Promise<AnswerStream> {
  const stream = readEvents(reply, redactAnswer(decoder, reply.redact), maxBytes);
  const opening: AnswerEvent[] = [];
  for (;;) {
    let batch: AnswerEvent[] | undefined;
    try {
      // The caller has no stream to cancel yet, and not every `fetch` listens to signals.
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

/** The stream of a call that failed before its answer began. */
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

/** True if the service refused a call for now. A stream that was cut off is not a refusal. */
export function refusedForNow({ isRetryable, statusCode, data }: ServiceError): boolean {
  return isRetryable && (statusCode !== undefined || (isObject(data) && data.code !== undefined));
}

/** Ends the time limits of a body together with the body. */
function closable(reader: BodyReader, timeLimits: TimeLimits | undefined): Body {
  return {
    release() {
      timeLimits?.end();
      release(reader);
    },
    cancel() {
      timeLimits?.end();
      reader.cancel();
    },
  };
}

function readEvents(reply: HttpResponse, decoder: AnswerDecoder, maxBytes = Number.POSITIVE_INFINITY): AnswerStream {
  const { timeLimits } = reply;
  let reader: BodyReader;
  try {
    reader = openBody(reply.response);
  } catch (error) {
    // The application's `fetch` has read the body.
    timeLimits?.end();
    return failedStream(decoder, readingError(reply, error));
  }
  const text = createPieceDecoder();
  const hangUp = () => reader.cancel();
  const intake = new Intake(reply, decoder, closable(reader, timeLimits));
  let length = 0;

  // An abort drops the rest. Before a broken connection, records that came whole stay.
  const breakOff = (error: unknown): AnswerEvent[] => {
    const events = reply.abortSignal?.aborted === true ? [] : intake.breakOff();
    if (intake.ended) return events;
    intake.ended = true;
    timeLimits?.end();
    if (reply.abortSignal?.aborted === true) throw reply.abortSignal.reason;
    return events.concat(decoder.fail(readingError(reply, error)));
  };

  return {
    async next() {
      while (!intake.ended) {
        let piece: string | undefined;
        try {
          timeLimits?.ask(hangUp);
          const { value: bytes } = await reader.read();
          timeLimits?.receive();
          length += bytes?.length ?? 0;
          piece = bytes === undefined ? undefined : text.decode(bytes);
        } catch (error) {
          return breakOff(error);
        }
        // The call has been cancelled while the read was waiting.
        if (intake.ended) return undefined;
        if (piece === undefined) {
          timeLimits?.end();
          return intake.push(text.end()).concat(intake.ended ? [] : intake.end());
        }
        const events = intake.push(piece);
        if (length > maxBytes && !intake.ended) return events.concat(intake.fail(tooLong));
        if (events.length > 0) return events;
      }
      return undefined;
    },
    async cancel(reason) {
      intake.ended = true;
      timeLimits?.end();
      reader.cancel(reason);
    },
  };
}
