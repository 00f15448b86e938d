interface BufferLike {
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string };
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
    base64 += btoa(String.fromCharCode(...bytes.subarray(start, start + chunkSize)));
  }
  return base64;
}

/** Joins base64 texts into the base64 of their bytes in a row, whether or not each one is padded. */
export function joinBase64(pieces: readonly string[]): string {
  const whole = pieces.every((piece, index) => piece.length % 4 === 0 && (index === pieces.length - 1 || !piece.endsWith('=')));
  return whole ? pieces.join('') : btoa(pieces.map((piece) => atob(piece)).join(''));
}
