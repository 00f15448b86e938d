import type { AnswerStream } from '../core/answer-stream.js';
import type { AnswerEvent } from '../core/event.js';

/** Writes the stream parts of one event. */
export type PartWriter<Part> = (event: AnswerEvent, write: (part: Part) => void) => void;

/**
 * The stream of parts that an AI SDK reads. One pull from the consumer to the network: nothing is read before it is
 * wanted, so a slow reader holds the server back.
 */
export function toPartStream<Part>(events: AnswerStream, writeParts: PartWriter<Part>): ReadableStream<Part> {
  return new ReadableStream<Part>(
    {
      async pull(controller) {
        let written = 0;
        const write = (part: Part) => {
          written += 1;
          controller.enqueue(part);
        };
        while (written === 0) {
          const batch = await events.next();
          if (batch === undefined) {
            controller.close();
            return;
          }
          for (const event of batch) writeParts(event, write);
        }
      },
      cancel: (reason) => events.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
