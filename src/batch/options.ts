import type { ChatModelId } from '../catalogue/models.js';
import type { EmbeddingModelId } from '../catalogue/embeddings.js';
import type { ProviderOptions } from '../options/types.js';
import type { JSONValue } from '../util/json.js';

/**
 * The engine of a job. `batch`: jobs of the service's Batch engine, from files, at half the price; hours may pass.
 * `waiting`: calls to the batch chat host, at half the price, each held open for up to an hour. `live`: ordinary calls.
 */
export type QwenBatchEngine = 'batch' | 'waiting' | 'live';

/** A message of the AI SDK; `content` is a text or its parts. */
export interface QwenBatchMessage {
  role: string;
  content: unknown;
  providerOptions?: ProviderOptions;
}

/** A call of a job, with the settings of `generateText`. */
export interface QwenBatchPrompt {
  /** Your id of the prompt, up to 230 characters; results have it. Default: the prompt's index. */
  id?: string | undefined;
  /** The prompt as a text, or as messages. */
  prompt?: string | readonly QwenBatchMessage[] | undefined;
  /** The prompt as messages, instead of `prompt`. */
  messages?: readonly QwenBatchMessage[] | undefined;
  /** The system message. AI SDK 7 calls it `instructions`. */
  system?: string | undefined;
  /** The same as `system`. */
  instructions?: string | undefined;
  /** Tools by name, as the AI SDK takes them. They are not executed: the result has the calls. */
  tools?: Readonly<Record<string, object>> | undefined;
  toolChoice?: 'auto' | 'none' | 'required' | { type: 'tool'; toolName: string } | undefined;
  /** A schema for the answer of this prompt instead of the job's. */
  schema?: unknown;
  maxOutputTokens?: number | undefined;
  /** The name of `maxOutputTokens` in AI SDK 4. */
  maxTokens?: number | undefined;
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  stopSequences?: readonly string[] | undefined;
  seed?: number | undefined;
  /** The effort of thinking, as in AI SDK 7. */
  reasoning?: string | undefined;
  providerOptions?: ProviderOptions | undefined;
}

/** A text to embed, with an id if it has one. */
export interface QwenBatchEmbeddingInput {
  id?: string | undefined;
  text: string;
}

/** Items of any number. A function that opens them anew, or an array, lets failed lines go again in the same run. */
export type QwenBatchItems<Item> = Iterable<Item> | AsyncIterable<Item> | (() => Iterable<Item> | AsyncIterable<Item>);

/** A place that keeps what a job has done, so that it can go on after a crash. `fileJournal` makes one for Node. */
export interface QwenBatchJournal {
  /** The entries in the order in which they were appended. */
  load(): Iterable<string> | AsyncIterable<string> | Promise<Iterable<string> | AsyncIterable<string>>;
  /**
   * Appends an entry, a line of JSON. A `durable` one must be stored before the promise resolves, because money depends on
   * it; another one may be lost, and its result is then yielded again.
   */
  append(entry: string, options: { durable: boolean }): void | Promise<void>;
  /** Called when the job has ended or was left. */
  close?(): void | Promise<void>;
}

/** The live price of a model for a million tokens, in any currency; `priceOf` of `ai-sdk-qwen/models` has the list's. */
export interface QwenBatchPrice {
  input: number;
  output: number;
}

/** The state of one file of a job. */
export interface QwenBatchPartStatus {
  batchId?: string;
  inputFileId?: string;
  /** The service's status, or `uploading` before there is a batch. */
  status: string;
  /** True once the service has ended the batch. Some of its results may not have been delivered yet. */
  hasEnded: boolean;
  lines: number;
  completed: number;
  failed: number;
  /**
   * Milliseconds since the counts last changed, in this process. Half an hour is normal. A batch with a URL that the
   * service cannot reach never moves; it is cancelled an hour after its window of time has ended.
   */
  unchangedFor: number;
}

