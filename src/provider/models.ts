import { createCallReader } from '../chat/call-reader.js';
import type { ModelRow } from '../catalogue/row.js';
import { lazyChat } from '../chat/lazy-chat.js';
import { lazy } from '../util/lazy.js';
import type { NeutralLanguageModel } from '../chat/model.js';
import type { NeutralEmbeddingModel } from '../embedding/embedding.js';
import type { QwenChatOptions } from '../chat/options.js';
import type { QwenCompletionOptions } from '../chat/completions/options.js';
import type { QwenEmbeddingOptions } from '../embedding/options.js';
import type { QwenRerankingOptions } from '../reranking/options.js';
import type { NeutralRerankingModel } from '../reranking/reranking.js';
import { embeddingLimits } from '../embedding/limits.js';
import type { QwenFiles } from '../files/files.js';
import { lazyUploads } from './lazy-uploads.js';
import { createService, type Service } from '../connection/service.js';
import type { QwenProviderSettings } from '../connection/settings.js';
import type { Protocol } from '../chat/wire/own-options.js';

/** The models of one provider, for every specification alike. */
export interface Models {
  /** A chat model on the OpenAI-compatible protocol. */
  chat(modelId: string, options?: QwenChatOptions): NeutralLanguageModel;
  /** A chat model on the native protocol. */
  nativeChat(modelId: string, options?: QwenChatOptions): NeutralLanguageModel;
  completion(modelId: string, options?: QwenCompletionOptions): NeutralLanguageModel;
  /** An embedding model on the OpenAI-compatible protocol, or the native one where an option needs it. */
  embedding(modelId: string, options?: QwenEmbeddingOptions): NeutralEmbeddingModel;
  /** An embedding model on the native protocol. */
  nativeEmbedding(modelId: string, options?: QwenEmbeddingOptions): NeutralEmbeddingModel;
  reranking(modelId: string, options?: QwenRerankingOptions): NeutralRerankingModel;
  /** The files that documents are uploaded to. */
  files: QwenFiles;
}

// Kept for all providers: to ask for a module again, as often as there are models, costs an eighth of a short call.
const parts = {
  compatible: /* @__PURE__ */ lazy(() => import('../chat/compatible/chat.js')),
  native: /* @__PURE__ */ lazy(() => import('../chat/dashscope/chat.js')),
  completion: /* @__PURE__ */ lazy(() => import('../chat/completions/chat.js')),
  embedding: /* @__PURE__ */ lazy(() => import('../embedding/model.js')),
  reranking: /* @__PURE__ */ lazy(() => import('../reranking/model.js')),
};

/**
 * Makes the models of one provider. What makes and reads calls is loaded by the first call that needs it: an import
 * costs as little as it can, and a call waits for the service far longer.
 */
export function createModels(settings: QwenProviderSettings): Models {
  const service = createService(settings);
  const { files, resolveMedia } = lazyUploads(service);
  const native = lazy(async () => (await parts.native.load()).nativeChats(service, resolveMedia));

  const chat = (modelId: string) =>
    lazy(async () => (await parts.compatible.load()).compatibleChat(service, modelId, resolveMedia));
  const nativeChat = (modelId: string) => lazy(async () => (await native.load())(modelId));

  return {
    chat: (modelId, options) => ({
      ...describeChat(service, 'qwen.chat', modelId, options),
      chat: lazyChat(chat(modelId)),
    }),
    nativeChat: (modelId, options) => ({
      ...describeChat(service, 'qwen.dashscope', modelId, options),
      chat: lazyChat(nativeChat(modelId)),
    }),
    completion: (modelId, options) => completionModel(service, modelId, options),
    embedding: (modelId, options) => embeddingModel(service, 'compatible', modelId, options),
    nativeEmbedding: (modelId, options) => embeddingModel(service, 'native', modelId, options),
    reranking: (modelId, options) => rerankingModel(service, modelId, options),
    files,
  };
}

/** All of a chat model but its chat. */
function describeChat(
  { row }: Service,
  provider: string,
  modelId: string,
  options: QwenChatOptions | undefined,
): Omit<NeutralLanguageModel, 'chat'> {
  return {
    provider,
    modelId,
    read: createCallReader('chat', options),
    objectMode: () => objectMode(row(modelId)),
    structuredOutputs: () => row(modelId).json === 'schema',
  };
}

/** JSON output where the model has it; a forced tool where it has not and can be forced; the prompt alone otherwise. */
function objectMode({ json, tools, thinking }: ModelRow): 'json' | 'tool' {
  const wordsOnly = json === 'none' || json === undefined;
  return wordsOnly && tools === true && thinking !== 'always' ? 'tool' : 'json';
}

function completionModel(
  service: Service,
  modelId: string,
  options: QwenCompletionOptions | undefined,
): NeutralLanguageModel {
  const chat = lazy(async () => (await parts.completion.load()).completionChat(service, modelId));
  return {
    provider: 'qwen.completion',
    modelId,
    read: createCallReader('completion', options),
    objectMode: () => undefined,
    structuredOutputs: () => false,
    chat: lazyChat(chat),
  };
}

/** A text embedding model. Options that only the native protocol has move its calls there. */
function embeddingModel(
  service: Service,
  protocol: Protocol,
  modelId: string,
  options: QwenEmbeddingOptions | undefined,
): NeutralEmbeddingModel {
  const limits = embeddingLimits(modelId, options);
  const given = { ...options };
  const embedding = lazy(async () =>
    (await parts.embedding.load()).modelEmbedding(service, protocol, modelId, limits, given),
  );
  return {
    provider: protocol === 'native' ? 'qwen.dashscope' : 'qwen.embedding',
    modelId,
    embedding: {
      rowsPerRequest: limits.rowsPerRequest,
      maxTexts: limits.rowsPerRequest * limits.concurrency,
      embed: async (texts, call) => (await embedding.load(call.abortSignal))(texts, call),
    },
  };
}

function rerankingModel(
  service: Service,
  modelId: string,
  options: QwenRerankingOptions | undefined,
): NeutralRerankingModel {
  const given = { ...options };
  const model = lazy(async () => (await parts.reranking.load()).createReranking(service, modelId, given));
  return {
    provider: 'qwen.reranking',
    modelId,
    rerank: async (call) => (await model.load(call.abortSignal))(call),
  };
}
