import { InvalidArgumentError } from '@ai-sdk/provider';
import { untilAborted } from './abort.js';
import { asText } from './json.js';

/**
 * Calls an application's callback and waits for what it returns, so that no rejection is lost. An error ends the call;
 * any other reason is wrapped in one.
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
