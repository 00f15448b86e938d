import { concat } from '../util/bytes.js';
import { type Drawing, draw, mark, paletteOf } from './canvas.js';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const bitsPerPixel = 2;

/** Draws a PNG of the size that was asked for. */
export async function drawPng(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, pixels } = draw(drawing);
  const perByte = 8 / bitsPerPixel;
  const stride = 1 + Math.ceil(width / perByte);
  // Each row begins with its filter, which is none.
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x]!;
      const place = y * stride + 1 + Math.floor(x / perByte);
      if (colour !== 0) rows[place] = rows[place]! | (colour << (8 - bitsPerPixel * ((x % perByte) + 1)));
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([bitsPerPixel, 3, 0, 0, 0], 8);
  return concat([
    new Uint8Array(signature),
    chunk('IHDR', header),
    chunk('PLTE', paletteOf(drawing)),
    chunk('tEXt', new TextEncoder().encode(`Comment\0${mark}`)),
    chunk('IDAT', await deflate(rows)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Compresses in the form of zlib, which PNG has; the web's own `CompressionStream` calls it deflate. */
async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, checksum(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** CRC-32, a bit at a time: the files are small. */
function checksum(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}
