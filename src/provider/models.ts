import type { ChatModel, LoadedChat } from '../chat/model.js';
import type { QwenApplicationOptions } from '../chat/application/options.js';
import type { QwenCompletionOptions } from '../chat/completions/options.js';
import type { QwenConversations } from '../chat/responses/conversations.js';
import type { QwenResponsesOptions } from '../chat/responses/options.js';
import type { QwenStoredResponses } from '../chat/responses/stored.js';
import type { QwenChatOptions } from '../chat/options.js';
import type { QwenProviderSettings } from '../connection/settings.js';
import type { EmbeddingModel } from '../embedding/embedding.js';
import type { EmbedContents } from '../embedding/multimodal/options.js';
import type { QwenEmbeddingOptions } from '../embedding/options.js';
import type { QwenFiles } from '../files/files.js';
import type { ImageModel } from '../image/image.js';
import type { QwenImageOptions } from '../image/options.js';
import type { QwenRerankingOptions } from '../reranking/options.js';
import type { RerankingModel } from '../reranking/reranking.js';
import type { QwenTasks } from '../tasks/tasks.js';
import type { QwenSpeechOptions } from '../speech/options.js';
import type { SpeechModel } from '../speech/speech.js';
import type { QwenTranscribeOptions } from '../transcription/options.js';
import type { TranscriptionModel } from '../transcription/transcription.js';
import type { QwenVideoOptions } from '../video/options.js';
import type { VideoModel } from '../video/video.js';
import type { Lazy } from '../util/lazy.js';
import { createBatchFactory, type BatchFactory } from './batch.js';
import { lazyConnection } from './doors.js';
import {
  embeddingModel,
  imageModel,
  lazyChats,
  lazyContents,
  lazyTasks,
  lazySpeech,
  lazyUploads,
  rerankingModel,
  transcriptionModel,
  videoModel,
} from './lazy-models.js';
import type { Shared } from './shared.js';
import { lazyStored } from './stored.js';

/** The parts that a model was made of. */
export interface Origin {
  kind: ModelKind;
  modelId: string;
  options: object;
  settings: QwenProviderSettings;
  /** Settings that the provider had before a workflow stored the model. */
  omitted?: string[];
}

/** A model that knows its origin. `origin` is a function so that a printed model shows no key. */
export type Stored<Model> = Model & { origin(): Origin };

/** The models of one provider, for every specification. */
export interface Models {
  /** A chat model on the OpenAI-compatible protocol. */
  chat(modelId: string, options?: QwenChatOptions): Stored<ChatModel>;
  /** A chat model on the DashScope protocol. */
  dashscopeChat(modelId: string, options?: QwenChatOptions): Stored<ChatModel>;
  /** A chat model on the Responses protocol. */
  responses(modelId: string, options?: QwenResponsesOptions): Stored<ChatModel>;
  /** An application of Model Studio, by its id. */
  application(appId: string, options?: QwenApplicationOptions): Stored<ChatModel>;
  completion(modelId: string, options?: QwenCompletionOptions): Stored<ChatModel>;
  /** An embedding model on the OpenAI-compatible protocol, or the DashScope protocol where an option needs it. */
  embedding(modelId: string, options?: QwenEmbeddingOptions): Stored<EmbeddingModel>;
  /** An embedding model on the DashScope protocol. */
  dashscopeEmbedding(modelId: string, options?: QwenEmbeddingOptions): Stored<EmbeddingModel>;
  reranking(modelId: string, options?: QwenRerankingOptions): Stored<RerankingModel>;
  image(modelId: string, options?: QwenImageOptions): Stored<ImageModel>;
  video(modelId: string, options?: QwenVideoOptions): Stored<VideoModel>;
  speech(modelId: string, options?: QwenSpeechOptions): Stored<SpeechModel>;
  transcription(modelId: string, options?: QwenTranscribeOptions): Stored<TranscriptionModel>;
  /** The files that documents are uploaded to. */
  files: QwenFiles;
  /** The asynchronous tasks of the account. */
  tasks: QwenTasks;
  /** The answers that the service stores. */
  storedResponses: QwenStoredResponses;
  conversations: QwenConversations;
  embedContents: EmbedContents;
  batch: BatchFactory;
  /** The connection of all models. */
  connection: Shared;
  /** The provider's name in its models of a kind. */
  providerOf(kind: string): string;
}

