import { toBase64 } from '../util/bytes.js';
import { speak } from '../voice/speak.js';
import { pcmBytes } from '../voice/wav.js';

const rate = 24_000;
/** Samples of a piece: a tenth of a second. */
const perPiece = rate / 10;

/** Speaks a text: 16-bit PCM, 24 kHz, mono, in base64 pieces. */
export function sampleSpeech(text: string, voice: string): string[] {
  const samples = speak(text, { rate, voice }).samples();
  return Array.from({ length: Math.ceil(samples.length / perPiece) }, (_, piece) =>
    toBase64(pcmBytes(samples.subarray(piece * perPiece, (piece + 1) * perPiece))),
  );
}
