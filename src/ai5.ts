import { ChatModelV2, type LanguageModelV2 } from './ai-sdk/chat/v2.js';
import { EmbeddingV2, type EmbeddingModelV2 } from './ai-sdk/embedding.js';
import { ImageV2, type ImageModelV2 } from './ai-sdk/image.js';
import { SpeechV2, type SpeechModelV2 } from './ai-sdk/speech.js';
import { TranscriptionV1, type TranscriptionModelV2 } from './ai-sdk/transcription.js';
import { createTools, type Tools } from './ai-sdk/chat/tools.js';
import { createModels } from './provider/models.js';
import { createProvider, type Provider } from './provider/provider.js';
import { createSpeech, type SpeechFactories } from './provider/speech.js';
import { createTranscriptionFactories, type TranscriptionFactories } from './provider/transcription.js';
import type { QwenProviderSettings } from './provider/public-types.js';

export type * from './provider/public-types.js';
export type { Tools as QwenTools, ToolV2 as QwenTool } from './ai-sdk/chat/tools.js';
export type * from './ai-sdk/public-types.js';
// Applications that emit declarations can only name types that their entry exports.
export type {
  FileV2 as QwenFilePart,
  FinishReasonV2 as QwenFinishReason,
  LanguageModelV2 as QwenLanguageModel,
  ProviderToolV2 as QwenProviderTool,
  SettingV2 as QwenSetting,
  UsageV2 as QwenUsage,
  WarningV2 as QwenWarning,
} from './ai-sdk/chat/v2.js';
export type { EmbeddingModelV2 as QwenEmbeddingModel } from './ai-sdk/embedding.js';

export type {
  SpeechModelV2 as QwenSpeechModel,
  SpeechOptionsV2 as QwenSpeechCallOptions,
  SpeechResponse as QwenSpeechResponse,
  SpeechResult as QwenSpeechResult,
  SpeechSetting as QwenSpeechSetting,
  SpeechWarningV1 as QwenSpeechWarning,
} from './ai-sdk/speech.js';
export type {
  TranscriptionModelV2 as QwenTranscriptionModel,
  TranscriptionOptions as QwenTranscriptionCallOptions,
  TranscriptionResponse as QwenTranscriptionResponse,
  TranscriptionResult as QwenTranscriptionResult,
  TranscriptionSegment as QwenTranscriptionSegment,
  TranscriptionWarningV1 as QwenTranscriptionWarning,
} from './ai-sdk/transcription.js';
export type {
  ImageModelV2 as QwenImageModel,
  ImageOptionsV1 as QwenImageCallOptions,
  ImageSetting as QwenImageSetting,
  ImageWarningV1 as QwenImageWarning,
} from './ai-sdk/image.js';

/** Models of Qwen for AI SDK 5. Call it with a model id, or use its methods. */
export interface QwenProvider
  extends
    Provider<LanguageModelV2, EmbeddingModelV2, ImageModelV2>,
    SpeechFactories<SpeechModelV2>,
    TranscriptionFactories<TranscriptionModelV2> {
  /** Tools that Model Studio runs itself, such as a web search: for the `tools` of a call. */
  tools: Tools<'v2'>;
}

/**
 * Makes a provider for AI SDK 5. Nothing is read from the environment and nothing is sent before the first call of a
 * model.
 *
 * @throws InvalidArgumentError at the first call, if a setting or an option is wrong; LoadAPIKeyError, if there is no
 *   usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const models = createModels(settings);
  const provider: Provider<LanguageModelV2, EmbeddingModelV2, ImageModelV2> = createProvider(models, {
    languageModel: (model) => new ChatModelV2(model),
    embeddingModel: (model) => new EmbeddingV2(model),
    imageModel: (model) => new ImageV2(model),
    embeddingType: 'textEmbeddingModel',
  });
  return Object.assign(
    provider,
    createSpeech(models, (model) => new SpeechV2(model)),
    createTranscriptionFactories(models, (model) => new TranscriptionV1(model, 'v2')),
    { tools: createTools('v2') },
  );
}

/** The provider with the settings of the environment: Singapore, and the key in DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
