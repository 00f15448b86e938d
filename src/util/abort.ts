import { InvalidArgumentError } from '@ai-sdk/provider';

/** Throws the reason of an aborted signal. Throws `InvalidArgumentError` for a value that is not a signal. */
export function throwIfAborted(abortSignal: AbortSignal | undefined): void {
  if (isAbsent(abortSignal)) return;
  checkAbortSignal(abortSignal);
  if (abortSignal.aborted) throw abortSignal.reason;
}

/** Waits for a promise, or rejects with the signal's reason as soon as the signal aborts. */
export function untilAborted<Value>(promise: Promise<Value>, abortSignal: AbortSignal | undefined): Promise<Value> {
  if (isAbsent(abortSignal)) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortSignal.reason);
    // Attach this before anything can throw: an unhandled rejection ends the process.
    void promise.then(resolve, reject).finally(() => abortSignal.removeEventListener?.('abort', abort));
    checkAbortSignal(abortSignal);
    abortSignal.addEventListener('abort', abort, { once: true });
    if (abortSignal.aborted) abort();
  });
}

// Timers turn a longer delay into 1.
const maxPause = 2_147_483_647;

/** Waits this many milliseconds (at most 24 days), or until the signal aborts. */
export async function pause(milliseconds: number, abortSignal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, maxPause));
  });
  try {
    await untilAborted(elapsed, abortSignal);
  } finally {
    clearTimeout(timer);
  }
}

// JavaScript callers pass null as well, as `fetch` allows.
function isAbsent(abortSignal: AbortSignal | undefined | null): abortSignal is undefined {
  return abortSignal === undefined || abortSignal === null;
}

/** Passing a controller instead of its signal is a common slip; such a call could never be aborted. */
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
