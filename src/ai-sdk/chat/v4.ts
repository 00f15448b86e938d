import type { ChatModel } from '../../chat/model.js';
import type { NeutralEmbeddingModel } from '../../embedding/embedding.js';
import { createBlockModel, type BlockModel, type Specification } from './block-model.js';
import {
  createEmbeddingModel as createEmbeddingModelV3,
  toFinishReason,
  toUsage,
  toWarning,
  type EmbeddingModelV3,
  type FinishReasonV3,
  type UsageV3,
  type WarningV3,
} from './v3.js';

/** File data is tagged since V4. */
interface FileV4 {
  type: 'file';
  mediaType: string;
  data: { type: 'data'; data: string };
}

/** A Qwen model for AI SDK 7. Reasons, usage and warnings are V3's. */
export type LanguageModelV4 = BlockModel<'v4', FinishReasonV3, UsageV3, WarningV3, FileV4>;

const specification: Specification<'v4', FinishReasonV3, UsageV3, WarningV3, FileV4> = {
  version: 'v4',
  finishReason: toFinishReason,
  usage: toUsage,
  warning: toWarning,
  file: ({ mediaType, base64 }) => ({ type: 'file', mediaType, data: { type: 'data', data: base64 } }),
};

export function createLanguageModel(model: ChatModel): LanguageModelV4 {
  return createBlockModel(specification, model);
}

/** A text embedding model for AI SDK 7. */
export type EmbeddingModelV4 = EmbeddingModelV3<'v4'>;

export function createEmbeddingModel(model: NeutralEmbeddingModel): EmbeddingModelV4 {
  return createEmbeddingModelV3(model, 'v4');
}
