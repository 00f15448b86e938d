import { InvalidArgumentError } from '@ai-sdk/provider';

/** Throws the reason of a signal that has been aborted, and `InvalidArgumentError` for what is no signal. */
export function throwIfAborted(abortSignal: AbortSignal | undefined): void {
  if (isAbsent(abortSignal)) return;
  checkAbortSignal(abortSignal);
  if (abortSignal.aborted) throw abortSignal.reason;
}

/** Waits for a promise until the caller gives up; then rejects with the reason that was given. */
export function untilAborted<Value>(promise: Promise<Value>, abortSignal: AbortSignal | undefined): Promise<Value> {
  if (isAbsent(abortSignal)) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortSignal.reason);
    // Before anything can throw: a rejection that nobody hears ends the process.
    void promise.then(resolve, reject).finally(() => abortSignal.removeEventListener?.('abort', abort));
    checkAbortSignal(abortSignal);
    abortSignal.addEventListener('abort', abort, { once: true });
    if (abortSignal.aborted) abort();
  });
}

// The most that timers can wait: they turn a higher number into 1.
const longestPause = 2_147_483_647;

/** Waits this many milliseconds (24 days at most), or until the caller gives up. */
export async function pause(milliseconds: number, abortSignal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, longestPause));
  });
  try {
    await untilAborted(elapsed, abortSignal);
  } finally {
    clearTimeout(timer);
  }
}

// JavaScript passes null as well, as `fetch` allows.
function isAbsent(abortSignal: AbortSignal | undefined | null): abortSignal is undefined {
  return abortSignal === undefined || abortSignal === null;
}

/** A controller in place of its signal is a common slip; it would never end the call. */
function checkAbortSignal(value: unknown): void {
  const { aborted, addEventListener, removeEventListener } = Object(value) as Partial<AbortSignal>;
  const methods = [addEventListener, removeEventListener];
  if (typeof aborted === 'boolean' && methods.every((method) => typeof method === 'function')) return;
  const given = typeof value === 'object' ? 'an object of another kind' : `a ${typeof value}`;
  throw new InvalidArgumentError({
    argument: 'abortSignal',
    message: `abortSignal is ${given}. It must be an AbortSignal, such as the signal of an AbortController.`,
  });
}
