import { createRerankingModel, type RerankingModel } from './ai-sdk/reranking.js';
import { createLanguageModel, type LanguageModelV3 } from './ai-sdk/chat/v3.js';
import { createEmbeddingModelV3, type EmbeddingModelV3 } from './ai-sdk/embedding.js';
import { createModels } from './provider/models.js';
import { createProvider, type Specification, type Provider } from './provider/provider.js';
import type { QwenProviderSettings, QwenRerankingModelId, QwenRerankingOptions } from './provider/public-types.js';

export type * from './provider/public-types.js';

/** Models of Qwen for AI SDK 6. Call it with a model id, or use its methods. */
export interface QwenProvider extends Provider<LanguageModelV3, EmbeddingModelV3> {
  /** Without it AI SDK 6 would take the models for those of an older specification. */
  readonly specificationVersion: 'v3';
  /** A model that ranks documents by their relevance for a query: `qwen.reranking('qwen3-rerank')`. */
  reranking(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): RerankingModel<'v3'>;
  /** The same as `reranking`. */
  rerankingModel(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): RerankingModel<'v3'>;
}

/**
 * Makes a provider for AI SDK 6. Nothing is read from the environment and nothing is sent before the first call of a
 * model.
 *
 * @throws InvalidArgumentError at the first call, if a setting or an option is wrong; LoadAPIKeyError, if there is no
 *   usable key.
 */
export function createQwen(settings: QwenProviderSettings = {}): QwenProvider {
  const models = createModels(settings);
  const specification: Specification<LanguageModelV3, EmbeddingModelV3> = {
    languageModel: createLanguageModel,
    embeddingModel: (model) => createEmbeddingModelV3(model, 'v3'),
    embeddingType: 'embeddingModel',
  };
  const reranking: QwenProvider['reranking'] = (modelId, options) =>
    createRerankingModel(models.reranking(modelId, options), 'v3');
  return Object.assign(createProvider(models, specification), {
    specificationVersion: 'v3' as const,
    reranking,
    rerankingModel: reranking,
  });
}

/** The provider with the settings of the environment: Singapore, and the key of DASHSCOPE_API_KEY. */
export const qwen: QwenProvider = /* @__PURE__ */ createQwen();
