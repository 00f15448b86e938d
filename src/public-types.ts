/** Types that every entry exports, whichever AI SDK it is for. */
export type { QwenProviderSettings, QwenRegion } from './settings.js';
export type {
  QwenChatOptions,
  QwenCompletionOptions,
  QwenEmbeddingOptions,
  QwenMessageOptions,
  QwenOcrOptions,
  QwenPartOptions,
  QwenRerankingOptions,
  QwenSearchOptions,
  QwenTranscriptionOptions,
  QwenTranslationOptions,
} from './core/options.js';
export type { QwenTimeout } from './core/timeout.js';
export type { QwenFileCallOptions, QwenFileListOptions, QwenFiles, QwenFileUploadOptions } from './files.js';
export type { QwenFile } from './compatible/files.js';
export type { QwenMetadata } from './ai-sdk/metadata.js';
export type { FailureData as QwenErrorData } from './core/failure.js';
export type { ChatModelId as QwenChatModelId, CompletionModelId as QwenCompletionModelId } from './catalogue/models.js';
export type { EmbeddingModelId as QwenEmbeddingModelId } from './catalogue/embeddings.js';
