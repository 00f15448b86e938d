import type { FinishReason, Usage } from '../../chat/answer/event.js';
import type { JSONObject } from '../../util/json.js';
import type { ChatModel } from '../../chat/model.js';
import type { NeutralEmbeddingModel } from '../../embedding/embedding.js';
import type { Warning } from '../../options/warning.js';
import { createBlockModel, type BlockModel, type Specification } from './block-model.js';
import { embedRows, type EmbedOptions } from '../embedding.js';

/** Why an answer ended, in the words of the specifications V3 and V4, and in those of the service. */
export interface FinishReasonV3 {
  unified: Exclude<FinishReason, 'unknown'>;
  raw: string | undefined;
}

/** Tokens in the shape of the specifications V3 and V4; what the service did not count is undefined. */
export interface UsageV3 {
  inputTokens: {
    total: number | undefined;
    noCache: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
  };
  outputTokens: {
    total: number | undefined;
    text: number | undefined;
    reasoning: number | undefined;
  };
  raw?: JSONObject;
}

/** A warning of the specifications V3 and V4. */
export type WarningV3 =
  | { type: 'unsupported'; feature: string; details?: string }
  | { type: 'compatibility'; feature: string; details?: string }
  | { type: 'other'; message: string };

interface FileV3 {
  type: 'file';
  mediaType: string;
  data: string;
}

/** A Qwen model for AI SDK 6. */
export type LanguageModelV3 = BlockModel<'v3', FinishReasonV3, UsageV3, WarningV3, FileV3>;

export function toFinishReason(reason: FinishReason, raw: string | undefined): FinishReasonV3 {
  return { unified: reason === 'unknown' ? 'other' : reason, raw };
}

export function toUsage(usage: Usage): UsageV3 {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens, raw } = usage;
  return {
    inputTokens: {
      total: inputTokens,
      // Both kinds of cached tokens are inside the total.
      noCache: difference(inputTokens, (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0)),
      cacheRead: cachedInputTokens,
      cacheWrite: cacheWriteTokens,
    },
    outputTokens: {
      total: outputTokens,
      text: usage.output?.text ?? difference(outputTokens, reasoningTokens ?? 0),
      reasoning: reasoningTokens,
    },
    raw,
  };
}

function difference(total: number | undefined, part: number): number | undefined {
  return total === undefined ? undefined : Math.max(0, total - part);
}

export function toWarning(warning: Warning): WarningV3 {
  switch (warning.type) {
    case 'unsupported-setting':
      return { type: 'unsupported', feature: warning.setting, details: warning.details };
    case 'unsupported-tool': {
      const { id, name } = warning.tool as { id?: string; name?: string };
      return { type: 'unsupported', feature: `the tool ${id ?? name}`, details: warning.details };
    }
    case 'other':
      return warning;
  }
}

const specification: Specification<'v3', FinishReasonV3, UsageV3, WarningV3, FileV3> = {
  version: 'v3',
  finishReason: toFinishReason,
  usage: toUsage,
  warning: toWarning,
  file: ({ mediaType, base64 }) => ({ type: 'file', mediaType, data: base64 }),
};

export function createLanguageModel(model: ChatModel): LanguageModelV3 {
  return createBlockModel(specification, model);
}

/** A text embedding model for AI SDK 6 or 7. */
export interface EmbeddingModelV3<Version extends string = 'v3'> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  readonly maxEmbeddingsPerCall: number;
  readonly supportsParallelCalls: true;
  doEmbed(options: EmbedOptions): Promise<{
    embeddings: number[][];
    usage?: { tokens: number };
    response: { headers?: Record<string, string>; body: unknown };
    warnings: WarningV3[];
  }>;
}

export function createEmbeddingModel<Version extends string>(
  model: NeutralEmbeddingModel,
  specificationVersion: Version,
): EmbeddingModelV3<Version> {
  return {
    specificationVersion,
    provider: model.provider,
    modelId: model.modelId,
    maxEmbeddingsPerCall: model.embedding.rowsPerRequest,
    supportsParallelCalls: true,
    async doEmbed(options) {
      const { warnings, ...result } = await embedRows(model, options);
      return { ...result, warnings: warnings.map(toWarning) };
    },
  };
}
