import type { Redact } from './redact.js';

/** A failed call in the service's words, whichever shape they came in. */
export interface Failure {
  /** True HTTP status, which may differ from the response's: errors also come in streams opened with 200. */
  status?: number;
  /** The service's error code, such as `invalid_api_key` or `Throttling.RateQuota`. */
  code?: string;
  message: string;
  type?: string;
  /** The request parameter at fault. */
  parameter?: string;
  requestId?: string;
  /** Set where it is known whether trying again may help: it may for a broken connection. */
  transient?: boolean;
  /** The time limit that ended the call, if one did. */
  timeout?: 'headers' | 'idle';
}

/** The `data` of an `APICallError` of this package. */
export interface FailureData extends Pick<Failure, 'code' | 'message' | 'type' | 'requestId' | 'timeout'> {
  /** The task that the call is about. Every error that comes after a task's creation has it. */
  taskId?: string;
}

/** Where a failure happened, for its error. */
export interface FailureContext {
  url: string;
  requestBody: unknown;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
  cause?: unknown;
  /** One sentence that says what to do, if there is one for the failure. */
  hint?: (failure: Failure) => string | undefined;
  /** Takes out what must appear nowhere in the error, such as the API key, which a gateway may echo. */
  redact: Redact;
}
