import { InvalidResponseDataError } from '@ai-sdk/provider';
import { finiteNumber, inWords, isObject } from '../util/json.js';
import type { VectorSource } from './vectors.js';

/** One dimension of a sparse vector. Missing dimensions are 0. */
export type QwenSparseValue = {
  /** Place in the vocabulary. */
  index: number;
  /** Weight of the token. */
  value: number;
  /** The token, if the service names it. */
  token?: string;
};

/** The sparse vector of a text. */
export type QwenSparseEmbedding = QwenSparseValue[];

/**
 * The sparse vectors of an answer with checked rows, in the order of its texts; undefined if it has none. Throws
 * `InvalidResponseDataError` if some are missing or invalid.
 */
export function readSparse({ rows, body }: VectorSource): QwenSparseEmbedding[] | undefined {
  if (rows.every(({ sparse }) => sparse === undefined || sparse === null)) return undefined;
  const embeddings: QwenSparseEmbedding[] = [];
  rows.forEach(({ index, sparse }, position) => {
    const place = typeof index === 'number' ? index : position;
    const values = Array.isArray(sparse) ? sparse.map(readValue) : [undefined];
    const odd = values.indexOf(undefined);
    if (odd !== -1) {
      const found = Array.isArray(sparse) ? `has ${inWords(sparse[odd])} at ${odd}` : `is ${inWords(sparse)}`;
      const message = `The sparse vector of row ${position} (index ${place}) ${found}; expected a list of { index, value }.`;
      throw new InvalidResponseDataError({ data: body, message });
    }
    embeddings[place] = values as QwenSparseEmbedding;
  });
  return embeddings;
}

function readValue(item: unknown): QwenSparseValue | undefined {
  if (!isObject(item)) return undefined;
  const index = finiteNumber(item.index);
  const value = finiteNumber(item.value);
  if (index === undefined || value === undefined) return undefined;
  return { index, value, ...(typeof item.token === 'string' && { token: item.token }) };
}
