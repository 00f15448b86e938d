import type { BatchV4 } from './ai-sdk/batch/v4.js';
import { createFiles, type FilesV4 } from './ai-sdk/files.js';
import { Reranking, type RerankingModelV3 } from './ai-sdk/reranking.js';
import { ChatModelV4, type LanguageModelV4 } from './ai-sdk/chat/v4.js';
import { EmbeddingV3, type EmbeddingModelV4 } from './ai-sdk/embedding.js';
import { ImageV3, type ImageModelV4 } from './ai-sdk/image.js';
import { TranscriptionV4, type TranscriptionModelV4 } from './ai-sdk/transcription.js';
import { VideoV4, type VideoModelV4 } from './ai-sdk/video.js';
import { SpeechV4, type SpeechModelV4 } from './ai-sdk/speech.js';
import { createTools, type Tools } from './ai-sdk/chat/tools.js';
import { createLazyBatchV4 } from './provider/batch-v4.js';
import { createModels } from './provider/models.js';
import { createTranscriptionFactories, type TranscriptionFactories } from './provider/transcription.js';
import { createProviderV3, type ProviderV3 } from './provider/provider-v3.js';
import { createSpeech, type SpeechFactories } from './provider/speech.js';
import type { QwenFiles, QwenProviderSettings } from './provider/public-types.js';
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
export type { Tools as QwenTools, ToolSchema as QwenToolSchema, ToolV4 as QwenTool } from './ai-sdk/chat/tools.js';
export type * from './ai-sdk/public-types.js';
// Applications that emit declarations can only name types that their entry exports.
export type { FinishReasonV3 as QwenFinishReason, UsageV3 as QwenUsage } from './ai-sdk/chat/v3.js';
export type { FileV4 as QwenFilePart, LanguageModelV4 as QwenLanguageModel } from './ai-sdk/chat/v4.js';
export type { EmbeddingModelV4 as QwenEmbeddingModel } from './ai-sdk/embedding.js';
export type {
  BatchV4 as QwenBatches,
  BatchV4CallOptions as QwenBatchesCall,
  BatchV4ItemResult as QwenBatchesResult,
  BatchV4Request as QwenBatchesRequest,
  BatchV4Status as QwenBatchesStatus,
} from './ai-sdk/batch/v4.js';
export type { FilesV4 as QwenUploads } from './ai-sdk/files.js';
export type {
  RerankingModelV3 as QwenRerankingModel,
  RerankOptions as QwenRerankCallOptions,
} from './ai-sdk/reranking.js';
export type { WarningV3 as QwenWarning } from './ai-sdk/warning.js';

export type { ImageModelV4 as QwenImageModel, ImageOptionsV3 as QwenImageCallOptions } from './ai-sdk/image.js';
export type {
  SpeechModelV4 as QwenSpeechModel,
  SpeechOptionsV2 as QwenSpeechCallOptions,
  SpeechResponse as QwenSpeechResponse,
  SpeechResult as QwenSpeechResult,
} from './ai-sdk/speech.js';
export type {
  SpeechStreamOptions as QwenSpeechStreamOptions,
  SpeechStreamPart as QwenSpeechStreamPart,
  SpeechStreamUsage as QwenSpeechStreamUsage,
  SpeechTextPart as QwenSpeechTextPart,
} from './ai-sdk/speech-stream.js';
export type {
  TranscriptionModelV4 as QwenTranscriptionModel,
  TranscriptionOptionsOfURL as QwenTranscriptionURLCallOptions,
  TranscriptionOptionsV4 as QwenTranscriptionCallOptions,
  TranscriptionResponse as QwenTranscriptionResponse,
  TranscriptionResultV4 as QwenTranscriptionResult,
  TranscriptionSegment as QwenTranscriptionSegment,
} from './ai-sdk/transcription.js';
export type {
  TranscriptionStreamOptions as QwenTranscriptionStreamOptions,
  TranscriptionStreamPart as QwenTranscriptionStreamPart,
  TranscriptionStreamResult as QwenTranscriptionStreamResult,
} from './ai-sdk/transcription-stream.js';
export type {
  VideoModelV4 as QwenVideoModel,
  VideoOperation as QwenVideoOperation,
  VideoOptionsV3 as QwenVideoCallOptions,
  VideoResponse as QwenVideoResponse,
  VideoResult as QwenVideoResult,
  VideoStatusOptions as QwenVideoStatusOptions,
} from './ai-sdk/video.js';

/** Models of Qwen for AI SDK 7. Call it with a model id, or use its methods. */
export interface QwenProvider
  extends
    SpeechFactories<SpeechModelV4>,
    ProviderV3<'v4', LanguageModelV4, EmbeddingModelV4, ImageModelV4, RerankingModelV3<'v4'>, VideoModelV4>,
    TranscriptionFactories<TranscriptionModelV4> {
  /** Tools that Model Studio runs itself, such as a web search: for the `tools` of a call. */
  tools: Tools<'v4'>;
  /** The batches of `experimental_startBatch` and its relatives. `batch` does more, in every AI SDK. */
  experimental_batch(): BatchV4;
  /** Documents kept in the account. Called as a function, it returns the files that AI SDK 7 uploads to. */
  files: QwenFiles & (() => FilesV4);
}

// The Workflow SDK finds classes by their two static methods, and stores the class's file name with its name. They are
// in the entry because its file name stays. https://useworkflow.dev/docs/api-reference/workflow-serde

class WorkflowChatModel extends ChatModelV4 {
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

class WorkflowEmbeddingModel extends EmbeddingV3<'v4'> {
  constructor(protected override readonly model: StoredEmbedding) {
    super(model, 'v4');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowEmbeddingModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowEmbeddingModel {
    return new WorkflowEmbeddingModel(restoreEmbedding(state));
  }
}

class WorkflowImageModel extends ImageV3<'v4'> {
  constructor(protected override readonly model: StoredImage) {
    super(model, 'v4');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowImageModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowImageModel {
    return new WorkflowImageModel(restoreImage(state));
  }
}

class WorkflowRerankingModel extends Reranking<'v4'> {
  constructor(protected override readonly model: StoredReranking) {
    super(model, 'v4');
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowRerankingModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowRerankingModel {
    return new WorkflowRerankingModel(restoreReranking(state));
  }
}

class WorkflowVideoModel extends VideoV4 {
  constructor(protected override readonly model: StoredVideo) {
    super(model);
  }

  static [Symbol.for('workflow-serialize')]({ model }: WorkflowVideoModel): ModelState {
    return serialize(model.origin());
  }

  static [Symbol.for('workflow-deserialize')](state: ModelState): WorkflowVideoModel {
    return new WorkflowVideoModel(restoreVideo(state));
  }
}

class WorkflowSpeechModel extends SpeechV4 {
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

class WorkflowTranscriptionModel extends TranscriptionV4 {
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
 * Makes a provider for AI SDK 7. Nothing is read from the environment and nothing is sent before the first call of a
 * model.
 *
 * @throws InvalidArgumentError at the first call, if a setting or an option is wrong; LoadAPIKeyError, if there is no
 *   usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const models = createModels(settings);
  const batch = createLazyBatchV4(models);
  const provider = createProviderV3(models, {
    version: 'v4',
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
    { tools: createTools('v4') },
    {
      experimental_batch: () => batch,
      files: Object.assign(() => createFiles(models.files, settings.name), models.files),
    },
  );
}

/** The provider with the settings of the environment: Singapore, and the key in DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
