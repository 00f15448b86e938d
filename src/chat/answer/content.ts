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
import type { Redact } from '../../http/redact.js';
import type { StreamRecord } from '../../http/sse.js';
import type { Reply } from '../../http/transport.js';
import { asText, isObject } from '../../util/json.js';
import type { AnswerEvent } from './event.js';

/** Decodes the chunks of one answer; bound to the answer's state. */
export interface AnswerDecoder {
  /**
   * The events of one chunk, which are put behind `events`, or the failure that it is instead of a part of an answer.
   * `events` has what came before it then, and what came before an error that is thrown.
   */
  decode(chunk: unknown, events: AnswerEvent[]): AnswerEvent[] | Failure;
  /** The service has ended the stream. */
  end(): AnswerEvent[] | Failure;
  /** The answer can't go on. */
  fail(error: unknown): AnswerEvent[];
}

/** Turns what a body holds into events. */
export interface ContentReader {
  take(content: Content, body: string): AnswerEvent[];
  /** The service has ended the answer. */
  end(): AnswerEvent[];
  fail(failure: Failure, details?: Parameters<Reply['toError']>[1]): AnswerEvent[];
}

/** Makes the reader of one answer; `hangUp` is called when the answer has failed. */
export function createContentReader(reply: Reply, decoder: AnswerDecoder, hangUp: () => void): ContentReader {
  let failed = false;
  // Words of the last chunk, if it says something and is no part of an answer: why the stream ends, if it ends there.
  let complaint: Failure | undefined;

  const stop = (error: unknown): AnswerEvent[] => {
    failed = true;
    hangUp();
    return decoder.fail(error);
  };

  const fail: ContentReader['fail'] = (failure, details) => stop(reply.toError(failure, details));

  // Neither what decoding raises nor a failure in a chunk may take the events before it along.
  const attempt = (decode: (events: AnswerEvent[]) => AnswerEvent[] | Failure): AnswerEvent[] => {
    const events: AnswerEvent[] = [];
    try {
      const decoded = decode(events);
      return Array.isArray(decoded) ? decoded : events.concat(fail(decoded));
    } catch (error) {
      const broken = AISDKError.isInstance(error) ? stop(error) : fail({ message: asText(error) }, { cause: error });
      return events.concat(broken);
    }
  };

  return {
    fail,
    take({ chunk, failure, cause, shown }, body) {
      if (failure) {
        // An error beside a part of the answer takes nothing of it along.
        const before = isObject(chunk) && holdsAnswer(chunk) ? attempt((list) => decoder.decode(chunk, list)) : [];
        return failed ? before : before.concat(fail(failure, { responseBody: shown ?? body, cause }));
      }
      const events = attempt((list) => decoder.decode(chunk, list));
      if (!isSilent(events)) complaint = undefined;
      else complaint = readComplaint(chunk) ?? complaint;
      return events;
    },
    end: () =>
      attempt(() => {
        const last = decoder.end();
        if (Array.isArray(last) || complaint === undefined) return last;
        return { ...complaint, requestId: complaint.requestId ?? last.requestId };
      }),
  };
}

/** True if events say nothing of the answer itself. */
export function isSilent(events: readonly AnswerEvent[]): boolean {
  return events.every(({ type }) => type === 'metadata' || type === 'raw');
}

/** A chunk of an answer, or how the call failed. */
export interface Content {
  chunk?: unknown;
  failure?: Failure;
  cause?: unknown;
  /** What was no JSON, as it may be shown. */
  shown?: string;
}

/** Reads one event of a stream. */
export function readRecord({ event, status, data }: StreamRecord, redact: Redact): Content {
  if (event === 'error' || (status ?? 200) >= 400) {
    // The frame's comment holds the true status.
    return { failure: readErrorFrame(redact(data), status) };
  }
  try {
    const chunk = parseJSON(data);
    return { chunk, failure: readFailure(chunk) };
  } catch {
    // Before a message is cut out of it: nobody finds half a secret.
    const shown = redact(data);
    return { failure: readNoise(shown), cause: faultOfJSON(shown), shown };
  }
}

/** Reads a body that is no stream of events: a whole answer, or a page; `whole` says whether nothing of it is cut off. */
export function readUnframed(text: string, whole: boolean, { response, redact }: Reply): Content {
  try {
    const chunk = parseJSON(text);
    return { chunk, failure: readFailure(chunk) };
  } catch {
    const { status, statusText } = response;
    const shown = redact(whole ? text : withoutLastWord(text));
    return { failure: readFailureBody(shown, status, statusText), cause: faultOfJSON(shown), shown };
  }
}
