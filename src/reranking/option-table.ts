import { flag, number, text, timeout } from '../options/checks.js';
import { local, parameter, type OptionTable } from '../options/table.js';
import { readModelOptions, readProviderOptions } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenRerankingOptions, RerankingOptions } from './options.js';

export const rerankingTable: OptionTable<QwenRerankingOptions> = {
  instruct: parameter(text),
  fps: parameter(number(0, 1)),
  returnDocuments: parameter(flag),
  timeout: local(timeout),
};

/** Reads the second argument of `qwen.reranking(id, options)`. */
export function readRerankingDefaults(
  options: QwenRerankingOptions | undefined,
  warnings: Warning[],
): RerankingOptions {
  return readModelOptions(options, { rows: rerankingTable }, warnings);
}

/** Reads the options of one reranking call. */
export function readRerankingCall(
  options: ProviderOptions,
  names: readonly string[],
  warnings: Warning[],
): RerankingOptions {
  return readProviderOptions(options, { rows: rerankingTable }, names, warnings);
}
