/**
 * Longest thinking by model, in tokens (models.dev and Dify's model list, 2026). Not a limit that is checked, but what
 * degrees of effort are measured by.
 */
const longest: readonly (readonly [RegExp, number])[] = [
  [/^qwen3\.7-/, 262_144],
  [/^qwen3\.6-(flash|max-preview)/, 131_072],
  [/^(qwen-(flash|plus)|qwen3-vl-plus|qwen3\.5-(plus|flash|397b)|qwen3\.6-plus)/, 81_920],
  [/^(qwen-turbo|qwen3-(8b|14b|32b|235b-a22b))/, 38_912],
];

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
const least = 1024;

/** The tokens that a degree of effort gives a model; undefined where it or the model's longest thinking isn't known. */
export function budgetFor(modelId: string, effort: string): number | undefined {
  const most = longest.find(([name]) => name.test(modelId))?.[1];
  const share = shares.get(effort);
  return most === undefined || share === undefined ? undefined : Math.max(least, Math.round(share * most));
}
