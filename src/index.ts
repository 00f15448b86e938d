import type { EmbeddingModelV1, LanguageModelV1, ProviderV1 } from '@ai-sdk/provider';
import { LanguageModel } from './ai-sdk/chat/v1.js';
import { EmbeddingV1 } from './ai-sdk/embedding-v1.js';
import { ImageV1, type ImageModelV1 } from './ai-sdk/image.js';
import { TranscriptionV1, type TranscriptionModelV1 } from './ai-sdk/transcription.js';
import { capabilitiesWith } from './provider/capabilities.js';
import { SpeechV1, type SpeechModelV1 } from './ai-sdk/speech.js';
import { createTools, type Tools } from './ai-sdk/chat/tools.js';
import { createModels } from './provider/models.js';
import { createProvider, type Specification, type ModelFactories, type Provider } from './provider/provider.js';
import { createSpeech, type SpeechFactories } from './provider/speech.js';
import { createTranscriptionFactories, type TranscriptionFactories } from './provider/transcription.js';
import type { QwenProviderSettings } from './provider/public-types.js';

export type * from './provider/public-types.js';
export type { Tools as QwenTools, ToolV1 as QwenTool } from './ai-sdk/chat/tools.js';
export type {
  TranscriptionModelV1 as QwenTranscriptionModel,
  TranscriptionOptions as QwenTranscriptionCallOptions,
  TranscriptionResponse as QwenTranscriptionResponse,
  TranscriptionResult as QwenTranscriptionResult,
  TranscriptionSegment as QwenTranscriptionSegment,
  TranscriptionWarningV1 as QwenTranscriptionWarning,
} from './ai-sdk/transcription.js';
export type {
  ImageModelV1 as QwenImageModel,
  ImageOptionsV1 as QwenImageCallOptions,
  ImageResponse as QwenImageResponse,
  ImageSetting as QwenImageSetting,
  ImageWarningV1 as QwenImageWarning,
} from './ai-sdk/image.js';
export type {
  SpeechModelV1 as QwenSpeechModel,
  SpeechOptionsV1 as QwenSpeechCallOptions,
  SpeechResponse as QwenSpeechResponse,
  SpeechResult as QwenSpeechResult,
  SpeechSetting as QwenSpeechSetting,
  SpeechWarningV1 as QwenSpeechWarning,
} from './ai-sdk/speech.js';
// Applications that emit declarations can only name types that their entry exports. Next to another AI SDK they have
// another @ai-sdk/provider.
export type {
  EmbeddingModelV1,
  EmbeddingModelV1Embedding,
  LanguageModelV1,
  LanguageModelV1CallOptions,
  LanguageModelV1CallWarning,
  LanguageModelV1FinishReason,
  LanguageModelV1FunctionToolCall,
  LanguageModelV1LogProbs,
  LanguageModelV1ProviderMetadata,
  LanguageModelV1Source,
  LanguageModelV1StreamPart,
} from '@ai-sdk/provider';

/** Models of Qwen for AI SDK 4. Call it with a model id, or use its methods. */
export interface QwenProvider
  extends
    Provider<LanguageModelV1, EmbeddingModelV1<string>, ImageModelV1>,
    SpeechFactories<SpeechModelV1>,
    TranscriptionFactories<TranscriptionModelV1>,
    ProviderV1 {
  /** Tools that Model Studio runs itself, such as a web search: for the `tools` of a call. */
  tools: Tools<'v1'>;
  // Each of the two declares these with its ids and options; the provider's are more general.
  languageModel: ModelFactories<LanguageModelV1, EmbeddingModelV1<string>, ImageModelV1>['languageModel'];
  textEmbeddingModel: ModelFactories<LanguageModelV1, EmbeddingModelV1<string>, ImageModelV1>['textEmbeddingModel'];
  imageModel: ModelFactories<LanguageModelV1, EmbeddingModelV1<string>, ImageModelV1>['imageModel'];
  speechModel: SpeechFactories<SpeechModelV1>['speechModel'];
  transcriptionModel: TranscriptionFactories<TranscriptionModelV1>['transcriptionModel'];
}

/**
 * Makes a provider for AI SDK 4. Nothing is read from the environment and nothing is sent before the first call of a
 * model.
 *
 * @throws InvalidArgumentError at the first call, if a setting or an option is wrong; LoadAPIKeyError, if there is no
 *   usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const capabilities = capabilitiesWith(settings);
  const specification: Specification<LanguageModelV1, EmbeddingModelV1<string>, ImageModelV1> = {
    languageModel: (model) => new LanguageModel(model, capabilities),
    embeddingModel: (model) => new EmbeddingV1(model),
    imageModel: (model) => new ImageV1(model),
    embeddingType: 'textEmbeddingModel',
  };
  const models = createModels(settings);
  return Object.assign(
    createProvider(models, specification),
    createSpeech(models, (model) => new SpeechV1(model)),
    createTranscriptionFactories(models, (model) => new TranscriptionV1(model, 'v1')),
    { tools: createTools('v1') },
  );
}

/** The provider with the settings of the environment: Singapore, and the key in DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
