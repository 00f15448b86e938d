import { APICallError, RetryError, UnsupportedFunctionalityError } from 'ai';
import type { QwenErrorData } from 'ai-sdk-qwen';

/** The text of an error for visitors. Errors also speak of keys, addresses and bills: that is for the log. */
export function readableError(error: unknown): string {
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  // Says what was attached, and which models take it.
  if (UnsupportedFunctionalityError.isInstance(cause) && cause.functionality.endsWith(' input')) return cause.message;
  if (!APICallError.isInstance(cause)) return 'Something went wrong. Please try again.';
  const { code, requestId = '' } = (cause.data ?? {}) as Partial<QwenErrorData>;
  // In the middle of a stream, the service spells its codes differently.
  if (/^data_?inspection_?failed$/i.test(code ?? '')) return 'The content filter refused the question or its answer.';
  if (cause.statusCode === 429) return 'There are too many questions at the moment. Please try again in a minute.';
  // A gateway may put anything there.
  const isId = /^[\da-f-]{36}$/i.test(requestId);
  return `There is no answer at the moment.${isId ? ` (request ${requestId})` : ''}`;
}
