import { RetryError } from 'ai';

/** The text to show for an error. Messages of the AI SDK and its providers are meant to be read. */
export function messageOf(error: unknown): string {
  // After several tries, the last error says the most.
  if (RetryError.isInstance(error)) return messageOf(error.lastError);
  return error instanceof Error ? error.message : String(error);
}
