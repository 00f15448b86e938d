import { wordsOf } from './words.js';
import { chat, embeddingPath, look } from '../native-bodies.js';
import { modelServer } from './case.js';
import { city, type NativeCase, sseHeaders, unknown } from './native-case.js';

const compatibleOnly = ['stream_options', 'modalities', 'audio', 'user', 'metadata', 'store', 'messages'];

export const nativeParameters: NativeCase[] = [
  ...compatibleOnly.map((name) => ({
    rule: 'unknown-field' as const,
    body: chat({ [name]: true }),
    message: unknown(`parameters.${name}`),
  })),
  { rule: 'temperature', body: chat({ temperature: 2 }), message: 'Temperature should be in [0.0, 2.0)' },
  {
    rule: 'max_tokens',
    body: chat({ max_tokens: 0 }),
    message: `${modelServer}Range of max_tokens should be [1, 32768]`,
  },
  {
    rule: 'native-seed',
    body: chat({ seed: -1 }),
    message: 'Range of seed should be [0, 9223372036854775807]',
  },
  {
    rule: 'parameter-value',
    body: chat({ result_format: 'json' }),
    message: "json is not one of ['text', 'message'] - 'result_format'",
  },
  {
    rule: 'parameter-value',
    body: chat({ result_format: 'text' }, 'qwen3-max'),
    message: "text is not one of ['message'] - 'parameters.result_format'",
  },
  {
    rule: 'format-tools',
    body: chat({ result_format: 'text', tools: [city] }),
    message: 'The result_format parameter must be "message" when tools are given',
  },
  {
    rule: 'format-thinking',
    body: chat({ result_format: null, enable_thinking: true, incremental_output: true }),
    headers: sseHeaders,
    message: 'The result_format parameter must be "message" when enable_thinking is true',
  },
  {
    rule: 'thinking-not-streamed',
    body: chat({ enable_thinking: true }),
    message: wordsOf('thinking-not-streamed'),
  },
  { rule: 'stream-only', body: chat({}, 'qwq-plus'), message: wordsOf('stream-only') },
  {
    rule: 'incremental-thinking',
    body: chat({ enable_thinking: true }),
    headers: sseHeaders,
    message: 'The incremental_output parameter must be "true" when enable_thinking is true',
  },
  {
    rule: 'incremental-thinking',
    body: look({ incremental_output: false }, 'qwen3.6-plus'),
    headers: sseHeaders,
    message: 'The incremental_output parameter must be "true" when enable_thinking is true',
  },
  ...['qwen3-max', 'qwen3-30b-a3b-instruct-2507', 'qwq-plus'].map((model) => ({
    rule: 'incremental-false' as const,
    body: chat({ incremental_output: false }, model),
    headers: sseHeaders,
    message: 'The incremental_output parameter of this model cannot be set to False.',
  })),
  {
    rule: 'incremental-false',
    body: look({ incremental_output: false }, 'qwen3-vl-flash'),
    headers: sseHeaders,
    message: 'The incremental_output parameter of this model cannot be set to False.',
  },
  {
    rule: 'unknown-field',
    body: chat({ enable_search: true, search_options: { sources: true } }),
    message: unknown('search_options.sources'),
  },
  {
    rule: 'parameter-value',
    body: chat({ enable_search: true, search_options: { citation_format: '[n]' } }),
    message: "[n] is not one of ['[<number>]', '[ref_<number>]'] - 'search_options.citation_format'",
  },
  {
    rule: 'search-agent',
    body: chat(
      { enable_search: true, search_options: { search_strategy: 'agent', enable_citation: true } },
      'qwen3-max',
    ),
    message: 'search_options.enable_citation cannot be combined with search_strategy agent, only enable_source can.',
  },
  {
    rule: 'enable_search',
    body: chat({ enable_search: true }, 'qwen-math-plus'),
    message: wordsOf('enable_search'),
  },
  {
    rule: 'parameter-unsupported',
    body: look({ ocr_options: { task: 'multi_lan' } }),
    message: 'The model qwen3-vl-plus does not support ocr_options.',
  },
  {
    rule: 'parameter-unsupported',
    body: chat({ vl_enable_image_hw_output: true }),
    message: 'The model qwen-plus does not support vl_enable_image_hw_output.',
  },
  {
    rule: 'ocr-schema',
    body: look({ ocr_options: { task: 'key_information_extraction' } }, 'qwen-vl-ocr'),
    message: 'ocr_options.task_config.result_schema is required by the task key_information_extraction.',
  },
  {
    rule: 'parameter-type',
    body: look({ ocr_options: {} }, 'qwen-vl-ocr'),
    message: "'ocr_options.task' must be String",
  },
  {
    rule: 'tool_choice',
    body: chat({ tools: [city], tool_choice: 'required' }),
    message: wordsOf('tool_choice'),
  },
  {
    rule: 'translation-options',
    body: chat({}, 'qwen-mt-plus'),
    message: /translation_options.source_lang/,
  },
];

export const nativeEmbeddings: NativeCase[] = [
  {
    rule: 'embedding-batch-old',
    path: embeddingPath,
    body: { model: 'text-embedding-v2', input: { texts: Array(26).fill('a') } },
    message: 'batch size is invalid, it should not be larger than 25.: payload.input.contents',
  },
];
