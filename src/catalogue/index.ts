import { families, type KnownChatModelId } from './families.js';
import type { ModelCapabilities } from './capabilities.js';

/** A chat model that this package knows, and its capabilities. An absent field is not known. */
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
  /** The id for `qwen(id)`. */
  id: KnownChatModelId;
}

/**
 * The chat models that this package knows, by family, newest first: for a model picker in an application. The list is
 * as old as the package; `qwen(id)` accepts any other id as well.
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

export { costOf, priceOf } from './prices.js';
export type { QwenCost, QwenCostOptions, QwenPriceOptions, QwenPriceRegion, QwenTokenPrice } from './prices.js';
export type { QwenUsage } from './usage.js';
