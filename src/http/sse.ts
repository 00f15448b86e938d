import { createParser, type EventSourceParser } from 'eventsource-parser';

/** One event of a server-sent event stream. */
export interface StreamRecord {
  /**
   * The `event:` field. `error` marks an error frame of the DashScope protocol, which also occurs on compatible
   * streams.
   */
  event?: string;
  data: string;
  /** The true HTTP status. The DashScope protocol writes it as a comment (`:HTTP_STATUS/400`) before the data. */
  status?: number;
}

/**
 * Finds records in the pieces of a stream's text. eventsource-parser reads the fields; this adds DashScope's extensions
 * and all line endings.
 */
export interface Framing {
  /** Adds text and passes on the records that it completes. */
  push(text: string): void;
  /** Ends the stream and passes on the last record if the blank line after it is missing. */
  end(): void;
  /** True once an event has grown beyond `maxEventSize`. Nothing can be read after it. */
  overflowed(): boolean;
}

/** Characters in one event: a stream that never ends a line must not fill the memory. */
export const maxEventSize = 32 * 1024 * 1024;

// Usually a comment. The official Python SDK also reads a `status:` field, and proxies have dropped the comment's
// colon.
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
  // llama.cpp wrote errors into a field named `error` (ggml-org/llama.cpp#16109), and lemonade passed its errors on
  // without any field name (lemonade-sdk/lemonade#2975).
  const readUnknown = (line: string) => {
    // Servers written by hand indent a data line, or put a byte order mark before each event.
    const text = line.trimStart();
    if (line.startsWith('error:')) take({ event: 'error', data: line.slice(6), status });
    else if (line.startsWith('{"error"')) take({ data: line, status });
    else if (text.startsWith('data:')) take({ data: text.slice(5).trimStart(), status });
    else readStatus(line);
  };
  const parser: EventSourceParser = createParser({
    maxBufferSize: maxEventSize,
    onError(error) {
      // Unknown fields are ignored (HTML standard, 9.2.6); only a full buffer ends the stream.
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
    // The parser throws if it is fed after an overflow.
    if (!overflowed) parser.feed(toLineFeeds(text));
  };
  return {
    push,
    // Proxies cut the blank line after the last event. Extra blank lines dispatch nothing.
    end: () => push('\n\n'),
    overflowed: () => overflowed,
  };
}

/**
 * Turns each line ending of a text that comes in pieces into a line feed. The parser knows the others, but it keeps a
 * carriage return at the end of a piece until more text comes, which may be never, and takes quadratic time for many of
 * them.
 */
function createLineEndings(): (text: string) => string {
  let returned = false;
  return (text) => {
    if (text === '') return text;
    // The line feed of a CRLF whose carriage return has already ended the line.
    const rest = returned && text.startsWith('\n') ? text.slice(1) : text;
    returned = text.endsWith('\r');
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  };
}
