/** Certainty that the service really behaves like this. */
export type Certainty = 'recorded' | 'documented' | 'assumed';

/** An error as the service reports it. */
export interface Failure {
  /** HTTP status. */
  status: number;
  /** `error.code` on the OpenAI-compatible protocol. */
  code: string | null;
  /** The message, in the service's words. */
  message: string;
  /**
   * `error.type` on the OpenAI-compatible protocol. Default: `invalid_request_error`, or a copy of the code.
   */
  type?: string | undefined;
  /** `code` on the native protocol. Default: `code`. */
  nativeCode?: string | undefined;
  /** The message on the native protocol. Default: `message`. */
  nativeMessage?: string | undefined;
  /** `error.param` on the OpenAI-compatible protocol. Default null. */
  param?: string | undefined;
}

/**
 * The frame of an error. `json`: a JSON body. `line`: as the protocol refuses a stream, which is one line
 * `data: {"error":…}` on the compatible protocol and an `event:error` frame under HTTP 200 on the native
 * one. `frame`: the same frame under its real status, which gateways send on any path.
 */
export type FailureForm = 'json' | 'line' | 'frame';

/** A row of the tables: a failure, its source, and how certain it is. */
export interface FailureRow extends Failure {
  nativeCode: string;
  /** The page or recording that shows it. */
  source: string;
  certainty: Certainty;
  /**
   * The model server refuses it, so errors outside streams begin with
   * `<400> InternalError.Algo.InvalidParameter: `.
   */
  algorithm?: true | undefined;
}
