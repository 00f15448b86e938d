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

/** Turns the contents of a body into events, which each method puts behind those in `events`. */
export interface ContentReader {
  /** Reads one event of a stream. */
  takeRecord(record: StreamRecord, events: AnswerEvent[]): void;
  /** Reads a body that is not a stream of events: a whole answer, or a page. `whole` is false if its end is cut off. */
  takeUnframed(text: string, whole: boolean, events: AnswerEvent[]): void;
  /** The service has ended the answer. */
  end(events: AnswerEvent[]): void;
  fail(failure: Failure, events: AnswerEvent[], details?: Parameters<Reply['toError']>[1]): void;
}

/** Makes the reader of one answer; `hangUp` is called when the answer has failed. */
export function createContentReader(reply: Reply, decoder: AnswerDecoder, hangUp: () => void): ContentReader {
  let failed = false;
  // The words of the last chunk if it is not part of an answer: the reason of the end, if the stream ends there.
  let complaint: Failure | undefined;

  const stop = (error: unknown, events: AnswerEvent[]): void => {
    failed = true;
    hangUp();
    append(events, decoder.fail(error));
  };

  const fail: ContentReader['fail'] = (failure, events, details) => stop(reply.toError(failure, details), events);

  const failUnexpectedly = (error: unknown, events: AnswerEvent[]): void => {
    if (AISDKError.isInstance(error)) stop(error, events);
    else fail({ message: asText(error) }, events, { cause: error });
  };

  // Neither an error of the decoder nor a failure in a chunk may take the events before it along.
  const decode = (chunk: unknown, events: AnswerEvent[]): void => {
    try {
      const decoded = decoder.decode(chunk, events);
      if (!Array.isArray(decoded)) fail(decoded, events);
    } catch (error) {
      failUnexpectedly(error, events);
    }
  };

  const takeChunk = (chunk: unknown, text: string, events: AnswerEvent[]): void => {
    const failure = readFailure(chunk);
    if (failure !== undefined) {
      // An error beside a part of the answer takes nothing of it along.
      if (isObject(chunk) && holdsAnswer(chunk)) decode(chunk, events);
      if (!failed) fail(failure, events, { responseBody: text });
      return;
    }
    const before = events.length;
    decode(chunk, events);
    if (!isSilent(events, before)) complaint = undefined;
    else complaint = readComplaint(chunk) ?? complaint;
  };

  return {
    fail,
    takeRecord({ event, status, data }, events) {
      if (event === 'error' || (status !== undefined && status >= 400)) {
        // The frame's comment holds the true status.
        return fail(readErrorFrame(reply.redact(data), status), events, { responseBody: data });
      }
      let chunk: unknown;
      try {
        chunk = parseJSON(data);
      } catch {
        // Redact before a message is cut out of it: half a secret would not be found.
        const shown = reply.redact(data);
        return fail(readNoise(shown), events, { responseBody: shown, cause: faultOfJSON(shown) });
      }
      takeChunk(chunk, data, events);
    },
    takeUnframed(text, whole, events) {
      let chunk: unknown;
      try {
        chunk = parseJSON(text);
      } catch {
        const { status, statusText } = reply.response;
        const shown = reply.redact(whole ? text : withoutLastWord(text));
        const details = { responseBody: shown, cause: faultOfJSON(shown) };
        return fail(readFailureBody(shown, status, statusText), events, details);
      }
      takeChunk(chunk, text, events);
    },
    end(events) {
      try {
        const last = decoder.end();
        if (Array.isArray(last)) append(events, last);
        else if (complaint === undefined) fail(last, events);
        else fail({ ...complaint, requestId: complaint.requestId ?? last.requestId }, events);
      } catch (error) {
        failUnexpectedly(error, events);
      }
    },
  };
}

function append(events: AnswerEvent[], more: readonly AnswerEvent[]): void {
  for (const event of more) events.push(event);
}

/** True if events, from a place on, are not part of the answer itself. */
export function isSilent(events: readonly AnswerEvent[], from = 0): boolean {
  for (let place = from; place < events.length; place += 1) {
    const { type } = events[place]!;
    if (type !== 'metadata' && type !== 'raw') return false;
  }
  return true;
}
