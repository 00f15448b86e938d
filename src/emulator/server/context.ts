import type { Stores } from '../stores/stores.js';
import type { JsonObject } from '../util/objects.js';
import type { ParameterPolicy } from '../checks/policy.js';
import type { Region } from '../catalogue/regions.js';
import type { ApiError } from '../rules/api-error.js';
import type { ScriptedAnswer, ScriptedBatch } from '../model/script.js';

/** A request on its way through the emulator, with everything that a protocol needs to answer it. */
export interface RequestContext extends Stores {
  method: string;
  url: URL;
  /** The path below the protocol's prefix, such as `/chat/completions`. */
  path: string;
  headers: Headers;
  /** The body as it came. */
  text: string;
  /** The body as a form; undefined unless it is a readable one. */
  form: FormData | undefined;
  /** The body as JSON once it is read; empty before. */
  body: JsonObject;
  /** The body as it is checked. Unless unknown parameters are refused, fields that are null are absent. */
  given: JsonObject;
  /** Handles parameters that the emulator does not know. */
  policy: ParameterPolicy;
  /** Unknown parameters are refused, even if they are null. */
  refusesUnknown: boolean;
  /** Warnings of the policy about this request. */
  warnings: string[];
  region: Region | undefined;
  /** The request id. */
  id: string;
  /** When it arrived, in milliseconds. */
  now: number;
  signal: AbortSignal;
  /** Returns the next scripted answer, or an empty one. */
  script: (asked: Asked) => Promise<ScriptedAnswer>;
  /** Throws the queued failure if one is next. Queued answers stay for the chat that they are meant for. */
  failAsScripted: () => void;
  /** Takes the script of the batch that is being created, or an empty one. */
  takeBatchScript: () => ScriptedBatch;
  newId: () => string;
  /** Called when the client leaves before the end of the answer. */
  onAbort: () => void;
  /** Says that the emulator does not serve the path of this request, and which ones it does. */
  describeUnserved: () => string;
  tempo: Tempo;
  speech: SpeechSettings;
  responses: ResponsesSettings;
}

/** The question of a request, for a scenario. */
export interface Asked {
  /** The last text of the user: the last message of a chat, the prompt, or the texts to embed, one a line. */
  text: string;
  /** Tool results since that text. */
  toolResults: string[];
  /** The line of a batch that asks it, in place of the request. */
  line?: AskedLine;
}

/** A line of a batch, for a scenario. */
export interface AskedLine {
  customId: string;
  /** Such as `/v1/embeddings`. */
  url: string;
  body: JsonObject;
}

/** Where the service is known to have spoken in more than one way. */
export interface SpeechSettings {
  /** The most that a request to a qwen3-tts model may have; a Chinese character counts as two. */
  maxCharacters: number;
  /** The first piece of a stream of WAV begins with the header of the file. */
  firstPiece: 'wav' | 'pcm';
}

/** Where the Responses API is known to have written its streams in more than one way. */
export interface ResponsesSettings {
  /** The name of the events that carry thinking. */
  thoughts: 'reasoning_text' | 'reasoning_summary_text';
}

/** Speed and chunk size of answers. */
export interface Tempo {
  firstTokenDelay: number;
  deltaDelay: number;
  chunkSize: number | undefined;
}

/** A protocol: a prefix of paths, and how requests below it are answered and refused. */
export interface Protocol {
  prefix: string;
  /** Its endpoints, such as `POST /chat/completions`. */
  endpoints: readonly string[];
  /** Answers the request, or throws an `ApiError`. */
  serve: (context: RequestContext) => Promise<Response>;
  /** Renders the error that `serve` threw. */
  refuse: (context: RequestContext, error: ApiError) => Response;
}
