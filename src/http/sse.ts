import { createParser, type EventSourceParser } from 'eventsource-parser';

/** One event of a server-sent event stream. */
export interface StreamRecord {
  /** The `event:` field: `error` marks the native protocol's error frames, which also occur on compatible streams. */
  event?: string;
  data: string;
  /** The true HTTP status, which the native protocol writes as a comment (`:HTTP_STATUS/400`) before the data. */
  status?: number;
}

/** Finds records in the pieces of a stream's text. */
export interface Framing {
  /** Takes in text, and hands on the records that it completes. */
  push(text: string): void;
  /** The stream has ended: hands on the last record if the blank line behind it is missing. */
  end(): void;
  /** True once an event has grown beyond `maxEventSize`; nothing can be read after it. */
  overflowed(): boolean;
}

/** Characters that one event may have: a stream that never ends its line must not fill the memory. */
export const maxEventSize = 32 * 1024 * 1024;

// A comment as a rule; the official Python SDK reads a `status:` field too, and proxies have lost the comment's colon.
const statusLine = /^\s*(?:HTTP_STATUS\/|status:\s*)(\d{3})\b/;

/**
 * Makes what turns a stream's text into records and hands each to `take`. Built on eventsource-parser, which knows the
 * fields; here what DashScope adds to them, and the line endings.
 */
export function createFraming(take: (record: StreamRecord) => void): Framing {
  const toLineFeeds = createLineEndings();
  let status: number | undefined;
  let overflowed = false;
  const readStatus = (line: string) => {
    const match = statusLine.exec(line);
    if (match) status = Number(match[1]);
  };
  // llama.cpp wrote its errors into a field of that name (ggml-org/llama.cpp#16109), and a server that passes on what
  // is behind it wrote none at all (lemonade-sdk/lemonade#2975).
  const readUnknown = (line: string) => {
    if (line.startsWith('error:')) take({ event: 'error', data: line.slice(6), status });
    else if (line.startsWith('{"error"')) take({ data: line, status });
    else readStatus(line);
  };
  const parser: EventSourceParser = createParser({
    maxBufferSize: maxEventSize,
    onError(error) {
      // Unknown fields are to be passed over (HTML standard, 9.2.6); only a full buffer ends the stream.
      if (error.type === 'max-buffer-size-exceeded') overflowed = true;
      else readUnknown(error.line ?? '');
    },
    onEvent({ event, data }) {
      const record = { event, data, status };
      status = undefined;
      take(record);
    },
    onComment: readStatus,
  });
  const push = (text: string) => {
    // The parser throws when it is fed after it has overflowed.
    if (!overflowed) parser.feed(toLineFeeds(text));
  };
  return {
    push,
    // Proxies cut the blank line behind the last event; a record without data is not dispatched.
    end: () => push('\n\n'),
    overflowed: () => overflowed,
  };
}

/**
 * Makes each line ending of a text that comes in pieces a line feed. The parser knows the others, but keeps a carriage
 * return at the end of a piece until more comes, which may be never, and takes quadratic time for many of them.
 */
function createLineEndings(): (text: string) => string {
  let returned = false;
  return (text) => {
    if (text === '') return text;
    // The second half of a line ending whose first half has ended the line already.
    const rest = returned && text.startsWith('\n') ? text.slice(1) : text;
    returned = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  };
}
