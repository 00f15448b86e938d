import type { Connection } from '../connection/connection.js';
import type { Chat } from './chat.js';
import type { ChatCall } from './prompt/request.js';
import { createOptionReader } from './read-options.js';
import type { ChatOptions, OptionReader } from './checked-options.js';
import type { Warning } from '../options/warning.js';

/** A chat or completion model without a specification; an adapter gives it one. */
export interface ChatModel {
  kind: 'chat' | 'completion';
  provider: string;
  modelId: string;
  /** Loads the code of the calls, once. Rejects for an invalid option of the model, or when the caller aborts. */
  load(abortSignal: AbortSignal | undefined): Promise<LoadedChat> | LoadedChat;
}

/** A chat model with its code: the reader of options, and the functions that send calls. */
export interface LoadedChat extends Chat {
  reader: OptionReader;
  /** The model's options, as defaults of each call. */
  defaults: ChatOptions;
}

/** The parts of a connection that the reading of options needs. */
export type OptionContext = Pick<Connection, 'optionNames' | 'notices'>;

/** Joins a chat with the options of its model. They are checked here, and each call repeats their warnings. */
export function withModelOptions(
  kind: ChatModel['kind'] | 'responses' | 'application',
  options: object,
  { optionNames, notices }: OptionContext,
  chat: Chat,
): LoadedChat {
  const reader = createOptionReader(kind, optionNames);
  const warnings: Warning[] = [];
  const defaults = reader.defaults(options, warnings);
  if (warnings.length === 0 && notices.pending().length === 0) return { reader, defaults, ...chat };
  const warned = async <Answer>(call: ChatCall, make: (call: ChatCall) => Promise<Answer>): Promise<Answer> => {
    const answer = await make({ ...call, warnings: [...notices.pending(), ...warnings, ...call.warnings] });
    notices.settle();
    return answer;
  };
  return {
    reader,
    defaults,
    answer: (call, context) => warned(call, (all) => chat.answer(all, context)),
    stream: (call, context) => warned(call, (all) => chat.stream(all, context)),
  };
}
