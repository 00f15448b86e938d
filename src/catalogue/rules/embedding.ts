import { InvalidArgumentError } from '@ai-sdk/provider';
import { findEmbeddingModel } from '../embeddings.js';

/** Refuses a length that the model does not make; v1 and v2 would pass over it in silence. */
export function checkDimensions(modelId: string, dimensions: number | undefined): void {
  const accepted = findEmbeddingModel(modelId).dimensions;
  if (dimensions === undefined || accepted === undefined || accepted.includes(dimensions)) return;
  throw new InvalidArgumentError({
    argument: 'dimensions',
    message: `dimensions: ${modelId} makes no vectors of ${dimensions} numbers; accepted are ${accepted.join(', ')}.`,
  });
}
