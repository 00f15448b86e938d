import { countOf } from '../util/json.js';

/**
 * The usage of one request: that of the AI SDK (4 to 7), or the units in which pictures, videos, speech and recordings are
 * billed.
 */
export interface QwenUsage {
  /** Input tokens, with those from the cache (AI SDK 5 to 7). */
  inputTokens?: number | undefined;
  /** Output tokens, with those of thinking (AI SDK 5 to 7). */
  outputTokens?: number | undefined;
  /** Input tokens (AI SDK 4). */
  promptTokens?: number | undefined;
  /** Output tokens (AI SDK 4). */
  completionTokens?: number | undefined;
  /** Tokens of an embedding or a ranking. */
  tokens?: number | undefined;
  /** Tokens from the cache and to it (AI SDK 6 and 7). */
  inputTokenDetails?: { cacheReadTokens?: number | undefined; cacheWriteTokens?: number | undefined } | undefined;
  /** Tokens of thinking (AI SDK 6 and 7). */
  outputTokenDetails?: { reasoningTokens?: number | undefined } | undefined;
  /** Input tokens from the cache (AI SDK 5). */
  cachedInputTokens?: number | undefined;
  /** Output tokens of thinking (AI SDK 5). */
  reasoningTokens?: number | undefined;

  /** Pictures that were made. */
  images?: number | undefined;
  /** Pictures that were passed in; a few models bill them. Default: 0. */
  inputImages?: number | undefined;
  /** The option `promptExtend` of the call: it doubles the price of z-image-turbo. Default: false. */
  promptExtend?: boolean | undefined;
  /** Seconds of the video that was made, or of the recording that was read. */
  seconds?: number | undefined;
  /** Seconds of the videos that were passed in, 0 for none. Models that bill them need it. */
  inputSeconds?: number | undefined;
  /** Resolution of a picture (`1K`, `2K`) or a video (`480P`, `720P`, `1080P`), where the price depends on it. */
  resolution?: string | undefined;
  /** False if the video has no sound, which costs less with some models. Default: true. */
  audio?: boolean | undefined;
  /** Characters that were spoken, as the service counts them: `providerMetadata.qwen.characters`. */
  characters?: number | undefined;
}

/** Tokens of a usage, by one set of names. */
export interface TokenCounts {
  input: number;
  output: number | undefined;
  cached: number;
  /** Undefined: the call used no explicit cache. */
  written: number | undefined;
  thinks: boolean;
}

/** The tokens of a usage, completed by `providerMetadata.qwen`; undefined without a count of the input. */
export function tokenCountsOf(
  usage: QwenUsage,
  metadata: Readonly<Record<string, unknown>> | null | undefined,
): TokenCounts | undefined {
  const { inputTokenDetails: ofInput, outputTokenDetails: ofOutput } = usage;
  const input = firstCount(usage.inputTokens, usage.promptTokens, usage.tokens);
  if (input === undefined) return undefined;
  return {
    input,
    output: firstCount(usage.outputTokens, usage.completionTokens),
    cached: firstCount(ofInput?.cacheReadTokens, usage.cachedInputTokens, metadata?.cachedPromptTokens) ?? 0,
    written: firstCount(ofInput?.cacheWriteTokens, metadata?.cacheWriteTokens),
    thinks: (firstCount(ofOutput?.reasoningTokens, usage.reasoningTokens, metadata?.reasoningTokens) ?? 0) > 0,
  };
}

/** The first value that is a count: AI SDK 4 has NaN where the service counts nothing. */
function firstCount(...values: unknown[]): number | undefined {
  return values.map(countOf).find((count) => count !== undefined);
}
