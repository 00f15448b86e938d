import { integer, oneOf, text, timeout } from '../options/checks.js';
import { local, parameter, type OptionTable } from '../options/table.js';
import { readModelOptions, readProviderOptions } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import { maxConcurrency } from './limits.js';
import type { EmbeddingOptions, QwenEmbeddingOptions } from './options.js';

export const embeddingTable: OptionTable<QwenEmbeddingOptions> = {
  dimensions: parameter(integer(1)),
  concurrency: local(integer(1, maxConcurrency)),
  textType: parameter(oneOf('query', 'document'), 'dashscope'),
  outputType: parameter(oneOf('dense', 'dense&sparse'), 'dashscope'),
  instruct: parameter(text, 'dashscope'),
  timeout: local(timeout),
};

/**
 * Reads the second argument of `qwen.textEmbeddingModel(id, options)`. Without `warnings`, which `ai` 4 cannot show, an
 * unknown option throws.
 */
export function readEmbeddingOptions(
  options: QwenEmbeddingOptions | undefined,
  warnings: Warning[] | undefined,
): EmbeddingOptions {
  return readModelOptions(options, { rows: embeddingTable }, warnings);
}

/** Reads the options of one embedding call, as AI SDK 5 and later pass them. */
export function readEmbeddingCall(
  options: ProviderOptions,
  names: readonly string[],
  warnings: Warning[],
): EmbeddingOptions {
  return readProviderOptions(options, { rows: embeddingTable }, names, warnings);
}
