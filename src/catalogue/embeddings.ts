import type { EmbeddingCapabilities } from './capabilities.js';

/** Id of an embedding model that this package knows. */
export type KnownEmbeddingModelId = keyof typeof embeddingModels;

/** Id of an embedding model: one that this package knows, or any other. */
export type EmbeddingModelId = KnownEmbeddingModelId | (string & {});

const megabyte = 1024 * 1024;

const vision2026 = {
  max: 20,
  images: 64,
  videos: 8,
  fusion: 'content',
  series: true,
  resolution: true,
} as const;

/**
 * Embedding models (Model Studio docs, the pages of synchronous text embedding, May 2026, and of multimodal embedding,
 * September 2026).
 */
export const embeddingModels = {
  // Named by the console and the batch page, September 2026. Earlier models accept ten texts.
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
  'qwen3-vl-embedding': {
    dimensions: [2_560, 2_048, 1_536, 1_024, 768, 512, 256],
    rowsPerRequest: 20,
    sparse: false,
    contents: { max: 20, images: 10, videos: 1, maxImageBytes: 10 * megabyte, fusion: 'call' },
  },
  'qwen2.5-vl-embedding': {
    dimensions: [1_024, 2_048, 768, 512],
    // All contents of a request become one vector.
    rowsPerRequest: 1,
    sparse: false,
    contents: { max: 3, images: 1, videos: 1, maxImageBytes: 5 * megabyte, fusion: 'always' },
  },
  'tongyi-embedding-vision-plus-2026-03-06': {
    dimensions: [1_152, 1_024, 512, 256, 128, 64],
    rowsPerRequest: 20,
    sparse: false,
    contents: vision2026,
  },
  'tongyi-embedding-vision-flash-2026-03-06': {
    dimensions: [768, 512, 256, 128, 64],
    rowsPerRequest: 20,
    sparse: false,
    contents: vision2026,
  },
  // The pages of the regions disagree about its vector lengths.
  'tongyi-embedding-vision-plus': {
    rowsPerRequest: 20,
    sparse: false,
    contents: { max: 20, fusion: 'none', series: true },
  },
  'tongyi-embedding-vision-flash': {
    rowsPerRequest: 20,
    sparse: false,
    contents: { max: 20, fusion: 'none', series: true },
  },
  'multimodal-embedding-v1': {
    dimensions: [1_024],
    rowsPerRequest: 20,
    sparse: false,
    instruct: false,
    contents: { max: 20, images: 1, videos: 1, fusion: 'none' },
  },
} as const satisfies Record<string, EmbeddingCapabilities>;

/** Id of a model that embeds images and videos: one that this package knows, or any other. */
export type ContentEmbeddingModelId =
  | {
      [Id in KnownEmbeddingModelId]: (typeof embeddingModels)[Id] extends { contents: unknown } ? Id : never;
    }[KnownEmbeddingModelId]
  | (string & {});

/** The newest models accept ten texts; the service checks the dimensions. */
const unknownEmbedding: EmbeddingCapabilities = { rowsPerRequest: 10 };

/** The capabilities of an embedding model. An unknown id has only a limit of texts. */
export function embeddingCapabilitiesOf(id: string): EmbeddingCapabilities {
  return Object.hasOwn(embeddingModels, id) ? embeddingModels[id as KnownEmbeddingModelId] : unknownEmbedding;
}
