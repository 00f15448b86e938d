import type { RerankingModel, RerankingCall, RerankingDocuments } from '../reranking/reranking.js';
import type { JSONObject } from '../util/json.js';
import type { Warning } from '../options/warning.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of reranking models of the specifications V3 and V4. */
export interface RerankOptions extends Omit<RerankingCall, 'warnings' | 'documents'> {
  documents: { type: 'text'; values: string[] } | { type: 'object'; values: Record<string, unknown>[] };
}

/** `providerMetadata.qwen` of a ranking: details for which the specification has no field. */
export type QwenRerankingMetadata = {
  /** Tokens used. */
  tokens?: number;
  /** The ranked documents in order; with `returnDocuments`. */
  documents?: (string | JSONObject)[];
};

/** A reranking model for AI SDK 6 or 7. */
export interface RerankingModelV3<Version extends string> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  doRerank(options: RerankOptions): Promise<{
    ranking: { index: number; relevanceScore: number }[];
    providerMetadata?: { qwen: QwenRerankingMetadata };
    warnings: WarningV3[];
    response: { id?: string; headers: Record<string, string>; body: unknown };
  }>;
}

export class Reranking<Version extends string> implements RerankingModelV3<Version> {
  readonly provider: string;
  readonly modelId: string;

  constructor(
    protected readonly model: RerankingModel,
    readonly specificationVersion: Version,
  ) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doRerank(options: RerankOptions): ReturnType<RerankingModelV3<Version>['doRerank']> {
    const warnings: Warning[] = [];
    const { ranking, documents, tokens, id, headers, body } = await this.model.rerank({
      ...options,
      documents: options.documents as RerankingDocuments,
      warnings,
    });
    const metadata: QwenRerankingMetadata = {
      ...(tokens !== undefined && { tokens }),
      ...(documents !== undefined && { documents }),
    };
    return {
      ranking,
      ...(Object.keys(metadata).length > 0 && { providerMetadata: { qwen: metadata } }),
      warnings: warnings.map(toWarning),
      response: { id, headers, body },
    };
  }
}
