import { families, type KnownChatModelId } from './models.js';
import type { ModelCapabilities } from './capabilities.js';

/** A chat model that this package knows, and what it takes. An absent field is not known. */
export interface QwenChatModel extends Pick<
  ModelCapabilities,
  | 'kind'
  | 'inputs'
  | 'speech'
  | 'contextWindow'
  | 'maxInputTokens'
  | 'maxOutputTokens'
  | 'thinking'
  | 'thinksByDefault'
  | 'tools'
  | 'json'
  | 'webSearch'
  | 'partial'
  | 'cache'
  | 'singleUserMessage'
  | 'nativeOnly'
> {
  /** What `qwen(id)` takes. */
  id: KnownChatModelId;
}

/**
 * The chat models that this package knows, by family, the newest first: for a choice of models in an application. It is
 * as old as the package; `qwen(id)` takes any other id as well.
 */
export const chatModels: readonly QwenChatModel[] = families.flatMap(({ ids, capabilities }) =>
  ids.map((id) => ({
    id,
    kind: capabilities.kind,
    inputs: capabilities.inputs,
    speech: capabilities.speech,
    contextWindow: capabilities.contextWindow,
    maxInputTokens: capabilities.maxInputTokens,
    maxOutputTokens: capabilities.maxOutputTokens,
    thinking: capabilities.thinking,
    thinksByDefault: capabilities.thinksByDefault,
    tools: capabilities.tools,
    json: capabilities.json,
    webSearch: capabilities.webSearch,
    partial: capabilities.partial,
    cache: capabilities.cache,
    singleUserMessage: capabilities.singleUserMessage,
    nativeOnly: capabilities.nativeOnly,
  })),
);
