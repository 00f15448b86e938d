import { Reranking, type RerankingModelV3 } from './ai-sdk/reranking.js';
import { ChatModelV3, type LanguageModelV3 } from './ai-sdk/chat/v3.js';
import { EmbeddingV3, type EmbeddingModelV3 } from './ai-sdk/embedding.js';
import { ImageV3, type ImageModelV3 } from './ai-sdk/image.js';
import { TranscriptionV3, type TranscriptionModelV3 } from './ai-sdk/transcription.js';
import { VideoV3, type VideoModelV3 } from './ai-sdk/video.js';
import { SpeechV3, type SpeechModelV3 } from './ai-sdk/speech.js';
import { createTools, type Tools } from './ai-sdk/chat/tools.js';
import { createModels } from './provider/models.js';
import { createTranscriptionFactories, type TranscriptionFactories } from './provider/transcription.js';
import { createProviderV3, type ProviderV3 } from './provider/provider-v3.js';
import { createSpeech, type SpeechFactories } from './provider/speech.js';
import type { QwenProviderSettings } from './provider/public-types.js';
import {
  restoreChat,
  restoreEmbedding,
  restoreImage,
  restoreReranking,
  restoreSpeech,
  restoreTranscription,
  restoreVideo,
  serialize,
  type ModelState,
  type StoredChat,
  type StoredEmbedding,
  type StoredImage,
  type StoredReranking,
  type StoredSpeech,
  type StoredTranscription,
  type StoredVideo,
} from './provider/serialization.js';

export type * from './provider/public-types.js';
export type { Tools as QwenTools, ToolV3 as QwenTool, ToolSchema as QwenToolSchema } from './ai-sdk/chat/tools.js';
export type * from './ai-sdk/public-types.js';
// Applications that emit declarations can only name types that their entry exports.
export type {
  FileV3 as QwenFilePart,
  FinishReasonV3 as QwenFinishReason,
  LanguageModelV3 as QwenLanguageModel,
  UsageV3 as QwenUsage,
} from './ai-sdk/chat/v3.js';
export type { EmbeddingModelV3 as QwenEmbeddingModel } from './ai-sdk/embedding.js';
export type {
  RerankingModelV3 as QwenRerankingModel,
  RerankOptions as QwenRerankCallOptions,
} from './ai-sdk/reranking.js';
export type { WarningV3 as QwenWarning } from './ai-sdk/warning.js';

export type { ImageModelV3 as QwenImageModel, ImageOptionsV3 as QwenImageCallOptions } from './ai-sdk/image.js';
export type {
  SpeechModelV3 as QwenSpeechModel,
  SpeechOptionsV2 as QwenSpeechCallOptions,
  SpeechResponse as QwenSpeechResponse,
  SpeechResult as QwenSpeechResult,
} from './ai-sdk/speech.js';
export type {
  TranscriptionModelV3 as QwenTranscriptionModel,
  TranscriptionOptions as QwenTranscriptionCallOptions,
  TranscriptionResponse as QwenTranscriptionResponse,
  TranscriptionResult as QwenTranscriptionResult,
  TranscriptionSegment as QwenTranscriptionSegment,
} from './ai-sdk/transcription.js';
export type {
  VideoModelV3 as QwenVideoModel,
  VideoOptionsV3 as QwenVideoCallOptions,
  VideoResponse as QwenVideoResponse,
  VideoResult as QwenVideoResult,
} from './ai-sdk/video.js';

/** Models of Qwen for AI SDK 6. Call it with a model id, or use its methods. */
export interface QwenProvider
  extends
    SpeechFactories<SpeechModelV3>,
    ProviderV3<'v3', LanguageModelV3, EmbeddingModelV3, ImageModelV3, RerankingModelV3<'v3'>, VideoModelV3>,
    TranscriptionFactories<TranscriptionModelV3> {
  /** Tools that Model Studio runs itself, such as a web search: for the `tools` of a call. */
  tools: Tools<'v3'>;
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

class WorkflowSpeechModel extends SpeechV3 {
  constructor(protected override readonly model: StoredSpeech) {
    super(model);
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowSpeechModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowSpeechModel {
    return new WorkflowSpeechModel(restoreSpeech(state));
  }
}

class WorkflowTranscriptionModel extends TranscriptionV3 {
  constructor(protected override readonly model: StoredTranscription) {
    super(model);
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowTranscriptionModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowTranscriptionModel {
    return new WorkflowTranscriptionModel(restoreTranscription(state));
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
  const provider = createProviderV3(models, {
    version: 'v3',
    languageModel: (model) => new WorkflowChatModel(model),
    embeddingModel: (model) => new WorkflowEmbeddingModel(model),
    imageModel: (model) => new WorkflowImageModel(model),
    rerankingModel: (model) => new WorkflowRerankingModel(model),
    videoModel: (model) => new WorkflowVideoModel(model),
  });
  return Object.assign(
    provider,
    createSpeech(models, (model) => new WorkflowSpeechModel(model)),
    createTranscriptionFactories(models, (model) => new WorkflowTranscriptionModel(model)),
    { tools: createTools('v3') },
  );
}

/** The provider with the settings of the environment: Singapore, and the key in DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
