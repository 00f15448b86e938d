import type { Usage } from '../model/answer.js';
import type { Model } from '../catalogue/model.js';

/** `usage` of the native protocol, with the fields of the model's service. */
export function renderUsage(usage: Usage, model: Model, plugins: object | undefined): object {
  const { promptTokens, completionTokens } = usage;
  return {
    total_tokens: promptTokens + completionTokens,
    output_tokens: completionTokens,
    input_tokens: promptTokens,
    ...(model.service === 'text' ? detailsOfText(usage, model) : detailsOfMedia(usage)),
    ...(plugins && { plugins }),
  };
}

function detailsOfText(usage: Usage, model: Model): object {
  const { reasoningTokens, cachedTokens } = usage;
  return {
    ...(reasoningTokens > 0 && { output_tokens_details: { reasoning_tokens: reasoningTokens } }),
    // qwen-doc-turbo has it at the top (recorded Nov 2025).
    ...(model.can.has('document')
      ? { cached_tokens: cachedTokens }
      : { prompt_tokens_details: { cached_tokens: cachedTokens, ...written(usage) } }),
  };
}

function detailsOfMedia(usage: Usage): object {
  const { imageTokens, videoTokens, audioTokens, reasoningTokens, cachedTokens } = usage;
  const media = {
    ...(imageTokens > 0 && { image_tokens: imageTokens }),
    ...(videoTokens > 0 && { video_tokens: videoTokens }),
    ...(audioTokens > 0 && { audio_tokens: audioTokens }),
  };
  return {
    input_tokens_details: {
      ...media,
      text_tokens: usage.promptTokens - imageTokens - videoTokens - audioTokens,
    },
    output_tokens_details: {
      ...(reasoningTokens > 0 && { reasoning_tokens: reasoningTokens }),
      text_tokens: usage.completionTokens - reasoningTokens,
    },
    // Empty if nothing was cached (recorded Apr 2026).
    prompt_tokens_details: { ...(cachedTokens > 0 && { cached_tokens: cachedTokens }), ...written(usage) },
    ...media,
  };
}

function written({ cacheWriteTokens }: Usage): object {
  if (cacheWriteTokens === 0) return {};
  return {
    cache_creation_input_tokens: cacheWriteTokens,
    cache_creation: { ephemeral_5m_input_tokens: cacheWriteTokens },
    cache_type: 'ephemeral',
  };
}
