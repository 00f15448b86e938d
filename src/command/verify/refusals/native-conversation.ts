import { wordsOf } from './words.js';
import { png } from '../bodies.js';
import { chat, look, multimodalPath, textPath } from '../native-bodies.js';
import { modelServer, user } from './case.js';
import { type NativeCase, say, unknown } from './native-case.js';

export const nativeConversations: NativeCase[] = [
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
    path: multimodalPath,
    body: { model: 'qwen-vl-max', input: { prompt: 'Hi' } },
    message: wordsOf('messages-missing'),
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
    path: textPath,
    body: chat({}, 'qwen-plus', [{ type: 'text', text: 'Hi' }]),
    message: 'input content must be a string.',
  },
  {
    rule: 'content-string',
    path: textPath,
    body: chat({}, 'qwen-doc-turbo', [{ text: 'Hi' }]),
    message: 'input content must be a string.',
  },
  {
    rule: 'content-array',
    path: multimodalPath,
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
    message: wordsOf('media-url'),
  },
  {
    rule: 'media-url',
    body: look({}, 'qwen3-vl-plus', [{ image: 'oss://a/b.png' }]),
    message: wordsOf('media-url'),
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
    message: `${modelServer}${wordsOf('tool-orphan')}`,
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
