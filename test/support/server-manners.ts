import type { QwenServer } from '../../src/connection/servers.js';

type Body = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any

/** The behaviour of a server, by its documentation or its source. Stated apart from the table in src. */
export interface Manners {
  /** Where it answers. */
  baseURL: string;
  /** The name of the server in settings; a server without this is known by its host or port. */
  server?: QwenServer;
  /** The name of the server in warnings. */
  name: string;
  /** Fields of a chat request beyond those that every server has. */
  fields: string[];
  /** Options of this package that it carries, and where. */
  carries: Record<string, string>;
  /** True if a model that can do both thinks about this request. */
  thinks(body: Body): boolean;
  /** True if the documentation has a switch for that. */
  hasSwitch: boolean;
  /** The field of a budget of 1,000 tokens in a request, if there is one. */
  budget?(body: Body): unknown;
  /** Where thoughts are, and the only field that it takes them back in. */
  thoughts: 'reasoning' | 'reasoning_content';
  /** The part that takes the bytes of a recording. */
  audio: 'input_audio' | 'audio_url';
  /** The part that takes the URL of a recording. */
  audioURL?: 'input_audio' | 'audio_url';
  video?: 'video_url' | 'input_video';
  formats: ('json_object' | 'json_schema')[];
  /** Refuses whole answers that think. */
  streamsThoughts?: true;
  embedding: string[];
  /** URL and fields of a ranking, and how the answer lists scores. */
  reranking?: { path: string; fields: string[]; answer: (scores: number[]) => unknown };
}

const openAI = ['n', 'logprobs', 'top_logprobs', 'parallel_tool_calls', 'max_completion_tokens', 'user'];
const openAICarries = {
  n: 'n',
  logprobs: 'logprobs',
  topLogprobs: 'top_logprobs',
  parallelToolCalls: 'parallel_tool_calls',
  maxCompletionTokens: 'max_completion_tokens',
  user: 'user',
};

const byTemplate = (body: Body) => body.chat_template_kwargs?.enable_thinking !== false;
const byEffort = (body: Body) => body.reasoning_effort !== 'none';
const byFlag = (body: Body) => body.enable_thinking !== false;
const byObject = (body: Body) => body.reasoning?.enabled !== false && body.reasoning?.effort !== 'none';
const always = () => true;

const bothFormats: Manners['formats'] = ['json_object', 'json_schema'];
const bothFields = ['dimensions', 'encoding_format'];

const results = (scores: number[]) => ({
  id: 'ranking-1',
  results: ranked(scores).map(({ index, score }) => ({ index, relevance_score: score })),
  usage: { total_tokens: 7 },
});

function ranked(scores: number[]): { index: number; score: number }[] {
  return scores.map((score, index) => ({ index, score })).sort((first, second) => second.score - first.score);
}

const preserveThinking = 'chat_template_kwargs.preserve_thinking';

