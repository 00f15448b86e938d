import {
  NoSuchModelError,
  UnsupportedFunctionalityError,
  type EmbeddingModelV1,
  type LanguageModelV1,
  type ProviderV1,
} from '@ai-sdk/provider';
import { createIdGenerator } from '@ai-sdk/provider-utils';
import { EmbeddingModel, LanguageModel } from './ai-sdk/v1.js';
import { findEmbeddingModel, type EmbeddingModelId } from './catalogue/embeddings.js';
import { findModel, foreignModel, type ChatModelId, type CompletionModelId } from './catalogue/models.js';
import { applyRules } from './catalogue/rules.js';
import { checkDimensions } from './catalogue/rules/embedding.js';
import type { ModelRow } from './catalogue/row.js';
import { encodeCompletion } from './compatible/complete.js';
import { checkEnd, decodeChunk } from './compatible/decode.js';
import { decodeEmbedding, encodeEmbedding } from './compatible/embed.js';
import { encodeChat } from './compatible/encode.js';
import { createChat, type ChatParts } from './core/chat.js';
import { createEmbedding } from './core/embedding.js';
import type { QwenChatOptions, QwenCompletionOptions, QwenEmbeddingOptions } from './core/options.js';
import { serviceHeaders } from './core/service-headers.js';
import { post, readAnswer } from './core/transport.js';
import type { Warning } from './core/warning.js';
import {
  chatOptionReader,
  completionOptionReader,
  readChatDefaults,
  readCompletionDefaults,
  readEmbeddingOptions,
  type EmbeddingOptions,
} from './options.js';
import {
  compatibleURL,
  createConnection,
  resolveEndpoints,
  type Endpoints,
  type QwenProviderSettings,
} from './settings.js';

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
}

const createToolCallId = createIdGenerator({ prefix: 'call', separator: '_', size: 24 });

/**
 * Makes a provider. Nothing is read from the environment and nothing is sent before the first call of a model.
 *
 * @throws InvalidArgumentError at the first call, if a setting is wrong; LoadAPIKeyError, if there is no usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const connection = createConnection(settings);
  let resolved: Endpoints | undefined;
  const endpoints = () => (resolved ??= resolveEndpoints(settings));
  const url = (path: string) => `${compatibleURL(endpoints())}${path}`;
  const rowOf = (id: string): ModelRow => (endpoints().dashscope ? findModel(id) : foreignModel);

  const prepareFor =
    (modelId: string): ChatParts['prepare'] =>
    (call) => {
      const row = rowOf(modelId);
      return { ...applyRules(row, modelId, call), cumulative: row.cumulativeStream === true };
    };

  const chat = (id: string, options?: QwenChatOptions): LanguageModelV1 => {
    const modelId = withoutKind(id, ['chat', 'vl'], 'languageModel');
    const warnings: Warning[] = [];
    return new LanguageModel({
      provider: 'qwen.chat',
      modelId,
      reader: chatOptionReader,
      defaults: readChatDefaults(options, warnings),
      warnings,
      objectMode: () => objectMode(rowOf(modelId)),
      structuredOutputs: () => rowOf(modelId).json === 'schema',
      chat: createChat({
        connection,
        prepare: prepareFor(modelId),
        createId: createToolCallId,
        protocol: {
          encode: (request) => ({
            url: url('/chat/completions'),
            headers: serviceHeaders(request),
            ...encodeChat(request),
          }),
          decode: decodeChunk,
          checkEnd,
        },
      }),
    });
  };

  const completion = (id: string, options?: QwenCompletionOptions): LanguageModelV1 => {
    const modelId = withoutKind(id, ['completion'], 'languageModel');
    const warnings: Warning[] = [];
    return new LanguageModel({
      provider: 'qwen.completion',
      modelId,
      reader: completionOptionReader,
      defaults: readCompletionDefaults(options, warnings),
      warnings,
      objectMode: () => undefined,
      structuredOutputs: () => false,
      chat: createChat({
        connection,
        prepare: (call) => ({
          request: { ...call, model: modelId, responseFormat: 'none' },
          warnings: [],
          cumulative: false,
        }),
        createId: createToolCallId,
        protocol: {
          encode: (request) => ({ url: url('/completions'), headers: {}, ...encodeCompletion(request) }),
          decode: decodeChunk,
          checkEnd,
        },
      }),
    });
  };

  const textEmbeddingModel = (id: string, options?: QwenEmbeddingOptions): EmbeddingModelV1<string> => {
    const modelId = withoutKind(id, ['embedding'], 'textEmbeddingModel');
    const read = readEmbeddingOptions(options);
    const { rowsPerRequest } = findEmbeddingModel(modelId);
    const limits = { rowsPerRequest, concurrency: read.known.concurrency ?? 8 };
    return new EmbeddingModel({
      provider: 'qwen.embedding',
      modelId,
      embedding: createEmbedding(limits, async (texts, context) => {
        refuseNativeOptions(read);
        if (endpoints().dashscope) checkDimensions(modelId, read.known.dimensions);
        const body = encodeEmbedding(modelId, texts, read.known.dimensions, read.extra);
        const reply = await post(connection, { ...context, url: url('/embeddings'), body });
        const answer = await readAnswer(reply);
        return { ...decodeEmbedding(answer), headers: reply.headers, body: answer };
      }),
    });
  };

  const languageModel = (id: string, options?: QwenChatOptions): LanguageModelV1 =>
    kindOf(id) === 'completion' ? completion(id, options as QwenCompletionOptions) : chat(id, options);

  const provider = function (this: unknown, modelId: string, options?: QwenChatOptions) {
    if (new.target) {
      throw new TypeError('qwen is a function, not a class: call qwen(modelId) without "new".');
    }
    return languageModel(modelId, options);
  };
  return Object.assign(provider, {
    languageModel,
    chat,
    chatModel: chat,
    completion,
    completionModel: completion,
    textEmbeddingModel,
    embedding: textEmbeddingModel,
    embeddingModel: textEmbeddingModel,
    imageModel: (modelId: string): never => {
      throw new NoSuchModelError({ modelId, modelType: 'imageModel' });
    },
  });
}

/** Kinds that an id may have in front, for users who configure by strings alone: `vl:qwen-vl-max`. */
type Kind = 'chat' | 'vl' | 'completion' | 'embedding';

function kindOf(id: string): Kind | undefined {
  // Only these words count: ids of other servers have colons too (`qwen2.5:7b`).
  return /^(chat|vl|completion|embedding):/.exec(id)?.[1] as Kind | undefined;
}

function withoutKind(id: string, kinds: Kind[], modelType: 'languageModel' | 'textEmbeddingModel'): string {
  const kind = kindOf(id);
  const modelId = kind === undefined ? id : id.slice(kind.length + 1);
  if (modelId === '' || (kind !== undefined && !kinds.includes(kind))) {
    const accepted = kinds.map((name) => `${name}:<model id>`).join(', ');
    throw new NoSuchModelError({
      modelId: id,
      modelType,
      message: `There is no model "${id}" here. Accepted are a model id, or ${accepted}.`,
    });
  }
  return modelId;
}

/** JSON output where the model has it; a forced tool where it has not and can be forced; the prompt alone otherwise. */
function objectMode({ json, tools, thinking }: ModelRow): 'json' | 'tool' {
  const wordsOnly = json === 'none' || json === undefined;
  return wordsOnly && tools === true && thinking !== 'always' ? 'tool' : 'json';
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

/** The provider with the settings of the environment: Singapore, and the key of DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = createQwen();
