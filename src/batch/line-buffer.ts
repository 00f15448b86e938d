import { IndexSet } from './index-set.js';

/** Facts that a line's answer needs besides itself; kept only for lines that have some. */
export interface LineNotes {
  warnings: readonly string[];
  reading?: unknown;
}

/** Notes by index. */
export type Notes = Map<number, LineNotes>;

/** The lines of a file that is being written. */
export interface LineBuffer {
  readonly lines: IndexSet;
  readonly notes: Notes;
  readonly byteLength: number;
  /** Tells files with other lines, or lines in another order, apart. */
  readonly hash: number;
  add(index: number, line: string): void;
  /** The bytes so far. */
  bytes(): Uint8Array;
}

const encoder = new TextEncoder();

/** Makes a buffer. Without `keeps` only the size and the hash are kept. */
export function createLineBuffer(keeps = true): LineBuffer {
  const lines = new IndexSet();
  let buffer = new Uint8Array(keeps ? 64 * 1024 : 0);
  let length = 0;
  let hash = 0x811c9dc5;
  return {
    lines,
    notes: new Map(),
    get byteLength() {
      return length;
    },
    get hash() {
      return hash >>> 0;
    },
    add(index, line) {
      lines.add(index);
      hash = hashLine(hash, line);
      if (!keeps) {
        length += byteLengthOf(line) + 1;
        return;
      }
      const needed = length + 3 * line.length + 1;
      if (needed > buffer.length) {
        const longer = new Uint8Array(Math.max(needed, 2 * buffer.length));
        longer.set(buffer.subarray(0, length));
        buffer = longer;
      }
      length += encoder.encodeInto(line, buffer.subarray(length)).written;
      buffer[length] = 10;
      length += 1;
    },
    bytes: () => buffer.subarray(0, length),
  };
}

/** True if a line fits into the file of a buffer. A character has three bytes at most. */
export function hasRoomFor(
  { lines, byteLength }: LineBuffer,
  line: string,
  { maxLines, maxFileBytes }: { maxLines: number; maxFileBytes: number },
): boolean {
  return lines.size < maxLines && byteLength + 3 * line.length <= maxFileBytes;
}

/** Bytes of a text in UTF-8. */
export function byteLengthOf(text: string): number {
  let length = text.length;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    // Each half of a surrogate pair is two of the four bytes.
    if (code > 0x7f) length += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return length;
}

const maxSamples = 64;

/** FNV-1a over a sample of the characters: it must notice prompts that were exchanged, not a forgery. */
function hashLine(hash: number, line: string): number {
  const step = Math.max(1, Math.floor(line.length / maxSamples));
  let next = Math.imul(hash ^ line.length, 0x01000193);
  for (let place = 0; place < line.length; place += step) next = Math.imul(next ^ line.charCodeAt(place), 0x01000193);
  return next;
}
