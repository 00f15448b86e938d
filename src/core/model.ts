import type { Chat } from './chat.js';
import type { Embedding } from './embedding.js';
import type { ChatOptions, OptionReader } from './options.js';
import type { Warning } from './warning.js';

/** A language model without a specification; an adapter gives it one. */
export interface NeutralLanguageModel {
  provider: string;
  modelId: string;
  chat: Chat;
  reader: OptionReader;
  /** Options of the model, and what was to be said of them. */
  defaults: ChatOptions;
  warnings: readonly Warning[];
  /** How `generateObject` of AI SDK 4 asks for an object when it isn't told. */
  objectMode(): 'json' | 'tool' | undefined;
  /** Whether the wire carries a schema, so that AI SDK 4 need not write it into the prompt. */
  structuredOutputs(): boolean;
}

/** An embedding model without a specification. */
export interface NeutralEmbeddingModel {
  provider: string;
  modelId: string;
  embedding: Embedding;
}
