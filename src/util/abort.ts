/** Waits for a promise until the caller gives up; then rejects with the reason that was given. */
export function untilAborted<Value>(promise: Promise<Value>, abortSignal: AbortSignal | undefined): Promise<Value> {
  if (abortSignal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortSignal.reason);
    abortSignal.addEventListener('abort', abort, { once: true });
    if (abortSignal.aborted) abort();
    void promise.then(resolve, reject).finally(() => abortSignal.removeEventListener('abort', abort));
  });
}

/** Waits so many milliseconds, or until the caller gives up. */
export async function pause(milliseconds: number, abortSignal: AbortSignal | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await untilAborted(elapsed, abortSignal);
  } finally {
    clearTimeout(timer);
  }
}
