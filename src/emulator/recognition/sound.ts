import { refuse } from '../rules/api-error.js';
import { describeBytes } from '../util/media.js';
import type { Loaded } from './load.js';
import type { Hearing } from './listen.js';

/** Kinds of files by the type that names them. Other types are not checked. */
const kinds: readonly [type: RegExp, kinds: readonly string[]][] = [
  [/^audio\/(?:x-|vnd\.)?wave?$/, ['WAV']],
  [/^audio\/(?:mpeg|mp3)$/, ['MP3']],
  [/^audio\/(?:ogg|opus)$/, ['Ogg']],
  [/^audio\/(?:x-)?flac$/, ['FLAC']],
  [/^(?:audio|video)\/webm$/, ['WebM']],
];

/** Refuses a sound that is not what its type says. The type of data is believed. */
export function checkContainer(loaded: Loaded): void {
  if (!('bytes' in loaded)) return;
  const { kind } = describeBytes(loaded.bytes);
  const accepted = kinds.find(([type]) => type.test(loaded.type))?.[1];
  // Frames of MP3 may begin without a mark that the emulator knows.
  const isOther = accepted !== undefined && kind !== undefined && !accepted.includes(kind);
  const isNothing = kind === undefined && accepted?.includes('WAV') === true;
  if (isOther || isNothing || kind === 'MP4' || kind === 'MOV') refuse('asr-illegal');
}

/** Seconds that models take which answer at once. */
const maxSeconds = 300;
const minSeconds = 0.1;

/** Refuses a sound that is too long or too short to be answered at once. */
export function checkSeconds({ seconds }: Hearing): void {
  if (seconds > maxSeconds) refuse('asr-too-long', { limit: maxSeconds });
  if (seconds < minSeconds) refuse('asr-empty');
}
