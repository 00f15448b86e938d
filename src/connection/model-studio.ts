import type { Dialect } from './dialect.js';
import { jsonForms } from './servers.js';

/** The switch of Model Studio, which other services have adopted for its models. */
export const modelStudioSwitch = {
  on: { enable_thinking: true },
  off: { enable_thinking: false },
  budget: 'thinking_budget',
} as const;

/** The dialect of Model Studio. The catalogue knows the capabilities of its models. */
export const modelStudio: Dialect = {
  name: 'Model Studio',
  modelStudio: true,
  parameters: {},
  thinking: modelStudioSwitch,
  thoughts: 'reasoning_content',
  audio: 'data-url',
  video: 'video_url',
  json: jsonForms['model-studio'],
  cacheControl: true,
  streamOptions: true,
  embedding: ['dimensions', 'encoding_format'],
  reranking: {
    path: '/compatible-api/v1/reranks',
    replaces: '/compatible-mode/v1',
    otherwise: '/rerank',
    form: 'cohere',
    instruct: 'instruct',
  },
};
