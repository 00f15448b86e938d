/** Types of the specifications V2 to V4 that each of their entries exports, because its functions return them. */
export type {
  BlockPart as QwenBlockPart,
  DocumentPart as QwenDocumentPart,
  ProviderMetadata as QwenProviderMetadata,
  SourcePart as QwenSourcePart,
  ToolResultPart as QwenToolResultPart,
  ToolCallPart as QwenToolCallPart,
} from './chat/blocks.js';
export type { Finish as QwenFinish } from './chat/block-model.js';
export type { CallOptions as QwenCallOptions } from './chat/call-v2.js';
export type { PromptMessage as QwenPromptMessage } from './chat/reading.js';
export type { EmbedOptions as QwenEmbedCallOptions } from './embedding.js';
export type { ImageResponse as QwenImageResponse } from './image.js';
