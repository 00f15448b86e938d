import { Reranking, type RerankingModel } from './ai-sdk/reranking.js';
import { ChatModelV3, type LanguageModelV3 } from './ai-sdk/chat/v3.js';
import { EmbeddingV3, type EmbeddingModelV3 } from './ai-sdk/embedding.js';
import { ImageV3, type ImageModelV3 } from './ai-sdk/image.js';
import { VideoV3, type VideoModelV3 } from './ai-sdk/video.js';
import { createModels } from './provider/models.js';
import { withoutKind } from './provider/model-kind.js';
import { createProvider, type Specification, type Provider } from './provider/provider.js';
import type {
  QwenProviderSettings,
  QwenRerankingModelId,
  QwenRerankingOptions,
  QwenVideoModelId,
  QwenVideoOptions,
} from './provider/public-types.js';

import {
  restoreChat,
  restoreEmbedding,
  restoreImage,
  restoreReranking,
  restoreVideo,
  serialize,
  type ModelState,
  type StoredChat,
  type StoredEmbedding,
  type StoredImage,
  type StoredReranking,
  type StoredVideo,
} from './provider/serialization.js';

export type * from './provider/public-types.js';
// Applications that emit declarations can only name types that their entry exports.
export type {
  BlockPart as QwenBlockPart,
  ProviderMetadata as QwenProviderMetadata,
  SourcePart as QwenSourcePart,
  ToolCallPart as QwenToolCallPart,
} from './ai-sdk/chat/blocks.js';
export type { Finish as QwenFinish } from './ai-sdk/chat/block-model.js';
export type { CallOptions as QwenCallOptions } from './ai-sdk/chat/call-v2.js';
export type { PromptMessage as QwenPromptMessage } from './ai-sdk/chat/reading.js';
export type {
  FileV3 as QwenFilePart,
  FinishReasonV3 as QwenFinishReason,
  LanguageModelV3 as QwenLanguageModel,
  UsageV3 as QwenUsage,
} from './ai-sdk/chat/v3.js';
export type {
  EmbeddingModelV3 as QwenEmbeddingModel,
  EmbedOptions as QwenEmbedCallOptions,
} from './ai-sdk/embedding.js';
export type {
  RerankingModel as QwenRerankingModel,
  RerankOptions as QwenRerankCallOptions,
} from './ai-sdk/reranking.js';
export type { WarningV3 as QwenWarning } from './ai-sdk/warning.js';

export type {
  ImageModelV3 as QwenImageModel,
  ImageOptionsV3 as QwenImageCallOptions,
  ImageResponse as QwenImageResponse,
} from './ai-sdk/image.js';
export type {
  VideoModelV3 as QwenVideoModel,
  VideoOptionsV3 as QwenVideoCallOptions,
  VideoResponse as QwenVideoResponse,
  VideoResult as QwenVideoResult,
} from './ai-sdk/video.js';

/** Models of Qwen for AI SDK 6. Call it with a model id, or use its methods. */
export interface QwenProvider extends Provider<LanguageModelV3, EmbeddingModelV3, ImageModelV3> {
  /** Without it AI SDK 6 would treat the models as those of an older specification. */
  readonly specificationVersion: 'v3';
  /** A model that ranks documents by their relevance to a query: `qwen.reranking('qwen3-rerank')`. */
  reranking(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): RerankingModel<'v3'>;
  /** A model that makes videos: `qwen.video('wan2.7-t2v')`. The id may have the prefix `video:`. */
  video(modelId: QwenVideoModelId, options?: QwenVideoOptions): VideoModelV3;
  /** The same as `video`. */
  videoModel(modelId: QwenVideoModelId, options?: QwenVideoOptions): VideoModelV3;
  /** The same as `reranking`. */
  rerankingModel(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): RerankingModel<'v3'>;
}

// The Workflow SDK finds classes by their two static methods, and stores the class's file name with its name. They are
// in the entry because its file name stays. https://useworkflow.dev/docs/api-reference/workflow-serde

class WorkflowChatModel extends ChatModelV3 {
  constructor(protected override readonly model: StoredChat) {
    super(model);
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowChatModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowChatModel {
    return new WorkflowChatModel(restoreChat(state));
  }
}

class WorkflowEmbeddingModel extends EmbeddingV3<'v3'> {
  constructor(protected override readonly model: StoredEmbedding) {
    super(model, 'v3');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowEmbeddingModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowEmbeddingModel {
    return new WorkflowEmbeddingModel(restoreEmbedding(state));
  }
}

class WorkflowImageModel extends ImageV3<'v3'> {
  constructor(protected override readonly model: StoredImage) {
    super(model, 'v3');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowImageModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowImageModel {
    return new WorkflowImageModel(restoreImage(state));
  }
}

class WorkflowRerankingModel extends Reranking<'v3'> {
  constructor(protected override readonly model: StoredReranking) {
    super(model, 'v3');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowRerankingModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowRerankingModel {
    return new WorkflowRerankingModel(restoreReranking(state));
  }
}

class WorkflowVideoModel extends VideoV3<'v3'> {
  constructor(protected override readonly model: StoredVideo) {
    super(model, 'v3');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowVideoModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowVideoModel {
    return new WorkflowVideoModel(restoreVideo(state));
  }
}

/**
 * Makes a provider for AI SDK 6. Nothing is read from the environment and nothing is sent before the first call of a
 * model.
 *
 * @throws InvalidArgumentError at the first call, if a setting or an option is wrong; LoadAPIKeyError, if there is no
 *   usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const models = createModels(settings);
  const specification: Specification<LanguageModelV3, EmbeddingModelV3, ImageModelV3> = {
    languageModel: (model) => new WorkflowChatModel(model),
    embeddingModel: (model) => new WorkflowEmbeddingModel(model),
    imageModel: (model) => new WorkflowImageModel(model),
    embeddingType: 'embeddingModel',
  };
  const reranking: QwenProvider['reranking'] = (modelId, options) =>
    new WorkflowRerankingModel(models.reranking(modelId, options));
  const video: QwenProvider['video'] = (modelId, options) =>
    new WorkflowVideoModel(models.video(withoutKind(modelId, ['video'], 'videoModel'), options));
  return Object.assign(createProvider(models, specification), {
    specificationVersion: 'v3' as const,
    reranking,
    rerankingModel: reranking,
    video,
    videoModel: video,
  });
}

/** The provider with the settings of the environment: Singapore, and the key in DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
