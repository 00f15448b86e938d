import type { ModelCapabilities } from '../../catalogue/capabilities.js';

// Shares of the longest thinking, as the AI SDK's own providers deal them out.
const shares = new Map([
  ['minimal', 0.02],
  ['low', 0.1],
  ['medium', 0.3],
  ['high', 0.6],
  ['xhigh', 0.9],
  ['max', 0.95],
]);

// Below this a budget cuts thinking off before it has begun.
const minBudget = 1024;

/** The tokens that a degree of effort gives a model; undefined where it or the model's longest thinking isn't known. */
export function budgetFor({ maxThinkingTokens }: ModelCapabilities, effort: string): number | undefined {
  const share = shares.get(effort);
  if (maxThinkingTokens === undefined || share === undefined) return undefined;
  return Math.max(minBudget, Math.round(share * maxThinkingTokens));
}
