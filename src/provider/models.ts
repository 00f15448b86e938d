import type { ChatModel, LoadedChat } from '../chat/model.js';
import type { QwenCompletionOptions } from '../chat/completions/options.js';
import type { QwenChatOptions } from '../chat/options.js';
import { mayUpload } from '../chat/uploads/needed.js';
import type { Uploads } from '../chat/uploads/uploads.js';
import type { Connection } from '../connection/connection.js';
import type { QwenProviderSettings } from '../connection/settings.js';
import type { NeutralEmbeddingModel } from '../embedding/embedding.js';
import type { EmbedContents } from '../embedding/multimodal/options.js';
import { embeddingLimits } from '../embedding/limits.js';
import type { QwenEmbeddingOptions } from '../embedding/options.js';
import type { QwenFiles } from '../files/files.js';
import type { NeutralImageModel } from '../image/image.js';
import { imageLimits } from '../image/limits.js';
import type { QwenImageOptions } from '../image/options.js';
import type { QwenRerankingOptions } from '../reranking/options.js';
import type { NeutralRerankingModel } from '../reranking/reranking.js';
import type { QwenTasks } from '../tasks/tasks.js';
import type { QwenVideoOptions } from '../video/options.js';
import type { NeutralVideoModel } from '../video/video.js';
import { lazy, type Lazy } from '../util/lazy.js';

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

/** The models of one provider, for every specification alike. */
export interface Models {
  /** A chat model on the OpenAI-compatible protocol. */
  chat(modelId: string, options?: QwenChatOptions): Stored<ChatModel>;
  /** A chat model on the DashScope protocol. */
  dashscopeChat(modelId: string, options?: QwenChatOptions): Stored<ChatModel>;
  completion(modelId: string, options?: QwenCompletionOptions): Stored<ChatModel>;
  /** An embedding model on the OpenAI-compatible protocol, or the DashScope protocol where an option needs it. */
  embedding(modelId: string, options?: QwenEmbeddingOptions): Stored<NeutralEmbeddingModel>;
  /** An embedding model on the DashScope protocol. */
  dashscopeEmbedding(modelId: string, options?: QwenEmbeddingOptions): Stored<NeutralEmbeddingModel>;
  reranking(modelId: string, options?: QwenRerankingOptions): Stored<NeutralRerankingModel>;
  image(modelId: string, options?: QwenImageOptions): Stored<NeutralImageModel>;
  video(modelId: string, options?: QwenVideoOptions): Stored<NeutralVideoModel>;
  /** The files that documents are uploaded to. */
  files: QwenFiles;
  /** The asynchronous tasks of the account. */
  tasks: QwenTasks;
  embedContents: EmbedContents;
}

// All providers share the modules: importing one again for each model costs an eighth of a short call.
const doors = {
  connection: /* @__PURE__ */ lazy(() => import('../connection/connection.js')),
  compatible: /* @__PURE__ */ lazy(() => import('../chat/compatible/chat.js')),
  dashscope: /* @__PURE__ */ lazy(() => import('../chat/dashscope/chat.js')),
  completion: /* @__PURE__ */ lazy(() => import('../chat/completions/chat.js')),
  uploads: /* @__PURE__ */ lazy(() => import('../chat/uploads/uploads.js')),
  embedding: /* @__PURE__ */ lazy(() => import('../embedding/model.js')),
  reranking: /* @__PURE__ */ lazy(() => import('../reranking/model.js')),
  contents: /* @__PURE__ */ lazy(() => import('../embedding/multimodal/contents.js')),
  image: /* @__PURE__ */ lazy(() => import('../image/model.js')),
  video: /* @__PURE__ */ lazy(() => import('../video/model.js')),
  tasks: /* @__PURE__ */ lazy(() => import('../tasks/tasks.js')),
};

/** The methods that make a model. */
export type ModelKind = Exclude<keyof Models, 'files' | 'tasks' | 'embedContents'>;

/** The connection of a provider, made by its first call. */
type Shared = Lazy<Connection>;

/**
 * Makes the models of one provider. The first call of a kind loads the kind's code, which keeps the import short; a call
 * waits far longer for the service. `omitted` names settings that a workflow did not store.
 */
export function createModels(settings: QwenProviderSettings, omitted: string[] = []): Models {
  const connection: Shared = lazy(async () => (await doors.connection.load()).createConnection(settings));
  const { files, resolveMedia } = lazyUploads(connection);
  const chats = lazyChats(connection, resolveMedia);
  const contents = loadedWith(doors.contents, connection, ({ createEmbedContents }, shared) =>
    createEmbedContents(shared),
  );
  const provider = (kind: string) => `${nameOf(settings)}.${kind}`;
  const chatModel = (kind: string, modelId: string, chat: Lazy<LoadedChat>): ChatModel => ({
    kind: kind === 'completion' ? 'completion' : 'chat',
    provider: provider(kind),
    modelId,
    load: (abortSignal) => chat.value ?? chat.load(abortSignal),
  });

  // The options are copied: a change to the caller's object must not change the model.
  const stored = <Options extends object, Model extends { modelId: string }>(
    kind: ModelKind,
    options: Options | undefined,
    make: (given: Options) => Model,
  ): Stored<Model> => {
    const given = { ...options } as Options;
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
    files,
    tasks: lazyTasks(connection),
    async embedContents(call) {
      return (await contents.load(call?.abortSignal))(call);
    },
  };
}

