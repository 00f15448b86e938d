import { createIdGenerator } from '@ai-sdk/provider-utils';
import type { ModelRow } from './catalogue/row.js';
import { applyRules } from './catalogue/rules.js';
import { penaltyWarnings } from './catalogue/rules/options.js';
import { encodeCompletion } from './compatible/complete.js';
import { decodeChunk as decodeCompatible } from './compatible/decode.js';
import { encodeChat as encodeCompatible } from './compatible/encode.js';
import { checkEnd } from './core/answer.js';
import { createChat, type ChatProtocol, type Prepared } from './core/chat.js';
import type { NeutralEmbeddingModel, NeutralLanguageModel } from './core/model.js';
import type {
  QwenChatOptions,
  QwenCompletionOptions,
  QwenEmbeddingOptions,
  QwenRerankingOptions,
} from './core/options.js';
import type { ChatCall } from './core/request.js';
import type { NeutralRerankingModel } from './core/reranking.js';
import type { Warning } from './core/warning.js';
import { decodeChunk as decodeNative } from './dashscope/decode.js';
import { encodeChat as encodeNative } from './dashscope/encode.js';
import { createRoutes } from './dashscope/routes.js';
import { embeddingModel } from './embedding-models.js';
import type { QwenFiles } from './files.js';
import type { MediaResolver } from './media-resolver.js';
import {
  chatOptionReader,
  completionOptionReader,
  readChatDefaults,
  readCompletionDefaults,
} from './options.js';
import { rerankingModel } from './reranking-models.js';
import { createService, type Service } from './service.js';
import type { QwenProviderSettings } from './settings.js';
import { createUploads } from './uploads.js';
import { serviceHeaders } from './wire/headers.js';

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

/** Makes the models of one provider. */
export function createModels(settings: QwenProviderSettings): Models {
  const service = createService(settings);
  const native = nativeProtocol(service);
  const { files, resolveMedia } = createUploads(service);
  const shared = { ...service, resolveMedia };
  return {
    chat: (modelId, options) => chatModel(shared, compatibleProtocol(service), modelId, options),
    nativeChat: (modelId, options) => chatModel(shared, native, modelId, options),
    completion: (modelId, options) => completionModel(service, modelId, options),
    embedding: (modelId, options) => embeddingModel(service, 'compatible', modelId, options),
    nativeEmbedding: (modelId, options) => embeddingModel(service, 'native', modelId, options),
    reranking: (modelId, options) => rerankingModel(service, modelId, options),
    files,
  };
}

const createToolCallId = createIdGenerator({ prefix: 'call', separator: '_', size: 24 });

/** A protocol's way to chat, and its name. */
interface NamedProtocol extends ChatProtocol {
  name: 'compatible' | 'native';
}

function compatibleProtocol({ compatibleURL }: Service): NamedProtocol {
  return {
    name: 'compatible',
    encode: (request) => ({
      url: compatibleURL('/chat/completions'),
      headers: serviceHeaders(request),
      ...encodeCompatible(request),
    }),
    decode: decodeCompatible,
    checkEnd,
  };
}

function nativeProtocol({ nativeURL, row }: Service): NamedProtocol {
  const routes = createRoutes((model) => row(model).service);
  return {
    name: 'native',
    encode(request) {
      const { path, headers, ...encoded } = encodeNative(request, routes.serviceOf(request));
      return { ...encoded, url: nativeURL(path), headers: { ...serviceHeaders(request), ...headers } };
    },
    decode: decodeNative,
    checkEnd,
    misrouted: routes.misrouted,
    reroute: routes.reroute,
  };
}

function chatModel(
  { connection, row, resolveMedia }: Service & { resolveMedia: MediaResolver },
  protocol: NamedProtocol,
  modelId: string,
  options?: QwenChatOptions,
): NeutralLanguageModel {
  const warnings: Warning[] = [];
  const prepare = (call: ChatCall): Prepared => {
    const rules = applyRules(row(modelId), modelId, call, protocol.name);
    // The native protocol can repeat the text so far in every packet, and servers differ on who does.
    return {
      ...rules,
      cumulative: protocol.name === 'native' ? 'maybe' : row(modelId).cumulativeStream === true,
    };
  };
  return {
    provider: protocol.name === 'native' ? 'qwen.dashscope' : 'qwen.chat',
    modelId,
    reader: chatOptionReader,
    defaults: readChatDefaults(options, warnings),
    warnings,
    objectMode: () => objectMode(row(modelId)),
    structuredOutputs: () => row(modelId).json === 'schema',
    chat: createChat({ connection, protocol, createId: createToolCallId, prepare, resolveMedia }),
  };
}

/** JSON output where the model has it; a forced tool where it has not and can be forced; the prompt alone otherwise. */
function objectMode({ json, tools, thinking }: ModelRow): 'json' | 'tool' {
  const wordsOnly = json === 'none' || json === undefined;
  return wordsOnly && tools === true && thinking !== 'always' ? 'tool' : 'json';
}

function completionModel(
  { connection, compatibleURL, row }: Service,
  modelId: string,
  options?: QwenCompletionOptions,
): NeutralLanguageModel {
  const warnings: Warning[] = [];
  const protocol: ChatProtocol = {
    encode: (request) => ({ url: compatibleURL('/completions'), headers: {}, ...encodeCompletion(request) }),
    decode: decodeCompatible,
    checkEnd,
  };
  const prepare = (call: ChatCall): Prepared => ({
    request: { ...call, model: modelId, responseFormat: 'none' },
    warnings: penaltyWarnings(row(modelId), call),
    cumulative: false,
  });
  return {
    provider: 'qwen.completion',
    modelId,
    reader: completionOptionReader,
    defaults: readCompletionDefaults(options, warnings),
    warnings,
    objectMode: () => undefined,
    structuredOutputs: () => false,
    chat: createChat({ connection, protocol, createId: createToolCallId, prepare }),
  };
}
