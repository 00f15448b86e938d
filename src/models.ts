import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { createIdGenerator } from '@ai-sdk/provider-utils';
import { findEmbeddingModel } from './catalogue/embeddings.js';
import { findModel, foreignModel } from './catalogue/models.js';
import type { ModelRow } from './catalogue/row.js';
import { applyRules } from './catalogue/rules.js';
import { checkDimensions } from './catalogue/rules/embedding.js';
import { encodeCompletion } from './compatible/complete.js';
import { checkEnd, decodeChunk } from './compatible/decode.js';
import { decodeEmbedding, encodeEmbedding } from './compatible/embed.js';
import { encodeChat } from './compatible/encode.js';
import { createChat, type ChatProtocol } from './core/chat.js';
import { createEmbedding } from './core/embedding.js';
import type { NeutralEmbeddingModel, NeutralLanguageModel } from './core/model.js';
import type { QwenChatOptions, QwenCompletionOptions, QwenEmbeddingOptions } from './core/options.js';
import { serviceHeaders } from './core/service-headers.js';
import { post, readAnswer, type Connection } from './core/transport.js';
import type { Warning } from './core/warning.js';
import {
  chatOptionReader,
  completionOptionReader,
  readChatDefaults,
  readCompletionDefaults,
  readEmbeddingOptions,
  type EmbeddingOptions,
} from './options.js';
import { compatibleURL, createConnection, resolveEndpoints, type QwenProviderSettings } from './settings.js';

/** What one provider's models have in common. */
interface Service {
  connection: Connection;
  /** URL of a path of the compatible protocol. */
  url(path: string): string;
  /** What a model takes; asked at each call, because the server is known only then. */
  row(modelId: string): ModelRow;
  /** Whether Model Studio answers, so that its rules hold. */
  dashscope(): boolean;
}

/** The models of one provider, for every specification alike. */
export interface Models {
  chat(modelId: string, options?: QwenChatOptions): NeutralLanguageModel;
  completion(modelId: string, options?: QwenCompletionOptions): NeutralLanguageModel;
  embedding(modelId: string, options?: QwenEmbeddingOptions): NeutralEmbeddingModel;
}

/** Makes the models of one provider. Nothing is read from the environment before the first call. */
export function createModels(settings: QwenProviderSettings): Models {
  let resolved: ReturnType<typeof resolveEndpoints> | undefined;
  const endpoints = () => (resolved ??= resolveEndpoints(settings));
  const service: Service = {
    connection: createConnection(settings),
    url: (path) => `${compatibleURL(endpoints())}${path}`,
    row: (modelId) => (endpoints().dashscope ? findModel(modelId) : foreignModel),
    dashscope: () => endpoints().dashscope,
  };
  return {
    chat: (modelId, options) => chatModel(service, modelId, options),
    completion: (modelId, options) => completionModel(service, modelId, options),
    embedding: (modelId, options) => embeddingModel(service, modelId, options),
  };
}

const createToolCallId = createIdGenerator({ prefix: 'call', separator: '_', size: 24 });

function chatModel(service: Service, modelId: string, options?: QwenChatOptions): NeutralLanguageModel {
  const { connection, url, row } = service;
  const warnings: Warning[] = [];
  const protocol: ChatProtocol = {
    encode: (request) => ({
      url: url('/chat/completions'),
      headers: serviceHeaders(request),
      ...encodeChat(request),
    }),
    decode: decodeChunk,
    checkEnd,
  };
  return {
    provider: 'qwen.chat',
    modelId,
    reader: chatOptionReader,
    defaults: readChatDefaults(options, warnings),
    warnings,
    objectMode: () => objectMode(row(modelId)),
    structuredOutputs: () => row(modelId).json === 'schema',
    chat: createChat({
      connection,
      protocol,
      createId: createToolCallId,
      prepare: (call) => ({
        ...applyRules(row(modelId), modelId, call),
        cumulative: row(modelId).cumulativeStream === true,
      }),
    }),
  };
}

/** JSON output where the model has it; a forced tool where it has not and can be forced; the prompt alone otherwise. */
function objectMode({ json, tools, thinking }: ModelRow): 'json' | 'tool' {
  const wordsOnly = json === 'none' || json === undefined;
  return wordsOnly && tools === true && thinking !== 'always' ? 'tool' : 'json';
}

function completionModel(
  { connection, url }: Service,
  modelId: string,
  options?: QwenCompletionOptions,
): NeutralLanguageModel {
  const warnings: Warning[] = [];
  const protocol: ChatProtocol = {
    encode: (request) => ({ url: url('/completions'), headers: {}, ...encodeCompletion(request) }),
    decode: decodeChunk,
    checkEnd,
  };
  return {
    provider: 'qwen.completion',
    modelId,
    reader: completionOptionReader,
    defaults: readCompletionDefaults(options, warnings),
    warnings,
    objectMode: () => undefined,
    structuredOutputs: () => false,
    chat: createChat({
      connection,
      protocol,
      createId: createToolCallId,
      prepare: (call) => ({
        request: { ...call, model: modelId, responseFormat: 'none' },
        warnings: [],
        cumulative: false,
      }),
    }),
  };
}

// Requests in flight at once that ordinary accounts can have without being throttled.
const defaultConcurrency = 8;

function embeddingModel(
  { connection, url, dashscope }: Service,
  modelId: string,
  options?: QwenEmbeddingOptions,
): NeutralEmbeddingModel {
  const read = readEmbeddingOptions(options);
  const { dimensions, concurrency = defaultConcurrency } = read.known;
  const { rowsPerRequest } = findEmbeddingModel(modelId);
  const embedding = createEmbedding({ rowsPerRequest, concurrency }, async (texts, context) => {
    refuseNativeOptions(read);
    if (dashscope()) checkDimensions(modelId, dimensions);
    const body = encodeEmbedding(modelId, texts, dimensions, read.extra);
    const reply = await post(connection, { ...context, url: url('/embeddings'), body });
    const answer = await readAnswer(reply);
    return { ...decodeEmbedding(answer), headers: reply.headers, body: answer };
  });
  return { provider: 'qwen.embedding', modelId, embedding };
}

const nativeEmbeddingOptions = ['textType', 'outputType', 'instruct'] as const;

function refuseNativeOptions({ known }: EmbeddingOptions): void {
  const option = nativeEmbeddingOptions.find((name) => known[name] !== undefined);
  if (option === undefined) return;
  throw new UnsupportedFunctionalityError({
    functionality: `the embedding option ${option}`,
    message: `${option} exists on the native DashScope protocol only, and this model speaks the OpenAI-compatible one.`,
  });
}
