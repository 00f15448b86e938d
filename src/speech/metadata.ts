import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { QwenSpeechMetadata, QwenSpeechPiece } from './options.js';
import type { SpokenPiece } from './pieces.js';
import { secondsOf, type Sound, type SpeechFormat } from './sound.js';

/** Says where the sound is not in the format that was asked for. */
export function formatWarnings(asked: SpeechFormat, given: string, pieces: number): Warning[] {
  if (asked !== given) {
    const message = `outputFormat: ${asked} was asked for, and the service sent ${given}; the audio is ${given}.`;
    return [{ type: 'other', message }];
  }
  if (given !== 'opus' || pieces < 2) return [];
  const message = `outputFormat: the text was spoken in ${pieces} pieces, and some players stop after the first one of opus; take wav or mp3.`;
  return [{ type: 'other', message }];
}

/** Facts about a speech and its pieces, whose words get the times that they have in the whole. */
export function metadataOf(
  facts: Omit<QwenSpeechMetadata, 'pieces'>,
  pieces: readonly SpokenPiece[],
  sounds: readonly (Sound | undefined)[],
): QwenSpeechMetadata {
  let place = 0;
  let time: number | undefined = 0;
  const described = pieces.map(({ text, answer }, index): QwenSpeechPiece => {
    const sound = sounds[index];
    const begin = time;
    const seconds = sound === undefined ? 0 : secondsOf(sound);
    const startIndex = place;
    place += text.length;
    time = begin === undefined || seconds === undefined ? undefined : begin + seconds;
    const words = answer.words.map((word) => ({
      ...word,
      startSecond: inMicroseconds(word.startSecond + (begin ?? 0)),
      endSecond: inMicroseconds(word.endSecond + (begin ?? 0)),
    }));
    return {
      startIndex,
      endIndex: place,
      ...(seconds !== undefined && { durationInSeconds: inMicroseconds(seconds) }),
      ...pieceFacts(answer),
      ...(words.length > 0 && { words }),
    };
  });
  return totals({
    ...facts,
    ...(time !== undefined && { durationInSeconds: inMicroseconds(time) }),
    pieces: described,
  });
}

/** Sums of fractions end in noise. */
export function inMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Facts about a piece that its answer tells. */
export function pieceFacts(answer: {
  requestId?: string | undefined;
  url?: string | undefined;
  expiresAt?: string | undefined;
  usage?: JSONObject | undefined;
}): Partial<QwenSpeechPiece> {
  const { requestId, url, expiresAt, usage } = answer;
  return {
    ...(typeof usage?.characters === 'number' && { characters: usage.characters }),
    ...(requestId !== undefined && { requestId }),
    ...(url !== undefined && { url }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(usage !== undefined && { usage }),
  };
}

/** Adds the characters of all pieces. */
export function totals({ pieces, ...facts }: QwenSpeechMetadata): QwenSpeechMetadata {
  const counts = pieces.flatMap(({ characters }) => characters ?? []);
  const characters = counts.reduce((sum, count) => sum + count, 0);
  return { ...facts, ...(counts.length > 0 && { characters }), pieces };
}
