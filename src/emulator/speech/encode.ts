import { concat } from '../util/bytes.js';
import { mp3Frames, mp3Header } from '../voice/mp3.js';
import { frameForm } from '../voice/mp3-frame.js';
import type { Manner, Speech } from '../voice/speak.js';
import { pcmBytes, unknownLength, wavHeader } from '../voice/wav.js';
import type { SpeechFormat } from './request.js';

/** Content types and extensions of the files. There is no encoder for opus. */
export const fileTypes: Record<SpeechFormat, { type: string; extension: string }> = {
  wav: { type: 'audio/wav', extension: 'wav' },
  pcm: { type: 'application/octet-stream', extension: 'pcm' },
  mp3: { type: 'audio/mpeg', extension: 'mp3' },
  opus: { type: 'audio/wav', extension: 'wav' },
};

/** Speech in a format. */
interface Encoded {
  /** The bytes before the sound. The service does not know the length when it writes the header. */
  header: Uint8Array;
  /** The bytes of the sound that begins from sample `start` to sample `end`. */
  between: (start: number, end: number) => Uint8Array;
}

/** Encodes speech. Without a word there is no sound either. */
export function encode(speech: Speech, format: SpeechFormat, { rate, voice, volume }: Manner): Encoded {
  const isEmpty = speech.words.length === 0;
  if (format === 'mp3') {
    const frames = isEmpty ? [] : mp3Frames(speech, rate, voice, volume === 0);
    const { samples } = frameForm(rate);
    const frameAt = (sample: number) => Math.ceil(sample / samples);
    return { header: mp3Header, between: (start, end) => concat(frames.slice(frameAt(start), frameAt(end))) };
  }
  const samples = isEmpty ? new Int16Array() : speech.samples();
  const header = format === 'pcm' ? new Uint8Array() : wavHeader(rate, unknownLength);
  return { header, between: (start, end) => pcmBytes(samples.subarray(start, end)) };
}

/** A whole file. */
export function encodeFile(speech: Speech, format: SpeechFormat, manner: Manner): Uint8Array {
  const { header, between } = encode(speech, format, manner);
  return concat([header, between(0, speech.length)]);
}
