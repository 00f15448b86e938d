import { headOf } from './speak.js';
import { chordSeconds, listenTo, pitches, readChord, startOfChord } from './tones.js';

/** A word that was heard; times in seconds. Any other sound has no text. */
export interface HeardWord {
  text: string | undefined;
  begin: number;
  end: number;
  /** The number of the voice. */
  voice: number;
}

/** Below this a file is silent: a sample has 32,768 steps. */
const faintest = 8;
/** The part of the loudest sample from which on something is heard. */
const audible = 0.02;
/** No word has more chords. */
const maxChords = 80;
/** Of a chord that the end of the file cuts, this much must be there. */
const enough = 0.8;

/** A sound between two pauses, and what it is as a word of each pitch. */
interface Burst {
  begin: number;
  end: number;
  readings: (Reading | undefined)[];
}

interface Reading {
  text: string;
  voice: number;
}

/** Hears the words in 16-bit samples of one channel. */
export function hear(samples: Int16Array, rate: number): HeardWord[] {
  const bursts = findBursts(samples, rate);
  // By chance a word can make sense in a wrong pitch: then that of most words is right.
  const counts = Array.from({ length: pitches }, (_, pitch) => bursts.filter(({ readings }) => readings[pitch]).length);
  const order = [...counts.keys()].sort((one, other) => counts[other]! - counts[one]!);
  return bursts.map(({ begin, end, readings }) => {
    const reading = order.map((pitch) => readings[pitch]).find((one) => one !== undefined);
    return { text: reading?.text, voice: reading?.voice ?? 0, begin, end };
  });
}

function findBursts(samples: Int16Array, rate: number): Burst[] {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  if (peak < faintest) return [];
  const threshold = peak * audible;
  const bursts: Burst[] = [];
  // A resampled file rings for a moment after a word.
  const rest = Math.round((chordSeconds * rate) / 4);
  for (let place = 0; ;) {
    while (place < samples.length && Math.abs(samples[place]!) <= threshold) place += 1;
    if (place >= samples.length) return bursts;
    const chords = countChords(samples, place, rate, threshold);
    const end = place + startOfChord(Math.max(chords, 1), rate);
    bursts.push({ begin: place / rate, end: end / rate, readings: readWord(samples, place, chords, rate) });
    place = end + rest;
  }
}

/** Counts the chords that follow each other without a pause. */
function countChords(samples: Int16Array, start: number, rate: number, threshold: number): number {
  for (let count = 0; ; count += 1) {
    const from = start + startOfChord(count, rate);
    const to = start + startOfChord(count + 1, rate);
    const there = Math.min(to, samples.length);
    if (there - from < (to - from) * enough) return count;
    let energy = 0;
    for (let place = from; place < there; place += 1) energy += samples[place]! ** 2;
    if (Math.sqrt(energy / (there - from)) <= threshold) return count;
  }
}

/** Reads a sound as a word of each pitch. */
function readWord(samples: Int16Array, start: number, chords: number, rate: number): Burst['readings'] {
  if (chords < 2 || chords > maxChords) return [];
  const heard = Array.from({ length: chords }, (_, index) => {
    const end = Math.min(start + startOfChord(index + 1, rate), samples.length);
    return listenTo(samples, start + startOfChord(index, rate), end, rate);
  });
  return Array.from({ length: pitches }, (_, pitch) => {
    const [head, ...units] = heard.map((loudness) => readChord(loudness, pitch)) as [number, ...number[]];
    const text = String.fromCharCode(...units);
    const voice = head >> 12;
    return headOf(voice, text) === head ? { text, voice } : undefined;
  });
}
