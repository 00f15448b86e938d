import { throwIfAborted } from './abort.js';

/**
 * Reads values that a reader may stop at any moment. A generator ends only once the value that it waits for has come;
 * this ends at once, and aborts the signal that `start` got. It can be read once.
 */
export function stoppable<Value>(
  abortSignal: AbortSignal | undefined,
  start: (abortSignal: AbortSignal) => AsyncIterator<Value, void, undefined>,
): AsyncIterableIterator<Value> {
  const stop = new AbortController();
  const done = { done: true, value: undefined } as const;
  let values: AsyncIterator<Value, void, undefined> | undefined;
  let hasStopped = false;
  const forward = () => stop.abort(abortSignal?.reason);
  const end = () => abortSignal?.removeEventListener?.('abort', forward);

  const begin = () => {
    throwIfAborted(abortSignal);
    abortSignal?.addEventListener('abort', forward, { once: true });
    return start(stop.signal);
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (hasStopped) return done;
      try {
        values ??= begin();
        const result = await values.next();
        if (result.done === true) end();
        // The reader has stopped meanwhile.
        return hasStopped ? done : result;
      } catch (error) {
        end();
        if (hasStopped) return done;
        throw error;
      }
    },
    async return() {
      hasStopped = true;
      end();
      stop.abort();
      await values?.return?.();
      return done;
    },
  };
}
