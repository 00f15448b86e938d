import { concat } from '../util/bytes.js';
import { draw, type Drawing, paletteOf } from './canvas.js';
import { encodeStill, type Still } from './h264.js';

/** Ticks of a second. */
const timescale = 1_000;

type Field = Uint8Array | string | readonly [bytes: 1 | 2 | 4, ...values: number[]];

/** Draws a video: a still picture in H.264, a frame a second. */
export function drawMp4(drawing: Drawing): Uint8Array<ArrayBuffer> {
  const { seconds = 5 } = drawing;
  const still = encodeStill(draw(drawing), paletteOf(drawing));
  const frames = [
    still.first,
    ...Array.from({ length: Math.max(1, seconds) - 1 }, (_, index) => still.repeat(index + 1)),
  ];
  const samples = frames.map((frame) => join([[4, frame.length], frame]));
  const type = box('ftyp', 'isom', [4, 512], 'isom', 'iso2', 'avc1', 'mp41');
  // The table of places is as long whatever it says, so the length is known before the places are.
  const describe = (start: number) => movie(drawing, still, samples, start);
  const start = type.length + describe(0).length + 8;
  return concat([type, describe(start), box('mdat', ...samples)]);
}

function movie({ width, height }: Drawing, still: Still, samples: readonly Uint8Array[], start: number): Uint8Array {
  const duration = samples.length * timescale;
  const matrix: Field = [4, 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
  const header = box(
    'mvhd',
    [4, 0, 0, 0, timescale, duration, 0x10000],
    [2, 0x100, 0],
    [4, 0, 0],
    matrix,
    [4, 0, 0, 0, 0, 0, 0, 2],
  );
  const track = box('tkhd', [4, 3, 0, 0, 1, 0, duration, 0, 0], [2, 0, 0, 0, 0], matrix, [
    4,
    width * 65_536,
    height * 65_536,
  ]);
  const media = box(
    'mdia',
    box('mdhd', [4, 0, 0, 0, timescale, duration], [2, 0x55c4, 0]),
    box('hdlr', [4, 0, 0], 'vide', [4, 0, 0, 0], 'Emulator', [1, 0]),
    box(
      'minf',
      box('vmhd', [4, 1], [2, 0, 0, 0, 0]),
      box('dinf', box('dref', [4, 0, 1], box('url ', [4, 1]))),
      sampleTable(width, height, still, samples, start),
    ),
  );
  return box('moov', header, box('trak', track, media));
}

function sampleTable(
  width: number,
  height: number,
  still: Still,
  samples: readonly Uint8Array[],
  start: number,
): Uint8Array {
  const { sequence, picture } = still.parameters;
  const configuration = box(
    'avcC',
    [1, 1, sequence[1]!, sequence[2]!, sequence[3]!, 0xff, 0xe1],
    [2, sequence.length],
    sequence,
    [1, 1],
    [2, picture.length],
    picture,
  );
  const entry = box(
    'avc1',
    [4, 0],
    [2, 0, 1],
    [4, 0, 0, 0, 0],
    [2, width, height],
    [4, 0x480000, 0x480000, 0],
    [2, 1],
    new Uint8Array(32),
    [2, 24, 0xffff],
    configuration,
  );
  return box(
    'stbl',
    box('stsd', [4, 0, 1], entry),
    box('stts', [4, 0, 1, samples.length, timescale]),
    box('stss', [4, 0, 1, 1]),
    box('stsc', [4, 0, 1, 1, samples.length, 1]),
    box('stsz', [4, 0, 0, samples.length, ...samples.map(({ length }) => length)]),
    box('stco', [4, 0, 1, start]),
  );
}

/** A box of a file: its length, its name, what it holds. */
function box(name: string, ...fields: Field[]): Uint8Array {
  const content = join(fields);
  return join([[4, content.length + 8], name, content]);
}

function join(fields: readonly Field[]): Uint8Array {
  return concat(fields.map(bytesOf));
}

function bytesOf(field: Field): Uint8Array {
  if (typeof field === 'string') return new TextEncoder().encode(field);
  if (field instanceof Uint8Array) return field;
  const [size, ...values] = field;
  const bytes = new Uint8Array(size * values.length);
  values.forEach((value, index) => {
    for (let byte = 0; byte < size; byte += 1)
      bytes[index * size + byte] = Math.floor(value / 256 ** (size - 1 - byte));
  });
  return bytes;
}
