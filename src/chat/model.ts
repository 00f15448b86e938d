import type { Chat } from './chat.js';
import { readers } from './read-options.js';
import type { ChatOptions, OptionReader } from './options.js';
import type { Warning } from '../options/warning.js';

/** A chat or completion model without a specification; an adapter gives it one. */
export interface ChatModel {
  kind: 'chat' | 'completion';
  provider: string;
  modelId: string;
  /** Loads what makes the calls, once. Rejects for an option of the model that is wrong, or when the caller aborts. */
  load(abortSignal: AbortSignal | undefined): Promise<LoadedChat> | LoadedChat;
}

/** A chat model whose calls can be made: what reads their options, and what sends them. */
export interface LoadedChat extends Chat {
  reader: OptionReader;
  /** The model's own options, which those of a call win over. */
  defaults: ChatOptions;
}

/** Joins a chat with the options of its model, which are checked here and whose warnings each call repeats. */
export function withModelOptions(kind: keyof typeof readers, options: object, chat: Chat): LoadedChat {
  const reader = readers[kind];
  const warnings: Warning[] = [];
  const defaults = reader.defaults(options, warnings);
  if (warnings.length === 0) return { reader, defaults, ...chat };
  return {
    reader,
    defaults,
    answer: (call, context) => chat.answer({ ...call, warnings: [...warnings, ...call.warnings] }, context),
    stream: (call, context) => chat.stream({ ...call, warnings: [...warnings, ...call.warnings] }, context),
  };
}
