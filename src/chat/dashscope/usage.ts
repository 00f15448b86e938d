import type { TokenKinds, Usage } from '../answer/event.js';
import { finiteNumber, isObject, type JSONObject } from '../../util/json.js';

/** Reads the usage object of the DashScope protocol; undefined if it is missing or still empty. */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage) || Object.keys(usage).length === 0) return undefined;
  const prompt = details(usage.prompt_tokens_details);
  const input = details(usage.input_tokens_details);
  const output = details(usage.output_tokens_details);
  const creation = details(prompt.cache_creation);
  return {
    inputTokens: finiteNumber(usage.input_tokens),
    outputTokens: finiteNumber(usage.output_tokens),
    totalTokens: finiteNumber(usage.total_tokens),
    // Older models count them at the top level.
    cachedInputTokens: finiteNumber(prompt.cached_tokens) ?? finiteNumber(usage.cached_tokens),
    cacheWriteTokens:
      finiteNumber(prompt.cache_creation_input_tokens) ?? finiteNumber(creation.ephemeral_5m_input_tokens),
    reasoningTokens: finiteNumber(output.reasoning_tokens),
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
    text: finiteNumber(kinds.text_tokens),
    image: finiteNumber(kinds.image_tokens) ?? finiteNumber(top.image_tokens),
    video: finiteNumber(kinds.video_tokens) ?? finiteNumber(top.video_tokens),
    audio: finiteNumber(kinds.audio_tokens) ?? finiteNumber(top.audio_tokens),
  };
}
