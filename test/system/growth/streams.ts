/**
 * An input so long that anything quadratic takes minutes for it, while linear work is done in a moment. A process of its
 * own reads them: whoever waits for it can end it, which a busy event loop would not allow.
 */
export interface LongInput {
  name: string;
  read(): Promise<unknown>;
}

/** A number of events that makes quadratic work take minutes. */
export const many = 100_000;

const encoder = new TextEncoder();
export const frame = (chunk: unknown) => `data: ${JSON.stringify(chunk)}\n\n`;
/** A body that gives a few kilobytes a read, as networks do. */
export function bodyOf(texts: Iterable<string>, size = 16_384): ReadableStream<Uint8Array> {
  const iterator = texts[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      let piece = '';
      while (piece.length < size) {
        const next = iterator.next();
        if (next.done === true) break;
        piece += next.value;
      }
      if (piece === '') controller.close();
      else controller.enqueue(encoder.encode(piece));
    },
  });
}

export function* times(count: number, make: (index: number) => string, ...after: string[]): Generator<string> {
  for (let index = 0; index < count; index += 1) yield make(index);
  yield* after;
}

/** A failure is an answer here as well. */
export async function settle(work: () => PromiseLike<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}
