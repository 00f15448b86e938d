import type { Failure } from '../../http/failure.js';
import { parseJSON } from '../../http/parse-json.js';
import { readErrorFrame, readFailure, readFailureBody, readNoise } from '../../http/read-failure.js';
import type { StreamRecord } from '../../http/sse.js';
import type { AnswerEvent } from './event.js';

/** Whether events say nothing of the answer itself. */
export function isSilent(events: readonly AnswerEvent[]): boolean {
  return events.every(({ type }) => type === 'metadata' || type === 'raw');
}

/** A chunk of an answer, or how the call failed. */
export interface Content {
  chunk?: unknown;
  failure?: Failure;
  cause?: unknown;
}

/** Reads one event of a stream. */
export function readRecord({ event, status, data }: StreamRecord): Content {
  if (event === 'error' || (status ?? 200) >= 400) {
    // The frame's comment holds the true status.
    return { failure: readErrorFrame(data, status) };
  }
  try {
    const chunk = parseJSON(data);
    return { chunk, failure: readFailure(chunk) };
  } catch (cause) {
    return { failure: readNoise(data), cause };
  }
}

/** Reads a body that is no stream of events: a whole answer, or a page. */
export function readUnframed(text: string, { status, statusText }: Response): Content {
  try {
    const chunk = parseJSON(text);
    return { chunk, failure: readFailure(chunk) };
  } catch (cause) {
    return { failure: readFailureBody(text, status, statusText), cause };
  }
}
