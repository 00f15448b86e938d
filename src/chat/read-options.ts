import { readModelOptions, readProviderOptions } from '../options/read.js';
import { optionNames } from '../options/names.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { OptionSet } from '../options/table.js';
import {
  applicationOptions,
  chatOptions,
  completionOptions,
  messageOptions,
  partOptions,
  responsesOptions,
} from './option-table.js';
import type { QwenApplicationOptions } from './application/options.js';
import type { QwenCompletionOptions } from './completions/options.js';
import type { QwenChatOptions, QwenMessageOptions } from './options.js';
import type { ChatOptions, OptionReader, PartOptions } from './checked-options.js';

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

/** Reads the options of one kind of language model. */
export interface ModelOptionReader extends OptionReader {
  /** Reads the second argument of `qwen(id, options)`: defaults of the model's calls. */
  defaults(options: object, warnings: Warning[]): ChatOptions;
}

function createReader<Options extends QwenChatOptions | QwenCompletionOptions | QwenApplicationOptions>(
  set: OptionSet<Options>,
  names: readonly string[],
): ModelOptionReader {
  return {
    defaults: (options, warnings) => readModelOptions(options, set, warnings),
    chat: (options, warnings) => readProviderOptions(options, set, names, warnings),
    message: (options, warnings) => readMessage(options, names, warnings),
    part: (options, warnings) => readPart(options, names, warnings),
  };
}

function readMessage(
  options: ProviderOptions,
  names: readonly string[],
  warnings: Warning[],
): QwenMessageOptions | undefined {
  if (options === undefined) return undefined;
  const { known, extra } = readProviderOptions(options, messageOptions, names, warnings);
  for (const setting of Object.keys(extra)) {
    warnings.push({ type: 'unsupported-setting', setting, details: 'Messages take no further parameters.' });
  }
  return isEmpty(known) ? undefined : known;
}

function readPart(options: ProviderOptions, names: readonly string[], warnings: Warning[]): PartOptions | undefined {
  if (options === undefined) return undefined;
  const { known, extra } = readProviderOptions(options, partOptions, names, warnings);
  if (isEmpty(known) && isEmpty(extra)) return undefined;
  return isEmpty(extra) ? known : { ...known, extra };
}

/** Makes the reader of users' options on models, calls, messages and parts. */
export function createOptionReader(
  kind: 'chat' | 'completion' | 'responses' | 'application',
  names: readonly string[] = optionNames,
): ModelOptionReader {
  if (kind === 'completion') return createReader(completionOptions, names);
  if (kind === 'application') return createReader(applicationOptions, names);
  return createReader(kind === 'chat' ? chatOptions : responsesOptions, names);
}
