import { openBody } from '../http/body.js';
import { createPieceDecoder } from '../http/piece-decoder.js';
import { readingError, type HttpResponse } from '../http/transport.js';
import { untilAborted } from '../util/abort.js';
import { LineSplitter } from '../util/line-splitter.js';

// A result is an answer and little more. A server that never ends a line must not fill the memory.
const maxLineLength = 32 * 1024 * 1024;

/** Reads the lines of a file as they come, those of each piece together: a promise for each line would cost more. */
export async function* readLines(reply: HttpResponse): AsyncGenerator<string[], void, undefined> {
  const { abortSignal, timeLimits, toError } = reply;
  const body = openBody(reply.response);
  const decoder = createPieceDecoder();
  const splitter = new LineSplitter();
  let isWhole = false;
  try {
    for (;;) {
      timeLimits?.ask(() => body.cancel());
      const { value } = await untilAborted(body.read(), abortSignal);
      timeLimits?.receive();
      if (value === undefined) break;
      const lines = splitter.push(decoder.decode(value));
      if (lines.length > 0) yield lines;
      else if (splitter.rest.length > maxLineLength) break;
    }
    isWhole = splitter.rest.length <= maxLineLength;
  } catch (error) {
    throw readingError(reply, error);
  } finally {
    timeLimits?.end();
    if (!isWhole) body.cancel();
  }
  if (!isWhole) throw toError({ message: `A line has more than ${maxLineLength} characters.` });
  const last = splitter.rest + decoder.end();
  if (last !== '') yield [last];
}
