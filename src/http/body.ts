import type { TimeLimits } from './time-limit.js';

/** The bytes of a response, a piece at a time. */
export interface BodyReader {
  /** The next piece; no value at the end. The shape is that of a web stream's reader, which saves a promise. */
  read(): Promise<{ value?: Uint8Array | undefined }>;
  /** Closes the connection. Nothing waits for that. */
  cancel(reason?: unknown): void;
}

// Bytes to read from a body. No answer is that long, and an error says what is wrong long before.
export const maxAnswerBytes = 64 * 1024 * 1024;
export const maxErrorBytes = 1024 * 1024;

/** Opens the body of a response. Throws if something else has read it. */
export function openBody(response: Response): BodyReader {
  const { body } = response as { body?: unknown };
  if (body === null || body === undefined) return wholeText(response);
  const { getReader } = body as Partial<ReadableStream>;
  if (typeof getReader === 'function') return new WebStream((body as ReadableStream<Uint8Array>).getReader());
  return isIterable(body) ? iterable(body) : wholeText(response);
}

/**
 * A class, because V8 would keep objects of a literal in the old generation once the bodies of many streams have lived
 * long, and then the dead bodies of short calls would stay as well.
 */
class WebStream implements BodyReader {
  constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  read(): Promise<{ value?: Uint8Array | undefined }> {
    return this.reader.read();
  }

  cancel(reason?: unknown): void {
    quietly(() => this.reader.cancel(reason));
  }
}

type Iterable = AsyncIterable<Uint8Array | string> & { destroy?(): void };

function isIterable(body: unknown): body is Iterable {
  return typeof (body as Partial<Iterable>)[Symbol.asyncIterator] === 'function';
}

/** Some `fetch` libraries have Node streams as bodies. */
function iterable(body: Iterable): BodyReader {
  const iterator = body[Symbol.asyncIterator]();
  return {
    async read() {
      const { value } = (await iterator.next()) as { value?: Uint8Array | string };
      return { value: typeof value === 'string' ? new TextEncoder().encode(value) : value };
    },
    cancel() {
      quietly(() => iterator.return?.());
      quietly(() => body.destroy?.());
    },
  };
}

/** Reads the body as a whole where `fetch` has no streams, as in React Native. */
function wholeText(response: Response): BodyReader {
  let rest = [() => response.text()];
  return {
    async read() {
      const next = rest.pop();
      return { value: next && new TextEncoder().encode(await next()) };
    },
    cancel() {
      rest = [];
    },
  };
}

/** Runs work whose failure interests nobody any more. */
function quietly(work: () => unknown): void {
  try {
    Promise.resolve(work()).catch(() => {});
  } catch {
    // The body has been read, or is being read, elsewhere.
  }
}

/** Releases the body of a response that nobody reads; it would hold the connection. */
export function dropBody(response: Response): void {
  quietly(() => openBody(response).cancel());
}

/** Reads a body as text. Beyond `limit` bytes it closes the connection and returns what it has. */
export async function readBody(
  body: BodyReader,
  limit: number,
  timeLimits: TimeLimits | undefined,
): Promise<{ text: string; whole: boolean }> {
  const hangUp = () => body.cancel();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    timeLimits?.ask(hangUp);
    const { value: piece } = await body.read();
    timeLimits?.receive();
    if (piece === undefined) return { text: decode(pieces, length), whole: true };
    pieces.push(piece);
    length += piece.length;
    if (length <= limit) continue;
    hangUp();
    return { text: decode(pieces, length), whole: false };
  }
}

/** Removes the last word of a text that was cut off: it may be half a secret, which no search finds. */
export function withoutLastWord(text: string): string {
  const earliest = Math.max(0, text.length - 1000);
  let end = text.length;
  while (end > earliest && !/\s/.test(text[end - 1] as string)) end -= 1;
  return text.slice(0, end);
}

/** Decoding all bytes at once is faster than joining the texts of many pieces. */
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
 * Reads a body to its end after its last event, so that the connection can be used again. Hangs up on a server that
 * goes on sending or never ends.
 */
export function release(body: BodyReader): void {
  const cancel = () => body.cancel();
  const timer = setTimeout(cancel, 1000);
  body
    .read()
    .then(
      ({ value }) => (value === undefined ? undefined : cancel()),
      () => {},
    )
    .finally(() => clearTimeout(timer));
}
