import type { FinishEvent } from '../core/event.js';
import type { JSONValue } from '../core/json.js';

/**
 * `providerMetadata.qwen` of an answer: what the AI SDK's own fields have no place for. A count that the service did
 * not name is absent.
 */
export function toProviderMetadata({ usage, metadata, rawReason, logprobs }: FinishEvent): {
  qwen: Record<string, JSONValue>;
} {
  const fields: Record<string, JSONValue | undefined> = {
    cachedPromptTokens: usage.cachedInputTokens,
    cacheWriteTokens: usage.cacheWriteTokens,
    reasoningTokens: usage.reasoningTokens,
    textPromptTokens: usage.input?.text,
    imagePromptTokens: usage.input?.image,
    videoPromptTokens: usage.input?.video,
    audioPromptTokens: usage.input?.audio,
    textCompletionTokens: usage.output?.text,
    audioCompletionTokens: usage.output?.audio,
    finishReason: rawReason,
    // V1 alone has a field for them too.
    logprobs: logprobs as JSONValue[] | undefined,
    ...metadata,
  };
  const qwen: Record<string, JSONValue> = {};
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) qwen[name] = fields[name];
  return { qwen };
}
