import type { AnswerStream } from '../../chat/answer/stream.js';
import type { AnswerEvent } from '../../chat/answer/event.js';

/** Writes the stream parts of one event. */
export type PartWriter<Part> = (event: AnswerEvent, write: (part: Part) => void) => void;

/** A stream of parts, made before the events are there that it will carry. */
export interface PartStream<Part> {
  stream: ReadableStream<Part>;
  /**
   * Lets the stream carry an answer's events, behind `first`; called before the stream is read. After an abort nothing
   * is given any more, not even what has been read already.
   */
  carry(events: AnswerStream, options: { first?: Part; abortSignal?: AbortSignal }): void;
}

// A stream's queue is slow to take from when it is very long: Node moves all that is left in it.
const maxEventsAtOnce = 500;

/**
 * Makes the stream of parts that an AI SDK reads. One pull from the consumer to the network: nothing is read before it
 * is wanted, so a slow reader holds the server back. Made while the call is on its way, since making a stream takes
 * longer than decoding the first chunk.
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
          // A pull that brings nothing would not be followed by another one.
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
      // JavaScript passes null as well, as `fetch` allows.
      if (!abortSignal) return;
      const abort = () => {
        controller.error(abortSignal.reason);
        // It has been aborted as well, unless the caller's own `fetch` knows no signals.
        void events.cancel(abortSignal.reason);
      };
      abortSignal.addEventListener('abort', abort, { once: true });
      stopListening = () => abortSignal.removeEventListener('abort', abort);
      if (abortSignal.aborted) abort();
    },
  };
}
