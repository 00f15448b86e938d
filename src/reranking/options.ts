import type { QwenTimeout } from '../http/timeout.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of a reranking model: `qwen.reranking(id, options)` or `providerOptions.qwen`. AI SDK 6 and later.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/text-rerank-api
 */
export interface QwenRerankingOptions extends SnakeCaseParameters {
  /** A sentence in English that says what makes a document relevant. qwen3-rerank and qwen3-vl-rerank. */
  instruct?: string | undefined;
  /** Share of a video's frames that the model reads, 0 to 1. qwen3-vl-rerank. Default 1. */
  fps?: number | undefined;
  /** Returns the documents as `providerMetadata.qwen.documents`, in the order of the ranking. Default false. */
  returnDocuments?: boolean | undefined;
  /** Time limits of the call in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Reranking options after reading: known ones checked, snake_case ones apart. */
export type RerankingOptions = ReadOptions<QwenRerankingOptions>;
