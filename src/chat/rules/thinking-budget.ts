import type { ModelCapabilities } from '../../catalogue/capabilities.js';

// Shares of the model's maximum, as in the AI SDK's own providers.
const shares = new Map([
  ['minimal', 0.02],
  ['low', 0.1],
  ['medium', 0.3],
  ['high', 0.6],
  ['xhigh', 0.9],
  ['max', 0.95],
]);

// A lower budget cuts thinking off before it has begun.
const minBudget = 1024;

/** The tokens for an effort; undefined if the effort or the model's maximum isn't known. */
export function budgetFor({ maxThinkingTokens }: ModelCapabilities, effort: string): number | undefined {
  const share = shares.get(effort);
  if (maxThinkingTokens === undefined || share === undefined) return undefined;
  return Math.max(minBudget, Math.round(share * maxThinkingTokens));
}
