import { hash } from '../util/words.js';
import { chordSeconds, playChord, startOfChord } from './tones.js';
import { spokenWords } from './words.js';

/** The manner in which a text is spoken. */
export interface Manner {
  /** Samples a second. */
  rate: number;
  voice: string;
  /** 0.5 to 2; 1 is normal. */
  speed?: number;
  /** 0.5 to 2; 1 is normal. */
  pitch?: number;
  /** 0 to 100. */
  volume?: number;
}

/** A word and its place in seconds. */
export interface SpokenWord {
  text: string;
  begin: number;
  end: number;
}

/** Silence before the first word and after the last one. */
const margin = 0.1;
/** Silence after a word at the highest speed. It is longer than a chord, or two words would be one. */
export const shortestPause = 0.015;
/** Loudness of a tone at volume 100: eight of them stay within a sample. */
const loudest = 4_000;

/** A text, spoken. */
export interface Speech {
  words: SpokenWord[];
  seconds: number;
  /** Samples in all. */
  length: number;
  /** 16-bit samples, one channel. */
  samples: () => Int16Array;
}

/**
 * Speaks a text: a word is a row of chords and a pause as long, so that fast speech still has room for the chords.
 * Before the letters stands a chord that names the voice and holds a checksum.
 */
export function speak(text: string, manner: Manner): Speech {
  const { rate, speed = 1 } = manner;
  let time = margin;
  const words = spokenWords(text).map((word) => {
    const begin = time;
    const sounding = (word.length + 1) * chordSeconds;
    time += (2 * (sounding + shortestPause)) / speed;
    return { text: word, begin, end: begin + sounding };
  });
  const seconds = words.length === 0 ? 2 * margin : time + margin;
  const length = Math.round(seconds * rate);
  return { words, seconds, length, samples: () => render(words, length, manner) };
}

function render(words: readonly SpokenWord[], length: number, manner: Manner): Int16Array {
  const { rate, voice, pitch = 1, volume = 50 } = manner;
  const samples = new Int16Array(length);
  const loudness = (loudest * volume) / 100;
  const shift = pitchOf(pitch);
  const speaker = voiceNumber(voice);
  for (const { text, begin } of words) {
    const units = [headOf(speaker, text), ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
    const start = Math.round(begin * rate);
    for (const [index, unit] of units.entries()) {
      const span = [start + startOfChord(index, rate), start + startOfChord(index + 1, rate)] as const;
      playChord(samples, span, { unit, rate, pitch: shift, loudness });
    }
  }
  return samples;
}

function pitchOf(pitch: number): number {
  return pitch < 0.75 ? 0 : pitch <= 1.25 ? 1 : pitch <= 1.75 ? 2 : 3;
}

/** A voice as its words name it. Few enough that two voices may share a number. */
export function voiceNumber(voice: string): number {
  return hash(voice) & 0xf;
}

/** The first chord of a word: the voice in four bits, and a checksum. */
export function headOf(voice: number, text: string): number {
  return (voice << 12) | (hash(`${voice} ${text}`) & 0xfff);
}
