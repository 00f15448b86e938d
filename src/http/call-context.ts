import type { QwenTimeout } from './timeout.js';

/** The parts of a call besides its request. */
export interface CallContext {
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
  /** Wins over the connection's timeout, field by field. */
  timeout?: QwenTimeout | undefined;
}
