import type { QwenTimeout } from './timeout.js';

/** What comes with a call besides the request itself. */
export interface CallContext {
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
  /** Wins over the connection's, field by field. */
  timeout?: QwenTimeout | undefined;
}
