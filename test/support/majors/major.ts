import type { QwenChatOptions, QwenEmbeddingOptions, QwenProviderSettings } from 'ai-sdk-qwen';

export type Protocol = 'compatible' | 'native' | 'responses' | 'application';
export type ToolName = 'weather' | 'now' | 'search';

/** One call, in the words of no major. */
export interface Ask {
  modelId?: string;
  /** Options of the model. */
  model?: QwenChatOptions;
  /** Options of the call. */
  options?: QwenChatOptions;
  system?: string;
  prompt?: string;
  /** Pictures before the prompt, in a message of their own. */
  pictures?: (Uint8Array | URL)[];
  maxTokens?: number;
  temperature?: number;
  tools?: ToolName[];
  steps?: number;
  /** Mends the arguments of a broken call. */
  repair?: (broken: string) => string;
  abortSignal?: AbortSignal;
  /** Called when the first piece of text has come. */
  onText?: () => void;
  maxRetries?: number;
}

export interface ToolCall {
  id: string;
  name: string;
  input: unknown;
}

/** One step of an answer. */
export interface CallStep {
  text: string;
  reasoning?: string;
  calls?: ToolCall[];
  results?: unknown[];
  finishReason: string;
}

/** An AI SDK's view of an answer, in the words of no major. Missing parts are absent. */
export interface CallResult {
  steps: CallStep[];
  usage: { input: number | undefined; output: number | undefined; total: number | undefined };
  /** Tokens of the last step. */
  reasoningTokens?: unknown;
  cachedTokens?: unknown;
  sources?: { id: string; url: string; title: string | undefined }[];
}

/** The further fields of a stream. */
export interface Streamed {
  /** Absent if the stream has no finish: the call was refused or aborted. */
  result?: CallResult;
  /** Kinds of parts in their order, each kind once in a row. */
  kinds: string[];
  /** The pieces of tool arguments, joined, by call id. */
  inputs: Record<string, string>;
  errors: unknown[];
  aborted: boolean;
}

/** A call for an object: a person with `name` and `age`. */
export interface AskObject {
  modelId: string;
  model?: QwenChatOptions;
  prompt: string;
  maxRetries?: number;
}

/** A stream's view of an object. */
export interface StreamedObject {
  partials: unknown[];
  object: PromiseSettledResult<unknown>;
  errors: unknown[];
}

export interface Embedded {
  vectors: number[][];
  tokens: number;
}

/** Errors as a major's own copies of the classes know them. */
export interface ErrorClasses {
  APICallError: { isInstance(error: unknown): boolean };
  RetryError: { isInstance(error: unknown): boolean };
  NoObjectGeneratedError: { isInstance(error: unknown): boolean };
}

/** The calls of one major, over one protocol of one provider. */
export interface Calls {
  whole(ask: Ask): Promise<CallResult>;
  stream(ask: Ask): Promise<Streamed>;
  object(ask: AskObject): Promise<unknown>;
  /** The same through the text functions with an output. */
  outputObject(ask: AskObject): Promise<unknown>;
  streamObject(ask: AskObject): Promise<StreamedObject>;
  embed(id: string, options: QwenEmbeddingOptions, value: string): Promise<{ vector: number[]; tokens: number }>;
  embedMany(id: string, options: QwenEmbeddingOptions, values: string[]): Promise<Embedded>;
}

/** A major of the AI SDK with the entry that is made for it. */
export interface Major {
  name: 'ai 4' | 'ai 5' | 'ai 6' | 'ai 7';
  errors: ErrorClasses;
  /** The result of a call whose arguments are not JSON, and that nobody mends. */
  brokenCalls: 'throw' | 'are answered';
  connect(settings: QwenProviderSettings, protocol: Protocol): Calls;
}

/** The execute function of the tool of a name. */
export const execute = {
  weather: ({ city }: { city: string }) => ({ city, sky: 'clear', celsius: 21 }),
  now: () => 'noon',
  search: () => 'nothing found',
};

export const descriptions: Record<ToolName, string> = {
  weather: 'The weather of a city',
  now: 'The time',
  search: 'Finds',
};

/** The fields that say something. */
export function present<Fields extends object>(fields: Fields): Fields {
  const isEmpty = (value: unknown) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))) as Fields;
}

/** The part's kind without its phase; undefined for the frame around steps. */
export function kindOf(type: string): string | undefined {
  if (/^(start|start-step|finish-step|step-start|step-finish)$/.test(type)) return undefined;
  if (/^tool-(call-streaming|call-delta|input)/.test(type)) return 'tool-input';
  return type.replace(/-(start|delta|end)$/, '');
}

/** Lists without repeated neighbours. */
export function runs(kinds: (string | undefined)[]): string[] {
  return kinds.filter((kind) => kind !== undefined).filter((kind, index, all) => kind !== all[index - 1]);
}
