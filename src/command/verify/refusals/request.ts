import { wordsOf } from './words.js';
import { chat } from '../bodies.js';
import { type RefusalCase, user, sees, at } from './case.js';

export const requests: RefusalCase[] = [
  {
    rule: 'key-missing',
    key: null,
    status: 401,
    code: 'invalid_api_key',
    message: wordsOf('key-missing'),
  },
  {
    rule: 'key-wrong',
    key: 'sk-wrong',
    status: 401,
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. ',
  },
  {
    rule: 'key-wrong',
    key: 'sk-wrong-region',
    status: 401,
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. ',
  },
  {
    rule: 'key-wrong',
    key: 'sk-beijing-demo',
    region: 'singapore',
    status: 401,
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. ',
  },
  {
    rule: 'key-wrong',
    key: 'sk-sp-plan',
    status: 401,
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. ',
  },
  {
    rule: 'key-wrong',
    key: 'none',
    status: 401,
    code: 'invalid_api_key',
    message: 'Incorrect API key provided. ',
  },
  { rule: 'method-wrong', method: 'GET', message: "Request method 'GET' is not supported." },
  {
    rule: 'body-not-json',
    body: '{"model":',
    message: 'Required body invalid, please check the request body format.',
  },
  {
    rule: 'body-not-json',
    body: '[]',
    message: 'Required body invalid, please check the request body format.',
  },
  {
    rule: 'content-type',
    headers: { 'content-type': 'text/plain' },
    message: "Content-Type 'text/plain' is not supported, it must be application/json.",
  },
  {
    rule: 'model-missing',
    body: { messages: [user] },
    code: 'invalid_request_error',
    message: 'you must provide a model parameter.',
  },
  {
    rule: 'model-unknown',
    body: chat({ model: 'Qwen-Plus' }),
    status: 404,
    code: 'model_not_found',
    message: 'The model Qwen-Plus does not exist or you do not have access to it.',
  },
  {
    rule: 'model-unknown',
    body: chat({ model: 'qwen-plus-us' }),
    region: 'singapore',
    status: 404,
    code: 'model_not_found',
    message: 'The model qwen-plus-us does not exist or you do not have access to it.',
  },
  {
    rule: 'model-native-only',
    body: chat({ model: 'qwen-deep-research' }),
    status: 404,
    code: 'model_not_supported',
    message: 'Unsupported model qwen-deep-research for OpenAI compatibility mode.',
  },
  {
    rule: 'model-native-only',
    ...at('/embeddings', { model: 'qwen-plus', input: 'x' }),
    status: 404,
    code: 'model_not_supported',
    message: 'Unsupported model qwen-plus for OpenAI compatibility mode.',
  },
  {
    rule: 'model-native-only',
    ...at('/completions', { model: 'qwen-max', prompt: 'x' }),
    status: 404,
    code: 'model_not_supported',
    message: 'Unsupported model qwen-max for OpenAI compatibility mode.',
  },
  {
    rule: 'unknown-field',
    body: chat({ enableThinking: true }),
    message:
      "Unknown parameter: 'enableThinking'. (The " +
      'emulator refuses it so that a typing mistake shows; the service may ignore it.)',
  },
  {
    rule: 'unknown-field',
    body: chat({ messages: [{ ...user, cache_control: { type: 'ephemeral' } }] }),
    message:
      "Unknown parameter: 'messages.[0].cache_control'. (The emulator refuses it so that a typing mistake " +
      'shows; ' +
      'the service may ignore it.)',
  },
  {
    rule: 'unknown-field',
    body: sees({ type: 'video_url', video_url: { url: 'https://a.example/v.mp4', fps: 2 } }),
    message:
      "Unknown parameter: 'messages.[0].content.[0].video_url.fps'. (The emulator refuses it so that a typing " +
      'mistake shows; the service may ignore it.)',
  },
];
