import type { Watchdog } from './time-limit.js';

/** Reads a body as text. Of one that is longer than so many bytes only the beginning: the connection is closed then. */
export async function readBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  watchdog: Watchdog | undefined,
): Promise<{ text: string; whole: boolean }> {
  const hangUp = () => void reader.cancel().catch(() => {});
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    watchdog?.ask(hangUp);
    const { value } = await reader.read();
    watchdog?.receive();
    if (value === undefined) return { text: decode(pieces, length), whole: true };
    pieces.push(value);
    length += value.length;
    if (length <= limit) continue;
    hangUp();
    return { text: decode(pieces, length), whole: false };
  }
}

/** Decoding all bytes at once takes less time than joining the texts of many pieces. */
function decode(pieces: readonly Uint8Array[], length: number): string {
  const [first] = pieces;
  if (pieces.length === 1) return new TextDecoder().decode(first);
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return new TextDecoder().decode(bytes);
}

/**
 * Lets go of a body whose last event has been read. It is read to its end, so that the connection can be used again;
 * a server that goes on sending, or never ends, is hung up on.
 */
export function release(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  const cancel = () => void reader.cancel().catch(() => {});
  const timer = setTimeout(cancel, 1000);
  reader
    .read()
    .then(
      ({ done }) => (done ? undefined : cancel()),
      () => {},
    )
    .finally(() => clearTimeout(timer));
}
