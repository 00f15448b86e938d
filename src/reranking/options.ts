import type { QwenTimeout } from '../http/timeout.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of a reranking model or call: `qwen.reranking(id, options)` or `providerOptions.qwen`. AI SDK 6 and later.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/text-rerank-api
 */
export interface QwenRerankingOptions extends SnakeCaseParameters {
  /** An English sentence about what makes a document relevant. qwen3-rerank and qwen3-vl-rerank. */
  instruct?: string;
  /** Share of a video's frames to look at, from 0 to 1. qwen3-vl-rerank. Default 1. */
  fps?: number;
  /** Time limits of the call, in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout;
}

/** Options of a reranking model or call after the check. */
export type RerankingOptions = ReadOptions<QwenRerankingOptions>;
