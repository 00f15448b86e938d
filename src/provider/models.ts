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

/** What a model was made of. */
export interface Origin {
  kind: ModelKind;
  modelId: string;
  options: object;
  settings: QwenProviderSettings;
  /** Settings that the provider had before a workflow stored the model. */
  omitted?: string[];
}

/** A model that knows its origin. It is asked for, so that a model that is printed shows no key. */
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

/** What a provider's calls share, made by the first of them. */
type Shared = Lazy<Connection>;

/**
 * Makes the models of one provider. The first call of a kind loads what makes and reads its calls: an import costs as
 * little as it can, and a call waits for the service far longer. `omitted` names settings that a workflow did not store.
 */
export function createModels(settings: QwenProviderSettings, omitted: string[] = []): Models {
  const connection: Shared = lazy(async () => (await doors.connection.load()).createConnection(settings));
  const { files, resolveMedia } = lazyUploads(connection);
  // The chats of the DashScope protocol share what they learn about where each model is served.
  const dashscope = behind(doors.dashscope, connection, ({ dashscopeChats }, shared) =>
    dashscopeChats(shared, resolveMedia),
  );
  const contents = behind(doors.contents, connection, ({ createEmbedContents }, shared) => createEmbedContents(shared));
  const provider = (kind: string) => `${nameOf(settings)}.${kind}`;
  const chatModel = (kind: string, modelId: string, chat: Lazy<LoadedChat>): ChatModel => ({
    kind: kind === 'completion' ? 'completion' : 'chat',
    provider: provider(kind),
    modelId,
    load: (abortSignal) => chat.value ?? chat.load(abortSignal),
  });

  const stored = <Model extends { modelId: string }>(kind: ModelKind, options: object, model: Model): Stored<Model> =>
    Object.assign(model, { origin: () => ({ kind, modelId: model.modelId, options, settings, omitted }) });

  return {
    chat(modelId, options) {
      const given = { ...options };
      const chat = behind(doors.compatible, connection, ({ compatibleChat }, shared) =>
        compatibleChat(shared, modelId, given, resolveMedia),
      );
      return stored('chat', given, chatModel('chat', modelId, chat));
    },
    dashscopeChat(modelId, options) {
      const given = { ...options };
      const chat = lazy(async () => (await dashscope.load())(modelId, given));
      return stored('dashscopeChat', given, chatModel('dashscope', modelId, chat));
    },
    completion(modelId, options) {
      const given = { ...options };
      const chat = behind(doors.completion, connection, ({ completionChat }, shared) =>
        completionChat(shared, modelId, given),
      );
      return stored('completion', given, chatModel('completion', modelId, chat));
    },
    embedding(modelId, options) {
      const given = { ...options };
      return stored(
        'embedding',
        given,
        embeddingModel(connection, 'compatible', provider('embedding'), modelId, given),
      );
    },
    dashscopeEmbedding(modelId, options) {
      const given = { ...options };
      return stored(
        'dashscopeEmbedding',
        given,
        embeddingModel(connection, 'dashscope', provider('dashscope'), modelId, given),
      );
    },
    reranking(modelId, options) {
      const given = { ...options };
      return stored('reranking', given, rerankingModel(connection, provider('reranking'), modelId, given));
    },
    image(modelId, options) {
      const given = { ...options };
      return stored('image', given, imageModel(connection, provider('image'), modelId, given));
    },
    video(modelId, options) {
      const given = { ...options };
      return stored('video', given, videoModel(connection, provider('video'), modelId, given));
    },
    files,
    tasks: lazyTasks(connection),
    async embedContents(call) {
      return (await contents.load(call?.abortSignal))(call);
    },
  };
}

/** What models say of their provider. A name that is none is refused by the first call. */
function nameOf(settings: QwenProviderSettings): string {
  const name: unknown = settings?.name;
  return typeof name === 'string' && name.trim() !== '' ? name : 'qwen';
}

/** What a module makes with the provider's connection, both loaded at the first call. */
function behind<Module, Made>(
  door: Lazy<Module>,
  connection: Shared,
  make: (module: Module, connection: Connection) => Made,
): Lazy<Made> {
  return lazy(async () => {
    const [module, shared] = await Promise.all([door.load(), connection.load()]);
    return make(module, shared);
  });
}

/** A text embedding model. Options that only the DashScope protocol has move its calls there. */
function embeddingModel(
  connection: Shared,
  protocol: 'compatible' | 'dashscope',
  provider: string,
  modelId: string,
  options: QwenEmbeddingOptions,
): NeutralEmbeddingModel {
  const limits = embeddingLimits(modelId, options);
  const embed = behind(doors.embedding, connection, ({ modelEmbedding }, shared) =>
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
  const rerank = behind(doors.reranking, connection, ({ createReranking }, shared) =>
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
  const images = behind(doors.image, connection, ({ createImages }, shared) => createImages(shared, modelId, options));
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
  const videos = behind(doors.video, connection, ({ createVideos }, shared) => createVideos(shared, modelId, options));
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
  const tasks = behind(doors.tasks, connection, ({ createTasks }, shared) => createTasks(shared));
  return {
    get: async (id, options) => (await tasks.load(options?.abortSignal)).get(id, options),
    wait: async (id, options) => (await tasks.load(options?.abortSignal)).wait(id, options),
    cancel: async (id, options) => (await tasks.load(options?.abortSignal)).cancel(id, options),
    list: async (options) => (await tasks.load(options?.abortSignal)).list(options),
  };
}

/** The uploads of a provider, loaded by the first call that may have something to upload. */
function lazyUploads(connection: Shared): Uploads {
  const uploads = behind(doors.uploads, connection, ({ createUploads }, shared) => createUploads(shared));
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
