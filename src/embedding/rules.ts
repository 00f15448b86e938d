import { InvalidArgumentError } from '@ai-sdk/provider';
import { embeddingCapabilitiesOf } from '../catalogue/embeddings.js';

/** Options that a model may not have. */
interface EmbeddingOptions {
  dimensions?: number;
  outputType?: string;
  instruct?: string;
}

/**
 * Refuses what a model is known not to make or take; the service would pass over some of it in silence, and AI SDK 4 has
 * no warnings for embeddings.
 */
export function checkEmbedding(modelId: string, { dimensions, outputType, instruct }: EmbeddingOptions): void {
  const capabilities = embeddingCapabilitiesOf(modelId);
  if (dimensions !== undefined && capabilities.dimensions?.includes(dimensions) === false) {
    const accepted = `makes no vectors of ${dimensions} numbers; accepted are ${capabilities.dimensions.join(', ')}`;
    throw refusal('dimensions', modelId, accepted);
  }
  if (outputType !== undefined && outputType !== 'dense' && capabilities.sparse === false) {
    throw refusal('outputType', modelId, 'makes dense vectors alone; text-embedding-v3 and -v4 make sparse ones');
  }
  if (instruct !== undefined && capabilities.instruct === false) {
    throw refusal('instruct', modelId, 'takes no instruction; text-embedding-v4 does');
  }
}

function refusal(argument: string, modelId: string, words: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${argument}: ${modelId} ${words}.` });
}
