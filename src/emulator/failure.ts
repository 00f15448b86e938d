/** How sure we are that the service really behaves so. */
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
  type?: string;
  /** `code` on the native protocol. Default: `code`. */
  nativeCode?: string;
}

/**
 * How a refusal is framed: `json` a JSON body; `line` one line `data: {"error":…}`, which is how a refused
 * stream looks; `frame` a native `event:error` frame with its real status, which gateways send on any path.
 */
export type FailureForm = 'json' | 'line' | 'frame';

/** A row of the tables: a failure, where we know it from, and how sure it is. */
export interface FailureRow extends Failure {
  nativeCode: string;
  /** The page or recording that shows it. */
  source: string;
  certainty: Certainty;
  /**
   * The model server refuses it, so whole answers carry `<400> InternalError.Algo.InvalidParameter: ` in
   * front.
   */
  algorithm?: true;
}
