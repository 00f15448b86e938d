import type { Usage } from '../model/answer.js';

/** `usage` of the Responses API. `tools`: the number of calls of each built-in tool. */
export function renderUsage(usage: Usage, tools: Readonly<Record<string, number>>): Record<string, unknown> {
  const { promptTokens: input, completionTokens: output, imageTokens, reasoningTokens } = usage;
  const { cachedTokens, cacheWriteTokens } = usage;
  const counts = Object.entries(tools).map(([tool, count]) => [tool, { count }]);
  const plugins = counts.length > 0 ? Object.fromEntries(counts) : undefined;
  const tokens = { input_tokens: input, output_tokens: output, total_tokens: input + output };
  return {
    ...tokens,
    input_tokens_details: { cached_tokens: cachedTokens },
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    ...(plugins && { x_tools: plugins }),
    x_details: [
      {
        ...tokens,
        ...(plugins && { plugins }),
        ...(imageTokens > 0 && {
          input_tokens_details: { text_tokens: input - imageTokens, image_tokens: imageTokens },
          image_tokens: imageTokens,
        }),
        ...(reasoningTokens > 0 && { output_tokens_details: { reasoning_tokens: reasoningTokens } }),
        prompt_tokens_details: {
          cached_tokens: cachedTokens,
          ...(cacheWriteTokens > 0 && {
            cache_creation_input_tokens: cacheWriteTokens,
            cache_creation: { ephemeral_5m_input_tokens: cacheWriteTokens },
            cache_type: 'ephemeral',
          }),
        },
        x_billing_type: 'response_api',
      },
    ],
  };
}
