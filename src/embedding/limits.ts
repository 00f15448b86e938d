import { embeddingCapabilitiesOf } from '../catalogue/embeddings.js';
import type { EmbeddingLimits } from './embedding.js';
import type { QwenEmbeddingOptions } from './options.js';

// Requests in flight at once that ordinary accounts can have without being throttled.
const defaultConcurrency = 8;

/** Requests in flight at once that may be asked for. */
export const mostConcurrency = 64;

/**
 * How many texts a model takes at once. Callers ask before the first call; a `concurrency` that is wrong, which that
 * call refuses, counts as none until then.
 */
export function embeddingLimits(modelId: string, options: QwenEmbeddingOptions = {}): EmbeddingLimits {
  const { concurrency = defaultConcurrency } = options;
  const valid = Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= mostConcurrency;
  const { rowsPerRequest } = embeddingCapabilitiesOf(modelId);
  return { rowsPerRequest, concurrency: valid ? concurrency : defaultConcurrency };
}
