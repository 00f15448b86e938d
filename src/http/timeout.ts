import { InvalidArgumentError } from '@ai-sdk/provider';
import { inWords, isObject } from '../util/json.js';

/**
 * Time limits of a call, in milliseconds; integers; 0 means no limit. A limit that passes ends the call with an
 * `APICallError` whose `data.timeout` names it; a stream ends with an error part and a finish part.
 */
export interface QwenTimeout {
  /**
   * From sending the request to receiving the response's headers, including an upload. The headers of a stream come at
   * once, those of a whole answer when the model has finished. Default: no limit.
   */
  headers?: number | undefined;
  /**
   * The longest wait for the next byte of the response's body, whole or streamed. Only the time in which your code
   * waits for bytes counts, so a slow reader is safe. Default: no limit.
   */
  idle?: number | undefined;
}

// Timers hold 32 bits: a longer delay would fire at once.
const maxDelay = 2_147_483_647;

/** The accepted values of a timeout, for messages. */
export const acceptedTimeout =
  '{ headers?: milliseconds, idle?: milliseconds }, which are integers from 0 (no limit) to 2147483647';

export function isTimeout(value: unknown): value is QwenTimeout {
  return isObject(value) && Object.entries(value).every(([name, limit]) => isLimit(name, limit));
}

function isLimit(name: string, limit: unknown): boolean {
  if (name !== 'headers' && name !== 'idle') return false;
  if (limit === undefined) return true;
  return Number.isInteger(limit) && (limit as number) >= 0 && (limit as number) <= maxDelay;
}

/** Throws for an invalid timeout. Options of models and calls are checked where they are read. */
export function checkTimeout(value: unknown): void {
  if (value === undefined || isTimeout(value)) return;
  throw new InvalidArgumentError({
    argument: 'timeout',
    message: `timeout is ${inWords(value)}; expected ${acceptedTimeout}.`,
  });
}

/** Merges two timeouts; fields that the first lacks come from the second. */
export function mergeTimeouts(own: QwenTimeout | undefined, outer: QwenTimeout | undefined): QwenTimeout {
  return { headers: own?.headers ?? outer?.headers, idle: own?.idle ?? outer?.idle };
}
