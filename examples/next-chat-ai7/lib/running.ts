import type { UIMessageChunk } from 'ai';

/** An answer that is being written. It goes on when the reader leaves, and others may join. */
interface Running {
  chunks: UIMessageChunk[];
  ended: boolean;
  /** Set once it is complete: resolves when the conversation has it. */
  saving?: Promise<unknown>;
  abort: AbortController;
  /** Called for each chunk and at the end. */
  readers: Set<() => void>;
}

// In the memory of this process, by conversation. An app of several servers keeps it in Redis: see `resumable-stream`.
const kept = globalThis as typeof globalThis & { running?: Map<string, Running> };
const running = (kept.running ??= new Map());

/** Reads an answer to its end, with readers or without. */
export function run(id: string, abort: AbortController, stream: ReadableStream<UIMessageChunk>): void {
  stop(id);
  const answer: Running = { chunks: [], ended: false, abort, readers: new Set() };
  running.set(id, answer);
  const notify = () => answer.readers.forEach((reader) => reader());
  const sink = new WritableStream<UIMessageChunk>({
    write(chunk) {
      answer.chunks.push(chunk);
      notify();
    },
  });
  void stream
    .pipeTo(sink)
    .catch((error: unknown) => console.error(error))
    .finally(() => {
      answer.ended = true;
      notify();
      // A page that was made just before the end still asks for the rest.
      setTimeout(() => running.get(id) === answer && running.delete(id), 10_000).unref();
    });
}

export function isRunning(id: string): boolean {
  const answer = running.get(id);
  return answer !== undefined && !answer.ended && answer.saving === undefined;
}

/** Saves a complete answer, unless another one has taken its place. False if it is not saved. */
export async function saveWith(id: string, abort: AbortController, save: () => Promise<boolean>): Promise<boolean> {
  const answer = running.get(id);
  if (answer?.abort !== abort) return false;
  const saving = save();
  answer.saving = saving;
  return saving;
}

/** Resolves when no answer is being saved. */
export async function whenSaved(id: string): Promise<void> {
  await running.get(id)?.saving?.catch(() => undefined);
}

/** Ends the answer to a conversation. What has come so far stays. */
export function stop(id: string): void {
  running.get(id)?.abort.abort();
}

/** The answer to a conversation from its beginning; undefined if there is none. */
export function follow(id: string): ReadableStream<UIMessageChunk> | undefined {
  const answer = running.get(id);
  if (answer === undefined) return undefined;
  let next = 0;
  let wake: () => void = () => {};
  const reader = () => wake();
  answer.readers.add(reader);
  return new ReadableStream({
    async pull(controller) {
      while (next === answer.chunks.length && !answer.ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const chunk = answer.chunks[next];
      next += 1;
      if (chunk) return controller.enqueue(chunk);
      answer.readers.delete(reader);
      controller.close();
    },
    cancel() {
      answer.readers.delete(reader);
      wake();
    },
  });
}
