import type { AnswerStream } from '../core/answer-stream.js';
import type { AnswerEvent } from '../core/event.js';

/** Writes the stream parts of one event. */
export type PartWriter<Part> = (event: AnswerEvent, write: (part: Part) => void) => void;

/**
 * The stream of parts that an AI SDK reads. One pull from the consumer to the network: nothing is read before it is
 * wanted, so a slow reader holds the server back. `first` comes before all events. After an abort nothing is given any
 * more, not even what has been read already.
 */
export function toPartStream<Part>(
  events: AnswerStream,
  writeParts: PartWriter<Part>,
  { first, abortSignal }: { first?: Part; abortSignal?: AbortSignal } = {},
): ReadableStream<Part> {
  let stopListening = () => {};
  return new ReadableStream<Part>(
    {
      start(controller) {
        if (first !== undefined) controller.enqueue(first);
        if (abortSignal === undefined) return;
        const abort = () => {
          controller.error(abortSignal.reason);
          // It has been aborted as well, unless the caller's own `fetch` knows no signals.
          events.cancel(abortSignal.reason).catch(() => {});
        };
        abortSignal.addEventListener('abort', abort, { once: true });
        stopListening = () => abortSignal.removeEventListener('abort', abort);
        if (abortSignal.aborted) abort();
      },
      async pull(controller) {
        for (;;) {
          const batch = await events.next();
          if (batch === undefined) {
            stopListening();
            return controller.close();
          }
          let written = false;
          for (const event of batch) {
            writeParts(event, (part) => {
              written = true;
              controller.enqueue(part);
            });
          }
          // A pull that brings nothing would not be followed by another one.
          if (written) return;
        }
      },
      cancel(reason) {
        stopListening();
        return events.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
