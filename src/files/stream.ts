import { untilAborted } from '../util/abort.js';

/**
 * Reads a stream of bytes to its end; undefined if it has more than `maxBytes`. The service needs the length of a file
 * before its bytes. The stream is cancelled if it is not read to its end.
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  abortSignal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), abortSignal);
      if (done) return join(chunks, size);
      chunks.push(value);
      size += value.byteLength;
      if (size > maxBytes) return undefined;
    }
  } finally {
    // No effect on a stream that has ended.
    reader.cancel().catch(() => {});
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let start = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, start);
    start += chunk.byteLength;
  }
  return bytes;
}
