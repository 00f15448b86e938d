import { rules } from '../../../src/emulator/rules/rules.js';
import type { RuleName } from '../../../src/emulator/rules/rules.js';
import { type Asked, type Json, png, tool } from '../emulator-requests.js';
import { chat, EMBEDDING, look, MULTIMODAL, TEXT } from '../native-emulator-requests.js';

/** A request that a rule refuses, and the refusal. Defaults: 400, InvalidParameter. */
export interface NativeCase extends Asked {
  rule: RuleName;
  body: Json;
  code?: string;
  status?: number;
  message: string | RegExp;
}

/** The words that whole answers put in front of a refusal by the model server. */
const MODEL_SERVER = '<400> InternalError.Algo.InvalidParameter: ';
const SSE = { 'X-DashScope-SSE': 'enable' };
const city = tool('weather');
const unknown = (field: string) => new RegExp(`^Unknown parameter: '${field.replace(/[.[\]]/g, '\\$&')}'`);
const say = (messages: unknown[], parameters: object = {}) => ({
  model: 'qwen-plus',
  input: { messages },
  parameters: { result_format: 'message', ...parameters },
});
const user = { role: 'user', content: 'Hello' };

export const requests: NativeCase[] = [
  {
    rule: 'key-missing',
    body: chat(),
    key: null,
    status: 401,
    code: 'InvalidApiKey',
    message: 'No API-key provided.',
  },
  {
    rule: 'key-wrong',
    body: chat(),
    key: 'sk-wrong',
    status: 401,
    code: 'InvalidApiKey',
    message: 'Invalid API-key provided.',
  },
  {
    // The gateway knows no streams.
    rule: 'key-wrong',
    body: chat(),
    key: 'sk-wrong',
    headers: SSE,
    status: 401,
    code: 'InvalidApiKey',
    message: 'Invalid API-key provided.',
  },
  { rule: 'method-wrong', body: chat(), method: 'GET', message: "Request method 'GET' is not supported." },
  { rule: 'body-not-json', body: '{"model":', message: rules['body-not-json'].message },
  {
    rule: 'content-type',
    body: chat(),
    headers: { 'content-type': 'text/plain' },
    message: "Content-Type 'text/plain' is not supported, it must be application/json.",
  },
  {
    rule: 'asynchronous-call',
    body: chat(),
    headers: { 'X-DashScope-Async': 'enable' },
    status: 403,
    code: 'AccessDenied',
    message: 'current user api does not support asynchronous calls.',
  },
  {
    rule: 'empty-model',
    body: { input: { messages: [user] } },
    code: 'BadRequest.EmptyModel',
    message: 'Required parameter "model" missing from request.',
  },
  {
    rule: 'empty-input',
    body: { model: 'qwen-plus', messages: [user] },
    code: 'BadRequest.EmptyInput',
    message: 'Required input parameter missing from request.',
  },
  {
    rule: 'model-unknown',
    body: chat({}, 'qwen-none'),
    status: 404,
    code: 'ModelNotFound',
    message: 'The model qwen-none does not exist or you do not have access to it.',
  },
  {
    rule: 'model-not-emulated',
    body: look({}, 'qwen-deep-research'),
    status: 404,
    code: 'ModelNotFound',
    message: 'The emulator does not serve the model qwen-deep-research on this path.',
  },
  {
    rule: 'url-mismatch',
    body: chat({}, 'qwen3.6-plus'),
    message: /^url error, please check url！ For details, see: /,
  },
  { rule: 'url-mismatch', body: look({}, 'qwen-plus'), message: /^url error/ },
  { rule: 'url-mismatch', body: chat({}, 'text-embedding-v4'), message: /^url error/ },
  { rule: 'unknown-field', body: { ...chat(), stream: true }, message: unknown('stream') },
  { rule: 'parameter-type', body: { ...chat(), parameters: [] }, message: "'parameters' must be Object" },
];

