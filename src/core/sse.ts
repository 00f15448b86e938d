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

const statusComment = /^\s*HTTP_STATUS\/(\d{3})/;

export function createFraming(): Framing {
  let records: StreamRecord[] = [];
  let status: number | undefined;
  let overflowed = false;
  const parser: EventSourceParser = createParser({
    maxBufferSize: maxEventSize,
    onError(error) {
      // Unknown fields are to be passed over (HTML standard, 9.2.6); only a full buffer ends the stream.
      if (error.type === 'max-buffer-size-exceeded') overflowed = true;
    },
    onEvent({ event, data }) {
      records.push({ event, data, status });
      status = undefined;
    },
    onComment(comment) {
      const match = statusComment.exec(comment);
      if (match) status = Number(match[1]);
    },
  });
  const take = () => {
    const taken = records;
    records = [];
    return taken;
  };
  return {
    push(text) {
      parser.feed(text);
      return take();
    },
    end() {
      // Proxies cut the blank line behind the last event; a record without data is not dispatched.
      parser.feed('\n\n');
      return take();
    },
    overflowed: () => overflowed,
  };
}
