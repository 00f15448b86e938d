import type { TokenKinds, Usage } from '../answer/event.js';
import { countOf, isObject, type JSONObject } from '../../util/json.js';

/** Reads the usage object of the DashScope protocol; undefined if it is missing or still empty. */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage) || Object.keys(usage).length === 0) return undefined;
  const prompt = details(usage.prompt_tokens_details);
  const input = details(usage.input_tokens_details);
  const output = details(usage.output_tokens_details);
  const creation = details(prompt.cache_creation);
  return {
    inputTokens: countOf(usage.input_tokens),
    outputTokens: countOf(usage.output_tokens),
    totalTokens: countOf(usage.total_tokens),
    // Older models count them at the top level.
    cachedInputTokens: countOf(prompt.cached_tokens) ?? countOf(usage.cached_tokens),
    cacheWriteTokens: countOf(prompt.cache_creation_input_tokens) ?? countOf(creation.ephemeral_5m_input_tokens),
    reasoningTokens: countOf(output.reasoning_tokens),
    input: tokenKinds(input, usage),
    output: tokenKinds(output, {}),
    raw: usage as JSONObject,
  };
}

function details(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

/** Tokens by modality: newer models have them in the details, older ones at the top level. */
function tokenKinds(kinds: Record<string, unknown>, top: Record<string, unknown>): TokenKinds {
  return {
    text: countOf(kinds.text_tokens),
    image: countOf(kinds.image_tokens) ?? countOf(top.image_tokens),
    video: countOf(kinds.video_tokens) ?? countOf(top.video_tokens),
    audio: countOf(kinds.audio_tokens) ?? countOf(top.audio_tokens),
  };
}
