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
 * Writes the body of `POST /embeddings` in a server's dialect. It asks for floats where it can, because some clients
 * change a server's default. Throws for `dimensions` if the server has no such parameter: its vectors would have
 * another length.
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
