import { InvalidArgumentError } from '@ai-sdk/provider';
import { inWords, isObject } from '../util/json.js';

/**
 * How long a call waits for the service, in milliseconds; integers. 0 is no limit. A limit that passes ends the call
 * with an `APICallError` whose `data.timeout` names it; a stream ends with an error part and a finish.
 */
export interface QwenTimeout {
  /**
   * From sending the request to the response's headers; an upload is part of that. A stream's headers come at once, a
   * whole answer's when the model has finished. Default: no limit.
   */
  headers?: number | undefined;
  /**
   * The longest time without a byte of the response's body, whole or streamed, while it is waited for: a reader who
   * takes their time uses none of it. Default: no limit.
   */
  idle?: number | undefined;
}

// Timers hold 32 bits: a longer delay would end at once.
const longest = 2_147_483_647;

/** What a timeout may be, in words. */
export const acceptedTimeout =
  '{ headers?: milliseconds, idle?: milliseconds }, which are integers from 0 (no limit) to 2147483647';

export function isTimeout(value: unknown): value is QwenTimeout {
  return isObject(value) && Object.entries(value).every(([name, limit]) => isLimit(name, limit));
}

function isLimit(name: string, limit: unknown): boolean {
  if (name !== 'headers' && name !== 'idle') return false;
  if (limit === undefined) return true;
  return Number.isInteger(limit) && (limit as number) >= 0 && (limit as number) <= longest;
}

/** Throws for a timeout that is none; options of models and calls are checked where they are read. */
export function checkTimeout(value: unknown): void {
  if (value === undefined || isTimeout(value)) return;
  throw new InvalidArgumentError({
    argument: 'timeout',
    message: `timeout is ${inWords(value)}; expected ${acceptedTimeout}.`,
  });
}

/** A timeout over others: what it does not say, they do. */
export function mergeTimeouts(own: QwenTimeout | undefined, outer: QwenTimeout | undefined): QwenTimeout {
  return { headers: own?.headers ?? outer?.headers, idle: own?.idle ?? outer?.idle };
}
