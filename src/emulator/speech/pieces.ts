import { concat } from '../util/bytes.js';
import type { Speech, SpokenWord } from '../voice/speak.js';
import { endsSentence } from '../voice/words.js';
import { encode } from './encode.js';
import type { SpeechRequest } from './request.js';

/** Seconds of sound in a chunk. */
export const pieceSeconds = 0.3;

/** A chunk of a stream. Qwen-TTS sends only the sound. */
export interface SentencePiece {
  type: 'sentence-begin' | 'sentence-synthesis' | 'sentence-end';
  index: number;
  original?: string;
  words: object[];
  data?: Uint8Array;
}

/** Cuts speech into the chunks of a stream. Joined, the sound of them is the whole file. */
export function* piecesOf(
  speech: Speech,
  { format, manner, tellsWords }: SpeechRequest,
  first: 'wav' | 'pcm',
): Generator<SentencePiece> {
  if (speech.words.length === 0) return;
  const { rate } = manner;
  const { header: whole, between } = encode(speech, format, manner);
  const perPiece = Math.round(pieceSeconds * rate);
  let header = first === 'wav' || format !== 'wav' ? whole : new Uint8Array();
  let start = 0;
  const sentences = sentencesOf(speech.words);
  for (const [index, words] of sentences.entries()) {
    const isLast = index === sentences.length - 1;
    const end = isLast ? speech.length : Math.round(sentences[index + 1]![0]!.begin * rate);
    const original = words.map(({ text }) => text).join('');
    yield { type: 'sentence-begin', index, original, words: [] };
    for (; start < end; start = Math.min(end, start + perPiece)) {
      const piece = between(start, Math.min(end, start + perPiece));
      yield { type: 'sentence-synthesis', index, words: [], data: concat([header, piece]) };
      header = new Uint8Array();
    }
    yield { type: 'sentence-end', index, original, words: tellsWords ? timesOf(words) : [] };
  }
}

function sentencesOf(words: readonly SpokenWord[]): SpokenWord[][] {
  const sentences: SpokenWord[][] = [[]];
  for (const [index, word] of words.entries()) {
    sentences.at(-1)!.push(word);
    if (endsSentence(word.text) && index < words.length - 1) sentences.push([]);
  }
  return sentences;
}

/** Places of words in their sentence, and their times in milliseconds of the whole. */
function timesOf(words: readonly SpokenWord[]): object[] {
  let place = 0;
  return words.map(({ text, begin, end }) => {
    const begin_index = place;
    place += text.length;
    const times = { begin_time: Math.round(begin * 1000), end_time: Math.round(end * 1000) };
    return { text, begin_index, end_index: place, ...times };
  });
}
