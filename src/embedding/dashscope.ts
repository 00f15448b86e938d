import type { EmbeddedRows } from './embedding.js';
import { rowsOf } from './vectors.js';
import { finiteNumber, isObject, type JSONObject, type JSONValue } from '../util/json.js';

export const embeddingPath = '/services/embeddings/text-embedding/text-embedding';

/** Options of an embedding request on the DashScope protocol. */
export interface DashScopeEmbeddingOptions {
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
  { dimensions, textType, outputType, instruct }: DashScopeEmbeddingOptions,
  extra: JSONObject,
): WireEmbeddingRequest {
  return {
    model,
    input: { texts },
    parameters: { dimension: dimensions, text_type: textType, output_type: outputType, instruct, ...extra },
  };
}

/** Reads the rows of an answer, and the tokens used. */
export function decodeEmbedding(body: unknown): EmbeddedRows {
  const answer = isObject(body) ? body : {};
  const output = isObject(answer.output) ? answer.output : {};
  const usage = isObject(answer.usage) ? answer.usage : {};
  const rows = rowsOf(output.embeddings, 'text_index');
  return { rows, tokens: finiteNumber(usage.total_tokens) };
}