/** The methods that make a model. */
export type ModelKind = Exclude<
  keyof Models,
  'files' | 'tasks' | 'storedResponses' | 'conversations' | 'embedContents' | 'batch' | 'connection' | 'providerOf'
>;

/**
 * Makes the models of one provider. The first call of a kind loads the kind's code, which keeps the import short; a call
 * waits far longer for the service. `omitted` names settings that a workflow did not store.
 */
export function createModels(settings: QwenProviderSettings, omitted: string[] = []): Models {
  const connection = lazyConnection(settings);
  const { files, resolveMedia } = lazyUploads(connection);
  const speechModel = lazySpeech(connection);
  const chats = lazyChats(connection, resolveMedia);
  const provider = (kind: string) => `${nameOf(settings)}.${kind}`;
  const chatModel = (kind: string, modelId: string, chat: Lazy<LoadedChat>) =>
    lazyChatModel({ provider: provider(kind), modelId, kind: kind === 'completion' ? kind : 'chat' }, chat);

  // The options are copied: a change to the caller's object must not change the model.
  const stored = <Options extends object, Model extends { modelId: string }>(
    kind: ModelKind,
    options: Options | undefined,
    make: (given: Options) => Model,
  ): Stored<Model> => {
    // Anything but an object is left as it is, for the warning that names it.
    const given = (typeof options === 'object' ? { ...options } : (options ?? {})) as Options;
    const model = make(given);
    return Object.assign(model, {
      origin: () => ({ kind, modelId: model.modelId, options: given, settings, omitted }),
    });
  };

  return {
    chat: (modelId, options) =>
      stored('chat', options, (given) => chatModel('chat', modelId, chats.compatible(modelId, given))),
    dashscopeChat: (modelId, options) =>
      stored('dashscopeChat', options, (given) => chatModel('dashscope', modelId, chats.dashscope(modelId, given))),
    responses: (modelId, options) =>
      stored('responses', options, (given) => chatModel('responses', modelId, chats.responses(modelId, given))),
    application: (appId, options) =>
      stored('application', options, (given) => chatModel('application', appId, chats.application(appId, given))),
    completion: (modelId, options) =>
      stored('completion', options, (given) => chatModel('completion', modelId, chats.completion(modelId, given))),
    embedding: (modelId, options) =>
      stored('embedding', options, (given) =>
        embeddingModel(connection, 'compatible', provider('embedding'), modelId, given),
      ),
    dashscopeEmbedding: (modelId, options) =>
      stored('dashscopeEmbedding', options, (given) =>
        embeddingModel(connection, 'dashscope', provider('dashscope'), modelId, given),
      ),
    reranking: (modelId, options) =>
      stored('reranking', options, (given) => rerankingModel(connection, provider('reranking'), modelId, given)),
    image: (modelId, options) =>
      stored('image', options, (given) => imageModel(connection, provider('image'), modelId, given)),
    video: (modelId, options) =>
      stored('video', options, (given) => videoModel(connection, provider('video'), modelId, given)),
    speech: (modelId, options) => stored('speech', options, (given) => speechModel(provider('speech'), modelId, given)),
    transcription: (modelId, options) =>
      stored('transcription', options, (given) =>
        transcriptionModel(connection, provider('transcription'), modelId, given),
      ),
    files,
    tasks: lazyTasks(connection),
    ...lazyStored(connection),
    batch: createBatchFactory(connection),
    connection,
    providerOf: provider,
    embedContents: lazyContents(connection),
  };
}

function lazyChatModel(model: Omit<ChatModel, 'load'>, chat: Lazy<LoadedChat>): ChatModel {
  return { ...model, load: (abortSignal) => chat.value ?? chat.load(abortSignal) };
}

/** The provider's name in its models. The first call refuses an invalid name. */
function nameOf(settings: QwenProviderSettings): string {
  const name: unknown = settings?.name;
  return typeof name === 'string' && name.trim() !== '' ? name : 'qwen';
}
