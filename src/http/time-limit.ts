import type { Failure } from './failure.js';
import type { QwenTimeout } from './timeout.js';

/** Enforces the time limits of one call. */
export interface TimeLimits {
  /** Aborted by the caller, with the caller's reason, or by a limit that has passed. */
  readonly signal: AbortSignal;
  /** The failure to report once a limit has passed. */
  readonly expired: Failure | undefined;
  /** Waits for the response, also if `fetch` ignores the signal. Rejects when the limit passes. */
  awaitHeaders(response: Promise<Response>): Promise<Response>;
  /** The reader waits for bytes. `hangUp` is called if none come in time. */
  ask(hangUp: () => void): void;
  /** Bytes came, or the body ended. Throws if the limit ended it. */
  receive(): void;
  /** The call is over: removes the timer and the listener. */
  end(): void;
}

/** Undefined, at no cost, if there is no limit. */
export function createTimeLimits(
  { headers = 0, idle = 0 }: QwenTimeout,
  abortSignal: AbortSignal | undefined,
): TimeLimits | undefined {
  if (headers === 0 && idle === 0) return undefined;
  const controller = new AbortController();
  let timer: Timer | undefined;
  let hangUp: (() => void) | undefined;

  const expire = (limit: keyof QwenTimeout, what: string) => {
    const message = `${what} (timeout.${limit}). Try again, or set a higher limit.`;
    limits.expired = { message, timeout: limit, transient: true };
    end();
    hangUp?.();
    controller.abort(new DOMException(message, 'TimeoutError'));
  };
  const silence = createSilence(idle, () => expire('idle', `The answer stopped: no byte came for ${idle} ms`));
  const abort = () => controller.abort(abortSignal?.reason);
  const end = () => {
    clearTimeout(timer);
    silence.end();
    abortSignal?.removeEventListener('abort', abort);
  };

  if (abortSignal?.aborted === true) abort();
  else abortSignal?.addEventListener('abort', abort, { once: true });
  const limits: TimeLimits & { expired: Failure | undefined } = {
    signal: controller.signal,
    // Not a getter: V8 makes those of literals in its old generation, and they would keep the body of the call there.
    expired: undefined,
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
      if (limits.expired !== undefined) throw controller.signal.reason;
    },
    end,
  };
  return limits;
}

type Timer = ReturnType<typeof setTimeout>;

/** Timers fire before received bytes are read if the event loop was busy, so it gets one more turn. */
function afterOneMoreTurn(then: () => void): Timer {
  return setTimeout(then, 0);
}

/** Calls `expire` when no bytes arrive for `max` ms after `begin()`. */
function createSilence(max: number, expire: () => void) {
  let timer: Timer | undefined;
  let began: number | undefined;
  // One timer for the whole body, which checks the remaining time when it fires: a timer for each chunk costs as much
  // as reading the chunk.
  const ring = () => {
    timer = undefined;
    // The reader is not waiting for bytes.
    if (began === undefined) return;
    const since = began;
    const left = since + max - performance.now();
    if (left > 0) timer = setTimeout(ring, left);
    else timer = afterOneMoreTurn(() => (began === since ? expire() : ring()));
  };
  return {
    begin() {
      began = performance.now();
      timer ??= setTimeout(ring, max);
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
