import type { TokenKinds, Usage } from '../answer/event.js';
import { countOf, isObject, type JSONObject } from '../../util/json.js';

/** Reads the usage object of the compatible protocol; undefined if it is missing or empty. */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage) || Object.keys(usage).length === 0) return undefined;
  // Some gateways use the names of other protocols.
  const input = detailsOf(usage.prompt_tokens_details ?? usage.input_tokens_details);
  const output = detailsOf(usage.completion_tokens_details ?? usage.output_tokens_details);
  const creation = isObject(input.cache_creation) ? input.cache_creation : {};
  return {
    inputTokens: countOf(usage.prompt_tokens ?? usage.input_tokens),
    outputTokens: countOf(usage.completion_tokens ?? usage.output_tokens),
    totalTokens: countOf(usage.total_tokens),
    // Moonshot and DeepSeek have cached tokens outside the details, and SGLang those of thinking.
    cachedInputTokens:
      countOf(input.cached_tokens) ?? countOf(usage.cached_tokens) ?? countOf(usage.prompt_cache_hit_tokens),
    cacheWriteTokens: countOf(input.cache_creation_input_tokens) ?? countOf(creation.ephemeral_5m_input_tokens),
    reasoningTokens: countOf(output.reasoning_tokens) ?? countOf(usage.reasoning_tokens),
    input: tokenKinds(input),
    output: tokenKinds(output),
    raw: usage as JSONObject,
  };
}

function detailsOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function tokenKinds(details: Record<string, unknown>): TokenKinds {
  return {
    text: countOf(details.text_tokens),
    image: countOf(details.image_tokens),
    video: countOf(details.video_tokens),
    audio: countOf(details.audio_tokens),
  };
}
