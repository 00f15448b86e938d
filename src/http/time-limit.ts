import type { Failure } from './failure.js';
import type { QwenTimeout } from './timeout.js';

/** Watches over the time limits of one call. */
export interface Watchdog {
  /** Aborted by the caller, with their reason, or by a limit that has passed. */
  readonly signal: AbortSignal;
  /** What is to be said of the limit that has passed, if one has. */
  readonly expired: Failure | undefined;
  /** Waits for the response, whether or not `fetch` listens to the signal. Rejects when the limit passes. */
  awaitHeaders(response: Promise<Response>): Promise<Response>;
  /** Bytes are asked for. `hangUp` is called if none come in time. */
  ask(hangUp: () => void): void;
  /** Bytes have come, or the body has ended. Throws if that is because the limit has passed. */
  receive(): void;
  /** The call is over: no timer and no listener stay behind. */
  end(): void;
}

/** Undefined, at no cost, if there is nothing to watch over. */
export function createWatchdog(
  { headers = 0, idle = 0 }: QwenTimeout,
  abortSignal: AbortSignal | undefined,
): Watchdog | undefined {
  if (headers === 0 && idle === 0) return undefined;
  const controller = new AbortController();
  let expired: Failure | undefined;
  let timer: Timer | undefined;
  let hangUp: (() => void) | undefined;

  const expire = (limit: keyof QwenTimeout, what: string) => {
    const message = `${what} (timeout.${limit}). Try again, or allow the service more time.`;
    expired = { message, timeout: limit, transient: true };
    end();
    hangUp?.();
    controller.abort(new DOMException(message, 'TimeoutError'));
  };
  const silence = createSilence(idle, () => expire('idle', `The answer stopped: no byte of it came for ${idle} ms`));
  const abort = () => controller.abort(abortSignal?.reason);
  const end = () => {
    clearTimeout(timer);
    silence.end();
    abortSignal?.removeEventListener('abort', abort);
  };

  if (abortSignal?.aborted === true) abort();
  else abortSignal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    awaitHeaders(response) {
      if (headers === 0) return response;
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          expire('headers', `The service did not begin to answer within ${headers} ms`);
          reject(controller.signal.reason);
        };
        timer = setTimeout(() => {
          timer = afterOneMoreTurn(giveUp);
        }, headers);
        response.finally(() => clearTimeout(timer)).then(resolve, reject);
      });
    },
    ask(callback) {
      if (idle === 0) return;
      hangUp = callback;
      silence.begin();
    },
    receive() {
      silence.interrupt();
      if (expired !== undefined) throw controller.signal.reason;
    },
    end,
  };
}

type Timer = ReturnType<typeof setTimeout>;

/** Where the event loop was busy, timers ring before what has come meanwhile is read: it is given one more turn. */
function afterOneMoreTurn(then: () => void): Timer {
  return setTimeout(then, 0);
}

/** Tells when so many milliseconds have passed between the beginning of a silence and what interrupts it. */
function createSilence(longest: number, expire: () => void) {
  let timer: Timer | undefined;
  let began: number | undefined;
  // One timer for all of a body, which finds out what is left when it rings: one a chunk costs as much as reading it.
  const ring = () => {
    timer = undefined;
    // A reader that wants nothing yet has nothing to wait for.
    if (began === undefined) return;
    const since = began;
    const left = since + longest - performance.now();
    if (left > 0) timer = setTimeout(ring, left);
    else timer = afterOneMoreTurn(() => (began === since ? expire() : ring()));
  };
  return {
    begin() {
      began = performance.now();
      timer ??= setTimeout(ring, longest);
    },
    interrupt() {
      began = undefined;
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
      began = undefined;
    },
  };
}
