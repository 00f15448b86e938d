import { RetryError } from 'ai';

/** What to show of an error. Those of the AI SDK and of its providers are meant to be read. */
export function messageOf(error: unknown): string {
  // A call that was tried again: the last failure says it best.
  if (RetryError.isInstance(error)) return messageOf(error.lastError);
  return error instanceof Error ? error.message : String(error);
}
