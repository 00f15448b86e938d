import { APICallError } from '@ai-sdk/provider';
import { isSurelyRefused, rewritten } from '../tasks/errors.js';
import { asText } from '../util/json.js';
import { sentence } from '../util/text.js';

const begun = 'The service has begun to speak and bills it, so the call is not repeated.';

/**
 * The error of a request for speech. Only what surely was not spoken stays retryable: each of the others may be billed,
 * and a second try would be billed again.
 */
export function speechError(error: unknown, hasBegun: boolean): unknown {
  if (!APICallError.isInstance(error)) return error;
  if (!hasBegun && isSurelyRefused(error)) return error;
  const why = hasBegun ? begun : 'The service may have spoken the text and bill it, so the call is not repeated.';
  return rewritten(error, `${sentence(error.message)} ${why}`, {});
}

/** The most units of a text that a refusal names: of Qwen-TTS, and of CosyVoice and Qwen-Audio. */
export function limitOf(error: unknown): number | undefined {
  // What was heard already must not be spoken again, in whatever pieces.
  if (!APICallError.isInstance(error) || error.message.endsWith(begun)) return undefined;
  const [, range, limited] =
    /Range of input length should be \[\d+, (\d+)\]|sends text is limited: (\d+)/.exec(error.message) ?? [];
  const limit = Number(range ?? limited);
  return limit > 0 ? limit : undefined;
}

/** The error of a piece among others: it names the piece. The pieces before it are paid for, so it is not retried. */
export function pieceError(
  error: unknown,
  piece: { index: number; count?: number | undefined; text: string },
): unknown {
  if (!APICallError.isInstance(error)) return error;
  const { index, count, text } = piece;
  const beginning = text.trim().slice(0, 40);
  const which = count === undefined ? `${index + 1}` : `${index + 1} of ${count}`;
  const message = `Piece ${which} of the text ("${beginning}…") was not spoken: ${error.message}`;
  return rewritten(error, message, { piece: { index, text: beginning } });
}

/** True for a refusal that may be over in a moment, such as that of too many requests. */
export function isPassing(error: unknown): error is APICallError {
  return APICallError.isInstance(error) && error.isRetryable && isSurelyRefused(error);
}

/** An answer without sound. */
export function emptyMessage(model: string, voice: string): string {
  return (
    `${model} answered without sound. Check the voice (${asText(voice).slice(0, 60)}): one that was cloned or designed ` +
    'a moment ago is silent until it is ready.'
  );
}

/** Pieces that are paid for, and do not make one file. */
export function notJoined(model: string, sounds: readonly { format: string }[]): string {
  const formats = [...new Set(sounds.map(({ format }) => format))].join(', ');
  return `${model} answered with pieces that do not join into one file (${formats}).`;
}
