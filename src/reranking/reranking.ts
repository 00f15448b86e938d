import type { JSONObject } from '../util/json.js';
import type { ProviderOptions } from '../options/types.js';
import type { CallContext } from '../http/call-context.js';
import type { Warning } from '../options/warning.js';

/** Documents to rank: texts, or objects such as `{ image: url }`. */
export type RerankingDocuments = { type: 'text'; values: string[] } | { type: 'object'; values: JSONObject[] };

/** One call of a reranking model. */
export interface RerankingCall extends CallContext {
  documents: RerankingDocuments;
  query: string;
  /** Number of best documents to return. Default: all. */
  topN?: number | undefined;
  providerOptions?: ProviderOptions | undefined;
  warnings: Warning[];
}

/** Documents in the order of their relevance. */
export interface Ranking {
  ranking: { index: number; relevanceScore: number }[];
  /** The ranked documents in order, if they were requested. */
  documents?: (string | JSONObject)[];
  id?: string;
  /** Tokens used, if the service counts them. */
  tokens?: number;
  headers: Record<string, string>;
  body: unknown;
}

/** A reranking model without a specification. */
export interface RerankingModel {
  provider: string;
  modelId: string;
  rerank(call: RerankingCall): Promise<Ranking>;
}