/** The state of a job. */
export interface QwenBatchStatus {
  run: string;
  /** Lines that have been uploaded or sent. */
  sent: number;
  /** Results that were delivered. */
  delivered: number;
  /** The files that are not finished. */
  parts: QwenBatchPartStatus[];
}

/** The state of a job whose lines have been sent by `submit()`. */
export interface QwenBatchSubmission extends QwenBatchStatus {
  /** Prompts that were refused. The iteration tells why. */
  refused: number;
  /** False if lines are left because 100 files are open. The iteration sends them as these end. */
  complete: boolean;
}

/** Options of every job. */
export interface QwenBatchJobOptions {
  /** Keeps the job's state. Without one, a job cannot go on after its process ends. */
  journal?: QwenBatchJournal | undefined;
  /** Default `batch`. */
  engine?: QwenBatchEngine | undefined;
  /**
   * Stops the job before its estimated cost exceeds this, all its runs together. Needs `price`. Output counts only for
   * prompts with `maxOutputTokens`.
   */
  maxCost?: number | undefined;
  /** The model's live price, for `estimate()` and `maxCost`. */
  price?: QwenBatchPrice | undefined;
  /** Called with the state whenever it has changed. A returned promise is awaited; an error ends the run. */
  onProgress?: ((status: QwenBatchStatus) => unknown) | undefined;
  /** Ends the run. Batches at the service go on, and the same job with the same journal continues with them. */
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
  /**
   * `completion`: results as they come. `input`: in the order of the prompts, once all batches have ended; files are then
   * read more than once, so that memory stays bounded. Default `completion`.
   */
  order?: 'input' | 'completion' | undefined;
  /** Milliseconds between two polls of a batch. The service asks for a minute or more. Default 60,000. */
  pollInterval?: number | undefined;
  /** Keeps the files of the job at the service. By default they are deleted once their results have been delivered. */
  keepFiles?: boolean | undefined;
  /** Maximum number of lines in a file, 1 to 50,000. Default 10,000, as the service advises. */
  maxLines?: number | undefined;
  /** Maximum bytes of a line, up to 6 MB. Default 1 MB: the pages of the service name both limits. */
  maxLineBytes?: number | undefined;
  /**
   * Hours that a batch may take before the rest of its lines expire, 24 to 336. A creation waits as long for room at the
   * service. Default 24.
   */
  completionHours?: number | undefined;
  /** Maximum number of tries of a line that fails for a reason that may pass, 1 to 10. Default 3. */
  maxAttempts?: number | undefined;
  /** Parallel calls of the engines `live` and `waiting`, 1 to 1,000. Default 8 live, 100 waiting. */
  concurrency?: number | undefined;
}

/** Options of a job of prompts. */
export interface QwenBatchPromptOptions<Schema = undefined> extends QwenBatchJobOptions {
  model: ChatModelId;
  /** Options of the model, as the second argument of `qwen()`. */
  modelOptions?: object | undefined;
  prompts: QwenBatchItems<string | QwenBatchPrompt>;
  texts?: undefined;
  /** A schema of zod, or of `jsonSchema()`: results then have an `object`, checked by it. */
  schema?: Schema;
}

/** Options of a job of texts to embed. */
export interface QwenBatchTextOptions extends QwenBatchJobOptions {
  model: EmbeddingModelId;
  /** Options of the model, as the second argument of `qwen.embedding()`. */
  modelOptions?: object | undefined;
  texts: QwenBatchItems<string | QwenBatchEmbeddingInput>;
  prompts?: undefined;
  schema?: undefined;
}

export type QwenBatchOptions = QwenBatchPromptOptions<unknown> | QwenBatchTextOptions;

/** Tokens of a line; a count that the service did not send is undefined. */
export interface QwenBatchUsage {
  inputTokens?: number;
  outputTokens?: number;
  totalTokens?: number;
  reasoningTokens?: number;
  cachedInputTokens?: number;
}