const conversations: NativeCase[] = [
  {
    rule: 'unknown-field',
    body: { model: 'qwen-plus', input: { prompt: 'Hi', text: 'Hi' } },
    message: unknown('input.text'),
  },
  {
    rule: 'input-none',
    body: { model: 'qwen-plus', input: {} },
    message: 'Either "prompt" or "messages" must exist and cannot both be none',
  },
  { rule: 'input-none', body: { model: 'qwen-plus', input: { prompt: '' } }, message: /^Either "prompt" or/ },
  {
    rule: 'input-both',
    body: { model: 'qwen-plus', input: { prompt: 'Hi', messages: [user] } },
    message: 'Role must be user or assistant and Content length must be greater than 0',
  },
  {
    rule: 'messages-missing',
    path: MULTIMODAL,
    body: { model: 'qwen-vl-max', input: { prompt: 'Hi' } },
    message: rules['messages-missing'].message,
  },
  { rule: 'list-empty', body: say([]), message: "[] is too short - 'messages'" },
  {
    rule: 'history-malformed',
    body: { model: 'qwen-plus', input: { prompt: 'Hi', history: [{ user: 'Hi' }] } },
    message: "Each item of 'history' must be {'user': str, 'bot': str}",
  },
  {
    rule: 'content-empty',
    body: say([{ role: 'user', content: '' }]),
    message: 'Role must be user or assistant and Content length must be greater than 0',
  },
  {
    rule: 'content-string',
    path: TEXT,
    body: chat({}, 'qwen-plus', [{ type: 'text', text: 'Hi' }]),
    message: 'input content must be a string.',
  },
  {
    rule: 'content-string',
    path: TEXT,
    body: chat({}, 'qwen-doc-turbo', [{ text: 'Hi' }]),
    message: 'input content must be a string.',
  },
  {
    rule: 'content-array',
    path: MULTIMODAL,
    body: look({}, 'qwen3.6-plus', 'Hi'),
    message: 'Preprocessor error',
  },
  {
    rule: 'content-modal',
    body: look({}, 'qwen3-vl-plus', [{ type: 'text' }]),
    message: 'The item of content should be a message of a certain modal.',
  },
  {
    rule: 'content-modal',
    body: look({}, 'qwen3-vl-plus', [{ text: 'a', image: 'b' }]),
    message: /certain modal/,
  },
  {
    rule: 'content-modal',
    body: look({}, 'qwen3-vl-plus', [{ image: { url: 'b' } }]),
    message: /certain modal/,
  },
  {
    rule: 'unknown-field',
    body: look({}, 'qwen3-vl-plus', [{ type: 'text', text: 'a' }]),
    message: unknown('input.messages.[0].content.[0].type'),
  },
  {
    rule: 'unknown-field',
    body: look({}, 'qwen3-vl-plus', [{ image: png(20, 20), fps: 2 }]),
    message: unknown('input.messages.[0].content.[0].fps'),
  },
  {
    rule: 'content-item',
    body: look({}, 'qwen-vl-ocr', [{ video: 'https://a.example/a.mp4' }]),
    message: /Unexpected item/,
  },
  {
    rule: 'frame-count',
    body: look({}, 'qwen-vl-max', [{ video: [png(20, 20)] }]),
    message: /shoule be \(4, 80\)/,
  },
  {
    rule: 'parameter-range',
    body: look({}, 'qwen3-vl-plus', [{ video: 'https://a.example/a.mp4', fps: 11 }]),
    message: 'Range of fps should be [0.1, 10]',
  },
  {
    rule: 'parameter-type',
    body: look({}, 'qwen3-vl-plus', [{ video: 'https://a.example/a.mp4', max_frames: '9' }]),
    message: "'input.messages.[0].content.[0].max_frames' must be Integer",
  },
  {
    rule: 'parameter-unsupported',
    body: look({}, 'qwen3-vl-plus', [{ image: png(20, 20), enable_rotate: true }]),
    message: 'The model qwen3-vl-plus does not support input.messages.[0].content.[0].enable_rotate.',
  },
  {
    rule: 'media-url',
    body: look({}, 'qwen3-vl-plus', [{ image: 'file:///a.png' }]),
    message: rules['media-url'].message,
  },
  {
    rule: 'media-url',
    body: look({}, 'qwen3-vl-plus', [{ image: 'oss://a/b.png' }]),
    message: rules['media-url'].message,
  },
  {
    rule: 'stored-file-unknown',
    body: look({}, 'qwen3-vl-plus', [{ image: 'oss://a/b.png' }]),
    headers: { 'X-DashScope-OssResourceResolve': 'enable' },
    code: 'InvalidParameter.DataInspection',
    message: 'Unable to download the media resource during the data inspection process.',
  },
  {
    rule: 'last-message',
    body: say([user, { role: 'assistant', content: 'Hi' }]),
    status: 500,
    code: 'InternalError.Algo',
    message: 'list index out of range',
  },
  {
    rule: 'tool-orphan',
    body: say([user, { role: 'tool', content: 'x', tool_call_id: 'call_1' }]),
    message: `${MODEL_SERVER}${rules['tool-orphan'].message}`,
  },
  {
    rule: 'file-invalid',
    body: { ...say([{ role: 'system', content: 'fileid://file-fe-none' }, user]), model: 'qwen-long' },
    base: 'https://dashscope.aliyuncs.com/api/v1',
    message: 'Invalid file [id:file-fe-none].',
  },
  {
    rule: 'file-count',
    base: 'https://dashscope.aliyuncs.com/api/v1',
    message: 'Too many files provided.',
    body: {
      ...say([{ role: 'system', content: Array(101).fill('fileid://file-fe-a').join(',') }, user]),
      model: 'qwen-long',
    },
  },
];

