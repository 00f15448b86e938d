import { openBody, readBody } from '../http/body.js';
import { unreachable } from '../http/network-error.js';
import { createTimeLimits, type TimeLimits } from '../http/time-limit.js';

/** A whole answer. */
export interface ShortAnswer {
  status: number;
  headers: Headers;
  text: string;
}

interface SendOptions {
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
  /** Milliseconds without a byte. */
  patience: number;
}

const maxAnswerBytes = 4 * 1024 * 1024;

/**
 * Sends a request with the user's key once, and reads the whole answer. A redirect is not followed, because it would
 * carry the key to another host. Rejects if no whole answer comes; what `signal` says goes first.
 */
export async function send(
  url: string,
  init: RequestInit,
  { fetch, signal, patience }: SendOptions,
): Promise<ShortAnswer> {
  const limits = createTimeLimits({ headers: patience, idle: patience }, signal) as TimeLimits;
  try {
    const response = await limits.awaitHeaders(fetch(url, { ...init, redirect: 'manual', signal: limits.signal }));
    const { text, whole } = await readBody(openBody(response), maxAnswerBytes, limits);
    if (!whole) throw new Error(`the answer is longer than ${maxAnswerBytes} bytes`);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    signal.throwIfAborted();
    const expired = limits.expired !== undefined;
    throw new Error(expired ? `no answer in ${patience / 1000} seconds` : unreachable(error, url).message, {
      cause: error,
    });
  } finally {
    limits.end();
  }
}
