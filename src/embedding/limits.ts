import { embeddingCapabilitiesOf } from '../catalogue/embeddings.js';
import type { EmbeddingLimits } from './embedding.js';
import type { QwenEmbeddingOptions } from './options.js';

// Parallel requests that ordinary accounts can make without being throttled.
const defaultConcurrency = 8;

/** Highest accepted `concurrency`. */
export const maxConcurrency = 64;

/**
 * The number of texts that a model takes at once. It is asked before the first call, which refuses a wrong
 * `concurrency`; until then a wrong one is ignored.
 */
export function embeddingLimits(modelId: string, options: QwenEmbeddingOptions = {}): EmbeddingLimits {
  const { concurrency = defaultConcurrency } = options;
  const valid = Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= maxConcurrency;
  const { rowsPerRequest } = embeddingCapabilitiesOf(modelId);
  return { rowsPerRequest, concurrency: valid ? concurrency : defaultConcurrency };
}
