import { integer, oneOf, text, timeout, type Checks } from '../options/checks.js';
import { readProviderOptions, readStrictly } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import { mostConcurrency } from './limits.js';
import type { EmbeddingOptions, QwenEmbeddingOptions } from './options.js';

/** Options of embedding models. */
export const embeddingChecks = {
  dimensions: integer(1),
  concurrency: integer(1, mostConcurrency),
  textType: oneOf('query', 'document'),
  outputType: oneOf('dense', 'dense&sparse'),
  instruct: text,
  timeout,
} satisfies Checks<QwenEmbeddingOptions>;

/**
 * Reads the second argument of `qwen.textEmbeddingModel(id, options)`. Throws for an unknown option too: embedding
 * models of `ai` 4 have no way to warn.
 */
export function readEmbeddingOptions(options: QwenEmbeddingOptions | undefined): EmbeddingOptions {
  return readStrictly(options, { checks: embeddingChecks }) as unknown as EmbeddingOptions;
}

/** Reads the options of one embedding call, as AI SDK 5 and later pass them. */
export function readEmbeddingCall(options: ProviderOptions, warnings: Warning[]): EmbeddingOptions {
  return readProviderOptions(options, { checks: embeddingChecks }, warnings) as unknown as EmbeddingOptions;
}
