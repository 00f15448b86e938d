import type { RoomyBytes } from '../http/multipart.js';
import { IndexSet } from './index-set.js';

/** Facts that a line's answer needs besides itself; kept only for lines that have some. */
export interface LineNotes {
  warnings: readonly string[];
  reading?: unknown;
}

/** Notes by index. */
export type Notes = Map<number, LineNotes>;

const encoder = new TextEncoder();

// Bytes before and after the lines, for the rest of the form. Its names are short.
const margin = 2_048;
const maxGrowth = 4 * 1024 * 1024;

/**
 * The lines of a file that is being written. Without `keeps` only their size and hash are kept. `expected` is the number
 * of bytes that it is likely to hold: a buffer that grows from little allocates four times as much.
 */
export class LineBuffer implements RoomyBytes {
  readonly lines = new IndexSet();
  readonly notes: Notes = new Map();
  byteLength = 0;
  /** Tells files with other lines, or lines in another order, apart. */
  hash = 0x811c9dc5;
  private readonly keeps: boolean;
  private buffer: Uint8Array<ArrayBuffer>;

  constructor({ keeps = true, expected = 64 * 1024 } = {}) {
    this.keeps = keeps;
    this.buffer = new Uint8Array(keeps ? 2 * margin + expected : 0);
  }

  add(index: number, line: string): void {
    this.lines.add(index);
    this.hash = hashLine(this.hash, line);
    if (!this.keeps) {
      this.byteLength += byteLengthOf(line) + 1;
      return;
    }
    this.reserve(3 * line.length + 1);
    const { written } = encoder.encodeInto(line, this.buffer.subarray(margin + this.byteLength));
    this.buffer[margin + this.byteLength + written] = 10;
    this.byteLength += written + 1;
  }

  frame(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
    this.buffer.set(head, margin - head.length);
    this.buffer.set(tail, margin + this.byteLength);
    return this.buffer.subarray(margin - head.length, margin + this.byteLength + tail.length);
  }

  private reserve(bytes: number): void {
    const needed = margin + this.byteLength + bytes + margin;
    if (needed <= this.buffer.length) return;
    const longer = new Uint8Array(Math.max(needed, Math.min(2 * this.buffer.length, this.buffer.length + maxGrowth)));
    longer.set(this.buffer.subarray(0, margin + this.byteLength));
    this.buffer = longer;
  }
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
  return next >>> 0;
}
