import { createFiles, type FilesV4 } from './ai-sdk/files.js';
import { createRerankingModel, type RerankingModel } from './ai-sdk/reranking.js';
import { createLanguageModel, type LanguageModelV4 } from './ai-sdk/chat/v4.js';
import { createEmbeddingModelV3, type EmbeddingModelV4 } from './ai-sdk/embedding.js';
import { createModels } from './provider/models.js';
import { createProvider, type Specification, type Provider } from './provider/provider.js';
import type {
  QwenFiles,
  QwenProviderSettings,
  QwenRerankingModelId,
  QwenRerankingOptions,
} from './provider/public-types.js';

export type * from './provider/public-types.js';

/** Models of Qwen for AI SDK 7. Call it with a model id, or use its methods. */
export interface QwenProvider extends Provider<LanguageModelV4, EmbeddingModelV4> {
  /** Without it AI SDK 7 would take the models for those of an older specification. */
  readonly specificationVersion: 'v4';
  /** A model that ranks documents by their relevance for a query: `qwen.reranking('qwen3-rerank')`. */
  reranking(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): RerankingModel<'v4'>;
  /** Documents kept in the account; called, it gives the files that AI SDK 7 uploads to. */
  files: QwenFiles & (() => FilesV4);
  /** The same as `reranking`. */
  rerankingModel(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): RerankingModel<'v4'>;
}

/**
 * Makes a provider for AI SDK 7. Nothing is read from the environment and nothing is sent before the first call of a
 * model.
 *
 * @throws InvalidArgumentError at the first call, if a setting or an option is wrong; LoadAPIKeyError, if there is no
 *   usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const models = createModels(settings);
  const specification: Specification<LanguageModelV4, EmbeddingModelV4> = {
    languageModel: createLanguageModel,
    embeddingModel: (model) => createEmbeddingModelV3(model, 'v4'),
    embeddingType: 'embeddingModel',
  };
  const reranking: QwenProvider['reranking'] = (modelId, options) =>
    createRerankingModel(models.reranking(modelId, options), 'v4');
  return Object.assign(createProvider(models, specification), {
    specificationVersion: 'v4' as const,
    reranking,
    rerankingModel: reranking,
    files: Object.assign(() => createFiles(models.files), models.files),
  });
}

/** The provider with the settings of the environment: Singapore, and the key of DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
