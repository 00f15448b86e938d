import type { AnswerStream } from '../core/answer-stream.js';
import type { AnswerEvent } from '../core/event.js';

/** Writes the stream parts of one event. */
export type PartWriter<Part> = (event: AnswerEvent, write: (part: Part) => void) => void;

/**
 * The stream of parts that an AI SDK reads. One pull from the consumer to the network: nothing is read before it is
 * wanted, so a slow reader holds the server back. `first` comes before all events.
 */
export function toPartStream<Part>(
  events: AnswerStream,
  writeParts: PartWriter<Part>,
  first?: Part,
): ReadableStream<Part> {
  return new ReadableStream<Part>(
    {
      start(controller) {
        if (first !== undefined) controller.enqueue(first);
      },
      async pull(controller) {
        for (;;) {
          const batch = await events.next();
          if (batch === undefined) return controller.close();
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
      cancel: (reason) => events.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
