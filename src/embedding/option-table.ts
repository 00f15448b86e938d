import { integer, oneOf, text, timeout } from '../options/checks.js';
import { local, parameter, type OptionTable } from '../options/table.js';
import { readProviderOptions, readStrictly } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import { mostConcurrency } from './limits.js';
import type { EmbeddingOptions, QwenEmbeddingOptions } from './options.js';

/** Options of embedding models. */
export const embeddingTable: OptionTable<QwenEmbeddingOptions> = {
  dimensions: parameter(integer(1)),
  concurrency: local(integer(1, mostConcurrency)),
  textType: parameter(oneOf('query', 'document'), 'dashscope'),
  outputType: parameter(oneOf('dense', 'dense&sparse'), 'dashscope'),
  instruct: parameter(text, 'dashscope'),
  timeout: local(timeout),
};

/**
 * Reads the second argument of `qwen.textEmbeddingModel(id, options)`. Throws for an unknown option too: embedding
 * models of `ai` 4 have no way to warn.
 */
export function readEmbeddingOptions(options: QwenEmbeddingOptions | undefined): EmbeddingOptions {
  return readStrictly(options, { rows: embeddingTable });
}

/** Reads the options of one embedding call, as AI SDK 5 and later pass them. */
export function readEmbeddingCall(options: ProviderOptions, warnings: Warning[]): EmbeddingOptions {
  return readProviderOptions(options, { rows: embeddingTable }, warnings);
}