/** The provider's name in its models. The first call refuses an invalid name. */
function nameOf(settings: QwenProviderSettings): string {
  const name: unknown = settings?.name;
  return typeof name === 'string' && name.trim() !== '' ? name : 'qwen';
}

/** Loads a module and the provider's connection at the first call, and makes something of both. */
function loadedWith<Module, Made>(
  door: Lazy<Module>,
  connection: Shared,
  make: (module: Module, connection: Connection) => Made,
): Lazy<Made> {
  return lazy(async () => {
    const [module, shared] = await Promise.all([door.load(), connection.load()]);
    return make(module, shared);
  });
}

/** The chats of a provider by protocol, each loaded by its first call. */
function lazyChats(connection: Shared, resolveMedia: Uploads['resolveMedia']) {
  // The chats of the DashScope protocol share what they learn about where each model is served.
  const dashscope = loadedWith(doors.dashscope, connection, ({ dashscopeChats }, shared) =>
    dashscopeChats(shared, resolveMedia),
  );
  return {
    compatible: (modelId: string, options: QwenChatOptions): Lazy<LoadedChat> =>
      loadedWith(doors.compatible, connection, ({ compatibleChat }, shared) =>
        compatibleChat(shared, modelId, options, resolveMedia),
      ),
    dashscope: (modelId: string, options: QwenChatOptions): Lazy<LoadedChat> =>
      lazy(async () => (await dashscope.load())(modelId, options)),
    completion: (modelId: string, options: QwenCompletionOptions): Lazy<LoadedChat> =>
      loadedWith(doors.completion, connection, ({ completionChat }, shared) =>
        completionChat(shared, modelId, options),
      ),
  };
}

/** A text embedding model. An option that only the DashScope protocol has moves its calls there. */
function embeddingModel(
  connection: Shared,
  protocol: 'compatible' | 'dashscope',
  provider: string,
  modelId: string,
  options: QwenEmbeddingOptions,
): NeutralEmbeddingModel {
  const limits = embeddingLimits(modelId, options);
  const embed = loadedWith(doors.embedding, connection, ({ modelEmbedding }, shared) =>
    modelEmbedding(shared, protocol, modelId, limits, options),
  );
  return {
    provider,
    modelId,
    embedding: {
      rowsPerRequest: limits.rowsPerRequest,
      maxTexts: limits.rowsPerRequest * limits.concurrency,
      embed: async (texts, call) => (await embed.load(call.abortSignal))(texts, call),
    },
  };
}

function rerankingModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenRerankingOptions,
): NeutralRerankingModel {
  const rerank = loadedWith(doors.reranking, connection, ({ createReranking }, shared) =>
    createReranking(shared, modelId, options),
  );
  return {
    provider,
    modelId,
    rerank: async (call) => (await rerank.load(call.abortSignal))(call),
  };
}

function imageModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenImageOptions,
): NeutralImageModel {
  const images = loadedWith(doors.image, connection, ({ createImages }, shared) =>
    createImages(shared, modelId, options),
  );
  return {
    provider,
    modelId,
    ...imageLimits(modelId, options),
    generate: async (call) => (await images.load(call.abortSignal))(call),
  };
}

function videoModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenVideoOptions,
): NeutralVideoModel {
  const videos = loadedWith(doors.video, connection, ({ createVideos }, shared) =>
    createVideos(shared, modelId, options),
  );
  return {
    provider,
    modelId,
    generate: async (call) => (await videos.load(call.abortSignal)).generate(call),
    start: async (call) => (await videos.load(call.abortSignal)).start(call),
    status: async (taskId, context) => (await videos.load(context.abortSignal)).status(taskId, context),
  };
}

/** The tasks of a provider, loaded by the first call about one. */
function lazyTasks(connection: Shared): QwenTasks {
  const tasks = loadedWith(doors.tasks, connection, ({ createTasks }, shared) => createTasks(shared));
  return {
    get: async (id, options) => (await tasks.load(options?.abortSignal)).get(id, options),
    wait: async (id, options) => (await tasks.load(options?.abortSignal)).wait(id, options),
    cancel: async (id, options) => (await tasks.load(options?.abortSignal)).cancel(id, options),
    list: async (options) => (await tasks.load(options?.abortSignal)).list(options),
  };
}

/** The uploads of a provider, loaded by the first call that may have something to upload. */
function lazyUploads(connection: Shared): Uploads {
  const uploads = loadedWith(doors.uploads, connection, ({ createUploads }, shared) => createUploads(shared));
  return {
    resolveMedia(request, context) {
      if (!mayUpload(request)) return undefined;
      return uploads.load(context.abortSignal).then(({ resolveMedia }) => resolveMedia(request, context));
    },
    files: {
      upload: async (data, options) => (await uploads.load(options?.abortSignal)).files.upload(data, options),
      get: async (id, options) => (await uploads.load(options?.abortSignal)).files.get(id, options),
      list: async (options) => (await uploads.load(options?.abortSignal)).files.list(options),
      delete: async (id, options) => (await uploads.load(options?.abortSignal)).files.delete(id, options),
    },
  };
}
