/** Where answers are kept: a `Map` will do; so will Redis or a table, which can also let them grow old. */
export interface AnswerStore {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, value: string): unknown;
}

export interface Call {
  kind: 'generate' | 'stream';
  model: { provider: string; modelId: string };
  /** What the AI SDK hands to the model: prompt, tools, limits, provider options. */
  params: object;
  /** What the AI SDK does not know: settings of the model, its region, whose data it sees. */
  scope: unknown;
}

/** The same for calls that ask the same. A hash: a prompt can be long, and is nobody's business in a store. */
export async function keyOf({ kind, model, params, scope }: Call): Promise<string> {
  // Headers can hold a key, and a signal is another one each time. Neither changes the answer.
  const asked = { ...params, headers: undefined, abortSignal: undefined };
  const { provider, modelId } = model;
  const text = JSON.stringify({ kind, provider, modelId, asked, scope }, (_name, value: unknown) =>
    value instanceof Uint8Array ? Array.from(value) : value,
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A store that is down costs a call, not an answer. */
export async function keep(store: AnswerStore, key: string, value: string): Promise<void> {
  try {
    await store.set(key, value);
  } catch (error) {
    console.error(error);
  }
}

/** Passes a stream on, and says at its end what it was. Of one that breaks off or is left, it says nothing. */
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
