import type { QwenTimeout } from '../http/timeout.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of an embedding model: `qwen.textEmbeddingModel(id, options)`. AI SDK 4 cannot pass them with a call.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/text-embedding-synchronous-api
 */
export interface QwenEmbeddingOptions extends SnakeCaseParameters {
  /** Length of the vectors. text-embedding-v4: 64 to 2048, v3: 64 to 1024, powers of two and 768, 1536; default 1024. v1 and v2: 1536. */
  dimensions?: number | undefined;
  /**
   * Number of parallel requests when the texts don't fit into one, 1 to 64. An option of a model, not of a call.
   * Default 8.
   */
  concurrency?: number | undefined;
  /**
   * Tells the service if the texts are queries or documents of a search. v3 and v4, DashScope protocol only. Default
   * `document`.
   */
  textType?: 'query' | 'document' | undefined;
  /** Kinds of vector. v3 and v4, DashScope protocol only. Default `dense`. */
  outputType?: 'dense' | 'dense&sparse' | undefined;
  /** A sentence in English that says what the search is for; with `textType: 'query'`. v4, DashScope protocol only. */
  instruct?: string | undefined;
  /** Time limits of each request in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Embedding options after reading: known ones checked, snake_case ones apart. */
export type EmbeddingOptions = ReadOptions<QwenEmbeddingOptions>;
