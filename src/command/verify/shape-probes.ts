import { chat, tool } from './bodies.js';
import {
  chat as nativeChat,
  embeddingPath,
  enginePath,
  look,
  multimodalPath,
  sampleRecording,
  textPath,
} from './native-bodies.js';
import type { Probe, ProbeRequest } from './probe.js';
import { responsesBody } from './refusals/responses.js';
import { cosy, qwen as speech } from './refusals/speech.js';
import { native, post } from './requests.js';
import type { Shape } from './shape.js';

const weather = tool('weather', {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
});
const chatPath = '/chat/completions';
const streamed = { stream: true, stream_options: { include_usage: true } };
const sse = { 'X-DashScope-SSE': 'enable' };
const usage: Shape = {
  'usage.prompt_tokens': 'number',
  'usage.completion_tokens': 'number',
  'usage.total_tokens': 'number',
};
const nativeUsage: Shape = { 'usage.input_tokens': 'number', 'usage.output_tokens': 'number', request_id: 'text' };

interface ShapeRow extends Pick<Probe, 'request' | 'paid'> {
  name: string;
  shape: Shape;
}

const rows: ShapeRow[] = [
  {
    name: 'chat',
    request: post(chatPath, chat({ max_tokens: 1 })),
    shape: {
      id: 'text',
      object: { is: 'chat.completion' },
      created: 'number',
      model: 'text',
      'choices.0.index': { is: 0 },
      'choices.0.message.role': { is: 'assistant' },
      'choices.0.message.content': 'string',
      'choices.0.finish_reason': { is: 'length' },
      ...usage,
    },
  },
  {
    name: 'chat-stream',
    request: post(chatPath, chat({ max_tokens: 8, ...streamed })),
    shape: {
      id: 'text',
      object: { is: 'chat.completion.chunk' },
      'choices.0.delta.role': { is: 'assistant' },
      'choices.0.delta.content': 'text',
      'choices.0.finish_reason': 'text',
      ...usage,
      // The value of the last event.
      '': { is: '[DONE]' },
    },
  },
  {
    name: 'chat-thinking-stream',
    request: post(chatPath, chat({ enable_thinking: true, thinking_budget: 16, max_tokens: 8, ...streamed })),
    shape: { 'choices.0.delta.reasoning_content': 'text', 'choices.0.delta.content': 'string', ...usage },
  },
  {
    name: 'tool-call',
    request: post(
      chatPath,
      chat({ tools: [weather], tool_choice: named('weather'), max_tokens: 64 }, 'The weather in Paris?'),
    ),
    shape: {
      'choices.0.message.tool_calls.0.id': 'text',
      'choices.0.message.tool_calls.0.type': { is: 'function' },
      'choices.0.message.tool_calls.0.function.name': { is: 'weather' },
      'choices.0.message.tool_calls.0.function.arguments': 'text',
    },
  },
  {
    name: 'tool-call-stream',
    request: post(
      chatPath,
      chat({ tools: [weather], tool_choice: named('weather'), max_tokens: 64, ...streamed }, 'The weather in Paris?'),
    ),
    shape: {
      'choices.0.delta.tool_calls.0.index': { is: 0 },
      'choices.0.delta.tool_calls.0.id': 'text',
      'choices.0.delta.tool_calls.0.function.name': { is: 'weather' },
      'choices.0.delta.tool_calls.0.function.arguments': 'text',
    },
  },
  {
    name: 'json-object',
    request: post(chatPath, chat({ response_format: { type: 'json_object' }, max_tokens: 32 }, 'JSON: {"a": 1}')),
    shape: { 'choices.0.message.content': 'text' },
  },
  {
    name: 'logprobs',
    request: post(chatPath, chat({ model: 'qwen-plus-2025-12-01', logprobs: true, top_logprobs: 1, max_tokens: 1 })),
    shape: {
      'choices.0.logprobs.content.0.token': 'string',
      'choices.0.logprobs.content.0.logprob': 'number',
      'choices.0.logprobs.content.0.top_logprobs': 'array',
    },
  },
  {
    name: 'completion',
    request: post('/completions', { model: 'qwen-coder-turbo', prompt: 'const a =', max_tokens: 1 }),
    shape: { 'choices.0.text': 'string', ...usage },
  },
  {
    name: 'embeddings',
    request: post('/embeddings', { model: 'text-embedding-v3', input: ['a', 'b'], encoding_format: 'float' }),
    shape: {
      'data.0.index': { is: 0 },
      'data.1.index': { is: 1 },
      'data.0.embedding.0': 'number',
      'usage.prompt_tokens': 'number',
    },
  },
  {
    name: 'models',
    request: { protocol: 'compatible', path: '/models', method: 'GET' },
    shape: { object: { is: 'list' }, 'data.0.id': 'text' },
  },
  {
    name: 'responses',
    request: post('/responses', responsesBody({ max_output_tokens: 16 })),
    shape: {
      id: 'text',
      object: { is: 'response' },
      'output.0.type': { is: 'message' },
      'output.0.id': 'text',
      'output.0.content.0.type': { is: 'output_text' },
      'output.0.content.0.text': 'string',
      'usage.input_tokens': 'number',
      'usage.output_tokens': 'number',
    },
  },
  {
    name: 'responses-stream',
    request: post('/responses', responsesBody({ max_output_tokens: 16, stream: true })),
    shape: {
      type: { is: 'response.output_text.delta' },
      delta: 'text',
      item_id: 'text',
      'response.id': 'text',
      'response.usage.input_tokens': 'number',
      'item.type': { is: 'message' },
    },
  },
  {
    name: 'native-chat',
    request: native(textPath, nativeChat({ max_tokens: 1 })),
    shape: {
      'output.choices.0.message.content': 'string',
      'output.choices.0.finish_reason': { is: 'length' },
      ...nativeUsage,
    },
  },
  {
    name: 'native-chat-stream',
    request: native(textPath, nativeChat({ max_tokens: 8, incremental_output: true }), sse),
    shape: {
      'output.choices.0.message.content': 'text',
      'output.choices.0.finish_reason': { is: 'null' },
      ...nativeUsage,
    },
  },
  {
    name: 'native-vision',
    request: native(multimodalPath, look({ max_tokens: 1 })),
    shape: { 'output.choices.0.message.content.0.text': 'string', ...nativeUsage },
  },
  {
    name: 'native-embeddings',
    request: native(embeddingPath, {
      model: 'text-embedding-v3',
      input: { texts: ['a'] },
      parameters: { output_type: 'dense' },
    }),
    shape: {
      'output.embeddings.0.text_index': { is: 0 },
      'output.embeddings.0.embedding.0': 'number',
      'usage.total_tokens': 'number',
    },
  },
  {
    name: 'speech',
    request: { ...native(multimodalPath, speech('Hi.')), region: 'beijing' },
    shape: { 'output.audio.url': 'text', request_id: 'text' },
  },
  {
    name: 'speech-stream',
    request: { ...native(multimodalPath, speech('Hi.'), sse), region: 'beijing' },
    shape: { 'output.audio.data': 'text', 'output.audio.url': 'text' },
  },
  {
    name: 'speech-engine',
    request: { ...native(enginePath, cosy('Hi.')), region: 'beijing' },
    shape: { 'output.audio.url': 'text', request_id: 'text' },
  },
  {
    name: 'transcription',
    request: post(chatPath, {
      model: 'qwen3-asr-flash',
      messages: [{ role: 'user', content: [{ type: 'input_audio', input_audio: { data: sampleRecording } }] }],
    }),
    shape: {
      'choices.0.message.content': 'string',
      'choices.0.message.annotations.0.language': 'text',
      'usage.seconds': 'number',
    },
    paid: { model: 'qwen3-asr-flash', usage: { seconds: 10 } },
  },
  {
    name: 'reranking',
    request: native('/services/rerank/text-rerank/text-rerank', {
      model: 'gte-rerank-v2',
      input: { query: 'a fruit', documents: ['apple', 'car'] },
      parameters: { top_n: 2 },
    }),
    shape: {
      'output.results.0.index': 'number',
      'output.results.0.relevance_score': 'number',
      'usage.total_tokens': 'number',
    },
  },
  {
    name: 'multimodal-embedding',
    request: native('/services/embeddings/multimodal-embedding/multimodal-embedding', {
      model: 'qwen3-vl-embedding',
      input: { contents: [{ text: 'a' }] },
      parameters: { dimension: 256 },
    }),
    shape: {
      'output.embeddings.0.index': { is: 0 },
      'output.embeddings.0.type': { is: 'text' },
      'output.embeddings.0.embedding.0': 'number',
    },
  },
  { name: 'files', request: list('compatible', '/files?limit=1'), shape: { object: { is: 'list' }, data: 'array' } },
  // An empty list has null for its data.
  {
    name: 'batches',
    request: list('compatible', '/batches?limit=1'),
    shape: { object: { is: 'list' }, has_more: 'boolean' },
  },
  {
    name: 'task-unknown',
    request: list('dashscope', '/tasks/00000000-0000-0000-0000-000000000000'),
    shape: { 'output.task_status': { is: 'UNKNOWN' }, request_id: 'text' },
  },
  {
    name: 'tasks',
    request: list('dashscope', '/tasks/?page_size=1'),
    shape: { total: 'number', data: 'array', page_no: { is: 1 }, request_id: 'text' },
  },
];

function list(protocol: ProbeRequest['protocol'], path: string): ProbeRequest {
  return { protocol, path, method: 'GET' };
}

function named(name: string) {
  return { type: 'function', function: { name } };
}

const source = "the fields that this package's codecs read";

/** A probe for each form of answer that the codecs read. */
export function shapeProbes(): Probe[] {
  return rows.map(({ name, request, shape, paid }) => {
    const expected = { kind: 'answer', shape } as const;
    return { id: `shapes/${name}`, group: 'shapes', request, expected, paid, certainty: 'recorded', source };
  });
}
