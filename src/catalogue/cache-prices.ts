import type { ByRegion } from './price-row.js';

/** Shares of the input price that tokens of an explicit cache cost. */
export const explicitCache = { write: 1.25, read: 0.1 };

/** The share of the input price that a token from the implicit cache costs, at most, for Model Studio's own models. */
const ownShare = 0.2;

/**
 * The shares that differ. `undefined`: the pages refer to the console for the price.
 *
 * @see https://help.aliyun.com/zh/model-studio/context-cache (October 2026)
 */
const implicitShares: Readonly<Record<string, number | undefined>> = {
  'qwen3.8-max': undefined,
  'qwen3.8-max-0902': undefined,
  'qwen3.8-flash': undefined,
  'qwen3.8-2.4t-a95b': undefined,
  'deepseek-v4-pro': undefined,
  'kimi-k3': 0.1,
  'glm-5.3': 0.25,
  'glm-5.2': 0.25,
  'glm-5.2-fast-preview': 0.25,
  'vanchin/deepseek-v3.2-think': 0.1,
  'vanchin/deepseek-v3.1-terminus': 0.4,
  'vanchin/deepseek-r1': 0.4,
  'vanchin/deepseek-v3': 0.4,
  'kimi/kimi-k3': 0.1,
  'kimi/kimi-k2.6': 0.169,
  'kimi/kimi-k2.5': 0.175,
  'MiniMax/MiniMax-M3': 0.2,
  'MiniMax/MiniMax-M2.7': 0.2,
  'MiniMax/MiniMax-M2.5': 0.1,
  'MiniMax/MiniMax-M2.1': 0.1,
  'ZHIPU/GLM-5.3-Flash': 0.25,
  'ZHIPU/GLM-5.3': 0.25,
  'ZHIPU/GLM-5.1': 0.25,
  'ZHIPU/GLM-5': 0.25,
};

/** Yuan for a million tokens from the cache, of models that have a price for them instead of a share. */
export const cachePrices: Readonly<Record<string, ByRegion<number>>> = {
  'qwen3.8-omni-flash': { beijing: 0.1, singapore: 0.117 },
};

/** The share of the input price that a token from the implicit cache costs, where it is known. */
export function implicitShareOf(id: string): number | undefined {
  if (Object.hasOwn(implicitShares, id)) return implicitShares[id];
  // A slash marks a model that its maker serves, for which the page names each share.
  return id.includes('/') ? undefined : ownShare;
}

/** The share of the input price that a token from an explicit cache costs, where it is known. */
export function explicitShareOf(id: string): number | undefined {
  return id.startsWith('qwen3.8-') && implicitShareOf(id) === undefined ? undefined : explicitCache.read;
}
