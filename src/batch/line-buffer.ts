import type { RoomyBytes } from '../http/multipart.js';
import { IndexSet } from './index-set.js';

/** Facts that a line's answer needs besides itself; kept only for lines that have some. */
export interface LineNotes {
  warnings: readonly string[];
  reading?: unknown;
}

/** Notes by index. */
export type Notes = Map<number, LineNotes>;

/** The lines of a file that is being written. */
export interface LineBuffer extends RoomyBytes {
  readonly lines: IndexSet;
  readonly notes: Notes;
  /** Tells files with other lines, or lines in another order, apart. */
  readonly hash: number;
  add(index: number, line: string): void;
}

const encoder = new TextEncoder();

// Bytes before and after the lines, for the rest of the form. Its names are short.
const margin = 2_048;
const maxGrowth = 4 * 1024 * 1024;

/**
 * Makes a buffer. Without `keeps` only the size and the hash are kept. `expected` are the bytes that it is likely to hold:
 * one that grows from little allocates four times as much.
 */
export function createLineBuffer({ keeps = true, expected = 64 * 1024 } = {}): LineBuffer {
  const lines = new IndexSet();
  let buffer = new Uint8Array(keeps ? 2 * margin + expected : 0);
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
      const needed = margin + length + 3 * line.length + 1 + margin;
      if (needed > buffer.length) {
        const longer = new Uint8Array(Math.max(needed, Math.min(2 * buffer.length, buffer.length + maxGrowth)));
        longer.set(buffer.subarray(0, margin + length));
        buffer = longer;
      }
      length += encoder.encodeInto(line, buffer.subarray(margin + length)).written;
      buffer[margin + length] = 10;
      length += 1;
    },
    frame(head, tail) {
      buffer.set(head, margin - head.length);
      buffer.set(tail, margin + length);
      return buffer.subarray(margin - head.length, margin + length + tail.length);
    },
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
