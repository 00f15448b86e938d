import { TooManyEmbeddingValuesForCallError, type EmbeddingModelV1 } from '@ai-sdk/provider';
import type { Embedding, NeutralEmbeddingModel } from '../embedding/embedding.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of embedding models of the specifications V2 to V4. */
export interface EmbedOptions {
  values: string[];
  abortSignal?: AbortSignal;
  headers?: Record<string, string | undefined>;
  providerOptions?: ProviderOptions;
  /** Length of the vectors; newer releases of AI SDK 7 pass it. */
  dimensions?: number;
}

/** Embeds the texts of one call, which fit in one request. The model's own limit holds however many calls run. */
async function embedRows({ provider, modelId, embedding }: NeutralEmbeddingModel, options: EmbedOptions) {
  const { values, abortSignal, headers, providerOptions, dimensions } = options;
  if (values.length > embedding.rowsPerRequest) {
    const maxEmbeddingsPerCall = embedding.rowsPerRequest;
    throw new TooManyEmbeddingValuesForCallError({ provider, modelId, maxEmbeddingsPerCall, values });
  }
  const warnings: Warning[] = [];
  const call = { abortSignal, headers, providerOptions, dimensions, warnings };
  const { vectors, tokens, headers: responseHeaders, bodies } = await embedding.embed(values, call);
  return {
    embeddings: vectors,
    ...(tokens !== undefined && { usage: { tokens } }),
    response: { headers: responseHeaders, body: bodies.length === 1 ? bodies[0] : bodies },
    warnings,
  };
}

/** A text embedding model for AI SDK 4. */
class EmbeddingV1 implements EmbeddingModelV1<string> {
  readonly specificationVersion = 'v1';
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls = true;
  private readonly embedding: Embedding;

  constructor({ provider, modelId, embedding }: NeutralEmbeddingModel) {
    this.provider = provider;
    this.modelId = modelId;
    this.embedding = embedding;
    this.maxEmbeddingsPerCall = embedding.maxTexts;
  }

  async doEmbed({ values, abortSignal, headers }: Parameters<EmbeddingModelV1<string>['doEmbed']>[0]) {
    if (values.length > this.maxEmbeddingsPerCall) {
      const { provider, modelId, maxEmbeddingsPerCall } = this;
      throw new TooManyEmbeddingValuesForCallError({ provider, modelId, maxEmbeddingsPerCall, values });
    }
    const call = { abortSignal, headers };
    const { vectors, tokens, headers: responseHeaders, bodies } = await this.embedding.embed(values, call);
    return {
      embeddings: vectors,
      usage: { tokens: tokens ?? Number.NaN },
      rawResponse: { headers: responseHeaders, body: bodies.length === 1 ? bodies[0] : bodies },
    };
  }
}

export function createEmbeddingModelV1(model: NeutralEmbeddingModel): EmbeddingModelV1<string> {
  return new EmbeddingV1(model);
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
    providerMetadata?: { qwen: { warnings: string[] } };
  }>;
}

export function createEmbeddingModelV2(model: NeutralEmbeddingModel): EmbeddingModelV2 {
  return {
    specificationVersion: 'v2',
    provider: model.provider,
    modelId: model.modelId,
    maxEmbeddingsPerCall: model.embedding.rowsPerRequest,
    supportsParallelCalls: true,
    async doEmbed(options) {
      const { warnings, ...result } = await embedRows(model, options);
      if (warnings.length === 0) return result;
      // The specification has no warnings for embeddings.
      return { ...result, providerMetadata: { qwen: { warnings: warnings.map(inWords) } } };
    },
  };
}

function inWords(warning: Warning): string {
  if (warning.type === 'other') return warning.message;
  return warning.type === 'unsupported-setting' ? `${warning.setting}: ${warning.details}` : warning.details;
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
    warnings: WarningV3[];
  }>;
}

export function createEmbeddingModelV3<Version extends string>(
  model: NeutralEmbeddingModel,
  specificationVersion: Version,
): EmbeddingModelV3<Version> {
  return {
    specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    maxEmbeddingsPerCall: model.embedding.rowsPerRequest,
    supportsParallelCalls: true,
    async doEmbed(options) {
      const { warnings, ...result } = await embedRows(model, options);
      return { ...result, warnings: warnings.map(toWarning) };
    },
  };
}

/** A text embedding model for AI SDK 7. */
export type EmbeddingModelV4 = EmbeddingModelV3<'v4'>;
