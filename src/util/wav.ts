import { joinBytes, startsWith } from './bytes.js';

/** The layout of the samples of a WAV file. */
export interface WavForm {
  /** 1: whole numbers. */
  code: number;
  channels: number;
  sampleRate: number;
  /** Bytes of a sample of all channels. */
  frame: number;
  bits: number;
}

/** The form and place of a file's samples. */
export interface Wav {
  form: WavForm;
  start: number;
  end: number;
  /** Place of the field with the length of the samples. */
  lengthAt: number;
  /** Bytes of the samples by the header; Infinity if it was written before they were known. */
  declared: number;
}

/** The length in the header of a stream, which is not known yet. */
const unknown = 0xffff_ffff;

/** Lengths from here on mean an unknown one, as 0 does. */
const placeholder = 0x7fff_0000;

/** Finds the samples of a WAV file. Undefined for other bytes, and for a header that is cut off. */
export function readWav(bytes: Uint8Array): Wav | undefined {
  if (!startsWith(bytes, 0, 'RIFF') || !startsWith(bytes, 8, 'WAVE')) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let form: WavForm | undefined;
  for (let place = 12; place + 8 <= bytes.length;) {
    const length = view.getUint32(place + 4, true);
    const start = place + 8;
    if (startsWith(bytes, place, 'fmt ') && start + 16 <= bytes.length) form = readForm(view, start);
    if (startsWith(bytes, place, 'data')) {
      if (form === undefined) return undefined;
      const { frame } = form;
      const rest = bytes.length - start;
      // The service does not know the length when it writes the header, and writes a very large one, or none.
      const there = length > rest || length === 0 ? rest : length;
      const declared = length === 0 || length >= placeholder ? Number.POSITIVE_INFINITY : length;
      return { form, start, end: start + there - (there % frame), lengthAt: place + 4, declared };
    }
    place = start + length + (length % 2);
  }
  return undefined;
}

function readForm(view: DataView, start: number): WavForm {
  const channels = Math.max(view.getUint16(start + 2, true), 1);
  const bits = view.getUint16(start + 14, true);
  return {
    code: view.getUint16(start, true),
    channels,
    sampleRate: Math.max(view.getUint32(start + 4, true), 1),
    frame: Math.max(view.getUint16(start + 12, true), 1),
    bits,
  };
}

/** Samples of 16 bits in one channel, which is what the service sends. */
export function monoForm(sampleRate: number): WavForm {
  return { code: 1, channels: 1, sampleRate, frame: 2, bits: 16 };
}

/** True for samples of 16 bits in one channel. */
export function isMono({ code, channels, bits }: WavForm): boolean {
  return code === 1 && channels === 1 && bits === 16;
}

/** True for samples that one header describes. */
export function haveSameForm(one: WavForm, other: WavForm): boolean {
  return (
    one.code === other.code &&
    one.channels === other.channels &&
    one.sampleRate === other.sampleRate &&
    one.frame === other.frame &&
    one.bits === other.bits
  );
}

/** The header of a WAV file. Without a length it is that of a stream, which players read to its end. */
export function wavHeader({ code, channels, sampleRate, frame, bits }: WavForm, length?: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(44));
  const put = (place: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(place + index, text.charCodeAt(index));
  };
  put(0, 'RIFF');
  view.setUint32(4, length === undefined ? unknown : 36 + length + (length % 2), true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, code, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, bits, true);
  put(36, 'data');
  view.setUint32(40, length ?? unknown, true);
  return new Uint8Array(view.buffer);
}

/** A WAV file of samples. */
export function wavFile(form: WavForm, samples: readonly Uint8Array[]): Uint8Array {
  const length = samples.reduce((sum, piece) => sum + piece.length, 0);
  return joinBytes([wavHeader(form, length), ...samples, new Uint8Array(length % 2)]);
}
