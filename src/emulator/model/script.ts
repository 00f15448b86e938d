import type { Source, Usage } from './answer.js';
import type { Failure, FailureForm } from '../rules/failure.js';
import type { FailureName } from '../rules/api-error.js';

/** A scripted answer. The emulator adds what it leaves out. */
export interface ScriptedAnswer {
  /** The text of the answer. Without `text`, `deltas` and `toolCalls`, the emulator answers in its own words. */
  text?: string | undefined;
  /** Thinking before the text. */
  reasoning?: string | undefined;
  /** Tool calls. Arguments are an object, or the exact text, which need not be JSON. */
  toolCalls?:
    | ReadonlyArray<{ name: string; arguments: Record<string, unknown> | string; id?: string | undefined }>
    | undefined;
  /** The pieces of the text in a stream. Joined, they are the text. */
  deltas?: readonly string[] | undefined;
  /** Default: `tool_calls` with tool calls, else `stop`. */
  finishReason?: string | undefined;
  /** Tokens to report instead of the estimates. */
  usage?: Partial<Usage> | undefined;
  /** Probabilities of the text's tokens, sent unchanged as `logprobs.content`. */
  logprobs?:
    | ReadonlyArray<{ token: string; logprob: number; top?: { token: string; logprob: number }[] | undefined }>
    | undefined;
  /**
   * Pages that a web search found, in answers of the native protocol to requests with `enable_search` and
   * `search_options.enable_source`, and of the Responses API to requests with `web_search`. Default: pages on
   * example.com; an empty list: no page was found.
   */
  sources?: ReadonlyArray<Pick<Source, 'title' | 'url'> & Partial<Source>> | undefined;
  /**
   * Calls of the code interpreter, in answers of the native protocol to requests with
   * `enable_code_interpreter`, sent as they are under `output.tool_info`. Default: one call; an empty list:
   * it was not used.
   */
  toolInfo?: ReadonlyArray<Record<string, unknown>> | undefined;
  /**
   * Result of qwen-vl-ocr, sent unchanged under `ocr_result` in answers of the DashScope protocol to requests with
   * `ocr_options`. Default: made from the task.
   */
  ocrResult?: Record<string, unknown> | undefined;
  /**
   * Calls of built-in tools in an answer of the Responses API, sent as they are, with an id and a status. Default: each
   * tool of the request acts once; an empty list: none does.
   */
  items?: ReadonlyArray<Record<string, unknown>> | undefined;
  /** Vectors of an embeddings request, one for each text. */
  embeddings?: ReadonlyArray<readonly number[]> | undefined;
  /** Scores of a reranking request, from 0 to 1, one for each document in the order of the request. */
  scores?: readonly number[] | undefined;
  /** The end of the task that an image or video call creates. */
  task?: ScriptedTask | undefined;
  /** The course of the batch that a call creates. Calls of other kinds leave it in the queue. */
  batch?: ScriptedBatch | undefined;
  /** An error instead of an answer. */
  failure?: FailureName | Failure | undefined;
  /** The frame of that error. Default: the service's own for this status and request. */
  failureForm?: FailureForm | undefined;
  /** An error in the middle of an answer. */
  failAfter?: MidStreamFailure | undefined;
  /**
   * Milliseconds before the headers of the answer; `Infinity`: they never come, and the connection stays open.
   * Default: the emulator's option.
   */
  firstTokenDelay?: number | undefined;
  /** Milliseconds between the deltas of a stream. Default: the emulator's option. */
  deltaDelay?: number | undefined;
  /** Size of the body's chunks in bytes. Default: the emulator's option. */
  chunkSize?: number | undefined;
  /** A response that is sent unchanged. */
  raw?: RawAnswer | undefined;
}

/** The end of a task, written beforehand. */
export interface ScriptedTask {
  /** The final status. Default: SUCCEEDED, or FAILED with a `failure`. */
  status?: 'SUCCEEDED' | 'FAILED' | 'CANCELED' | 'UNKNOWN' | undefined;
  /** Code and message of a FAILED task. Without it, the task fails without a reason. */
  failure?: FailureName | Failure | undefined;
  /** Number of pictures that fail in a task with `results`; the others succeed. */
  failedImages?: number | undefined;
  /** Time that it takes. Default: the emulator's `taskDelay`. */
  delay?: { polls: number; pending?: number | undefined } | { milliseconds: number; pending?: number | undefined };
}

/**
 * Duration of a batch: the number of looks at it that find it unfinished, or milliseconds of the emulator's clock. All
 * parts have the same unit.
 */
export type BatchDelay = ({ polls: number } | { milliseconds: number }) & {
  /** The part of it during which the status is `validating`, or before the batch fails. Default 0. */
  validating?: number | undefined;
  /** The part of it at its end during which the status is `finalizing`. Default 0. */
  finalizing?: number | undefined;
  /** Time from a cancellation to the status `cancelled`. Default 0. */
  cancelling?: number | undefined;
  /** Time during which `request_counts` stands still before it moves on. Default: a look, or 20 minutes. */
  standstill?: number | undefined;
};

/** The course of a batch, written beforehand. */
export interface ScriptedBatch {
  /** Its end. Default: `completed`, or `failed` with a `failure`. `stuck`: it never ends. */
  status?: 'completed' | 'failed' | 'expired' | 'stuck' | undefined;
  /** The reason why it fails. */
  failure?: FailureName | Failure | undefined;
  /** Number of lines that run before it expires. Default: half of them. */
  ran?: number | undefined;
  /** Answers and failures of lines, by `custom_id`. */
  lines?: Readonly<Record<string, ScriptedAnswer>> | undefined;
  /** Time that it takes. Default: `batch.delay` of the emulator. */
  delay?: BatchDelay | undefined;
}

/** An error after the answer has begun. */
export interface MidStreamFailure {
  /** Number of pieces of reasoning, text or tool arguments before it. */
  deltas: number;
  /** The failure. `cut`, `malformed`, `html`, `end` and `stall` have none. Default: `internal-error`. */
  failure?: FailureName | Failure | undefined;
  /**
   * `frame`: a native `event:error` frame, the default. `data`: an ordinary event that holds an error:
   * `data: {"error":…}` on the compatible protocol, code and message on the native one. `error_finish`: a
   * chunk whose finish_reason is `error_finish` and whose content is the message. `cut`: the connection
   * breaks. `malformed`: a line that is not JSON. `html`: a gateway's page. `end`: the stream just ends,
   * without finish reason or [DONE]. `stall`: nothing more comes, and the connection stays open.
   */
  form?: 'frame' | 'data' | 'error_finish' | 'cut' | 'malformed' | 'html' | 'end' | 'stall' | undefined;
}

/** A response as it goes over the wire. */
export interface RawAnswer {
  /** Default 200. */
  status?: number | undefined;
  /** Default: `content-type: application/json`. */
  headers?: Record<string, string> | undefined;
  /** Several pieces arrive as several chunks. */
  body: string | Uint8Array | ReadonlyArray<string | Uint8Array>;
  /** The body does not end: the connection stays open after the last piece. Default false. */
  stalls?: boolean | undefined;
}
