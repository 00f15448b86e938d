import { InvalidArgumentError } from '@ai-sdk/provider';
import { untilAborted } from './abort.js';
import { asText } from './json.js';

/**
 * Calls an application's callback and waits for what it returns, so that a promise that rejects is heard. Its error ends
 * the call; any other reason is put into an error.
 */
export async function tell<Value>(
  onProgress: ((value: Value) => unknown) | undefined,
  value: Value,
  abortSignal: AbortSignal | undefined,
): Promise<void> {
  if (onProgress === undefined) return;
  const returned = (async () => onProgress(value))();
  try {
    await untilAborted(returned, abortSignal);
  } catch (cause) {
    if (cause instanceof Error || abortSignal?.aborted === true) throw cause;
    throw new InvalidArgumentError({ argument: 'onProgress', message: `onProgress failed: ${asText(cause)}`, cause });
  }
}
