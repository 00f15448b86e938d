import type { APICallError } from '@ai-sdk/provider';
import { pause } from '../util/abort.js';
import { createLimit } from '../util/limit.js';
import { isPassing, limitOf, pieceError } from './errors.js';
import type { LearnedLimit } from './limits.js';
import type { PieceAnswer } from './request.js';
import { splitText, spokenText } from './split.js';

/** A piece of a text, spoken. */
export interface SpokenPiece {
  text: string;
  answer: PieceAnswer;
}

/** The place of a piece among those of a text. */
interface Place {
  index: number;
  count: number;
}

/** The way in which a text is spoken piece by piece. */
export interface Speaking {
  limit: LearnedLimit;
  /** False for a text that may not be cut. */
  splits: boolean;
  /** Requests at the same time. */
  parallel: number;
  abortSignal: AbortSignal | undefined;
  speak(text: string, abortSignal: AbortSignal | undefined): Promise<PieceAnswer>;
}

const maxTries = 8;
const firstPause = 500;

/**
 * Speaks a text in as many pieces as the model needs, side by side, and keeps their order. A piece that is refused as too
 * long is cut finer, and so are those that wait. When one fails, the others are given up.
 */
export function speakPieces(text: string, speaking: Speaking): Promise<SpokenPiece[]> {
  const { limit, splits, parallel } = speaking;
  const inTurn = createLimit(parallel);
  const cut = (piece: string) => (splits ? splitText(piece, limit.get()) : [piece]);

  const speakAll = async (
    pieces: readonly string[],
    abortSignal: AbortSignal | undefined,
    among?: Place,
  ): Promise<SpokenPiece[]> => {
    // A piece by itself has no others to end.
    if (pieces.length === 1) return speakOne(pieces[0]!, abortSignal, among);
    const spoken = await together(abortSignal, (signal) =>
      pieces.map((piece, index) => speakOne(piece, signal, among ?? { index, count: pieces.length })),
    );
    return spoken.flat();
  };

  const speakOne = async (
    piece: string,
    abortSignal: AbortSignal | undefined,
    among?: Place,
  ): Promise<SpokenPiece[]> => {
    const isCut = () => cut(piece).length > 1;
    try {
      const answer = await inTurn(() =>
        // While it waited, another piece may have taught how long a piece may be.
        isCut() ? Promise.resolve(undefined) : retried(speaking, piece, among !== undefined, abortSignal),
      );
      if (answer !== undefined) return [{ text: piece, answer }];
    } catch (error) {
      const max = limitOf(error);
      if (max !== undefined) limit.learn(piece, max);
      if (max === undefined || !isCut())
        throw among === undefined ? error : pieceError(error, { ...among, text: piece });
    }
    return await speakAll(cut(piece), abortSignal, among);
  };

  return speakAll(cut(text), speaking.abortSignal);
}

/** Waits for all; when one fails, ends the others, and fails once they have ended. */
async function together<Value>(
  abortSignal: AbortSignal | undefined,
  start: (signal: AbortSignal) => Promise<Value>[],
): Promise<Value[]> {
  const stop = new AbortController();
  const abort = () => stop.abort(abortSignal?.reason);
  let failure: { error: unknown } | undefined;
  const fail = (error: unknown) => {
    if (failure === undefined) {
      failure = { error };
      stop.abort();
    }
  };
  if (abortSignal?.aborted === true) abort();
  abortSignal?.addEventListener('abort', abort, { once: true });
  try {
    const promises = start(stop.signal);
    await Promise.all(promises.map((promise) => promise.catch(fail)));
    if (failure !== undefined) throw (failure as { error: unknown }).error;
    return await Promise.all(promises);
  } finally {
    abortSignal?.removeEventListener('abort', abort);
  }
}

/** A call of one piece is repeated by the AI SDK, which would repeat all pieces of a call of many. */
async function retried(
  speaking: Speaking,
  text: string,
  many: boolean,
  signal: AbortSignal | undefined,
): Promise<PieceAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await speaking.speak(spokenText(text, speaking.limit.get()), signal);
    } catch (error) {
      if (!many || !isPassing(error) || !(await pauseAfter(error, attempt, signal))) throw error;
    }
  }
}

/** Waits before another try. False if there have been enough. */
export async function pauseAfter(
  error: APICallError,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (attempt >= maxTries) return false;
  const seconds = Number(error.responseHeaders?.['retry-after']);
  await pause(seconds >= 0 ? Math.min(seconds, 60) * 1000 : firstPause * 2 ** (attempt - 1), signal);
  return true;
}
