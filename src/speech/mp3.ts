import { startsWith } from '../util/bytes.js';

/** Kilobits a second of layer III, by the number in the header: MPEG 1, and MPEG 2 and 2.5. */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const sampleRates = [44_100, 48_000, 32_000] as const;

/** One frame of an MP3 file. */
export interface Frame {
  start: number;
  end: number;
  sampleRate: number;
  seconds: number;
}

/** The frame at a place; undefined if there is none. */
export function frameAt(bytes: Uint8Array, start: number): Frame | undefined {
  const [first, second = 0, third = 0] = bytes.subarray(start, start + 4);
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5; layer III is 1.
  if (first !== 0xff || second < 0xe0 || version === 1 || layer !== 1) return undefined;
  const rate = sampleRates[(third >> 2) & 3];
  const kilobits = bitRates[version === 3 ? 0 : 1][third >> 4];
  if (rate === undefined || kilobits === undefined || kilobits === 0) return undefined;
  const sampleRate = rate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const samples = version === 3 ? 1152 : 576;
  const padding = (third >> 1) & 1;
  const end = start + Math.floor(((samples / 8) * kilobits * 1000) / sampleRate) + padding;
  return { start, end, sampleRate, seconds: samples / sampleRate };
}

/** Bytes of the tag (ID3v2) that a file begins with. */
export function tagLength(bytes: Uint8Array): number {
  if (bytes.length < 10 || !startsWith(bytes, 0, 'ID3')) return 0;
  const [six = 0, seven = 0, eight = 0, nine = 0] = bytes.subarray(6, 10);
  return 10 + ((six & 0x7f) << 21) + ((seven & 0x7f) << 14) + ((eight & 0x7f) << 7) + (nine & 0x7f);
}

/** The frames of a file that hold sound: not the one that only counts the others. */
export function soundFrames(bytes: Uint8Array): Frame[] {
  const frames: Frame[] = [];
  let place = tagLength(bytes);
  for (let frame = frameAt(bytes, place); frame !== undefined; frame = frameAt(bytes, place)) {
    if (frames.length > 0 || !isIndex(bytes, frame)) frames.push(frame);
    place = frame.end;
  }
  return frames;
}

/** Encoders put a frame without sound first, which counts the others. */
function isIndex(bytes: Uint8Array, { start }: Frame): boolean {
  // Behind the header and the side information, whose length depends on version and channels.
  return [13, 21, 36].some((offset) => ['Xing', 'Info'].some((name) => startsWith(bytes, start + offset, name)));
}
