import { TooManyEmbeddingValuesForCallError, type EmbeddingModelV1 } from '@ai-sdk/provider';
import type { Embedding, EmbeddingModel } from '../embedding/embedding.js';

// In a separate file, because the declarations of the later entries reach the other one, and their applications have
// another @ai-sdk/provider.

/** A text embedding model for AI SDK 4. */
export class EmbeddingV1 implements EmbeddingModelV1<string> {
  readonly specificationVersion = 'v1';
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls = true;
  private readonly embedding: Embedding;

  constructor({ provider, modelId, embedding }: EmbeddingModel) {
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
