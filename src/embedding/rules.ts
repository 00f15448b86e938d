import { InvalidArgumentError } from '@ai-sdk/provider';
import { embeddingCapabilitiesOf } from '../catalogue/embeddings.js';

/** Options that a model may lack. */
interface EmbeddingOptions {
  dimensions?: number;
  outputType?: string;
  instruct?: string;
}

/**
 * Throws for an option that the model is known to lack: the service would ignore some of them, and AI SDK 4 has no
 * warnings for embeddings.
 */
export function checkEmbedding(modelId: string, { dimensions, outputType, instruct }: EmbeddingOptions): void {
  const capabilities = embeddingCapabilitiesOf(modelId);
  if (dimensions !== undefined && capabilities.dimensions?.includes(dimensions) === false) {
    const accepted = `makes no vectors of ${dimensions} numbers; expected ${capabilities.dimensions.join(', ')}`;
    throw refusal('dimensions', modelId, accepted);
  }
  if (outputType !== undefined && outputType !== 'dense' && capabilities.sparse === false) {
    throw refusal('outputType', modelId, 'makes only dense vectors; text-embedding-v3 and -v4 make sparse ones');
  }
  if (instruct !== undefined && capabilities.instruct === false) {
    throw refusal('instruct', modelId, 'takes no instruction; text-embedding-v4 does');
  }
}

function refusal(argument: string, modelId: string, words: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${argument}: ${modelId} ${words}.` });
}
