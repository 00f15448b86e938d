import type { EmbeddingCapabilities } from './capabilities.js';

/** Id of an embedding model that this package knows. */
export type KnownEmbeddingModelId = keyof typeof embeddingModels;

/** Id of an embedding model: one that this package knows, or any other. */
export type EmbeddingModelId = KnownEmbeddingModelId | (string & {});

/** Text embedding models (Model Studio docs, synchronous text embedding page, May 2026). */
export const embeddingModels = {
  // Named by the console and the batch page, September 2026. Ten texts are what the models before it take.
  'qwen3.7-text-embedding': { rowsPerRequest: 10 },
  'qwen3.7-text-embedding-flash': { rowsPerRequest: 10 },
  'text-embedding-v4': {
    dimensions: [1_024, 2_048, 1_536, 768, 512, 256, 128, 64],
    rowsPerRequest: 10,
    maxTokensPerRow: 8_192,
    sparse: true,
    instruct: true,
  },
  'text-embedding-v3': {
    dimensions: [1_024, 768, 512, 256, 128, 64],
    rowsPerRequest: 10,
    maxTokensPerRow: 8_192,
    sparse: true,
    instruct: false,
  },
  'text-embedding-v2': {
    dimensions: [1_536],
    rowsPerRequest: 25,
    maxTokensPerRow: 2_048,
    sparse: false,
    instruct: false,
  },
  'text-embedding-v1': {
    dimensions: [1_536],
    rowsPerRequest: 25,
    maxTokensPerRow: 2_048,
    sparse: false,
    instruct: false,
  },
} as const satisfies Record<string, EmbeddingCapabilities>;

/** Ten texts are what the newest models take; the service checks the dimensions. */
const unknownEmbedding: EmbeddingCapabilities = { rowsPerRequest: 10 };

/** What an embedding model takes. Of an id that isn't known only the rows are limited. */
export function embeddingCapabilitiesOf(id: string): EmbeddingCapabilities {
  return Object.hasOwn(embeddingModels, id) ? embeddingModels[id as KnownEmbeddingModelId] : unknownEmbedding;
}
