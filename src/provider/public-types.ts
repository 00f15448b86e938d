/** Types that every entry exports, whichever AI SDK it is for. */
export type { QwenProviderSettings, QwenRegion } from '../connection/settings.js';
export type { QwenServer } from '../connection/servers.js';
export type {
  QwenChatOptions,
  QwenMessageOptions,
  QwenOcrOptions,
  QwenPartOptions,
  QwenSearchOptions,
  QwenTranscriptionOptions,
  QwenTranslationOptions,
} from '../chat/options.js';
export type {
  BuiltInToolType as QwenToolType,
  QwenCodeInterpreterInput,
  QwenCodeInterpreterOutput,
  QwenFileSearchInput,
  QwenFileSearchOptions,
  QwenFileSearchOutput,
  QwenImageSearchInput,
  QwenImagesOutput,
  QwenMcpInput,
  QwenMcpOptions,
  QwenMcpOutput,
  QwenWebExtractorInput,
  QwenWebExtractorOutput,
  QwenWebSearchImageInput,
  QwenWebSearchInput,
  QwenWebSearchOutput,
} from '../chat/tools/built-in.js';
export type { QwenResponsesOptions } from '../chat/responses/options.js';
export type { TokenKinds as QwenTokenKinds, Usage as QwenTokenUsage } from '../chat/answer/event.js';
export type { QwenStoredResponse, QwenStoredResponses } from '../chat/responses/stored.js';
export type {
  QwenItemListOptions,
  QwenItemPage,
  QwenStoredCallOptions,
  QwenStoredItem,
} from '../chat/responses/stored-endpoint.js';
export type {
  QwenConversation,
  QwenConversationCreateOptions,
  QwenConversationMessage,
  QwenConversations,
} from '../chat/responses/conversations.js';
export type { ResponsesFactory as QwenResponsesFactory } from './stored.js';
export type { QwenApplicationOptions, QwenRagOptions } from '../chat/application/options.js';
export type { QwenCompletionOptions } from '../chat/completions/options.js';
export type {
  EmbedContents as QwenEmbedContents,
  QwenContent,
  QwenContentEmbeddings,
  QwenContentMedia,
  QwenEmbedContentsOptions,
} from '../embedding/multimodal/options.js';
export type { QwenEmbeddingOptions } from '../embedding/options.js';
export type { QwenRerankingOptions } from '../reranking/options.js';
export type { QwenImageDetails, QwenImageMetadata, QwenImageOptions } from '../image/options.js';
export type {
  QwenSpeechChunk,
  QwenSpeechMetadata,
  QwenSpeechOptions,
  QwenSpeechPiece,
  QwenSpeechStream,
  QwenStreamSpeechOptions,
} from '../speech/options.js';
export type { QwenVideoDetails, QwenVideoMetadata, QwenVideoOptions } from '../video/options.js';
export type {
  QwenTranscribeOptions,
  QwenTranscriptionMetadata,
  QwenTranscriptSentence,
  QwenTranscriptWord,
} from '../transcription/options.js';
export type { TranscriptionFactories as QwenTranscriptionFactories } from './transcription.js';
export type { TranscriptionModelId as QwenTranscriptionModelId } from '../catalogue/transcription.js';
export type {
  QwenBatchAnswer,
  QwenBatchEmbedding,
  QwenBatchEmbeddingInput,
  QwenBatchEngine,
  QwenBatchEstimate,
  QwenBatchFailure,
  QwenBatchItems,
  QwenBatchJob,
  QwenBatchJobOptions,
  QwenBatchJournal,
  QwenBatchMessage,
  QwenBatchObject,
  QwenBatchPartStatus,
  QwenBatchPrice,
  QwenBatchPrompt,
  QwenBatchPromptOptions,
  QwenBatchStatus,
  QwenBatchSubmission,
  QwenBatchTextOptions,
  QwenBatchToolCall,
  QwenBatchUsage,
} from '../batch/options.js';
export type { BatchFactory as QwenBatchFactory } from './batch.js';
export type { QwenTask, QwenTaskStatus } from '../tasks/task.js';
export type { QwenTaskCallOptions, QwenTaskListOptions, QwenTasks, QwenTaskWaitOptions } from '../tasks/tasks.js';
export type { QwenTimeout } from '../http/timeout.js';
export type {
  QwenFileCallOptions,
  QwenFileData,
  QwenFileListOptions,
  QwenFiles,
  QwenFileUploadOptions,
} from '../files/files.js';
export type { QwenFile } from '../files/endpoint.js';
export type { TokenLogprob as QwenTokenLogprob } from '../chat/answer/event.js';
export type { QwenMetadata } from '../ai-sdk/chat/metadata.js';
export type { QwenEmbeddingMetadata } from '../ai-sdk/embedding.js';
export type { QwenSparseEmbedding, QwenSparseValue } from '../embedding/sparse.js';
export type { QwenRerankingMetadata } from '../ai-sdk/reranking.js';
export type { FailureData as QwenErrorData } from '../http/failure.js';
export type {
  ChatModelId as QwenChatModelId,
  CompletionModelId as QwenCompletionModelId,
} from '../catalogue/models.js';
export type {
  ContentEmbeddingModelId as QwenContentEmbeddingModelId,
  EmbeddingModelId as QwenEmbeddingModelId,
} from '../catalogue/embeddings.js';
export type { RerankingModelId as QwenRerankingModelId } from '../catalogue/rerankers.js';
export type { ImageModelId as QwenImageModelId } from '../catalogue/images.js';
export type { SpeechModelId as QwenSpeechModelId, SpeechVoice as QwenSpeechVoice } from '../catalogue/speech.js';
export type { SpeechFactories as QwenSpeechFactories } from './speech.js';
export type { ModelFactories as QwenModelFactories } from './provider.js';
export type { JSONObject, JSONValue } from '../util/json.js';
export type { VideoModelId as QwenVideoModelId } from '../catalogue/videos.js';
