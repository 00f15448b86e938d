import { concat } from '../util/bytes.js';

/** The length that the service writes while it does not know it. */
export const unknownLength = 0x7fff_ffff;

/** The header of a WAV file of 16-bit samples in one channel. */
export function wavHeader(rate: number, bytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(44));
  const put = (place: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(place + index, text.charCodeAt(index));
  };
  put(0, 'RIFF');
  view.setUint32(4, bytes === unknownLength ? unknownLength : 36 + bytes, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  put(36, 'data');
  view.setUint32(40, bytes, true);
  return new Uint8Array(view.buffer);
}

/** Samples as little-endian bytes, whatever the machine has. */
export function pcmBytes(samples: Int16Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  for (let index = 0; index < samples.length; index += 1) view.setInt16(index * 2, samples[index]!, true);
  return new Uint8Array(view.buffer);
}

/** A WAV file as the service makes it, with lengths that are not known. */
export function wavFile(samples: Int16Array, rate: number): Uint8Array {
  return concat([wavHeader(rate, unknownLength), pcmBytes(samples)]);
}

/** Sound as a file holds it. */
export interface Sound {
  rate: number;
  /** 16-bit samples of each channel. */
  channels: Int16Array[];
}

/** Reads samples that have no header. */
export function readPcm(bytes: Uint8Array, rate: number, channels = 1): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = Math.floor(bytes.length / (2 * channels));
  const channel = (number: number) => {
    const samples = new Int16Array(frames);
    for (let frame = 0; frame < frames; frame += 1) {
      samples[frame] = view.getInt16((frame * channels + number) * 2, true);
    }
    return samples;
  };
  return { rate, channels: Array.from({ length: channels }, (_, number) => channel(number)) };
}

/** Reads a WAV file of 16-bit samples; undefined for any other. Like a player, it reads only the first `data`. */
export function readWav(bytes: Uint8Array): Sound | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (place: number) => String.fromCharCode(...bytes.subarray(place, place + 4));
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') return undefined;
  let form: { channels: number; rate: number } | undefined;
  for (let place = 12; place + 8 <= bytes.length;) {
    const length = view.getUint32(place + 4, true);
    const body = place + 8;
    if (name(place) === 'fmt ' && body + 16 <= bytes.length) {
      const channels = view.getUint16(body + 2, true);
      const rate = view.getUint32(body + 4, true);
      const isPlain = view.getUint16(body, true) === 1 && view.getUint16(body + 14, true) === 16;
      if (!isPlain || channels < 1 || channels > 8 || rate < 8_000 || rate > 192_000) return undefined;
      form = { channels, rate };
    }
    if (name(place) === 'data') {
      return form && readPcm(bytes.subarray(body, body + length), form.rate, form.channels);
    }
    place = body + length + (length % 2);
  }
  return undefined;
}
