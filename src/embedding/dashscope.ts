import type { EmbeddedRows } from './embedding.js';
import { finiteNumber, isObject, type JSONObject, type JSONValue } from '../util/json.js';

export const embeddingPath = '/services/embeddings/text-embedding/text-embedding';

/** What an embedding request may say on this protocol. */
export interface NativeEmbeddingOptions {
  dimensions?: number;
  textType?: string;
  outputType?: string;
  instruct?: string;
}

/** Body of `POST /services/embeddings/text-embedding/text-embedding`. */
type WireEmbeddingRequest = {
  model: string;
  input: { texts: string[] };
  parameters: {
    text_type?: string;
    dimension?: number;
    output_type?: string;
    instruct?: string;
    [parameter: string]: JSONValue | undefined;
  };
};

/** Writes the body of a text embedding request. */
export function encodeEmbedding(
  model: string,
  texts: string[],
  { dimensions, textType, outputType, instruct }: NativeEmbeddingOptions,
  extra: JSONObject,
): WireEmbeddingRequest {
  return {
    model,
    input: { texts },
    parameters: { dimension: dimensions, text_type: textType, output_type: outputType, instruct, ...extra },
  };
}

/** Reads the rows of an answer in the order of their text, and the tokens used. Sparse vectors stay in the body. */
export function decodeEmbedding(body: unknown): EmbeddedRows {
  const rows: unknown[] = [];
  const output = isObject(body) && isObject(body.output) ? body.output : {};
  const embeddings = Array.isArray(output.embeddings) ? output.embeddings : [];
  embeddings.forEach((row, position) => {
    if (isObject(row)) rows[finiteNumber(row.text_index) ?? position] = row.embedding;
  });
  const usage = isObject(body) && isObject(body.usage) ? body.usage : {};
  return { rows, tokens: finiteNumber(usage.total_tokens) };
}
