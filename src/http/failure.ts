import type { Redact } from './redact.js';

/** A failed call, in the service's words, whatever shape they had. */
export interface Failure {
  /** The true HTTP status. It may differ from the response's: errors also come in streams that began with 200. */
  status?: number;
  /** The service's error code, such as `invalid_api_key` or `Throttling.RateQuota`. */
  code?: string;
  message: string;
  type?: string;
  /** The request parameter that is wrong. */
  parameter?: string;
  requestId?: string;
  /** Set if it is known whether a retry may help; true for a broken connection. */
  transient?: boolean;
  /** The time limit that ended the call. */
  timeout?: 'headers' | 'idle';
}

/** The `data` of an `APICallError` of this package. */
export interface FailureData extends Pick<Failure, 'code' | 'message' | 'type' | 'requestId' | 'timeout'> {
  /** The task that the call is about. Every error after the creation of a task has it. */
  taskId?: string;
  /** The batch, and its input file, that the call is about. */
  batchId?: string;
  fileId?: string;
  /** The piece of a long text that was not spoken: its number, from 0, and how it begins. */
  piece?: { index: number; text: string };
}

/** Where a failure happened; used for its error. */
export interface FailureContext {
  url: string;
  requestBody: unknown;
  responseHeaders?: Record<string, string>;
  responseBody?: string;
  cause?: unknown;
  /** One sentence of advice, if there is one for the failure. */
  hint?: (failure: Failure) => string | undefined;
  /** Removes what must not appear in the error, such as an API key that a gateway echoes. */
  redact: Redact;
}
