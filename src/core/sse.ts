import { createParser, type EventSourceParser } from 'eventsource-parser';

/** One event of a server-sent event stream. */
export interface StreamRecord {
  /** The `event:` field: `error` marks the native protocol's error frames, which also occur on compatible streams. */
  event?: string;
  data: string;
  /** The true HTTP status, which the native protocol writes as a comment (`:HTTP_STATUS/400`) before the data. */
  status?: number;
}

/**
 * Turns pieces of a stream's text into records. Built on eventsource-parser, which knows the line endings and field
 * rules; here only what DashScope adds.
 */
export interface Framing {
  /** Takes in text and returns the records that it completes. */
  push(text: string): StreamRecord[];
  /** The stream has ended: returns the last record if the blank line behind it is missing. */
  end(): StreamRecord[];
  /** True once an event has grown beyond `maxEventSize`; nothing can be read after it. */
  overflowed(): boolean;
}

/** Characters that one event may have: a stream that never ends its line must not fill the memory. */
export const maxEventSize = 32 * 1024 * 1024;

// A comment as a rule; the official Python SDK reads a `status:` field too, and proxies have lost the comment's colon.
const statusLine = /^\s*(?:HTTP_STATUS\/|status:\s*)(\d{3})\b/;

export function createFraming(): Framing {
  let records: StreamRecord[] = [];
  let status: number | undefined;
  let overflowed = false;
  const readStatus = (line: string | undefined) => {
    const match = statusLine.exec(line ?? '');
    if (match) status = Number(match[1]);
  };
  const parser: EventSourceParser = createParser({
    maxBufferSize: maxEventSize,
    onError(error) {
      // Unknown fields are to be passed over (HTML standard, 9.2.6); only a full buffer ends the stream.
      if (error.type === 'max-buffer-size-exceeded') overflowed = true;
      else readStatus(error.line);
    },
    onEvent({ event, data }) {
      records.push({ event, data, status });
      status = undefined;
    },
    onComment: readStatus,
  });
  const push = (text: string) => {
    // The parser throws when it is fed after it has overflowed.
    if (!overflowed) parser.feed(text);
    const taken = records;
    records = [];
    return taken;
  };
  return {
    push,
    // Proxies cut the blank line behind the last event; a record without data is not dispatched.
    end: () => push('\n\n'),
    overflowed: () => overflowed,
  };
}
