import type { Answer, Choice, Usage } from '../model/answer.js';
import { renderLogprobs } from '../server/logprobs.js';

/** Fields that all bodies of a call share. */
export interface Head {
  /** The model id of the request. */
  model: string;
  /** The request id. The id of a body is `chatcmpl-` and this. */
  id: string;
  /** Unix seconds. */
  created: number;
}

/** The body of a whole answer. */
export function renderAnswer(answer: Answer, head: Head): object {
  return {
    choices: answer.choices.map((choice, index) => ({
      message: renderMessage(choice),
      finish_reason: choice.finishReason,
      index,
      logprobs: renderLogprobs(choice.logprobs),
    })),
    object: 'chat.completion',
    usage: renderUsage(answer.usage),
    created: head.created,
    system_fingerprint: null,
    model: head.model,
    id: `chatcmpl-${head.id}`,
  };
}

function renderMessage(choice: Choice): object {
  const reasoning = choice.reasoning.join('');
  return {
    content: choice.text.join(''),
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    role: 'assistant',
    ...(choice.toolCalls.length > 0 && {
      tool_calls: choice.toolCalls.map((call, index) => ({
        function: { arguments: call.fragments.join(''), name: call.name },
        id: call.id,
        index,
        type: 'function',
      })),
    }),
  };
}

/** `usage` of the OpenAI-compatible protocol. prompt_tokens includes cached and written tokens. */
export function renderUsage(usage: Usage): object {
  const { imageTokens, videoTokens, audioTokens, speechTokens } = usage;
  const media = imageTokens + videoTokens + audioTokens;
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
    ...((usage.reasoningTokens > 0 || speechTokens > 0) && {
      completion_tokens_details: {
        ...(usage.reasoningTokens > 0 && { reasoning_tokens: usage.reasoningTokens }),
        ...(speechTokens > 0 && {
          audio_tokens: speechTokens,
          text_tokens: usage.completionTokens - speechTokens,
        }),
      },
    }),
    prompt_tokens_details: {
      cached_tokens: usage.cachedTokens,
      ...(usage.cacheWriteTokens > 0 && {
        cache_creation_input_tokens: usage.cacheWriteTokens,
        cache_creation: { ephemeral_5m_input_tokens: usage.cacheWriteTokens },
        cache_type: 'ephemeral',
      }),
      ...(media > 0 && { text_tokens: usage.promptTokens - media }),
      ...(imageTokens > 0 && { image_tokens: imageTokens }),
      ...(videoTokens > 0 && { video_tokens: videoTokens }),
      ...(audioTokens > 0 && { audio_tokens: audioTokens }),
    },
  };
}