const compatibleOnly = ['stream_options', 'modalities', 'audio', 'user', 'metadata', 'store', 'messages'];

const parameters: NativeCase[] = [
  ...compatibleOnly.map((name) => ({
    rule: 'unknown-field' as const,
    body: chat({ [name]: true }),
    message: unknown(`parameters.${name}`),
  })),
  { rule: 'temperature', body: chat({ temperature: 2 }), message: 'Temperature should be in [0.0, 2.0)' },
  {
    rule: 'max_tokens',
    body: chat({ max_tokens: 0 }),
    message: `${MODEL_SERVER}Range of max_tokens should be [1, 32768]`,
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
    headers: SSE,
    message: 'The result_format parameter must be "message" when enable_thinking is true',
  },
  {
    rule: 'thinking-not-streamed',
    body: chat({ enable_thinking: true }),
    message: rules['thinking-not-streamed'].message,
  },
  { rule: 'stream-only', body: chat({}, 'qwq-plus'), message: rules['stream-only'].message },
  {
    rule: 'incremental-thinking',
    body: chat({ enable_thinking: true }),
    headers: SSE,
    message: 'The incremental_output parameter must be "true" when enable_thinking is true',
  },
  {
    rule: 'incremental-thinking',
    body: look({ incremental_output: false }, 'qwen3.6-plus'),
    headers: SSE,
    message: 'The incremental_output parameter must be "true" when enable_thinking is true',
  },
  ...['qwen3-max', 'qwen3-30b-a3b-instruct-2507', 'qwq-plus'].map((model) => ({
    rule: 'incremental-false' as const,
    body: chat({ incremental_output: false }, model),
    headers: SSE,
    message: 'The incremental_output parameter of this model cannot be set to False.',
  })),
  {
    rule: 'incremental-false',
    body: look({ incremental_output: false }, 'qwen3-vl-flash'),
    headers: SSE,
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
    message: rules.enable_search.message,
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
    message: rules.tool_choice.message,
  },
  {
    rule: 'translation-options',
    body: chat({}, 'qwen-mt-plus'),
    message: /translation_options.source_lang/,
  },
];

const embeddings: NativeCase[] = [
  {
    rule: 'embedding-batch-old',
    path: EMBEDDING,
    body: { model: 'text-embedding-v2', input: { texts: Array(26).fill('a') } },
    message: 'batch size is invalid, it should not be larger than 25.: payload.input.contents',
  },
];

export const cases: NativeCase[] = [...requests, ...conversations, ...parameters, ...embeddings];
