import type { EmbeddingRow } from './row.js';

/** Id of an embedding model that this package knows. */
export type KnownEmbeddingModelId =
  | 'text-embedding-v4'
  | 'text-embedding-v3'
  | 'text-embedding-v2'
  | 'text-embedding-v1';

/** Id of an embedding model: one that this package knows, or any other. */
export type EmbeddingModelId = KnownEmbeddingModelId | (string & {});

const older: EmbeddingRow = {
  dimensions: [1_536],
  rowsPerRequest: 25,
  maxTokensPerRow: 2_048,
  sparse: false,
  instruct: false,
};

/** Text embedding models (Model Studio docs, synchronous text embedding page, May 2026). */
export const embeddingModels: Record<KnownEmbeddingModelId, EmbeddingRow> = {
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
  'text-embedding-v2': older,
  'text-embedding-v1': older,
};

/** Ten texts are what the newest models take; the service checks the dimensions. */
const unknownEmbedding: EmbeddingRow = { rowsPerRequest: 10 };

/** What an embedding model takes; an id that isn't known gets the most cautious row. */
export function findEmbeddingModel(id: string): EmbeddingRow {
  return Object.hasOwn(embeddingModels, id) ? embeddingModels[id as KnownEmbeddingModelId] : unknownEmbedding;
}
