import { AISDKError, APICallError } from '@ai-sdk/provider';
import {
  createAnswerState,
  failAnswer,
  finishAnswer,
  type AnswerExpectation,
  type AnswerState,
} from './answer/answer.js';
import type { AnswerEvent } from './answer/event.js';
import { addEvents, emptyAnswer, type Answer } from './answer/fold.js';
import type { AnswerDecoder, AnswerStream } from './answer/stream.js';
import type { Failure } from '../http/failure.js';
import { readComplaint } from '../http/read-failure.js';
import { redactError } from '../http/redact-error.js';
import type { HttpResponse } from '../http/transport.js';
import { untilAborted } from '../util/abort.js';
import { asText, toText } from '../util/json.js';
import type { ChatProtocol } from './protocol.js';

export function bindDecoder(
  protocol: ChatProtocol,
  expectation: AnswerExpectation,
  raw: boolean | undefined,
): AnswerDecoder {
  const state = createAnswerState(expectation);
  return {
    decode(chunk, events) {
      if (raw === true) events.push({ type: 'raw', value: chunk });
      return protocol.decode(state, chunk, events);
    },
    end: () => protocol.checkEnd(state) ?? finishAnswer(state),
    fail: (error) => failAnswer(state, error),
  };
}

/** Reads a stream to its end. After an abort nothing waits for it any more, even if `fetch` ignores the signal. */
export async function foldStream(stream: AnswerStream, abortSignal: AbortSignal | undefined): Promise<Answer> {
  const answer = emptyAnswer();
  const reading = async (): Promise<void> => {
    for (let batch = await stream.next(); batch !== undefined; batch = await stream.next()) addEvents(answer, batch);
  };
  try {
    await untilAborted(reading(), abortSignal);
    return answer;
  } catch (error) {
    void stream.cancel(error);
    throw error;
  }
}

/** The events of a whole answer. Throws if the body is an error or not an answer. */
export function decodeWhole(
  protocol: ChatProtocol,
  expectation: AnswerExpectation,
  body: unknown,
  reply: Pick<HttpResponse, 'toError' | 'redact'>,
): AnswerEvent[] {
  const state = createAnswerState(expectation);
  try {
    const decoded = protocol.decode(state, body);
    const events = Array.isArray(decoded) ? (checkWhole(state, decoded, body) ?? decoded) : decoded;
    if (!Array.isArray(events)) throw reply.toError(events, { responseBody: toText(body) });
    return finishAnswer(state, events);
  } catch (error) {
    if (APICallError.isInstance(error)) throw error;
    if (AISDKError.isInstance(error)) throw redactError(error, reply.redact);
    throw reply.toError({ message: asText(error) }, { responseBody: toText(body), cause: error });
  }
}

/** A whole answer may lack its finish reason, but not everything else. */
function checkWhole(state: AnswerState, events: AnswerEvent[], body: unknown): Failure | undefined {
  const empty = events.every((event) => event.type === 'metadata') && (state.tools?.calls ?? []).length === 0;
  if (!empty || state.rawReason !== undefined) return undefined;
  const complaint = readComplaint(body);
  return {
    ...(complaint ?? { message: 'The body of the response contains no answer.' }),
    requestId: complaint?.requestId ?? state.requestId,
  };
}
