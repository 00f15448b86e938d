interface BufferLike {
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
  from(base64: string, encoding: 'base64'): Uint8Array<ArrayBuffer>;
}

// `String.fromCharCode` takes bytes as arguments, and engines allow some ten thousand of them. Divisible by 3.
const chunkSize = 24_576;

/**
 * Encodes bytes as base64 with Node's Buffer, or with `btoa` in chunks: one character at a time takes over a second and
 * hundreds of megabytes for a 10 MB image.
 */
export function toBase64(bytes: Uint8Array): string {
  const buffer = (globalThis as { Buffer?: BufferLike }).Buffer;
  if (buffer !== undefined) {
    return buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }
  let base64 = '';
  for (let start = 0; start < bytes.length; start += chunkSize) {
    // `apply` reads the typed array directly; spreading it would run an iterator over every byte.
    const chunk = bytes.subarray(start, start + chunkSize) as unknown as number[];
    base64 += btoa(String.fromCharCode.apply(null, chunk));
  }
  return base64;
}

/** Decodes base64, padded or not, in either alphabet. Undefined if the text is not base64. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  const text = base64
    .replace(/[\s=]+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/');
  if (/[^A-Za-z0-9+/]/.test(text) || text.length % 4 === 1) return undefined;
  const buffer = (globalThis as { Buffer?: BufferLike }).Buffer;
  if (buffer !== undefined) return buffer.from(text, 'base64');
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
