import { APICallError, RetryError, UnsupportedFunctionalityError } from 'ai';

/** The text of an error for visitors. Errors also speak of keys, addresses and bills: that is for the log. */
export function messageOf(error: unknown): string {
  // After several tries, the last error says the most.
  const cause = RetryError.isInstance(error) ? error.lastError : error;
  // What was attached, and which models take it.
  if (UnsupportedFunctionalityError.isInstance(cause) && cause.functionality.endsWith(' input')) return cause.message;
  if (!APICallError.isInstance(cause)) return 'Something went wrong. Please try again.';
  const { code, requestId } = (cause.data ?? {}) as { code?: string; requestId?: string };
  // In the middle of a stream, the service spells its codes differently.
  if (/^data_?inspection_?failed$/i.test(code ?? '')) return 'The content filter refused the question or its answer.';
  if (/^InvalidImage/.test(code ?? '')) return 'The model does not take this picture: it may be too large.';
  if (/^invalid_?(parameter|request)|TooLarge$/i.test(code ?? ''))
    return 'The model does not take this question: it may be too long.';
  if (cause.statusCode === 429) return 'There are too many questions at the moment. Please try again in a minute.';
  return `There is no answer at the moment.${requestId === undefined ? '' : ` (request ${requestId})`}`;
}
