import type { ListenOptions } from './server/listen.js';
import type { ForwardOptions } from './recordings/forward.js';
import type { ReplayOptions } from './recordings/replay.js';
import type { FileProcessing } from './stores/files.js';
import type { Break, TaskStep } from './stores/faults.js';
import type { BatchCounts, BatchOptions } from './stores/batches.js';
import type { Creations } from './stores/media.js';
import type { TaskDelay } from './stores/tasks.js';
import type { Failure, FailureForm } from './rules/failure.js';
import type { Region } from './catalogue/regions.js';
import type { FailureName } from './rules/api-error.js';
import type { ScriptedAnswer } from './model/script.js';

/** Options of an emulator. */
export interface EmulatorOptions {
  /** A scenario: answers a request that passed the checks. Where it returns undefined, the emulator answers. */
  answer?: ((call: AskedCall) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>) | undefined;
  /** Size of a body's chunks in bytes; a chunk may end within an event or a character. Default: one event a chunk. */
  chunkSize?: number | undefined;
  /** Milliseconds before the headers of an answer; `Infinity`: they never come. Default 0. */
  firstTokenDelay?: number | undefined;
  /** Milliseconds between the deltas of a stream. Default 0. */
  deltaDelay?: number | undefined;
  /**
   * The region that the emulator stands for. It decides which `sk-<region>-…` keys and which models of a single
   * region are known. Default: the region of the request's host name; other hosts have all regions.
   */
  region?: Region | undefined;
  /**
   * Handling of parameters that the emulator does not know, or knows for other models only. `warn` ignores them,
   * as the service seems to, and lists them in `calls[n].warnings` and in the header `x-emulator-warnings`; a field
   * that is null counts as absent. `refuse` answers 400, so that a misspelt parameter fails a test. Default `warn`.
   */
  unknownParameters?: 'warn' | 'refuse' | undefined;
  /**
   * Time during which an uploaded file has the status `processing`: a number of requests for it
   * (`GET /files/{id}`), or of milliseconds. Default `{ polls: 0 }`: it is processed at once.
   */
  fileProcessing?: FileProcessing | undefined;
  /**
   * Choices where the service is known to have done both. `maxCharacters`: the longest text that qwen3-tts models
   * take, a Chinese character counted as two; default 600, as documented, while 5,000 were taken in Aug 2026.
   * `firstPiece`: whether a stream of WAV begins with the header of the file, as since Aug 2026, or with samples.
   * Default `wav`.
   */
  speech?: { maxCharacters?: number | undefined; firstPiece?: 'wav' | 'pcm' | undefined } | undefined;
  /**
   * Choices where the Responses API is known to have done both. `thoughts`: the name of the events that carry thinking;
   * `reasoning_summary_text` until spring 2026. Default `reasoning_text`.
   */
  responses?: { thoughts?: 'reasoning_text' | 'reasoning_summary_text' | undefined } | undefined;
  /**
   * Duration of image, video and transcription tasks: the number of polls that find them unfinished, or milliseconds on
   * the emulator's clock, which `advance` moves. Default `{ polls: 1 }`.
   */
  taskDelay?: TaskDelay | undefined;
  /**
   * Limits of what `calls` keeps, for an emulator that runs for long. Default: everything. The command keeps 500 calls,
   * and 50 MB of their bodies.
   */
  callLimits?: CallLimits | undefined;
  /** Duration, limits and results of batches, and the wait on the batch chat host. */
  batch?: BatchOptions | undefined;
  /** Passes all calls on to a service, and records them. Of the other options, only `callLimits` has an effect. */
  forward?: ForwardOptions | undefined;
  /** Answers from a recording. Calls are matched without keys, clients, the order of fields, and random ids. */
  replay?: ReplayOptions | undefined;
}

/** The most that an emulator remembers of its calls. The last call is always kept whole. */
export interface CallLimits {
  /** Number of calls, at least 1. The oldest are forgotten. Default: no limit. */
  max?: number | undefined;
  /**
   * Bytes of all request bodies together. The oldest are forgotten, and their calls say so in `bodyForgotten`. Default:
   * no limit.
   */
  maxBodyBytes?: number | undefined;
}

/** A request, as a scenario sees it. */
export interface AskedCall {
  /** Such as `/compatible-mode/v1/chat/completions`. */
  path: string;
  model: string;
  /** The request as it was sent. */
  body: Record<string, unknown>;
  headers: Headers;
  /** The last text of the user: the last message of a chat, the prompt, or the texts to embed, one a line. */
  text: string;
  /** Tool results since that text. A tool loop is at step `toolResults.length`. */
  toolResults: string[];
  /** The number of requests before this one. */
  index: number;
  /** The `custom_id` of a line of a batch, which asks in place of the request. */
  customId?: string;
}

/** A request and its outcome. */
export interface RecordedCall {
  method: string;
  path: string;
  /** Names are in lower case. The key is masked. */
  headers: Record<string, string>;
  /**
   * The body as JSON. A form has its fields, with name, type and size of files. A body that is neither is its text;
   * undefined without a body.
   */
  body: unknown;
  /** A sentence in place of a body that is no longer kept (see `callLimits`). */
  bodyForgotten?: string;
  /** Status of the answer; 0 until there is one. */
  status: number;
  /** The client left before the end of the answer. */
  aborted: boolean;
  /** A sentence for each parameter that was ignored (see `unknownParameters`), at most twenty and a count. */
  warnings: string[];
}

/** DashScope on this machine: it checks, answers and fails as documented, but it is not a model. */
export interface Emulator {
  /** Replaces `globalThis.fetch`: give it to `createQwen({ fetch })`. Any host works. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Answers a request, on any runtime. */
  handle: (request: Request) => Promise<Response>;
  /**
   * Serves over HTTP (Node.js, Deno, Bun). The base URLs are `${url}/compatible-mode/v1` and `${url}/api/v1`.
   * Pages of this machine may call it from a browser.
   */
  listen: (options?: ListenOptions) => Promise<{ url: string; port: number }>;
  /** The requests so far, the oldest first, within `callLimits`. `/`, `/health` and OPTIONS are not recorded. */
  readonly calls: RecordedCall[];
  /**
   * Queues answers. Each is used once, by the next chat, completion, embeddings or reranking request that passes
   * the checks, before `options.answer` is asked.
   */
  answerNext: (...answers: ScriptedAnswer[]) => void;
  /**
   * Queues a failure, by name or as the service would report it, `times` times (default 1). It also makes requests
   * for files and uploads fail. `at`: only this step of calls for
   * images, videos, speech and transcriptions fails.
   */
  failNext: (
    failure: FailureName | Failure,
    options?: { times?: number | undefined; form?: FailureForm | undefined; at?: TaskStep | undefined },
  ) => void;
  /** Queues a broken connection for a step of calls for media, `times` times (default 1). */
  breakNext: (how: Break, options: { at: TaskStep; times?: number | undefined }) => void;
  /**
   * Number of accepted calls for images, videos, speech and transcriptions, including those whose answer was lost. On
   * the service each of them costs money unless it fails.
   */
  readonly creations: Readonly<Creations>;
  /** Number of batches and lines so far, and what they cost. */
  readonly batches: Readonly<BatchCounts>;
  /** Moves the emulator's clock forward: tasks end, and links expire, without waiting. */
  advance: (milliseconds: number) => void;
  /** Forgets calls, queued answers, cached prefixes, files, tasks and counts, and sets the clock right. */
  reset: () => void;
  /** Stops listening and ends open connections. Only needed after `listen`. */
  close: () => Promise<void>;
}
