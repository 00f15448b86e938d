import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Dialect } from '../connection/dialect.js';
import { finiteNumber, isObject, type JSONObject, type JSONValue } from '../util/json.js';
import type { EmbeddedRows } from './embedding.js';
import { rowsOf } from './vectors.js';

/** Body of `POST /embeddings`. */
interface WireEmbeddingRequest {
  model: string;
  input: string[];
  dimensions?: number;
  encoding_format?: 'float';
  [parameter: string]: JSONValue | undefined;
}

/**
 * Writes the body of `POST /embeddings` in a server's dialect. Model Studio documents floats only, and some clients
 * change the default of others. Throws for a length that the server has no parameter for: its vectors would be of
 * another length than was asked for.
 */
export function encodeEmbedding(
  model: string,
  texts: string[],
  dimensions: number | undefined,
  { name, embedding }: Dialect,
  extra: JSONObject,
): WireEmbeddingRequest {
  if (dimensions !== undefined && !embedding.includes('dimensions')) {
    const message = `dimensions: ${name} documents no parameter for it. Leave it out; the model's own length is used.`;
    throw new InvalidArgumentError({ argument: 'dimensions', message });
  }
  const float = embedding.includes('encoding_format') && { encoding_format: 'float' as const };
  return { model, input: texts, dimensions, ...float, ...extra };
}

/** Reads the rows of an answer, and the tokens used. */
export function decodeEmbedding(body: unknown): EmbeddedRows {
  const answer = isObject(body) ? body : {};
  const usage = isObject(answer.usage) ? answer.usage : {};
  const rows = rowsOf(answer.data, 'index');
  return { rows, tokens: finiteNumber(usage.total_tokens) ?? finiteNumber(usage.prompt_tokens) };
}
