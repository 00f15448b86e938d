import { tokensOf } from '../util/words.js';

/** A text, and the limit that cut it off. */
export interface LimitedText {
  text: string;
  cut?: 'stop' | 'length';
}

/** Each stop sequence costs a scan of the text. Clients send at most four. */
const maxStops = 100;

/** Cuts a text at the first stop sequence, and after `max` tokens. */
export function limitText(text: string, stop: string[], max: number): LimitedText {
  const ends = stop
    .filter(Boolean)
    .slice(0, maxStops)
    .map((sequence) => text.indexOf(sequence))
    .filter((place) => place >= 0);
  const shown = ends.length > 0 ? text.slice(0, Math.min(...ends)) : text;
  const tokens = tokensOf(shown);
  if (tokens.length > max) return { text: tokens.slice(0, Math.max(0, max)).join(''), cut: 'length' };
  return { text: shown, ...(ends.length > 0 && { cut: 'stop' as const }) };
}

/** Pieces of one to four tokens, as a stream sends them. */
export function deltasOf(text: string): string[] {
  const tokens = tokensOf(text);
  const deltas: string[] = [];
  for (let start = 0, size = 1; start < tokens.length; start += size, size = (size % 4) + 1) {
    deltas.push(tokens.slice(start, start + size).join(''));
  }
  return deltas;
}
