import type { Chat } from './chat.js';
import type { ChatOptions, OptionReader } from './options.js';
import type { ChatCall } from './prompt/request.js';

/**
 * Reads a call with what a specification reads its own calls with, to which it hands a reader of options and the
 * model's own as defaults. What checks options is loaded when there are any. Rejects for an option that is wrong.
 */
export type CallReader = (
  read: (reader: OptionReader, defaults: ChatOptions) => ChatCall,
  abortSignal: AbortSignal | undefined,
) => Promise<ChatCall>;

/** A language model without a specification; an adapter gives it one. */
export interface NeutralLanguageModel {
  provider: string;
  modelId: string;
  chat: Chat;
  read: CallReader;
  /** How `generateObject` of AI SDK 4 asks for an object when it isn't told. */
  objectMode(): 'json' | 'tool' | undefined;
  /** Whether the wire carries a schema, so that AI SDK 4 need not write it into the prompt. */
  structuredOutputs(): boolean;
}
