import type { JSONObject } from '../util/json.js';

export const rerankPath = '/services/rerank/text-rerank/text-rerank';

/** The fields of a DashScope reranking request besides query and documents. */
export interface DashScopeRerankOptions {
  topN?: number;
  instruct?: string;
  fps?: number;
  returnDocuments?: boolean;
  extra: JSONObject;
}

/** Writes the body of a DashScope reranking request. Documents of a vision model are objects. */
export function encodeRerank(
  model: string,
  query: string | JSONObject,
  documents: (string | JSONObject)[],
  { topN, instruct, fps, returnDocuments, extra }: DashScopeRerankOptions,
): Record<string, unknown> {
  return {
    model,
    input: { query, documents },
    parameters: { top_n: topN, instruct, fps, return_documents: returnDocuments, ...extra },
  };
}
