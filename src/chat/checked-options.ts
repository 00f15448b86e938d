import type { ProviderOptions, ReadOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { ApplicationOnlyOptions } from './application/options.js';
import type { QwenCompletionOptions } from './completions/options.js';
import type { QwenChatOptions, QwenMessageOptions, QwenPartOptions } from './options.js';
import type { ResponsesOnlyOptions } from './responses/options.js';

/** Message options after reading: known ones checked. */
export type MessageOptions = QwenMessageOptions;

/** Part options after reading: known ones checked, snake_case ones apart. */
export interface PartOptions extends Omit<QwenPartOptions, `${string}_${string}`>, PartMarks {
  extra?: JSONObject | undefined;
}

/** Marks that this package puts on the parts of an answer, and finds in the history. They are no options of users. */
export interface PartMarks {
  /** Id of the part at the service, under which the Responses protocol sends it back. */
  itemId?: string | undefined;
  /** The tool of the service whose call the part is. */
  builtInTool?: string | undefined;
}

/** Call options after reading: known ones checked, snake_case ones apart. */
export type ChatOptions = ReadOptions<
  QwenChatOptions & Pick<QwenCompletionOptions, 'suffix'> & ResponsesOnlyOptions & ApplicationOnlyOptions
>;

/**
 * Checks the options of users. The adapters of the specifications get one, so that they need not know names and types
 * of options. Each method throws an `InvalidArgumentError` that names an option of a wrong type.
 */
export interface OptionReader {
  chat(providerOptions: ProviderOptions, warnings: Warning[]): ChatOptions;
  message(providerOptions: ProviderOptions, warnings: Warning[]): MessageOptions | undefined;
  part(providerOptions: ProviderOptions, warnings: Warning[]): PartOptions | undefined;
}
