interface BufferLike {
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
  from(base64: string, encoding: 'base64'): Uint8Array<ArrayBuffer>;
}

// `String.fromCharCode` takes its bytes as arguments, of which engines allow some ten thousands; divisible by 3.
const chunkSize = 24_576;

/**
 * Base64 of bytes. Node's Buffer where there is one, else `btoa` in chunks: a character at a time takes over a second
 * and hundreds of megabytes for a 10 MB image.
 */
export function toBase64(bytes: Uint8Array): string {
  const buffer = (globalThis as { Buffer?: BufferLike }).Buffer;
  if (buffer !== undefined) {
    return buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  }
  let base64 = '';
  for (let start = 0; start < bytes.length; start += chunkSize) {
    // `apply` takes the bytes as they lie there; spreading them asks an iterator for each.
    const chunk = bytes.subarray(start, start + chunkSize) as unknown as number[];
    base64 += btoa(String.fromCharCode.apply(null, chunk));
  }
  return base64;
}

/** The bytes of base64, padded or not, in either alphabet. Undefined if the text is no base64. */
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

/** Joins base64 texts into the base64 of their bytes in a row, whether or not each one is padded. */
export function joinBase64(pieces: readonly string[]): string {
  const whole = pieces.every(
    (piece, index) => piece.length % 4 === 0 && (index === pieces.length - 1 || !piece.endsWith('=')),
  );
  return whole ? pieces.join('') : btoa(pieces.map((piece) => atob(piece)).join(''));
}
