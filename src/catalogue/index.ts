import { families, type KnownChatModelId } from './models.js';
import type { ModelRow } from './row.js';

/** A chat model that this package knows, and what it takes. An absent field is not known. */
export interface QwenChatModel extends Pick<
  ModelRow,
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
export const chatModels: readonly QwenChatModel[] = families.flatMap(({ ids, row }) =>
  ids.map((id) => ({
    id,
    kind: row.kind,
    inputs: row.inputs,
    speech: row.speech,
    contextWindow: row.contextWindow,
    maxInputTokens: row.maxInputTokens,
    maxOutputTokens: row.maxOutputTokens,
    thinking: row.thinking,
    thinksByDefault: row.thinksByDefault,
    tools: row.tools,
    json: row.json,
    webSearch: row.webSearch,
    partial: row.partial,
    cache: row.cache,
    singleUserMessage: row.singleUserMessage,
    nativeOnly: row.nativeOnly,
  })),
);
