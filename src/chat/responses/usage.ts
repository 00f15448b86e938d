import type { TokenKinds, Usage } from '../answer/event.js';
import { countOf, isObject, type JSONObject } from '../../util/json.js';

/** Reads the usage object of the Responses protocol; undefined if it is missing or empty. */
export function decodeUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage) || Object.keys(usage).length === 0) return undefined;
  const input = isObject(usage.input_tokens_details) ? usage.input_tokens_details : {};
  const output = isObject(usage.output_tokens_details) ? usage.output_tokens_details : {};
  const details = Array.isArray(usage.x_details) ? usage.x_details.filter(isObject) : [];
  return {
    inputTokens: countOf(usage.input_tokens),
    outputTokens: countOf(usage.output_tokens),
    totalTokens: countOf(usage.total_tokens),
    cachedInputTokens: countOf(input.cached_tokens),
    cacheWriteTokens: sum(details.map(cacheWrites)),
    reasoningTokens: countOf(output.reasoning_tokens),
    input: tokenKinds(details.map((detail) => detail.input_tokens_details)),
    output: tokenKinds(details.map((detail) => detail.output_tokens_details)),
    raw: usage as JSONObject,
  };
}

function cacheWrites({ prompt_tokens_details: details }: Record<string, unknown>): number | undefined {
  if (!isObject(details)) return undefined;
  const creation = isObject(details.cache_creation) ? details.cache_creation : {};
  return countOf(details.cache_creation_input_tokens) ?? countOf(creation.ephemeral_5m_input_tokens);
}

/** Each detail counts a part of the call. */
function tokenKinds(details: unknown[]): TokenKinds {
  const count = (name: string) => sum(details.map((detail) => (isObject(detail) ? countOf(detail[name]) : undefined)));
  return {
    text: count('text_tokens'),
    image: count('image_tokens'),
    video: count('video_tokens'),
    audio: count('audio_tokens'),
  };
}

function sum(counts: (number | undefined)[]): number | undefined {
  const known = counts.filter((count) => count !== undefined);
  return known.length === 0 ? undefined : countOf(known.reduce((total, count) => total + count, 0));
}
