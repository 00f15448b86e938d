import type { AnswerStream } from '../../chat/answer/stream.js';
import type { AnswerEvent } from '../../chat/answer/event.js';

/** Writes the stream parts of one event. */
export type PartWriter<Part> = (event: AnswerEvent, write: (part: Part) => void) => void;

/** A stream of parts, made before it has events to carry. */
export interface PartStream<Part> {
  stream: ReadableStream<Part>;
  /**
   * Makes the stream carry an answer's events after `first`. Call it before the stream is read. After an abort the
   * stream gives nothing more, not even what has already been read.
   */
  carry(events: AnswerStream, options: { first?: Part; abortSignal?: AbortSignal }): void;
}

// Node moves the rest of a stream's queue at every read, so a very long queue is slow.
const maxEventsAtOnce = 500;

/**
 * Makes the stream of parts that an AI SDK reads. One pull goes from the consumer to the network: nothing is read
 * before it is wanted, so a slow reader holds the server back. It is made while the request is under way, because
 * making a stream takes longer than decoding the first chunk.
 */
export function createPartStream<Part>(writeParts: PartWriter<Part>): PartStream<Part> {
  let controller: ReadableStreamDefaultController<Part>;
  let source: AnswerStream;
  let batch: AnswerEvent[] | undefined;
  let place = 0;
  let stopListening = () => {};
  let written = false;
  const write = (part: Part): void => {
    written = true;
    controller.enqueue(part);
  };
  const stream = new ReadableStream<Part>(
    {
      start(given) {
        controller = given;
      },
      async pull() {
        written = false;
        for (;;) {
          if (batch === undefined || place === batch.length) {
            place = 0;
            batch = await source.next();
          }
          if (batch === undefined) {
            stopListening();
            return controller.close();
          }
          const end = Math.min(place + maxEventsAtOnce, batch.length);
          while (place < end) writeParts(batch[place++] as AnswerEvent, write);
          // After a pull without parts the consumer would not pull again.
          if (written) return;
        }
      },
      cancel(reason) {
        stopListening();
        return source.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    carry(events, { first, abortSignal }) {
      source = events;
      if (first !== undefined) controller.enqueue(first);
      // JavaScript callers pass null as well, as `fetch` allows.
      if (!abortSignal) return;
      const abort = () => {
        controller.error(abortSignal.reason);
        // The abort has also reached the connection, unless the caller's `fetch` ignores signals.
        void events.cancel(abortSignal.reason);
      };
      abortSignal.addEventListener('abort', abort, { once: true });
      stopListening = () => abortSignal.removeEventListener('abort', abort);
      if (abortSignal.aborted) abort();
    },
  };
}
