import { concat } from '../util/bytes.js';
import type { Speech } from '../voice/speak.js';
import { pcmBytes, unknownLength, wavHeader } from '../voice/wav.js';
import type { SpeechFormat } from './request.js';

/** Content types and extensions of the files. There is no encoder for opus. */
export const fileTypes: Record<SpeechFormat, { type: string; extension: string }> = {
  wav: { type: 'audio/wav', extension: 'wav' },
  pcm: { type: 'application/octet-stream', extension: 'pcm' },
  mp3: { type: 'audio/wav', extension: 'wav' },
  opus: { type: 'audio/wav', extension: 'wav' },
};

/** The bytes before the samples. The service does not know the length when it writes the header. */
export function headerOf(format: SpeechFormat, rate: number): Uint8Array {
  return format === 'pcm' ? new Uint8Array() : wavHeader(rate, unknownLength);
}

/** A whole file. Of speech without a word the header is all there is. */
export function encodeSound(speech: Speech, format: SpeechFormat, rate: number): Uint8Array {
  const samples = speech.words.length === 0 ? new Int16Array() : speech.samples();
  return concat([headerOf(format, rate), pcmBytes(samples)]);
}
