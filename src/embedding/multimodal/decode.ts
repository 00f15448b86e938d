import { finiteNumber, isObject } from '../../util/json.js';
import type { EmbeddedRows } from '../embedding.js';
import { rowsOf } from '../vectors.js';

/**
 * Reads the rows of an answer, and the tokens used. Some models count the tokens of images separately, without a total.
 */
export function decodeContents(body: unknown): EmbeddedRows {
  const answer = isObject(body) ? body : {};
  const output = isObject(answer.output) ? answer.output : {};
  const usage = isObject(answer.usage) ? answer.usage : {};
  const text = finiteNumber(usage.input_tokens);
  const sum = text === undefined ? undefined : text + (finiteNumber(usage.image_tokens) ?? 0);
  return { rows: rowsOf(output.embeddings, 'index'), tokens: finiteNumber(usage.total_tokens) ?? sum };
}
