import { APICallError } from '@ai-sdk/provider';
import { maxAnswerBytes, openBody } from './body.js';
import { parseJSON } from './parse-json.js';
import { createPieceDecoder } from './piece-decoder.js';
import { readBodyFailure, readErrorFrame, readFailure, readFailureBody, readNoise } from './read-failure.js';
import { createFraming, maxEventSize, type StreamRecord } from './sse.js';
import { readingError, type HttpResponse } from './transport.js';
import { throwIfAborted, untilAborted } from '../util/abort.js';

// Characters kept of a body in which no event has been found yet: it may be a whole answer, or an error page.
const maxUnframed = 4 * 1024 * 1024;

/**
 * The chunks of a streamed answer as they come. A body without events is one chunk. Throws an `APICallError` for an
 * error in the stream, and for one of more than `maxBytes`. The connection is closed when the reader has enough.
 */
export async function* readChunks(
  reply: HttpResponse,
  maxBytes = maxAnswerBytes,
): AsyncGenerator<unknown, void, undefined> {
  const { response, abortSignal, timeLimits } = reply;
  const records: StreamRecord[] = [];
  const framing = createFraming((record) => records.push(record));
  const decoder = createPieceDecoder();
  let unframed = '';
  let framed = false;
  let size = 0;
  const reader = openBody(response);
  try {
    for (let ended = false; !ended;) {
      throwIfAborted(abortSignal);
      timeLimits?.ask(() => reader.cancel());
      const { value } = await untilAborted(reader.read(), abortSignal);
      timeLimits?.receive();
      ended = value === undefined;
      size += value?.byteLength ?? 0;
      if (size > maxBytes) throw reply.toError({ message: `The answer is longer than ${maxBytes} bytes.` });
      const text = value === undefined ? decoder.end() : decoder.decode(value);
      if (!framed && unframed.length < maxUnframed) unframed += text;
      framing.push(text);
      if (ended) framing.end();
      if (framing.overflowed()) throw reply.toError({ message: `An event is longer than ${maxEventSize} characters.` });
      for (const record of records.splice(0)) {
        framed = true;
        const chunk = readRecord(reply, record);
        if (chunk !== undefined) yield chunk;
      }
    }
    if (!framed) yield readWhole(reply, unframed);
  } catch (error) {
    throw APICallError.isInstance(error) ? error : readingError(reply, error);
  } finally {
    timeLimits?.end();
    reader.cancel();
  }
}

function readRecord(reply: HttpResponse, { event, status, data }: StreamRecord): unknown {
  if (event === 'error' || (status !== undefined && status >= 400)) {
    throw reply.toError(readErrorFrame(reply.redact(data), status), { responseBody: data });
  }
  if (data === '' || data.startsWith('[DONE]')) return undefined;
  let chunk: unknown;
  try {
    chunk = parseJSON(data);
  } catch {
    const shown = reply.redact(data);
    throw reply.toError(readNoise(shown), { responseBody: shown });
  }
  const failure = readFailure(chunk);
  if (failure !== undefined) throw reply.toError(failure, { responseBody: data });
  return chunk;
}

/** A server or a gateway that knows no streams answers whole. */
function readWhole(reply: HttpResponse, text: string): unknown {
  const { status, statusText } = reply.response;
  let body: unknown;
  try {
    body = parseJSON(text);
  } catch {
    const shown = reply.redact(text);
    throw reply.toError(readFailureBody(shown, status, statusText), { responseBody: shown });
  }
  const failure = readBodyFailure(body);
  if (failure !== undefined) throw reply.toError(failure, { responseBody: text });
  return body;
}
