import type { LoadedChat } from '../chat/model.js';
import type { QwenApplicationOptions } from '../chat/application/options.js';
import type { QwenCompletionOptions } from '../chat/completions/options.js';
import type { QwenResponsesOptions } from '../chat/responses/options.js';
import type { QwenChatOptions } from '../chat/options.js';
import { mayUpload } from '../chat/uploads/needed.js';
import type { Uploads } from '../chat/uploads/uploads.js';
import type { EmbedContents } from '../embedding/multimodal/options.js';
import type { EmbeddingModel } from '../embedding/embedding.js';
import { embeddingLimits } from '../embedding/limits.js';
import type { QwenEmbeddingOptions } from '../embedding/options.js';
import type { ImageModel } from '../image/image.js';
import { imageLimits } from '../image/limits.js';
import type { QwenImageOptions } from '../image/options.js';
import type { QwenRerankingOptions } from '../reranking/options.js';
import type { RerankingModel } from '../reranking/reranking.js';
import type { QwenSpeechOptions } from '../speech/options.js';
import type { SpeechModel } from '../speech/speech.js';
import type { QwenTasks } from '../tasks/tasks.js';
import type { QwenTranscribeOptions } from '../transcription/options.js';
import type { TranscriptionModel } from '../transcription/transcription.js';
import type { QwenVideoOptions } from '../video/options.js';
import type { VideoModel } from '../video/video.js';
import { lazy, type Lazy } from '../util/lazy.js';
import { doors, loadedWith } from './doors.js';
import type { Shared } from './shared.js';

/** The chats of a provider by protocol, each loaded by its first call. */
export function lazyChats(connection: Shared, resolveMedia: Uploads['resolveMedia']) {
  // The chats of the DashScope protocol share what they learn about where each model is served.
  const dashscope = loadedWith(doors.dashscope, connection, ({ dashscopeChats }, shared) =>
    dashscopeChats(shared, resolveMedia),
  );
  const compatible = (modelId: string, options: QwenChatOptions): Lazy<LoadedChat> => {
    const responses = loadedWith(doors.responses, connection, ({ plainChat }, shared) =>
      plainChat(shared, modelId, resolveMedia),
    );
    return loadedWith(doors.compatible, connection, ({ compatibleChat }, shared) =>
      compatibleChat(shared, modelId, options, resolveMedia, (abortSignal) => responses.load(abortSignal)),
    );
  };
  return {
    compatible,
    responses: (modelId: string, options: QwenResponsesOptions): Lazy<LoadedChat> => {
      // The calls come with the options of the model.
      const jsonChat = compatible(modelId, {});
      return loadedWith(doors.responses, connection, ({ responsesChat }, shared) =>
        responsesChat(shared, modelId, options, resolveMedia, (abortSignal) => jsonChat.load(abortSignal)),
      );
    },
    dashscope: (modelId: string, options: QwenChatOptions): Lazy<LoadedChat> =>
      lazy(async () => (await dashscope.load())(modelId, options)),
    application: (appId: string, options: QwenApplicationOptions): Lazy<LoadedChat> =>
      loadedWith(doors.application, connection, ({ applicationChat }, shared) =>
        applicationChat(shared, appId, options),
      ),
    completion: (modelId: string, options: QwenCompletionOptions): Lazy<LoadedChat> =>
      loadedWith(doors.completion, connection, ({ completionChat }, shared) =>
        completionChat(shared, modelId, options),
      ),
  };
}

/** A text embedding model. An option that only the DashScope protocol has moves its calls there. */
export function embeddingModel(
  connection: Shared,
  protocol: 'compatible' | 'dashscope',
  provider: string,
  modelId: string,
  options: QwenEmbeddingOptions,
): EmbeddingModel {
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

/** Embeds contents, with code that the first call loads. */
export function lazyContents(connection: Shared): EmbedContents {
  const contents = loadedWith(doors.contents, connection, ({ createEmbedContents }, shared) =>
    createEmbedContents(shared),
  );
  return async (call) => (await contents.load(call?.abortSignal))(call);
}

export function rerankingModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenRerankingOptions,
): RerankingModel {
  const rerank = loadedWith(doors.reranking, connection, ({ createReranking }, shared) =>
    createReranking(shared, modelId, options),
  );
  return {
    provider,
    modelId,
    rerank: async (call) => (await rerank.load(call.abortSignal))(call),
  };
}

export function imageModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenImageOptions,
): ImageModel {
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

export function videoModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenVideoOptions,
): VideoModel {
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

/** The speech models of a provider, which share what they learn about each model's limits. */
export function lazySpeech(connection: Shared) {
  const models = loadedWith(doors.speech, connection, ({ speechModels }, shared) => speechModels(shared));
  return (provider: string, modelId: string, options: QwenSpeechOptions): SpeechModel => ({
    provider,
    modelId,
    generate: async (call) => (await models.load(call.abortSignal))(modelId, options).generate(call),
    async *stream(call) {
      yield* (await models.load(call.abortSignal))(modelId, options).stream(call);
    },
  });
}

export function transcriptionModel(
  connection: Shared,
  provider: string,
  modelId: string,
  options: QwenTranscribeOptions,
): TranscriptionModel {
  const transcribe = loadedWith(doors.transcription, connection, ({ createTranscription }, shared) =>
    createTranscription(shared, modelId, options),
  );
  return {
    provider,
    modelId,
    transcribe: async (call) => (await transcribe.load(call.abortSignal))(call),
  };
}

/** The tasks of a provider, loaded by the first call about one. */
export function lazyTasks(connection: Shared): QwenTasks {
  const tasks = loadedWith(doors.tasks, connection, ({ createTasks }, shared) => createTasks(shared));
  return {
    get: async (id, options) => (await tasks.load(options?.abortSignal)).get(id, options),
    wait: async (id, options) => (await tasks.load(options?.abortSignal)).wait(id, options),
    cancel: async (id, options) => (await tasks.load(options?.abortSignal)).cancel(id, options),
    list: async (options) => (await tasks.load(options?.abortSignal)).list(options),
  };
}

/** The uploads of a provider, loaded by the first call that may have something to upload. */
export function lazyUploads(connection: Shared): Uploads {
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
