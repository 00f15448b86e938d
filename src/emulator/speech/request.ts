import type { SpeechModel } from '../catalogue/speech-models.js';
import { refuse } from '../rules/api-error.js';
import type { JsonObject } from '../util/objects.js';
import type { Manner } from '../voice/speak.js';

/** Formats of spoken answers. */
export type SpeechFormat = 'wav' | 'mp3' | 'pcm' | 'opus';

/** A request for speech, checked. */
export interface SpeechRequest {
  model: SpeechModel;
  /** As it was sent. */
  text: string;
  /** As it is spoken: without tags, and without what the model swallows. */
  spoken: string;
  manner: Manner;
  format: SpeechFormat;
  streams: boolean;
  /** Events tell the times of words. */
  tellsWords: boolean;
}

/** Counts a text as the service bills it: a Chinese character is two, everything else one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) count += /\p{Script=Han}/u.test(character) ? 2 : 1;
  return count;
}

/** Reads a number of a range; undefined when it is absent. */
export function readNumber(
  given: JsonObject,
  field: string,
  [min, max]: readonly [min: number, max: number],
): number | undefined {
  const value = given[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') refuse('parameter-type', { field, type: 'Float' });
  if (value < min || value > max) refuse('parameter-range', { field, range: `[${min}, ${max}]` });
  return value;
}
