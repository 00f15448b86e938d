import { finiteNumber, isObject, type JSONObject, type JSONValue } from '../util/json.js';
import type { EmbeddedRows } from './embedding.js';

/** Body of `POST /embeddings`. */
interface WireEmbeddingRequest {
  model: string;
  input: string[];
  dimensions?: number;
  encoding_format: 'float';
  [parameter: string]: JSONValue | undefined;
}

/** Writes the body of `POST /embeddings`. Only floats are documented; OpenAI's default would be base64. */
export function encodeEmbedding(
  model: string,
  texts: string[],
  dimensions: number | undefined,
  extra: JSONObject,
): WireEmbeddingRequest {
  return { model, input: texts, dimensions, encoding_format: 'float', ...extra };
}

/** Reads the rows of an answer in the order of their index, and the tokens used. */
export function decodeEmbedding(body: unknown): EmbeddedRows {
  const rows: unknown[] = [];
  if (!isObject(body)) return { rows };
  const data = Array.isArray(body.data) ? body.data : [];
  data.forEach((row, position) => {
    if (isObject(row)) rows[finiteNumber(row.index) ?? position] = row.embedding;
  });
  const usage = isObject(body.usage) ? body.usage : {};
  return { rows, tokens: finiteNumber(usage.total_tokens) ?? finiteNumber(usage.prompt_tokens) };
}
