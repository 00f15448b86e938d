import type { EmbeddingModelId } from '../catalogue/embeddings.js';
import type { ImageModelId } from '../catalogue/images.js';
import type { ChatModelId, CompletionModelId } from '../catalogue/models.js';
import type { ChatModel } from '../chat/model.js';
import type { EmbedContents } from '../embedding/multimodal/options.js';
import type { EmbeddingModel } from '../embedding/embedding.js';
import type { QwenApplicationOptions } from '../chat/application/options.js';
import type { QwenChatOptions } from '../chat/options.js';
import type { QwenConversations } from '../chat/responses/conversations.js';
import type { QwenResponsesOptions } from '../chat/responses/options.js';
import type { QwenCompletionOptions } from '../chat/completions/options.js';
import type { QwenEmbeddingOptions } from '../embedding/options.js';
import type { QwenFiles } from '../files/files.js';
import type { ImageModel } from '../image/image.js';
import type { QwenImageOptions } from '../image/options.js';
import type { QwenTasks } from '../tasks/tasks.js';
import type { BatchFactory } from './batch.js';
import { kindOf, withoutKind, type EmbeddingType } from './model-kind.js';
import type { Models, Stored } from './models.js';
import type { ResponsesFactory } from './stored.js';

/** A specification of the AI SDK: the functions that wrap the models of this package. */
export interface Specification<Language, Embedding, Image> {
  languageModel(model: Stored<ChatModel>): Language;
  embeddingModel(model: Stored<EmbeddingModel>): Embedding;
  imageModel(model: Stored<ImageModel>): Image;
  /** The word for an embedding model in its errors. */
  embeddingType: EmbeddingType;
}

/** The models that a provider has in every specification, over either protocol. */
export interface ModelFactories<Language, Embedding, Image> {
  /** The chat model with an id. The id may have a prefix for its kind: `chat:`, `vl:`. */
  (modelId: ChatModelId, options?: QwenChatOptions): Language;
  /** The same as calling the provider. */
  languageModel(modelId: ChatModelId, options?: QwenChatOptions): Language;
  /** A chat model. `options` are defaults of its calls; `providerOptions.qwen` of a call wins over them. */
  chat(modelId: ChatModelId, options?: QwenChatOptions): Language;
  /** The same as `chat`. */
  chatModel(modelId: ChatModelId, options?: QwenChatOptions): Language;
  /** A text embedding model, by the name in AI SDK 4. The id may have the prefix `embedding:`. */
  textEmbeddingModel(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): Embedding;
  /** A text embedding model. The id may have the prefix `embedding:`. */
  embedding(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): Embedding;
  /** A text embedding model, by the name in AI SDK 6 and 7. The id may have the prefix `embedding:`. */
  embeddingModel(modelId: EmbeddingModelId, options?: QwenEmbeddingOptions): Embedding;
  /** A model that makes or edits images. The id may have the prefix `image:`. */
  image(modelId: ImageModelId, options?: QwenImageOptions): Image;
  /** The same as `image`. */
  imageModel(modelId: ImageModelId, options?: QwenImageOptions): Image;
}

/** A provider in a specification of the AI SDK. Its ids may also have the prefix `completion:`. */
export interface Provider<Language, Embedding, Image> extends ModelFactories<Language, Embedding, Image> {
  /**
   * A chat model over the Responses protocol, which can continue an answer that the service stores
   * (`previousResponseId`). Calls that ask for JSON go over the OpenAI-compatible protocol, with a warning. Its methods
   * get and delete stored answers.
   */
  responses: ResponsesFactory<Language>;
  /** Conversations that the service continues by itself, for the option `conversation` of `responses`. */
  conversations: QwenConversations;
  /**
   * An agent or a workflow that was set up in the console of Model Studio, as a language model, by the id of the
   * application. Beijing and Singapore.
   */
  application(appId: string, options?: QwenApplicationOptions): Language;
  /** A model that continues a text, without a chat template; coder models also fill a gap in one. */
  completion(modelId: CompletionModelId, options?: QwenCompletionOptions): Language;
  /** The same as `completion`. */
  completionModel(modelId: CompletionModelId, options?: QwenCompletionOptions): Language;
  /**
   * The same models over the DashScope protocol. Only this protocol has search sources and citations, OCR tasks, the
   * code interpreter's activity, frame limits for videos, and text types and sparse vectors for embeddings.
   */
  dashscope: ModelFactories<Language, Embedding, Image>;
  /** Documents for qwen-long and qwen-doc-turbo, kept in the account: upload, describe, list, delete. */
  files: QwenFiles;
  /** Embeds texts, images and videos: a vector for each content, or one for all of them. */
  embedContents: EmbedContents;
  /** Asynchronous tasks, such as images and videos in the making: get, wait, cancel, list. */
  tasks: QwenTasks;
  /** Jobs of very many prompts or texts, at half the price, which go on after a crash. */
  batch: BatchFactory;
}

