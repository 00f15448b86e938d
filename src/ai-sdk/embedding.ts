import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import type { NeutralEmbeddingModel } from '../embedding/embedding.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';

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
export async function embedRows({ provider, modelId, embedding }: NeutralEmbeddingModel, options: EmbedOptions) {
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
