/** The store of the answers: a `Map`, or Redis or a table, which can also let them expire. */
export interface AnswerStore {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, value: string): unknown;
}

export interface Call {
  kind: 'generate' | 'stream';
  model: { provider: string; modelId: string };
  /** The call as the model gets it from the AI SDK: prompt, tools, limits, provider options. */
  params: object;
  /** Everything that the AI SDK does not know: settings of the model, its region, the user whose data it sees. */
  scope: unknown;
}

/** The key of a call. It is a hash, because prompts are long and should not be readable in a store. */
export async function keyOf({ kind, model, params, scope }: Call): Promise<string> {
  // Headers may hold a key, and each call has its own signal. Neither changes the answer.
  const asked = { ...params, headers: undefined, abortSignal: undefined };
  const { provider, modelId } = model;
  const text = JSON.stringify({ kind, provider, modelId, asked, scope }, (_name, value: unknown) =>
    value instanceof Uint8Array ? Array.from(value) : value,
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Stores an answer. If the store is down, the answer is still delivered. */
export async function keep(store: AnswerStore, key: string, value: string): Promise<void> {
  try {
    await store.set(key, value);
  } catch (error) {
    console.error(error);
  }
}

/** Passes a stream on and calls `done` with its parts at the end. A stream that breaks off or is cancelled has no end. */
export function collect<Part>(stream: ReadableStream<Part>, done: (parts: Part[]) => unknown): ReadableStream<Part> {
  const parts: Part[] = [];
  return stream.pipeThrough(
    new TransformStream<Part, Part>({
      transform(part, controller) {
        parts.push(part);
        controller.enqueue(part);
      },
      flush: async () => void (await done(parts)),
    }),
  );
}
