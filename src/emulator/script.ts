import type { Usage } from './answer.js';
import type { Failure, FailureForm } from './failure.js';
import type { FailureName } from './refusal.js';

/** An answer written beforehand. What it does not say is the emulator's own. */
export interface ScriptedAnswer {
  /** The text of the answer. With neither text nor toolCalls the emulator answers in its own words. */
  text?: string;
  /** Thinking before the text. */
  reasoning?: string;
  /** Tool calls; arguments as an object, or as the exact text, which need not be JSON. */
  toolCalls?: ReadonlyArray<{ name: string; arguments: Record<string, unknown> | string; id?: string }>;
  /** How a stream cuts the text. Joined it is the text, so `text` can be left out. */
  deltas?: readonly string[];
  /** Default: `tool_calls` with tool calls, else `stop`. */
  finishReason?: string;
  /** Tokens to report instead of the estimates. */
  usage?: Partial<Usage>;
  /** Probabilities of the text's tokens, sent as they are under `logprobs.content`. */
  logprobs?: ReadonlyArray<{ token: string; logprob: number; top?: { token: string; logprob: number }[] }>;
  /** Vectors of an embeddings request, one a row. */
  embeddings?: ReadonlyArray<readonly number[]>;
  /** An error instead of an answer. */
  failure?: FailureName | Failure;
  /** How that error is framed. Default: as the service frames an error of this status and request. */
  failureForm?: FailureForm;
  /** An error in the middle of an answer. */
  failAfter?: MidStreamFailure;
  /** Milliseconds before the first byte of the answer. Default: the emulator's own option. */
  firstTokenDelay?: number;
  /** Milliseconds between the deltas of a stream. Default: the emulator's own option. */
  deltaDelay?: number;
  /** Bytes in a chunk of the body. Default: the emulator's own option. */
  chunkSize?: number;
  /** A response sent as it is: no rendering, no checks of what it says. */
  raw?: RawAnswer;
}

/** An error after the answer has begun. */
export interface MidStreamFailure {
  /** How many pieces of reasoning, text or tool arguments go out before it. */
  deltas: number;
  /** What went wrong. Not needed for `cut`, `malformed` and `html`. Default: `internal-error`. */
  failure?: FailureName | Failure;
  /**
   * `frame`: a native `event:error` frame. `data`: a line `data: {"error":…}`. `error_finish`: a chunk whose
   * finish_reason is `error_finish` and whose content is the message. `cut`: the connection breaks.
   * `malformed`: a line that is not JSON. `html`: a gateway's page. `end`: the stream just ends, without
   * finish reason or [DONE].
   */
  form: 'frame' | 'data' | 'error_finish' | 'cut' | 'malformed' | 'html' | 'end';
}

/** A response as it goes over the wire. */
export interface RawAnswer {
  /** Default 200. */
  status?: number;
  /** Default: `content-type: application/json`. */
  headers?: Record<string, string>;
  /** Several pieces arrive as several chunks. */
  body: string | Uint8Array | ReadonlyArray<string | Uint8Array>;
}