export const manners: Record<Exclude<QwenServer, 'model-studio'>, Manners> = {
  // vllm/entrypoints/openai/chat_completion/protocol.py, chat_utils.py and pooling/scoring/protocol.py (2026).
  vllm: {
    baseURL: 'http://gpu.example:8000/v1',
    server: 'vllm',
    name: 'vLLM',
    fields: [
      ...openAI,
      'stream_options',
      'top_k',
      'repetition_penalty',
      'stop_token_ids',
      'chat_template_kwargs',
      'thinking_token_budget',
      'reasoning_effort',
      'continue_final_message',
      'add_generation_prompt',
    ],
    carries: {
      ...openAICarries,
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      stopTokenIds: 'stop_token_ids',
      preserveThinking,
    },
    thinks: byTemplate,
    hasSwitch: true,
    budget: (body) => body.thinking_token_budget,
    thoughts: 'reasoning',
    audio: 'input_audio',
    audioURL: 'audio_url',
    video: 'video_url',
    formats: bothFormats,
    embedding: bothFields,
    reranking: { path: '/v1/rerank', fields: ['model', 'query', 'documents', 'top_n'], answer: results },
  },
  // sglang/srt/entrypoints/openai/protocol.py and serving_rerank.py (2026): a ranking is a bare list of scores.
  sglang: {
    baseURL: 'http://gpu.example:30000/v1',
    server: 'sglang',
    name: 'SGLang',
    fields: [
      ...openAI,
      'stream_options',
      'top_k',
      'repetition_penalty',
      'stop_token_ids',
      'chat_template_kwargs',
      'reasoning_effort',
      'continue_final_message',
    ],
    carries: {
      ...openAICarries,
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      stopTokenIds: 'stop_token_ids',
      preserveThinking,
    },
    thinks: byTemplate,
    hasSwitch: true,
    thoughts: 'reasoning_content',
    audio: 'audio_url',
    audioURL: 'audio_url',
    video: 'video_url',
    formats: bothFormats,
    embedding: bothFields,
    reranking: {
      path: '/v1/rerank',
      fields: ['model', 'query', 'documents', 'top_n', 'instruct'],
      answer: (scores) => ranked(scores).map(({ index, score }) => ({ index, score, document: 'as it was' })),
    },
  },
  // ollama/openai/openai.go (2025).
  ollama: {
    baseURL: 'http://localhost:11434/v1',
    name: 'Ollama',
    fields: ['stream_options', 'reasoning_effort'],
    carries: {},
    thinks: byEffort,
    hasSwitch: true,
    thoughts: 'reasoning',
    audio: 'input_audio',
    formats: bothFormats,
    embedding: bothFields,
  },
  // docs.lmstudio.ai: openai-compat/chat-completions and structured-output; lmstudio-bug-tracker #189, #988, #1573.
  'lm-studio': {
    baseURL: 'http://localhost:1234/v1',
    name: 'LM Studio',
    fields: ['stream_options', 'top_k', 'repeat_penalty'],
    carries: { topK: 'top_k', repetitionPenalty: 'repeat_penalty' },
    thinks: always,
    hasSwitch: false,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    formats: ['json_schema'],
    embedding: [],
  },
  // llama.cpp/tools/server/README.md (2026).
  'llama-cpp': {
    baseURL: 'http://gpu.example:8080/v1',
    server: 'llama-cpp',
    name: 'llama.cpp',
    fields: [
      'stream_options',
      'logprobs',
      'top_logprobs',
      'parallel_tool_calls',
      'top_k',
      'repeat_penalty',
      'chat_template_kwargs',
      'reasoning_effort',
    ],
    carries: {
      logprobs: 'logprobs',
      topLogprobs: 'top_logprobs',
      parallelToolCalls: 'parallel_tool_calls',
      topK: 'top_k',
      repetitionPenalty: 'repeat_penalty',
      preserveThinking,
    },
    thinks: byTemplate,
    hasSwitch: true,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    audioURL: 'input_audio',
    video: 'input_video',
    formats: bothFormats,
    embedding: ['encoding_format'],
    reranking: { path: '/v1/rerank', fields: ['model', 'query', 'documents', 'top_n'], answer: results },
  },
  // huggingface.co/docs/text-embeddings-inference: no chat; /rerank lies at the root.
  tei: {
    baseURL: 'http://gpu.example:8081/v1',
    server: 'tei',
    name: 'Text Embeddings Inference',
    fields: [],
    carries: {},
    thinks: always,
    hasSwitch: false,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    formats: [],
    embedding: bothFields,
    reranking: { path: '/rerank', fields: ['query', 'texts'], answer: ranked },
  },
  // openrouter.ai/docs: reasoning tokens, chat completion, rerank; @openrouter/sdk 1.3.
  openrouter: {
    baseURL: 'https://openrouter.ai/api/v1',
    name: 'OpenRouter',
    fields: [...openAI.slice(1), 'top_k', 'repetition_penalty', 'metadata', 'modalities', 'reasoning', 'cache_control'],
    carries: {
      logprobs: 'logprobs',
      topLogprobs: 'top_logprobs',
      parallelToolCalls: 'parallel_tool_calls',
      maxCompletionTokens: 'max_completion_tokens',
      user: 'user',
      metadata: 'metadata',
      modalities: 'modalities',
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
      cacheControl: '',
    },
    thinks: byObject,
    hasSwitch: true,
    budget: (body) => body.reasoning?.max_tokens,
    thoughts: 'reasoning',
    audio: 'input_audio',
    video: 'video_url',
    formats: bothFormats,
    embedding: bothFields,
    reranking: { path: '/api/v1/rerank', fields: ['model', 'query', 'documents', 'top_n'], answer: results },
  },
  // docs.siliconflow.cn: chat-completions, multimodal-vision, create-rerank.
  siliconflow: {
    baseURL: 'https://api.siliconflow.cn/v1',
    name: 'SiliconFlow',
    fields: ['stream_options', 'n', 'top_k', 'enable_thinking', 'thinking_budget', 'reasoning_effort'],
    carries: { n: 'n', topK: 'top_k' },
    thinks: byFlag,
    hasSwitch: true,
    budget: (body) => body.thinking_budget,
    thoughts: 'reasoning_content',
    audio: 'audio_url',
    audioURL: 'audio_url',
    video: 'video_url',
    formats: ['json_object'],
    embedding: bothFields,
    reranking: {
      path: '/v1/rerank',
      fields: ['model', 'query', 'documents', 'top_n', 'instruction'],
      answer: results,
    },
  },
  // modelscope.cn/docs/model-service/API-Inference; musistudio/claude-code-router #948 for whole answers.
  modelscope: {
    baseURL: 'https://api-inference.modelscope.cn/v1',
    name: 'ModelScope',
    fields: ['stream_options', 'enable_thinking', 'thinking_budget'],
    carries: {},
    thinks: byFlag,
    hasSwitch: true,
    budget: (body) => body.thinking_budget,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    video: 'video_url',
    formats: [],
    streamsThoughts: true,
    embedding: [],
  },
  // deepinfra.com/docs/openai_api and its OpenAPI document; deepinfra.com/Qwen/Qwen3-Reranker-0.6B/api.
  deepinfra: {
    baseURL: 'https://api.deepinfra.com/v1/openai',
    name: 'DeepInfra',
    fields: ['stream_options', 'n', 'logprobs', 'user', 'top_k', 'repetition_penalty', 'reasoning_effort'],
    carries: {
      n: 'n',
      logprobs: 'logprobs',
      user: 'user',
      topK: 'top_k',
      repetitionPenalty: 'repetition_penalty',
    },
    thinks: byEffort,
    hasSwitch: true,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    video: 'video_url',
    formats: bothFormats,
    embedding: bothFields,
    reranking: {
      path: '/v1/inference/Qwen/Qwen3-Reranker-0.6B',
      fields: ['queries', 'documents', 'instruction'],
      answer: (scores) => ({ scores, input_tokens: 7, request_id: null }),
    },
  },
  // docs.together.ai and together-ai 0.52: `logprobs` is a number, and streams have no options.
  together: {
    baseURL: 'https://api.together.xyz/v1',
    name: 'Together',
    fields: ['n', 'top_k', 'repetition_penalty', 'reasoning', 'reasoning_effort', 'chat_template_kwargs'],
    carries: { n: 'n', topK: 'top_k', repetitionPenalty: 'repetition_penalty', preserveThinking },
    thinks: byObject,
    hasSwitch: true,
    thoughts: 'reasoning',
    audio: 'input_audio',
    audioURL: 'audio_url',
    video: 'video_url',
    formats: bothFormats,
    embedding: [],
    reranking: { path: '/v1/rerank', fields: ['model', 'query', 'documents', 'top_n'], answer: results },
  },
  // docs.fireworks.ai: reasoning, chat completions, rerank documents; fireworks-ai SDK (2026).
  fireworks: {
    baseURL: 'https://api.fireworks.ai/inference/v1',
    name: 'Fireworks',
    fields: [...openAI, 'stream_options', 'top_k', 'repetition_penalty', 'metadata', 'reasoning_effort'],
    carries: { ...openAICarries, topK: 'top_k', repetitionPenalty: 'repetition_penalty', metadata: 'metadata' },
    thinks: byEffort,
    hasSwitch: true,
    budget: (body) => body.reasoning_effort,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    formats: bothFormats,
    embedding: ['dimensions'],
    reranking: {
      path: '/inference/v1/rerank',
      fields: ['model', 'query', 'documents', 'top_n'],
      answer: (scores) => ({ object: 'list', data: results(scores).results, usage: { total_tokens: 7 } }),
    },
  },
  // console.groq.com/docs: reasoning, openai (what is refused), structured outputs; groq-sdk 1.6.
  groq: {
    baseURL: 'https://api.groq.com/openai/v1',
    name: 'Groq',
    fields: [
      'parallel_tool_calls',
      'max_completion_tokens',
      'user',
      'metadata',
      'reasoning_effort',
      'reasoning_format',
    ],
    carries: {
      parallelToolCalls: 'parallel_tool_calls',
      maxCompletionTokens: 'max_completion_tokens',
      user: 'user',
      metadata: 'metadata',
    },
    thinks: byEffort,
    hasSwitch: true,
    thoughts: 'reasoning',
    audio: 'input_audio',
    formats: ['json_object'],
    embedding: ['encoding_format'],
  },
  // inference-docs.cerebras.ai: reasoning, chat completions; @cerebras/cerebras_cloud_sdk 1.91.
  cerebras: {
    baseURL: 'https://api.cerebras.ai/v1',
    name: 'Cerebras',
    fields: [...openAI, 'stream_options', 'clear_thinking', 'reasoning_effort', 'reasoning_format'],
    carries: { ...openAICarries, clearThinking: 'clear_thinking' },
    thinks: byEffort,
    hasSwitch: true,
    thoughts: 'reasoning',
    audio: 'input_audio',
    formats: bothFormats,
    embedding: [],
  },
  // platform.openai.com/docs/api-reference/chat/create: the form that an unknown server gets.
  'openai-compatible': {
    baseURL: 'http://gateway.example:4000/v1',
    name: 'the server at gateway.example:4000',
    fields: [...openAI, 'stream_options', 'metadata', 'modalities', 'audio', 'reasoning_effort'],
    carries: { ...openAICarries, metadata: 'metadata', modalities: 'modalities', audio: 'audio' },
    thinks: always,
    hasSwitch: false,
    thoughts: 'reasoning_content',
    audio: 'input_audio',
    video: 'video_url',
    formats: bothFormats,
    embedding: bothFields,
    reranking: { path: '/v1/rerank', fields: ['model', 'query', 'documents', 'top_n'], answer: results },
  },
};
