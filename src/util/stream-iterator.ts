/** Reads a stream. `return` cancels it even while a read is pending, which the stream's own iterator does not. */
export function iteratorOfStream<Value>(stream: ReadableStream<Value>): AsyncIterator<Value, void, undefined> {
  const reader = stream.getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? { done, value: undefined } : { done, value };
    },
    async return() {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}
