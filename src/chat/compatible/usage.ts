import type { TokenKinds, Usage } from '../answer/event.js';
import { countOf, isObject, type JSONObject } from '../../util/json.js';

/** Reads the usage object of the compatible protocol; undefined if it is missing or empty. */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage) || Object.keys(usage).length === 0) return undefined;
  const input = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const output = isObject(usage.completion_tokens_details) ? usage.completion_tokens_details : {};
  const creation = isObject(input.cache_creation) ? input.cache_creation : {};
  return {
    // Some gateways use the names of other protocols.
    inputTokens: countOf(usage.prompt_tokens ?? usage.input_tokens),
    outputTokens: countOf(usage.completion_tokens ?? usage.output_tokens),
    totalTokens: countOf(usage.total_tokens),
    cachedInputTokens: countOf(input.cached_tokens),
    cacheWriteTokens: countOf(input.cache_creation_input_tokens) ?? countOf(creation.ephemeral_5m_input_tokens),
    reasoningTokens: countOf(output.reasoning_tokens),
    input: tokenKinds(input),
    output: tokenKinds(output),
    raw: usage as JSONObject,
  };
}

function tokenKinds(details: Record<string, unknown>): TokenKinds {
  return {
    text: countOf(details.text_tokens),
    image: countOf(details.image_tokens),
    video: countOf(details.video_tokens),
    audio: countOf(details.audio_tokens),
  };
}
