import { concat } from '../util/bytes.js';
import type { HeardWord } from './hear.js';
import { frameForm, readFrame, silentFrame } from './mp3-frame.js';
import { type Speech, voiceNumber } from './speak.js';
import { chordSeconds } from './tones.js';

// The emulator has no encoder for MP3. Its files are silent, as long as the speech, and valid for every player; the words
// are in the part of a frame that players skip, in the frame in which they begin.

/** An empty tag, which the files of the service begin with as well. */
export const mp3Header = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 10, ...new Uint8Array(10));

const mark = [0x71, 0x77];
/** Before the bytes of a frame: the mark, whether a file begins, and how many bytes there are. */
const prefix = mark.length + 2;

/** The frames of a speech; `isSilent`: without words. */
export function mp3Frames({ words, length }: Speech, rate: number, voice: string, isSilent: boolean): Uint8Array[] {
  const { samples, bytes, head } = frameForm(rate);
  const room = Math.min(255, bytes - head - prefix);
  const speaker = voiceNumber(voice);
  const waiting = isSilent ? [] : [...words];
  let rest: Uint8Array = new Uint8Array();
  return Array.from({ length: Math.ceil(length / samples) }, (_, index) => {
    const end = (index + 1) * samples;
    while (waiting.length > 0 && waiting[0]!.begin * rate < end) {
      const { text, begin } = waiting.shift()!;
      rest = concat([rest, record(text, speaker, Math.round(begin * 1000))]);
    }
    const piece = rest.subarray(0, room);
    rest = rest.subarray(room);
    return silentFrame(rate, concat([Uint8Array.of(...mark, index === 0 ? 1 : 0, piece.length), piece]));
  });
}

/** A word in bytes: voice, milliseconds since the beginning of the file, number of UTF-16 units, and these. */
function record(text: string, voice: number, milliseconds: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(6 + text.length * 2));
  view.setUint8(0, voice);
  view.setUint32(1, milliseconds);
  view.setUint8(5, text.length);
  for (let index = 0; index < text.length; index += 1) view.setUint16(6 + index * 2, text.charCodeAt(index));
  return new Uint8Array(view.buffer);
}

/** A file of the emulator, or several that were joined. */
export interface HeardMp3 {
  rate: number;
  seconds: number;
  words: HeardWord[];
}

/** Reads a file of the emulator; undefined for any other. */
export function hearMp3(bytes: Uint8Array): HeardMp3 | undefined {
  const files: { begin: number; data: Uint8Array[] }[] = [];
  let rate = 0;
  let seconds = 0;
  for (let place = 0; place < bytes.length;) {
    const tag = lengthOfTag(bytes, place);
    const frame = tag === 0 ? readFrame(bytes, place) : undefined;
    if (frame === undefined) {
      place += Math.max(1, tag);
      continue;
    }
    const room = bytes.subarray(place + frame.head, place + frame.bytes);
    if (room[0] !== mark[0] || room[1] !== mark[1]) return undefined;
    if (room[2] === 1 || files.length === 0) files.push({ begin: seconds, data: [] });
    files.at(-1)!.data.push(room.subarray(prefix, prefix + room[3]!));
    rate = frame.rate;
    seconds += frame.samples / frame.rate;
    place += frame.bytes;
  }
  if (files.length === 0) return undefined;
  return { rate, seconds, words: files.flatMap(({ begin, data }) => readRecords(concat(data), begin)) };
}

function lengthOfTag(bytes: Uint8Array, place: number): number {
  const isTag = bytes[place] === 0x49 && bytes[place + 1] === 0x44 && bytes[place + 2] === 0x33;
  return isTag ? 10 + bytes.subarray(place + 6, place + 10).reduce((sum, byte) => sum * 128 + byte, 0) : 0;
}

function readRecords(bytes: Uint8Array, fileBegin: number): HeardWord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words: HeardWord[] = [];
  for (let place = 0; place + 6 <= bytes.length;) {
    const length = view.getUint8(place + 5);
    const begin = fileBegin + view.getUint32(place + 1) / 1000;
    const end = begin + (length + 1) * chordSeconds;
    const next = place + 6 + length * 2;
    const units = Array.from({ length: next <= bytes.length ? length : 0 }, (_, at) =>
      view.getUint16(place + 6 + at * 2),
    );
    const text = next <= bytes.length ? String.fromCharCode(...units) : undefined;
    words.push({ text, voice: view.getUint8(place), begin, end });
    place = next;
  }
  return words;
}
