import { describeBytes } from '../util/media.js';
import { hear, type HeardWord } from '../voice/hear.js';
import { hearMp3 } from '../voice/mp3.js';
import { shortestPause, speak } from '../voice/speak.js';
import { endsSentence, languageOf } from '../voice/words.js';
import { readPcm, readWav, type Sound } from '../voice/wav.js';
import type { Loaded } from './load.js';

/** A word with its times in milliseconds. */
export interface Word {
  text: string;
  begin: number;
  end: number;
  voice: number;
}

/** A sentence of one channel. */
export interface Sentence {
  text: string;
  begin: number;
  end: number;
  language: string;
  voice: number;
  words: Word[];
}

/** The content of a sound. */
export interface Hearing {
  /** Such as `pcm_s16le` or `mp3`. */
  format: string;
  rate: number;
  seconds: number;
  /** The sentences of each channel. */
  channels: Sentence[][];
}

/** Samples that have no header are taken for 16 kHz. */
const pcmRate = 16_000;
/** Bytes a second of sounds that the emulator cannot decode. */
const usualBytes = 16_000;
/** Seconds by which a pause is too long for one speech: two were joined here. */
const longPause = 0.15;

/** Listens to a sound. `said`: what a scenario has it say. */
export function listen(loaded: Exclude<Loaded, { failure: string }>, said?: string, rate = pcmRate): Hearing {
  const mp3 = 'bytes' in loaded ? hearMp3(loaded.bytes) : undefined;
  if (mp3 !== undefined) {
    const words = said === undefined ? wordsOf(mp3.words) : spoken(said);
    return { format: 'mp3', rate: mp3.rate, seconds: mp3.seconds, channels: [sentencesOf(words)] };
  }
  const sound = 'bytes' in loaded ? read(loaded.bytes, loaded.type, rate) : undefined;
  const facts = { ...factsOf(loaded, sound), rate: sound?.rate ?? pcmRate };
  if (said !== undefined) return { ...facts, channels: [sentencesOf(spoken(said))] };
  const strange = spoken(`The emulator cannot hear ${loaded.name}.`);
  const heard = sound?.channels.map((samples) => hear(samples, sound.rate)) ?? [];
  const isStrange = sound === undefined || heard.some(isNoise);
  const channels = isStrange ? [strange] : heard.map(wordsOf);
  return { ...facts, channels: channels.map((words) => sentencesOf(words)) };
}

function read(bytes: Uint8Array, type: string, rate: number): Sound | undefined {
  return /^audio\/(?:pcm|l16)/.test(type) ? readPcm(bytes, rate) : readWav(bytes);
}

function factsOf(loaded: object, sound: Sound | undefined): { format: string; seconds: number } {
  if (sound !== undefined) return { format: 'pcm_s16le', seconds: (sound.channels[0]?.length ?? 0) / sound.rate };
  const bytes = 'bytes' in loaded ? (loaded.bytes as Uint8Array) : undefined;
  const kind = bytes && describeBytes(bytes).kind?.toLowerCase();
  return { format: kind ?? 'mp3', seconds: bytes === undefined ? 3 : bytes.length / usualBytes };
}

/** True for sounds of which not one is a word. */
function isNoise(words: readonly HeardWord[]): boolean {
  return words.length > 0 && words.every(({ text }) => text === undefined);
}

function spoken(text: string): Word[] {
  return speak(text, { rate: pcmRate, voice: '' }).words.map((word) => inMilliseconds({ ...word, voice: 0 }));
}

function wordsOf(heard: readonly HeardWord[]): Word[] {
  // A word and its pause take about as long as the word is; how long depends on the speed.
  const pace = (index: number) => {
    const [{ begin, end }, next] = [heard[index]!, heard[index + 1]!];
    return (next.begin - begin) / (end - begin + shortestPause);
  };
  const paces = heard.slice(1).map((_, index) => pace(index));
  const normal = paces.reduce((min, one) => Math.min(min, one), Infinity);
  return heard.map((word, index) => {
    const text = word.text ?? '[noise]';
    const rest = ((paces[index] ?? normal) - normal) * (word.end - word.begin + shortestPause);
    // Where files were joined after a sentence, the blank between the sentences was not said.
    const isCut = rest > longPause && /[.!?,;:]$/.test(text);
    return inMilliseconds({ ...word, text: isCut ? `${text} ` : text });
  });
}

function inMilliseconds({ text, voice, begin, end }: Word): Word {
  return { text, voice, begin: Math.round(begin * 1000), end: Math.round(end * 1000) };
}

function sentencesOf(words: readonly Word[]): Sentence[] {
  const groups: Word[][] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    if (before === undefined || endsSentence(before.text) || before.voice !== word.voice) groups.push([]);
    groups.at(-1)!.push(word);
  }
  return groups.map(sentenceOf);
}

function sentenceOf(words: Word[]): Sentence {
  const text = words.map((word) => word.text).join('');
  const [first, last] = [words[0]!, words.at(-1)!];
  return { text, begin: first.begin, end: last.end, language: languageOf(text), voice: first.voice, words };
}

/** The text of sentences. */
export function textOf(sentences: readonly Sentence[]): string {
  return sentences.map(({ text }) => text).join('');
}
