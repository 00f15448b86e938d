import type { JSONObject } from '../util/json.js';
import type { Dialect } from './dialect.js';
import { jsonForms } from './servers.js';

/** Parameters of OpenAI's API that most servers share. */
const common = {
  n: 'n',
  logprobs: 'logprobs',
  topLogprobs: 'top_logprobs',
  parallelToolCalls: 'parallel_tool_calls',
  maxCompletionTokens: 'max_completion_tokens',
  user: 'user',
} as const;

const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** Qwen's chat templates read the switch from here. */
const templateSwitch = (thinks: boolean): JSONObject => ({ chat_template_kwargs: { enable_thinking: thinks } });

const template = {
  on: templateSwitch(true),
  off: templateSwitch(false),
  effort: { field: 'reasoning_effort', values: efforts },
} as const;

const preserveThinking = 'chat_template_kwargs.preserve_thinking';

const allEmbeddingFields = ['dimensions', 'encoding_format'] as const;

/** Servers that run models on your machine, and the plain form. */
export const localServers = {
  /**
   * Thinking came as `reasoning_content` up to 0.11; newer versions read both names.
   *
   * @see https://docs.vllm.ai/en/stable/features/reasoning_outputs/
   * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/openai/chat_completion/protocol.py
   * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/chat_utils.py (audio, video)
   * @see https://github.com/vllm-project/vllm/blob/main/vllm/entrypoints/pooling/scoring/protocol.py (reranking)
   */
  vllm: {
    name: 'vLLM',
    parameters: {
      ...common,
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      stopTokenIds: 'stop_token_ids',
      preserveThinking,
    },
    thinking: { ...template, budget: 'thinking_token_budget' },
    thoughts: 'reasoning',
    audio: 'base64',
    audioURL: 'audio_url',
    video: 'video_url',
    json: jsonForms.vllm,
    prefix: { continue_final_message: true, add_generation_prompt: false },
    streamOptions: true,
    embedding: allEmbeddingFields,
    reranking: { path: '/rerank', form: 'cohere' },
  },
  /**
   * A ranking comes as a bare list. A thinking budget needs a logit processor that the server was started with.
   *
   * @see https://docs.sglang.ai/advanced_features/separate_reasoning.html
   * @see https://github.com/sgl-project/sglang/blob/main/python/sglang/srt/entrypoints/openai/protocol.py
   */
  sglang: {
    name: 'SGLang',
    parameters: {
      ...common,
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      stopTokenIds: 'stop_token_ids',
      preserveThinking,
    },
    thinking: template,
    thoughts: 'reasoning_content',
    audio: 'audio_url',
    video: 'video_url',
    json: jsonForms.sglang,
    prefix: { continue_final_message: true },
    streamOptions: true,
    embedding: allEmbeddingFields,
    reranking: { path: '/rerank', form: 'cohere', instruct: 'instruct' },
  },
  /**
   * Models think by default. Efforts are for gpt-oss: older versions refuse them for all other models.
   *
   * @see https://docs.ollama.com/api/openai-compatibility
   * @see https://github.com/ollama/ollama/blob/main/openai/openai.go
   */
  ollama: {
    name: 'Ollama',
    parameters: {},
    thinking: {
      on: {},
      off: { reasoning_effort: 'none' },
      effort: { field: 'reasoning_effort', values: ['none', 'low', 'medium', 'high'], onlyIfNamed: true },
    },
    thoughts: 'reasoning',
    audio: 'base64',
    json: jsonForms.ollama,
    streamOptions: true,
    embedding: allEmbeddingFields,
  },
  /**
   * No switch is documented for thinking (lmstudio-bug-tracker #988, #1573), and json_object is refused (#189).
   *
   * @see https://lmstudio.ai/docs/developer/openai-compat/chat-completions
   * @see https://lmstudio.ai/docs/developer/openai-compat/structured-output
   */
  'lm-studio': {
    name: 'LM Studio',
    parameters: { topK: 'top_k', repetitionPenalty: 'repeat_penalty' },
    thinking: {},
    thoughts: 'reasoning_content',
    audio: 'base64',
    json: jsonForms['lm-studio'],
    streamOptions: true,
    embedding: [],
  },
  /**
   * The last assistant message is continued by default.
   *
   * @see https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md
   */
  'llama-cpp': {
    name: 'llama.cpp',
    parameters: {
      logprobs: 'logprobs',
      topLogprobs: 'top_logprobs',
      parallelToolCalls: 'parallel_tool_calls',
      topK: 'top_k',
      repetitionPenalty: 'repeat_penalty',
      preserveThinking,
    },
    thinking: template,
    thoughts: 'reasoning_content',
    audio: 'base64',
    audioURL: 'input_audio',
    video: 'input_video',
    json: jsonForms['llama-cpp'],
    prefix: {},
    streamOptions: true,
    embedding: ['encoding_format'],
    reranking: { path: '/rerank', form: 'cohere' },
  },
  /**
   * Only embeds and ranks. Its reranking endpoint is not an OpenAI-compatible path.
   *
   * @see https://huggingface.co/docs/text-embeddings-inference/quick_tour
   */
  tei: {
    name: 'Text Embeddings Inference',
    parameters: {},
    thinking: {},
    thoughts: 'reasoning_content',
    audio: 'base64',
    json: jsonForms.tei,
    embedding: allEmbeddingFields,
    reranking: { path: '/rerank', replaces: '/v1', form: 'tei' },
  },
  /**
   * OpenAI's form, for all other servers. It has no switch for thinking: models and servers that do not know
   * `reasoning_effort: 'none'` refuse it.
   *
   * @see https://platform.openai.com/docs/api-reference/chat/create
   */
  'openai-compatible': {
    name: 'the server',
    unknown: true,
    parameters: { ...common, metadata: 'metadata', modalities: 'modalities', audio: 'audio' },
    thinking: { effort: { field: 'reasoning_effort', values: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] } },
    thoughts: 'reasoning_content',
    audio: 'base64',
    video: 'video_url',
    json: jsonForms['openai-compatible'],
    streamOptions: true,
    embedding: allEmbeddingFields,
    reranking: { path: '/rerank', form: 'cohere' },
  },
} satisfies Record<string, Dialect>;
