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

/** A service whose streams bring what they are told to, when they are told to. */
export interface PushedService {
  fetch: Fetch;
  /** Brings bytes on the stream that was opened last. */
  push(bytes: Uint8Array): void;
  close(): void;
}

export function createPushedService(): PushedService {
  let open: ReadableStreamDefaultController<Uint8Array> | undefined;
  return {
    async fetch() {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          open = controller;
        },
      });
      return new Response(body, events);
    },
    push: (bytes) => open?.enqueue(bytes),
    close: () => open?.close(),
  };
}
