import type { QwenTimeout } from '../http/timeout.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * What a reranking model may be told: `qwen.reranking(id, options)` or `providerOptions.qwen`. AI SDK 6 and later.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/text-rerank-api
 */
export interface QwenRerankingOptions extends SnakeCaseParameters {
  /** An English sentence on what makes a document relevant. qwen3-rerank and qwen3-vl-rerank. */
  instruct?: string;
  /** How many of a video's frames are looked at: from 0 to 1, less is fewer. qwen3-vl-rerank. Default 1. */
  fps?: number;
  /** How long the call waits for the service, in milliseconds; not sent. Default: the provider's. */
  timeout?: QwenTimeout;
}

/** Reranking options as read: known ones checked, keys in snake_case apart. */
export type RerankingOptions = ReadOptions<QwenRerankingOptions>;