interface BaseResult {
  /**
   * Your id, or the index as a text. A line that no answer names has your id only if the prompts can be read again. Ids
   * may repeat; the index never does.
   */
  id: string;
  /** The place among the prompts or texts, from 0. */
  index: number;
  /** The number of the try, from 1; 0 if the line was never sent. */
  attempt: number;
  usage?: QwenBatchUsage;
  warnings: readonly string[];
}

/**
 * A line without a result. `failed`: the service or the schema refused it. `refused`: it was never sent, for the same
 * reason for which a live call is refused. `not-run`: its batch was cancelled or expired before its turn.
 */
export interface QwenBatchFailure extends BaseResult {
  status: 'failed' | 'refused' | 'not-run';
  error: Error;
  /** The answer that the schema refused. */
  text?: string;
}

export interface QwenBatchToolCall {
  toolCallId: string;
  toolName: string;
  /** The arguments: parsed, or as a text if they are not JSON. */
  input: unknown;
}

/** The answer to a prompt. */
export interface QwenBatchAnswer<OBJECT = undefined> extends BaseResult {
  status: 'succeeded';
  text: string;
  /** The answer as an object, if there is a schema. */
  object: OBJECT;
  /** The thinking; the service mostly leaves it out of batches. */
  reasoning?: string;
  toolCalls: QwenBatchToolCall[];
  finishReason: string;
  /** Details for which there is no other field, as in `providerMetadata.qwen`: the request id, log probabilities. */
  metadata: Record<string, JSONValue>;
}

/** The vector of a text. */
export interface QwenBatchEmbedding extends BaseResult {
  status: 'succeeded';
  embedding: number[];
}

/** The type of the objects that a schema accepts: of zod, of Standard Schema, or of `jsonSchema()` of the AI SDK. */
export type QwenBatchObject<Schema> = Schema extends { _output: infer Value }
  ? Value
  : Schema extends { '~standard': { types?: { output: infer Value } | undefined } }
    ? Value
    : Schema extends { _type: infer Value }
      ? Value
      : Schema extends undefined
        ? undefined
        : unknown;

/** The size and cost of a job, before anything is sent. */
export interface QwenBatchEstimate {
  lines: number;
  /** Prompts that would be refused. */
  refused: number;
  /** The first ten of them, each with its error. */
  refusals: readonly QwenBatchFailure[];
  /** Files that will be uploaded; 0 with another engine. */
  files: number;
  bytes: number;
  /** Estimated from the characters of the prompts: about four of Latin script, or one and a half Chinese, to a token. */
  inputTokens: number;
  /** The sum of `maxOutputTokens`; undefined if a prompt has none. */
  maxOutputTokens?: number;
  /** The cost with this engine and live, in the currency of `price`; with `maxOutputTokens`, the most it can be. */
  cost?: { engine: number; live: number };
  /**
   * The share of input tokens that live calls must read from the context cache to be as cheap as this engine. Batches
   * have no cache, so prompts with a long common beginning may cost less live. Undefined for `live`.
   */
  breakEvenCacheShare?: number;
}

/** A job. Iterate it once to run it, or to go on with it. */
export interface QwenBatchJob<Result> extends AsyncIterable<Result | QwenBatchFailure> {
  /** Counts lines, tokens and cost. Nothing is sent. Needs prompts that can be read twice: an array or a function. */
  estimate(): Promise<QwenBatchEstimate>;
  /**
   * Uploads the prompts and creates the batches, without waiting for results: the same job with the same journal, in any
   * process, yields them when it is iterated. At most 100 files are open at a time. Needs a journal, and the engine
   * `batch`.
   */
  submit(): Promise<QwenBatchSubmission>;
  /** The state of the job by its journal, with a poll of each open batch. */
  status(): Promise<QwenBatchStatus>;
  /**
   * Cancels the open batches. Iterating the job then yields what was done, and the other lines of these batches as
   * `not-run`. Prompts that were not sent yet have no result; a later run sends them.
   */
  cancel(): Promise<void>;
}
