import type { JSONObject } from '../util/json.js';

/** What a reranking request may say beside query and documents. */
export interface RerankOptions {
  topN?: number;
  instruct?: string;
  extra: JSONObject;
}

/** Writes the body of `POST /compatible-api/v1/reranks`. */
export function encodeRerank(
  model: string,
  query: string,
  documents: string[],
  { topN, instruct, extra }: RerankOptions,
): Record<string, unknown> {
  return { model, query, documents, top_n: topN, instruct, ...extra };
}
