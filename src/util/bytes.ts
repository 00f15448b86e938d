/** True if the bytes from `place` on are those of the text. */
export function startsWith(bytes: Uint8Array, place: number, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[place + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    bytes.set(piece, place);
    place += piece.length;
  }
  return bytes;
}
