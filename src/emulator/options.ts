import type { ListenOptions } from './server/listen.js';
import type { FileProcessing } from './stores/files.js';
import type { Failure, FailureForm } from './rules/failure.js';
import type { Region } from './catalogue/regions.js';
import type { FailureName } from './rules/api-error.js';
import type { ScriptedAnswer } from './model/script.js';

/** How an emulator behaves. */
export interface EmulatorOptions {
  /** A scenario: what to answer to a request that passed the checks. Undefined: the emulator's own words. */
  answer?: (call: AskedCall) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>;
  /** Bytes in a chunk of a body, whatever event or character they end in. Default: one event a chunk. */
  chunkSize?: number;
  /** Milliseconds before the first byte of an answer, its headers included; `Infinity`: it never comes. Default 0. */
  firstTokenDelay?: number;
  /** Milliseconds between the deltas of a stream. Default 0. */
  deltaDelay?: number;
  /**
   * The region this emulator stands for, which decides about `sk-<region>-…` keys and models of one region.
   * Default: told by the host name of the request; on any other host all regions at once.
   */
  region?: Region;
  /**
   * What becomes of parameters that the emulator does not know, or knows for other models only: `warn` goes on
   * without them and tells them in `calls[n].warnings` and the header `x-emulator-warnings`, as the service is
   * thought to ignore them; `refuse` answers 400, so that a misspelt parameter fails a test. With `warn`, null
   * stands for a field that is not set. Default `warn`.
   */
  unknownParameters?: 'warn' | 'refuse';
  /**
   * How long an uploaded file says `processing`: until it was asked for so many times (`GET /files/{id}`), or
   * for so many milliseconds. Default `{ polls: 0 }`: it is processed at once.
   */
  fileProcessing?: FileProcessing;
}

/** A request, for whoever scripts the answer to it. */
export interface AskedCall {
  /** Such as `/compatible-mode/v1/chat/completions`. */
  path: string;
  model: string;
  /** The request as it was sent. */
  body: Record<string, unknown>;
  headers: Headers;
  /** The last text of the user: of the chat, the prompt, or the texts to embed, one a line. */
  text: string;
  /** What tools have answered since that text: a tool loop is at step `toolResults.length`. */
  toolResults: string[];
  /** How many requests came before this one. */
  index: number;
}

/** What was asked, and what became of it. */
export interface RecordedCall {
  method: string;
  path: string;
  /** Names in lower case; the key is masked. */
  headers: Record<string, string>;
  /**
   * The body as JSON; a form as its fields, with name, type and size of files; the text itself when it is
   * neither, undefined without a body.
   */
  body: unknown;
  /** Status of the answer; 0 while there is none. */
  status: number;
  /** The client went away before the end of the answer. */
  aborted: boolean;
  /** Parameters that were ignored, one sentence each; see `unknownParameters`. At most twenty and their count. */
  warnings: string[];
}

/** DashScope on this machine: it checks, answers and fails as documented, but it is no model. */
export interface Emulator {
  /** Stands for `globalThis.fetch`: give it to `createQwen({ fetch })`. Any host will do. */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The emulator itself: a request in, a response out, on any runtime. */
  handle: (request: Request) => Promise<Response>;
  /**
   * Serves over HTTP (Node.js, Deno, Bun). `url` + `/compatible-mode/v1` and `url` + `/api/v1` are the base
   * URLs. Pages of this machine may ask it from a browser.
   */
  listen: (options?: ListenOptions) => Promise<{ url: string; port: number }>;
  /** Every request to an endpoint so far, the first one first. */
  readonly calls: RecordedCall[];
  /**
   * Queues answers: each is used once, by the next chat, completion or embeddings request that passes the
   * checks, before `options.answer`.
   */
  answerNext: (...answers: ScriptedAnswer[]) => void;
  /**
   * Queues a failure, by name or as the service would report it, `times` times (default 1). Requests for
   * files and uploads fail so too.
   */
  failNext: (failure: FailureName | Failure, options?: { times?: number; form?: FailureForm }) => void;
  /** Forgets calls, queued answers, cached prefixes and uploaded files. */
  reset: () => void;
  /** Stops listening and ends open connections. Without `listen` there is nothing to close. */
  close: () => Promise<void>;
}
