import type { JsonObject } from '../util/objects.js';
import type { ParameterPolicy } from '../checks/policy.js';
import type { FileStore } from '../stores/files.js';
import type { Region } from '../catalogue/regions.js';
import type { PrefixCache } from '../stores/prefix-cache.js';
import type { ApiError } from '../rules/api-error.js';
import type { ScriptedAnswer } from '../model/script.js';
import type { TemporaryStore } from '../stores/temporary-files.js';

/** One request on its way through the emulator, and what a protocol needs to answer it. */
export interface RequestContext {
  method: string;
  url: URL;
  /** The path below the protocol's prefix, such as `/chat/completions`. */
  path: string;
  headers: Headers;
  /** The body as it came. */
  text: string;
  /** The body as a form, where it is a readable one. */
  form: FormData | undefined;
  /** The body as JSON once it is read; empty before. */
  body: JsonObject;
  /** The body as it is checked and answered: fields that are null are absent. */
  given: JsonObject;
  /** What becomes of parameters that the emulator does not know. */
  policy: ParameterPolicy;
  /** Parameters that the emulator does not know are refused, null or not. */
  refusesUnknown: boolean;
  /** What the policy says about this request. */
  warnings: readonly string[];
  region: Region | undefined;
  /** The request id. */
  id: string;
  /** When it arrived, in milliseconds. */
  now: number;
  signal: AbortSignal;
  /** The next scripted answer; an empty one where nothing is scripted. `text`: what is asked. */
  script: (asked: Asked) => Promise<ScriptedAnswer>;
  /** Throws the queued failure, where one is next. Answers are left for the chat they are meant for. */
  failAsScripted: () => void;
  cache: PrefixCache;
  files: FileStore;
  store: TemporaryStore;
  newId: () => string;
  /** Called when the client has gone before the end of the answer. */
  onAbort: () => void;
  /** Says that the emulator does not serve the path of this request, and which ones it does. */
  describeUnserved: () => string;
  tempo: Tempo;
}

/** What a request asks, for whoever scripts the answer. */
interface Asked {
  /** The last text of the user: of the chat, the prompt, or the texts to embed, one a line. */
  text: string;
  /** What tools have answered since that text. */
  toolResults: string[];
}

/** How fast, and in what pieces, answers go out. */
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
  /** Answers the request, or throws a Refusal. */
  serve: (context: RequestContext) => Promise<Response>;
  /** Renders what was thrown. */
  refuse: (context: RequestContext, error: ApiError) => Response;
}
