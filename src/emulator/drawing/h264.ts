import { BitWriter } from './bits.js';
import type { Canvas } from './canvas.js';

const block = 16;
const baselineProfile = 66;
const level = 40;

/** A still picture as a stream of H.264: what describes it, a frame, and the frame that repeats it. */
export interface Still {
  parameters: { sequence: Uint8Array; picture: Uint8Array };
  first: Uint8Array;
  /** The frame at a place from 1 on, which is as the one before. */
  repeat: (place: number) => Uint8Array;
}

/** Encodes a picture. Blocks of one colour are predicted from their neighbours, all others stay uncompressed. */
export function encodeStill(canvas: Canvas, palette: Uint8Array): Still {
  const columns = Math.ceil(canvas.width / block);
  const rows = Math.ceil(canvas.height / block);
  const slice = new BitWriter().code(0).code(7).code(0).bits(0, 4).code(0).bits(0, 2).code(0).code(1);
  const colours = coloursOf(palette);
  const isRaw = rawBlocks(canvas, columns, rows);
  for (let place = 0; place < columns * rows; place += 1) {
    const [column, row] = [place % columns, Math.floor(place / columns)];
    if (isRaw[place]) {
      slice
        .code(25)
        .align()
        .raw(samplesOf(canvas, column, row, colours));
      continue;
    }
    // No coefficients follow: the code for none depends on what the neighbours have.
    const nearRaw = (column > 0 && isRaw[place - 1]) || (row > 0 && isRaw[place - columns]);
    slice.code(3).code(0).bits(1, 1);
    if (nearRaw) slice.bits(0b000011, 6);
    else slice.bits(1, 1);
  }
  return {
    parameters: { sequence: sequenceOf(canvas, columns, rows), picture: pictureParameters() },
    first: unit(0x65, slice.end()),
    repeat: (place) => unit(0x41, repeatOf(place, columns * rows)),
  };
}

/** A slice that skips every block. */
function repeatOf(place: number, blocks: number): Uint8Array {
  const head = new BitWriter()
    .code(0)
    .code(5)
    .code(0)
    .bits(place % 16, 4)
    .bits(0, 3)
    .code(0)
    .code(1);
  return head.code(blocks).end();
}

function sequenceOf({ width, height }: Canvas, columns: number, rows: number): Uint8Array {
  const right = (columns * block - width) / 2;
  const bottom = (rows * block - height) / 2;
  const writer = new BitWriter().bits(baselineProfile, 8).bits(0xc0, 8).bits(level, 8).code(0).code(0).code(2).code(1);
  writer
    .bits(0, 1)
    .code(columns - 1)
    .code(rows - 1)
    .bits(0b11, 2);
  writer.bits(1, 1).code(0).code(Math.floor(right)).code(0).code(Math.floor(bottom)).bits(0, 1);
  return unit(0x67, writer.end());
}

function pictureParameters(): Uint8Array {
  const writer = new BitWriter().code(0).code(0).bits(0, 2).code(0).code(0).code(0).bits(0, 3);
  return unit(0x68, writer.code(0).code(0).code(0).bits(0b100, 3).end());
}

/** A unit of the stream: its kind, and its bytes with a 3 where two zeros would look like the start of another. */
function unit(kind: number, bytes: Uint8Array): Uint8Array {
  const out = [kind];
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros === 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return new Uint8Array(out);
}

/** Blocks that are written as they are: those with anything drawn, and those whose neighbours end in it. */
function rawBlocks(canvas: Canvas, columns: number, rows: number): boolean[] {
  const isPlain = (left: number, top: number, width: number, height: number) => {
    for (let y = top; y < Math.min(canvas.height, top + height); y += 1) {
      for (let x = left; x < Math.min(canvas.width, left + width); x += 1) {
        if (canvas.pixels[y * canvas.width + x] !== 0) return false;
      }
    }
    return true;
  };
  return Array.from({ length: columns * rows }, (_, place) => {
    const [left, top] = [(place % columns) * block, Math.floor(place / columns) * block];
    if (place === 0 || !isPlain(left, top, block, block)) return true;
    return (left > 0 && !isPlain(left - 1, top, 1, block)) || (top > 0 && !isPlain(left, top - 1, block, 1));
  });
}

interface Colour {
  luma: number;
  blue: number;
  red: number;
}

/** The colours of a palette as H.264 has them (BT.601, without the ends of the range). */
function coloursOf(palette: Uint8Array): Colour[] {
  return Array.from({ length: palette.length / 3 }, (_, index) => {
    const [r, g, b] = palette.subarray(index * 3, index * 3 + 3) as unknown as [number, number, number];
    return {
      luma: Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b),
      blue: Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b),
      red: Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b),
    };
  });
}

/** The samples of a block: brightness of each pixel, then the two colours of every fourth. */
function samplesOf(canvas: Canvas, column: number, row: number, colours: readonly Colour[]): number[] {
  const at = (x: number, y: number) => {
    const [across, down] = [column * block + x, row * block + y];
    const isInside = across < canvas.width && down < canvas.height;
    return colours[isInside ? canvas.pixels[down * canvas.width + across]! : 0]!;
  };
  const each = (side: number, step: number, read: (colour: Colour) => number) =>
    Array.from({ length: side * side }, (_, n) => read(at((n % side) * step, Math.floor(n / side) * step)));
  return [
    ...each(block, 1, ({ luma }) => luma),
    ...each(block / 2, 2, ({ blue }) => blue),
    ...each(block / 2, 2, ({ red }) => red),
  ];
}
