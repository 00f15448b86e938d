import { wavHeader } from '../../src/emulator/voice/wav.js';

/** The WAV file of a spoken answer, in base64: a header and the bare samples, of which a half one is left out. */
export function spokenWav(...pieces: (string | Uint8Array)[]): string {
  const bytes = Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'base64') : Buffer.from(piece))),
  );
  const samples = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return Buffer.concat([wavHeader(24_000, samples.length), samples]).toString('base64');
}
