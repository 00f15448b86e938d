import type { Dialect } from './dialect.js';
import { modelStudio, modelStudioSwitch } from './model-studio.js';
import { jsonForms } from './servers.js';

const allEmbeddingFields = ['dimensions', 'encoding_format'] as const;

const efforts = ['none', 'low', 'medium', 'high'] as const;

/** Services that host models for everyone. */
export const hostedServers = {
  'model-studio': modelStudio,
  /**
   * The usage always comes; `stream_options` has no effect. The last assistant message is continued.
   *
   * @see https://openrouter.ai/docs/use-cases/reasoning-tokens
   * @see https://openrouter.ai/docs/api/api-reference/chat/send-chat-completion-request
   * @see https://openrouter.ai/docs/features/multimodal/audio
   */
  openrouter: {
    name: 'OpenRouter',
    parameters: {
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      logprobs: 'logprobs',
      topLogprobs: 'top_logprobs',
      parallelToolCalls: 'parallel_tool_calls',
      maxCompletionTokens: 'max_completion_tokens',
      user: 'user',
      metadata: 'metadata',
      modalities: 'modalities',
    },
    thinking: {
      on: { reasoning: { enabled: true } },
      off: { reasoning: { enabled: false } },
      budget: 'reasoning.max_tokens',
      effort: { field: 'reasoning.effort', values: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] },
    },
    thoughts: 'reasoning',
    audio: 'base64',
    video: 'video_url',
    json: jsonForms.openrouter,
    cacheControl: true,
    prefix: {},
    embedding: allEmbeddingFields,
    reranking: { path: '/rerank', form: 'cohere' },
  },
  /**
   * Efforts are for DeepSeek-V4 and GLM-5.2.
   *
   * @see https://docs.siliconflow.cn/docs/api/chat-completions-post
   * @see https://docs.siliconflow.cn/cn/userguide/capabilities/multimodal-vision (audio and video)
   * @see https://docs.siliconflow.cn/cn/api-reference/rerank/create-rerank
   */
  siliconflow: {
    name: 'SiliconFlow',
    parameters: { topK: 'top_k', n: 'n' },
    thinking: {
      ...modelStudioSwitch,
      effort: { field: 'reasoning_effort', values: ['high', 'max'], onlyIfNamed: true },
    },
    thoughts: 'reasoning_content',
    audio: 'audio_url',
    video: 'video_url',
    json: jsonForms.siliconflow,
    streamOptions: true,
    embedding: allEmbeddingFields,
    reranking: { path: '/rerank', form: 'cohere', instruct: 'instruction' },
  },
  /**
   * Refuses whole answers of models that think: "enable thinking can not be support when `stream=False`"
   * (claude-code-router #948).
   *
   * @see https://modelscope.cn/docs/model-service/API-Inference/intro
   */
  modelscope: {
    name: 'ModelScope',
    parameters: {},
    thinking: modelStudioSwitch,
    thoughts: 'reasoning_content',
    audio: 'base64',
    video: 'video_url',
    json: jsonForms.modelscope,
    streamOptions: true,
    streamOnly: true,
    embedding: [],
  },
  /**
   * Ranks documents at a separate endpoint, in a special form.
   *
   * @see https://deepinfra.com/docs/openai_api
   * @see https://deepinfra.com/Qwen/Qwen3-Reranker-0.6B/api
   */
  deepinfra: {
    name: 'DeepInfra',
    parameters: {
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      n: 'n',
      logprobs: 'logprobs',
      user: 'user',
    },
    thinking: {
      on: { reasoning_effort: 'medium' },
      off: { reasoning_effort: 'none' },
      effort: { field: 'reasoning_effort', values: efforts },
    },
    thoughts: 'reasoning_content',
    audio: 'base64',
    video: 'video_url',
    json: jsonForms.deepinfra,
    streamOptions: true,
    embedding: allEmbeddingFields,
    reranking: { path: '/inference/{model}', replaces: '/openai', form: 'deepinfra', instruct: 'instruction' },
  },
  /**
   * Its `logprobs` is a number of tokens. The usage comes in the last chunk.
   *
   * @see https://docs.together.ai/reference/chat-completions-1
   * @see https://github.com/togethercomputer/together-typescript/blob/main/src/resources/chat/completions.ts
   */
  together: {
    name: 'Together',
    parameters: {
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      n: 'n',
      preserveThinking: 'chat_template_kwargs.preserve_thinking',
    },
    thinking: {
      on: { reasoning: { enabled: true } },
      off: { reasoning: { enabled: false } },
      effort: { field: 'reasoning_effort', values: ['low', 'medium', 'high'] },
    },
    thoughts: 'reasoning',
    audio: 'base64',
    audioURL: 'audio_url',
    video: 'video_url',
    json: jsonForms.together,
    embedding: [],
    reranking: { path: '/rerank', form: 'cohere' },
  },
  /**
   * An integer as the effort limits the tokens of thinking.
   *
   * @see https://docs.fireworks.ai/guides/reasoning
   * @see https://docs.fireworks.ai/api-reference/post-chatcompletions
   * @see https://docs.fireworks.ai/api-reference/rerank-documents
   */
  fireworks: {
    name: 'Fireworks',
    parameters: {
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      n: 'n',
      logprobs: 'logprobs',
      topLogprobs: 'top_logprobs',
      parallelToolCalls: 'parallel_tool_calls',
      maxCompletionTokens: 'max_completion_tokens',
      user: 'user',
      metadata: 'metadata',
    },
    thinking: {
      on: { reasoning_effort: 'medium' },
      off: { reasoning_effort: 'none' },
      budget: 'reasoning_effort',
      effort: { field: 'reasoning_effort', values: efforts },
    },
    thoughts: 'reasoning_content',
    audio: 'base64',
    json: jsonForms.fireworks,
    streamOptions: true,
    embedding: ['dimensions'],
    reranking: { path: '/rerank', form: 'cohere' },
  },
  /**
   * Refuses unknown fields, n above 1 and log probabilities. Thinking is in the text unless the format is `parsed`.
   * Qwen models have no json_schema, and efforts only from qwen3.8 on. A stream's usage is in `x_groq`.
   *
   * @see https://console.groq.com/docs/reasoning
   * @see https://console.groq.com/docs/openai
   * @see https://console.groq.com/docs/structured-outputs
   */
  groq: {
    name: 'Groq',
    parameters: {
      parallelToolCalls: 'parallel_tool_calls',
      maxCompletionTokens: 'max_completion_tokens',
      user: 'user',
      metadata: 'metadata',
    },
    thinking: {
      on: { reasoning_effort: 'default', reasoning_format: 'parsed' },
      off: { reasoning_effort: 'none' },
      effort: { field: 'reasoning_effort', values: efforts, onlyIfNamed: true },
    },
    thoughts: 'reasoning',
    audio: 'base64',
    json: jsonForms.groq,
    embedding: ['encoding_format'],
  },
  /**
   * Refuses unknown fields.
   *
   * @see https://inference-docs.cerebras.ai/capabilities/reasoning
   * @see https://inference-docs.cerebras.ai/api-reference/chat-completions
   */
  cerebras: {
    name: 'Cerebras',
    parameters: {
      n: 'n',
      logprobs: 'logprobs',
      topLogprobs: 'top_logprobs',
      parallelToolCalls: 'parallel_tool_calls',
      maxCompletionTokens: 'max_completion_tokens',
      clearThinking: 'clear_thinking',
      user: 'user',
    },
    thinking: {
      on: { reasoning_effort: 'medium', reasoning_format: 'parsed' },
      off: { reasoning_effort: 'none' },
      effort: { field: 'reasoning_effort', values: efforts },
    },
    thoughts: 'reasoning',
    audio: 'base64',
    json: jsonForms.cerebras,
    streamOptions: true,
    embedding: [],
  },
} satisfies Record<string, Dialect>;
