import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import type { EmbeddingModel } from '../embedding/embedding.js';
import type { QwenSparseEmbedding } from '../embedding/sparse.js';
import type { ProviderOptions } from '../options/types.js';
import { warningText, type Warning } from '../options/warning.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of embedding models of the specifications V2 to V4. */
export interface EmbedOptions {
  values: string[];
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
  providerOptions?: ProviderOptions | undefined;
  /** Length of the vectors; newer releases of AI SDK 7 pass it. */
  dimensions?: number | undefined;
}

/** `providerMetadata.qwen` of an embedding: details for which the specification has no field. */
export type QwenEmbeddingMetadata = {
  /** Sparse vectors in the order of the texts; with `outputType: 'dense&sparse'`. */
  sparseEmbeddings?: QwenSparseEmbedding[];
  /** Warnings of AI SDK 5, which has no other field for them. */
  warnings?: string[];
};

/** Embeds the texts of one call, which fit into one request. The model's limit applies to all calls together. */
async function embedRows({ provider, modelId, embedding }: EmbeddingModel, options: EmbedOptions) {
  const { values, abortSignal, headers, providerOptions, dimensions } = options;
  if (values.length > embedding.rowsPerRequest) {
    const maxEmbeddingsPerCall = embedding.rowsPerRequest;
    throw new TooManyEmbeddingValuesForCallError({ provider, modelId, maxEmbeddingsPerCall, values });
  }
  const warnings: Warning[] = [];
  const call = { abortSignal, headers, providerOptions, dimensions, warnings };
  const { vectors, sparse, tokens, headers: responseHeaders, bodies } = await embedding.embed(values, call);
  return {
    embeddings: vectors,
    ...(tokens !== undefined && { usage: { tokens } }),
    response: { headers: responseHeaders, body: bodies.length === 1 ? bodies[0] : bodies },
    warnings,
    sparse,
  };
}

/** A text embedding model for AI SDK 5. */
export interface EmbeddingModelV2 {
  readonly specificationVersion: 'v2';
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls: true;
  doEmbed(options: EmbedOptions): Promise<{
    embeddings: number[][];
    usage?: { tokens: number };
    response: { headers?: Record<string, string>; body: unknown };
    providerMetadata?: { qwen: QwenEmbeddingMetadata };
  }>;
}

export class EmbeddingV2 implements EmbeddingModelV2 {
  readonly specificationVersion = 'v2';
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls = true;

  constructor(private readonly model: EmbeddingModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.maxEmbeddingsPerCall = model.embedding.rowsPerRequest;
  }

  async doEmbed(options: EmbedOptions): ReturnType<EmbeddingModelV2['doEmbed']> {
    const { warnings, sparse, ...result } = await embedRows(this.model, options);
    if (warnings.length === 0 && sparse === undefined) return result;
    const metadata: QwenEmbeddingMetadata = {
      ...(sparse && { sparseEmbeddings: sparse }),
      // The specification has no warnings for embeddings.
      ...(warnings.length > 0 && { warnings: warnings.map(warningText) }),
    };
    return { ...result, providerMetadata: { qwen: metadata } };
  }
}

/** A text embedding model for AI SDK 6 or 7. */
export interface EmbeddingModelV3<Version extends string = 'v3'> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls: true;
  doEmbed(options: EmbedOptions): Promise<{
    embeddings: number[][];
    usage?: { tokens: number };
    response: { headers?: Record<string, string>; body: unknown };
    providerMetadata?: { qwen: QwenEmbeddingMetadata };
    warnings: WarningV3[];
  }>;
}

export class EmbeddingV3<Version extends string> implements EmbeddingModelV3<Version> {
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls = true;

  constructor(
    protected readonly model: EmbeddingModel,
    readonly specificationVersion: Version,
  ) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.maxEmbeddingsPerCall = model.embedding.rowsPerRequest;
  }

  async doEmbed(options: EmbedOptions): ReturnType<EmbeddingModelV3['doEmbed']> {
    const { warnings, sparse, ...result } = await embedRows(this.model, options);
    return {
      ...result,
      ...(sparse && { providerMetadata: { qwen: { sparseEmbeddings: sparse } } }),
      warnings: warnings.map(toWarning),
    };
  }
}

/** A text embedding model for AI SDK 7. */
export interface EmbeddingModelV4 extends EmbeddingModelV3<'v4'> {}
