import { NoSuchModelError, type EmbeddingModelV1, type LanguageModelV1, type ProviderV1 } from '@ai-sdk/provider';
import { EmbeddingModel, LanguageModel } from './ai-sdk/v1.js';
import type { EmbeddingModelId } from './catalogue/embeddings.js';
import type { ChatModelId, CompletionModelId } from './catalogue/models.js';
import type { QwenChatOptions, QwenCompletionOptions, QwenEmbeddingOptions } from './core/options.js';
import type { QwenFiles } from './files.js';
import { kindOf, withoutKind } from './model-kind.js';
import { createModels, type Models } from './models.js';
import type { QwenProviderSettings } from './settings.js';

/** Models of Qwen for AI SDK 4. Call it with a model id, or use its methods. */
export interface QwenProvider extends ProviderV1 {
  /** The chat model of an id. Ids may say their kind in front: `chat:`, `vl:`, `completion:`. */
  (modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** The same as calling the provider. */
  languageModel(modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** A chat model. `options` are defaults of its calls, which `providerOptions.qwen` of a call win over. */
  chat(modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** Another name of `chat`. */
  chatModel(modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** A model that continues a text, with no chat template around it; coder models also fill a gap in one. */
  completion(modelId: CompletionModelId, options?: QwenCompletionOptions): LanguageModelV1;
  /** Another name of `completion`. */
  completionModel(modelId: CompletionModelId, options?: QwenCompletionOptions): LanguageModelV1;
  /** A text embedding model. Ids may have `embedding:` in front. */
  textEmbeddingModel(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): EmbeddingModelV1<string>;
  /** Another name of `textEmbeddingModel`. */
  embedding(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): EmbeddingModelV1<string>;
  /** Another name of `textEmbeddingModel`. */
  embeddingModel(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): EmbeddingModelV1<string>;
  /** Throws `NoSuchModelError`: this package has no image models. */
  imageModel(modelId: string): never;
  /**
   * The same models over the native DashScope protocol, which alone has search sources and citations, OCR tasks, the
   * code interpreter's activity, frame limits for videos, and text types and sparse vectors for embeddings.
   */
  dashscope: QwenNativeProvider;
  /** Documents for qwen-long and qwen-doc-turbo, kept in the account: upload, describe, list, delete. */
  files: QwenFiles;
}

/** Models of Qwen over the native DashScope protocol: `qwen.dashscope('qwen-plus')`. */
export interface QwenNativeProvider extends ProviderV1 {
  /** The chat model of an id. Ids may have `chat:` or `vl:` in front. */
  (modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** The same as calling the provider. */
  languageModel(modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** The same as calling the provider. */
  chat(modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** Another name of `chat`. */
  chatModel(modelId: ChatModelId, options?: QwenChatOptions): LanguageModelV1;
  /** A text embedding model. Ids may have `embedding:` in front. */
  textEmbeddingModel(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): EmbeddingModelV1<string>;
  /** Another name of `textEmbeddingModel`. */
  embedding(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): EmbeddingModelV1<string>;
  /** Another name of `textEmbeddingModel`. */
  embeddingModel(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): EmbeddingModelV1<string>;
  /** Throws `NoSuchModelError`: this package has no image models. */
  imageModel(modelId: string): never;
}

/**
 * Makes a provider. Nothing is read from the environment and nothing is sent before the first call of a model.
 *
 * @throws InvalidArgumentError at the first call, if a setting is wrong; LoadAPIKeyError, if there is no usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const models = createModels(settings);

  const chat = (id: string, options?: QwenChatOptions): LanguageModelV1 =>
    new LanguageModel(models.chat(withoutKind(id, ['chat', 'vl'], 'languageModel'), options));

  const completion = (id: string, options?: QwenCompletionOptions): LanguageModelV1 =>
    new LanguageModel(models.completion(withoutKind(id, ['completion'], 'languageModel'), options));

  const textEmbeddingModel = (id: string, options?: QwenEmbeddingOptions): EmbeddingModelV1<string> =>
    new EmbeddingModel(models.embedding(withoutKind(id, ['embedding'], 'textEmbeddingModel'), options));

  const languageModel = (id: string, options?: QwenChatOptions): LanguageModelV1 =>
    kindOf(id) === 'completion' ? completion(id, options as QwenCompletionOptions) : chat(id, options);

  return Object.assign(callable(languageModel), {
    languageModel,
    chat,
    chatModel: chat,
    completion,
    completionModel: completion,
    textEmbeddingModel,
    embedding: textEmbeddingModel,
    embeddingModel: textEmbeddingModel,
    imageModel,
    dashscope: createNativeProvider(models),
    files: models.files,
  });
}

function createNativeProvider(models: Models): QwenNativeProvider {
  const chat = (id: string, options?: QwenChatOptions): LanguageModelV1 =>
    new LanguageModel(models.nativeChat(withoutKind(id, ['chat', 'vl'], 'languageModel'), options));

  const textEmbeddingModel = (id: string, options?: QwenEmbeddingOptions): EmbeddingModelV1<string> =>
    new EmbeddingModel(models.nativeEmbedding(withoutKind(id, ['embedding'], 'textEmbeddingModel'), options));

  return Object.assign(callable(chat), {
    languageModel: chat,
    chat,
    chatModel: chat,
    textEmbeddingModel,
    embedding: textEmbeddingModel,
    embeddingModel: textEmbeddingModel,
    imageModel,
  });
}

type CreateChat = (modelId: string, options?: QwenChatOptions) => LanguageModelV1;

/** A provider is called like a function; `new` would give an object that is no model. */
function callable(languageModel: CreateChat): CreateChat {
  return function (this: unknown, modelId: string, options?: QwenChatOptions) {
    if (new.target) throw new TypeError('qwen is a function, not a class: call qwen(modelId) without "new".');
    return languageModel(modelId, options);
  };
}

function imageModel(modelId: string): never {
  throw new NoSuchModelError({ modelId, modelType: 'imageModel' });
}

/** The provider with the settings of the environment: Singapore, and the key of DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = createQwen();
