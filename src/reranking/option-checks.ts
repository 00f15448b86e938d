import { number, text, timeout, type Checks } from '../options/checks.js';
import { readProviderOptions, readStrictly } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenRerankingOptions, RerankingOptions } from './options.js';

/** Options of reranking models. */
export const rerankingChecks = {
  instruct: text,
  fps: number(0, 1),
  timeout,
} satisfies Checks<QwenRerankingOptions>;

/** Reads the second argument of `qwen.reranking(id, options)`. Throws for an unknown option too. */
export function readRerankingDefaults(options: QwenRerankingOptions | undefined): RerankingOptions {
  return readStrictly(options, { checks: rerankingChecks }) as unknown as RerankingOptions;
}

/** Reads the options of one reranking call. */
export function readRerankingCall(options: ProviderOptions, warnings: Warning[]): RerankingOptions {
  return readProviderOptions(options, { checks: rerankingChecks }, warnings) as unknown as RerankingOptions;
}
