import type { FailureName } from '../../../emulator/index.js';
import { enginePath, multimodalPath } from '../native-bodies.js';
import { modelServer } from './case.js';

const urlError = 'url error, please check url！';
const noHTTP = 'current user api does not support http call';
const singapore = 'https://dashscope-intl.aliyuncs.com/api/v1';
export const unknownVoice =
  'Invalid voice specified, the requested voice does not exist or is not licensed for use—please select a ' +
  'supported voice.';

/** A refused request of Beijing and its error. Default: 400 InvalidParameter. */
export interface SpeechCase {
  rule: FailureName;
  path: string;
  body: object;
  /** The base URL of another region. */
  base?: string;
  code?: string;
  message: string;
}

/** A request to a Qwen-TTS model. */
export function qwen(text: string, input: object = {}, more: object = {}) {
  return { model: 'qwen3-tts-flash', input: { text, voice: 'Cherry', ...input }, ...more };
}

/** A request to CosyVoice, which speaks WAV. */
export function cosy(text: string, input: object = {}, model = 'cosyvoice-v3-flash') {
  return { model, input: { text, voice: 'longanyang', format: 'wav', ...input } };
}

const audio = (input: object, model = 'qwen-audio-3.0-tts-flash') => cosy('Hello', input, model);
/** A request to a model of any kind. */
export const modelOf = (model: string) => ({ ...qwen('Hello'), model });
const vc = (voice: string) => qwen('Hello', { voice }, { model: 'qwen3-tts-vc-2026-01-22' });

/** A request for each rule of speech. */
export const speechCases: SpeechCase[] = [
  { rule: 'speech-url', path: multimodalPath, body: modelOf('cosyvoice-v3-flash'), message: urlError },
  { rule: 'speech-url', path: multimodalPath, body: modelOf('qwen-audio-3.1-tts-flash'), message: urlError },
  { rule: 'speech-url', path: enginePath, body: modelOf('qwen3-tts-flash'), message: urlError },
  { rule: 'speech-url', path: enginePath, body: modelOf('qwen3-asr-flash'), message: urlError },
  { rule: 'speech-http', path: multimodalPath, body: modelOf('qwen3-tts-flash-realtime'), message: noHTTP },
  { rule: 'speech-http', path: enginePath, body: modelOf('sambert-zhichu-v1'), message: noHTTP },
  { rule: 'speech-http', path: enginePath, body: cosy('Hello'), base: singapore, message: noHTTP },
  { rule: 'speech-model-unknown', path: enginePath, body: modelOf('cosyvoice-v9'), message: 'Model not exist.' },
  { rule: 'speech-text', path: multimodalPath, body: qwen('  '), message: 'Please ensure input text is valid.' },
  {
    rule: 'speech-text',
    path: enginePath,
    body: { model: 'cosyvoice-v3-flash', input: { voice: 'longanyang' } },
    message: 'Please ensure input text is valid.',
  },
  {
    rule: 'speech-length',
    path: multimodalPath,
    body: qwen('汉'.repeat(301)),
    message: `${modelServer}Range of input length should be [0, 600]`,
  },
  {
    rule: 'speech-length',
    path: multimodalPath,
    body: qwen('word '.repeat(513), {}, { model: 'qwen-tts' }),
    message: `${modelServer}Range of input length should be [0, 512]`,
  },
  {
    rule: 'speech-length-units',
    path: enginePath,
    body: cosy('汉'.repeat(10_001)),
    message: 'Each request sends text is limited: 20000, current: 20002',
  },
  { rule: 'speech-voice', path: multimodalPath, body: qwen('Hello', { voice: 'cherry' }), message: unknownVoice },
  { rule: 'speech-voice', path: multimodalPath, body: qwen('Hello', { voice: undefined }), message: unknownVoice },
  {
    rule: 'speech-voice',
    path: multimodalPath,
    body: qwen('Hello', { voice: 'Jennifer' }, { model: 'qwen3-tts-instruct-flash' }),
    message: unknownVoice,
  },
  { rule: 'speech-voice', path: multimodalPath, body: vc('qwen-tts-vd-other-voice-1'), message: unknownVoice },
  {
    rule: 'speech-voice-list',
    path: multimodalPath,
    body: qwen('Hello', { voice: 'Jada' }, { model: 'qwen-tts' }),
    message: "Input should be 'Cherry', 'Serena', 'Ethan' or 'Chelsie': parameters.audio.voice",
  },
  {
    rule: 'speech-voice-system',
    path: multimodalPath,
    body: vc('Cherry'),
    code: 'CLIENT_ERROR',
    message: '[qwen-tts:]Engine return error code: 411',
  },
  {
    rule: 'speech-voice-missing',
    path: enginePath,
    body: cosy('Hello', { voice: undefined }),
    message: 'Request voice is invalid!',
  },
  {
    rule: 'speech-voice-418',
    path: enginePath,
    body: cosy('Hello', { voice: undefined }, 'cosyvoice-v3.5-flash'),
    message: '[cosyvoice:]Engine return error code: 418',
  },
  {
    rule: 'speech-voice-418',
    path: enginePath,
    body: cosy('Hello', { voice: 'longxiaochun_v2' }),
    message: '[cosyvoice:]Engine return error code: 418',
  },
  {
    rule: 'speech-voice-411',
    path: enginePath,
    body: audio({ voice: undefined }),
    message: '[cosyvoice:]Engine error [411]: TTS speak operation failed',
  },
  {
    rule: 'speech-voice-411',
    path: enginePath,
    body: audio({ voice: 'Ava_v3.1' }),
    message: '[cosyvoice:]Engine error [411]: TTS speak operation failed',
  },
  {
    rule: 'speech-voice-431',
    path: enginePath,
    body: cosy('Hello', { voice: 'cosyvoice-v3.5-plus-mine-1' }),
    message: '[cosyvoice:]Engine return error code: 431',
  },
  {
    rule: 'speech-instruction',
    path: enginePath,
    body: cosy('Hello', { instruction: 'Speak sadly.' }),
    message: '[tts:]Engine return error code: 428',
  },
  {
    rule: 'speech-instruction',
    path: enginePath,
    body: audio({ voice: 'longanxiaoxin', instruction: 'x'.repeat(101) }),
    message: '[tts:]Engine return error code: 428',
  },
  {
    rule: 'speech-ssml',
    path: enginePath,
    body: audio({ voice: 'longanxiaoxin', enable_ssml: true }),
    message: 'SSML text is not supported at the moment!',
  },
];
