import { wordsOf } from './words.js';
import { chat, look } from '../native-bodies.js';
import { user } from './case.js';
import { type NativeCase, sseHeaders, unknown } from './native-case.js';

export const nativeRequests: NativeCase[] = [
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
    headers: sseHeaders,
    status: 401,
    code: 'InvalidApiKey',
    message: 'Invalid API-key provided.',
  },
  { rule: 'method-wrong', body: chat(), method: 'GET', message: "Request method 'GET' is not supported." },
  { rule: 'body-not-json', body: '{"model":', message: wordsOf('body-not-json') },
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