/** Wraps the models of a provider for a specification. */
export function createProvider<Language, Embedding, Image>(
  models: Models,
  specification: Specification<Language, Embedding, Image>,
): Provider<Language, Embedding, Image> {
  const chat = (id: string, options?: QwenChatOptions): Language =>
    specification.languageModel(models.chat(withoutKind(id, ['chat', 'vl'], 'languageModel'), options));

  const completion = (id: string, options?: QwenCompletionOptions): Language =>
    specification.languageModel(models.completion(withoutKind(id, ['completion'], 'languageModel'), options));

  const application = (appId: string, options?: QwenApplicationOptions): Language =>
    specification.languageModel(models.application(appId, options));

  const responses = (id: string, options?: QwenResponsesOptions): Language =>
    specification.languageModel(models.responses(withoutKind(id, ['chat', 'vl'], 'languageModel'), options));

  const embedding = (id: string, options?: QwenEmbeddingOptions): Embedding =>
    specification.embeddingModel(
      models.embedding(withoutKind(id, ['embedding'], specification.embeddingType), options),
    );

  const languageModel = (id: string, options?: QwenChatOptions): Language =>
    kindOf(id) === 'completion' ? completion(id, options as QwenCompletionOptions) : chat(id, options);

  return Object.assign(createFactories(languageModel, chat, embedding, createImage(models, specification)), {
    responses: Object.assign(responses, models.storedResponses),
    conversations: models.conversations,
    application,
    completion,
    completionModel: completion,
    dashscope: createDashScopeFactories(models, specification),
    files: models.files,
    tasks: models.tasks,
    embedContents: models.embedContents,
    batch: models.batch,
  });
}

function createDashScopeFactories<Language, Embedding, Image>(
  models: Models,
  specification: Specification<Language, Embedding, Image>,
): ModelFactories<Language, Embedding, Image> {
  const chat = (id: string, options?: QwenChatOptions): Language =>
    specification.languageModel(models.dashscopeChat(withoutKind(id, ['chat', 'vl'], 'languageModel'), options));

  const embedding = (id: string, options?: QwenEmbeddingOptions): Embedding =>
    specification.embeddingModel(
      models.dashscopeEmbedding(withoutKind(id, ['embedding'], specification.embeddingType), options),
    );

  return createFactories(chat, chat, embedding, createImage(models, specification));
}

function createFactories<Language, Embedding, Image>(
  languageModel: (modelId: string, options?: QwenChatOptions) => Language,
  chat: (modelId: string, options?: QwenChatOptions) => Language,
  embedding: (modelId: string, options?: QwenEmbeddingOptions) => Embedding,
  image: (modelId: string, options?: QwenImageOptions) => Image,
): ModelFactories<Language, Embedding, Image> {
  const call = function (this: unknown, modelId: string, options?: QwenChatOptions) {
    if (new.target) throw new TypeError('qwen is a function, not a class: call qwen(modelId) without "new".');
    return languageModel(modelId, options);
  };
  return Object.assign(call, {
    languageModel,
    chat,
    chatModel: chat,
    textEmbeddingModel: embedding,
    embedding,
    embeddingModel: embedding,
    image,
    imageModel: image,
  });
}

function createImage<Language, Embedding, Image>(
  models: Models,
  specification: Specification<Language, Embedding, Image>,
): (modelId: string, options?: QwenImageOptions) => Image {
  return (id, options) => specification.imageModel(models.image(withoutKind(id, ['image'], 'imageModel'), options));
}
