/** Breaks a body in the middle. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('terminated');
  }
}

/** Waits, for `Infinity` forever; rejects with the signal's reason when the signal fires first. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const go = () => {
      signal.removeEventListener('abort', stop);
      resolve();
    };
    // `setTimeout` treats `Infinity` as 0.
    const timer = milliseconds === Infinity ? undefined : setTimeout(go, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

interface BodyOptions {
  /** Size of a chunk in bytes; undefined: a chunk for each piece. */
  chunkSize: number | undefined;
  /** The client's signal. An abort makes the body fail with its reason. */
  signal: AbortSignal;
  /** Called once when the client leaves before the end. */
  onAbort: () => void;
}

/** A body whose pieces are made when the client reads: a client that does not read costs nothing. */
export function streamBody(
  pieces: AsyncGenerator<string | Uint8Array>,
  options: BodyOptions,
): ReadableStream<Uint8Array> {
  const { signal, onAbort } = options;
  const chunks = cut(encode(pieces), options.chunkSize);
  let ended = false;
  const end = () => {
    ended = true;
    signal.removeEventListener('abort', fail);
  };
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const fail = () => {
    end();
    onAbort();
    controller.error(signal.reason);
    void pieces.return(undefined);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own;
        signal.addEventListener('abort', fail, { once: true });
        if (signal.aborted) fail();
      },
      async pull() {
        try {
          const next = await chunks.next();
          if (ended) return;
          if (next.done) {
            end();
            controller.close();
          } else controller.enqueue(next.value);
        } catch (error) {
          if (ended) return;
          end();
          controller.error(error);
        }
      },
      cancel() {
        end();
        onAbort();
        void pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* encode(pieces: AsyncGenerator<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}

/** Cuts chunks to a size: a chunk may end within an event or a character, and hold several events. */
async function* cut(chunks: AsyncGenerator<Uint8Array>, size: number | undefined): AsyncGenerator<Uint8Array> {
  if (size === undefined) return yield* chunks;
  let rest = new Uint8Array(0);
  try {
    for await (const chunk of chunks) {
      rest = concat(rest, chunk);
      let start = 0;
      for (; rest.length - start >= size; start += size) yield rest.slice(start, start + size);
      rest = rest.slice(start);
    }
  } catch (error) {
    // Bytes from before a break arrive before it.
    if (rest.length > 0) yield rest;
    throw error;
  }
  if (rest.length > 0) yield rest;
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
