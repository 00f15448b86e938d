/** A `fetch` that answers without a network. */
export type Fetch = typeof globalThis.fetch;

const events = { headers: { 'content-type': 'text/event-stream' } };
const json = { headers: { 'content-type': 'application/json' } };

/** Answers every call with the same stream; `onPull` is told of every buffer that is asked for. */
export function streamFetch(buffers: readonly Uint8Array[], onPull?: (buffer: number) => void): Fetch {
  return async () => {
    let next = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        onPull?.(next);
        const buffer = buffers[next];
        next += 1;
        if (buffer === undefined) controller.close();
        else controller.enqueue(buffer);
      },
    });
    return new Response(body, events);
  };
}

/** Answers every call with a JSON text, which may depend on the request's body. */
export function jsonFetch(answer: (requestBody: string) => string): Fetch {
  return async (_url, init) => {
    const text = answer(String(init?.body));
    return new Response(text, json);
  };
}

/** A service with one stream, which brings what it is told to, when it is told to. */
export interface PushedService {
  fetch: Fetch;
  /** Resolves when the stream has been asked for: a provider may have something to load first. */
  opened: Promise<void>;
  /** Brings bytes on the stream. */
  push(bytes: Uint8Array): void;
}

export function createPushedService(): PushedService {
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  let resolve = () => {};
  const opened = new Promise<void>((resolveOpened) => {
    resolve = resolveOpened;
  });
  return {
    async fetch() {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          stream = controller;
        },
      });
      resolve();
      return new Response(body, events);
    },
    opened,
    push(bytes) {
      if (stream === undefined) throw new Error('Nobody has asked for the stream yet.');
      stream.enqueue(bytes);
    },
  };
}
