import type { RerankingModel } from '../reranking/reranking.js';
import type { VideoModel } from '../video/video.js';
import { withoutKind } from './model-kind.js';
import type { Models, Stored } from './models.js';
import { createProvider, type Provider, type Specification } from './provider.js';
import type { QwenRerankingModelId, QwenRerankingOptions, QwenVideoModelId, QwenVideoOptions } from './public-types.js';

/** The specifications V3 and V4 of the AI SDK, which also have models that rank documents and make videos. */
export interface SpecificationV3<Version extends string, Language, Embedding, Image, Reranking, Video> extends Omit<
  Specification<Language, Embedding, Image>,
  'embeddingType'
> {
  version: Version;
  rerankingModel(model: Stored<RerankingModel>): Reranking;
  videoModel(model: Stored<VideoModel>): Video;
}

/** A provider in the specifications V3 and V4. */
export interface ProviderV3<Version extends string, Language, Embedding, Image, Reranking, Video> extends Provider<
  Language,
  Embedding,
  Image
> {
  /** Without it the AI SDK would treat the models as those of an older specification. */
  readonly specificationVersion: Version;
  /** A model that ranks documents by their relevance to a query: `qwen.reranking('qwen3-rerank')`. */
  reranking(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): Reranking;
  /** The same as `reranking`. */
  rerankingModel(modelId: QwenRerankingModelId, options?: QwenRerankingOptions): Reranking;
  /** A model that makes videos: `qwen.video('wan2.7-t2v')`. The id may have the prefix `video:`. */
  video(modelId: QwenVideoModelId, options?: QwenVideoOptions): Video;
  /** The same as `video`. */
  videoModel(modelId: QwenVideoModelId, options?: QwenVideoOptions): Video;
}

/** Wraps the models of a provider for the specifications V3 and V4. */
export function createProviderV3<Version extends string, Language, Embedding, Image, Reranking, Video>(
  models: Models,
  specification: SpecificationV3<Version, Language, Embedding, Image, Reranking, Video>,
): ProviderV3<Version, Language, Embedding, Image, Reranking, Video> {
  const reranking = (modelId: string, options?: QwenRerankingOptions) =>
    specification.rerankingModel(models.reranking(modelId, options));
  const video = (modelId: string, options?: QwenVideoOptions) =>
    specification.videoModel(models.video(withoutKind(modelId, ['video'], 'videoModel'), options));
  return Object.assign(createProvider(models, { ...specification, embeddingType: 'embeddingModel' }), {
    specificationVersion: specification.version,
    reranking,
    rerankingModel: reranking,
    video,
    videoModel: video,
  });
}
