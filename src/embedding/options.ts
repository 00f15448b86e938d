import type { QwenTimeout } from '../http/timeout.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of an embedding model: `qwen.embeddingModel(id, options)`, and since AI SDK 5 `providerOptions.qwen`.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/text-embedding-synchronous-api
 */
export interface QwenEmbeddingOptions extends SnakeCaseParameters {
  /** Length of the vectors. text-embedding-v4: 64 to 2048, v3: 64 to 1024 (powers of two, 768 and 1536); v1 and v2: 1536. Default 1024 for v3 and v4. */
  dimensions?: number;
  /** Maximum number of requests at once, when the texts need several: an integer from 1 to 64. Only for a model, not for a call. Default 8. */
  concurrency?: number;
  /** Role of the texts in a search. v3 and v4, native protocol only. Default `document`. */
  textType?: 'query' | 'document';
  /** Kinds of vector. v3 and v4, native protocol only. Default `dense`. */
  outputType?: 'dense' | 'dense&sparse';
  /** An English sentence about the purpose of the search. Needs textType `query`. v4, native protocol only. */
  instruct?: string;
  /** Time limits of each request, in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout;
}

/** Options of an embedding model or call after the check. */
export type EmbeddingOptions = ReadOptions<QwenEmbeddingOptions>;
