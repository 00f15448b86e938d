import { failures } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { type Json, send } from '../../support/emulator-requests.js';
import { BASE, cosy, ENGINE, post, qwen, QWEN, stream } from '../../support/speech-requests.js';

const MODEL_SERVER = '<400> InternalError.Algo.InvalidParameter: ';
const URL_ERROR = 'url error, please check url！';
const NO_HTTP = 'current user api does not support http call';
const SINGAPORE = 'https://dashscope-intl.aliyuncs.com/api/v1';
const UNKNOWN_VOICE =
  'Invalid voice specified, the requested voice does not exist or is not licensed for use—please select a ' +
  'supported voice.';

/** A refused request and its error. Default: 400 InvalidParameter. */
interface Case {
  rule: string;
  path: string;
  body: Json;
  base?: string;
  code?: string;
  message: string;
}

const audio = (input: object, model = 'qwen-audio-3.0-tts-flash') => cosy('Hello', input, model);
const modelOf = (model: string) => ({ ...qwen('Hello'), model });
const vc = (voice: string) => qwen('Hello', { voice }, { model: 'qwen3-tts-vc-2026-01-22' });

const cases: Case[] = [
  { rule: 'speech-url', path: QWEN, body: modelOf('cosyvoice-v3-flash'), message: URL_ERROR },
  { rule: 'speech-url', path: QWEN, body: modelOf('qwen-audio-3.1-tts-flash'), message: URL_ERROR },
  { rule: 'speech-url', path: ENGINE, body: modelOf('qwen3-tts-flash'), message: URL_ERROR },
  { rule: 'speech-url', path: ENGINE, body: modelOf('qwen3-asr-flash'), message: URL_ERROR },
  { rule: 'speech-http', path: QWEN, body: modelOf('qwen3-tts-flash-realtime'), message: NO_HTTP },
  { rule: 'speech-http', path: ENGINE, body: modelOf('sambert-zhichu-v1'), message: NO_HTTP },
  { rule: 'speech-http', path: ENGINE, body: cosy('Hello'), base: SINGAPORE, message: NO_HTTP },
  { rule: 'speech-model-unknown', path: ENGINE, body: modelOf('cosyvoice-v9'), message: 'Model not exist.' },
  { rule: 'speech-text', path: QWEN, body: qwen('  '), message: 'Please ensure input text is valid.' },
  {
    rule: 'speech-text',
    path: ENGINE,
    body: { model: 'cosyvoice-v3-flash', input: { voice: 'longanyang' } },
    message: 'Please ensure input text is valid.',
  },
  {
    rule: 'speech-length',
    path: QWEN,
    body: qwen('汉'.repeat(301)),
    message: `${MODEL_SERVER}Range of input length should be [0, 600]`,
  },
  {
    rule: 'speech-length',
    path: QWEN,
    body: qwen('word '.repeat(513), {}, { model: 'qwen-tts' }),
    message: `${MODEL_SERVER}Range of input length should be [0, 512]`,
  },
  {
    rule: 'speech-length-units',
    path: ENGINE,
    body: cosy('汉'.repeat(10_001)),
    message: 'Each request sends text is limited: 20000, current: 20002',
  },
  { rule: 'speech-voice', path: QWEN, body: qwen('Hello', { voice: 'cherry' }), message: UNKNOWN_VOICE },
  { rule: 'speech-voice', path: QWEN, body: qwen('Hello', { voice: undefined }), message: UNKNOWN_VOICE },
  {
    rule: 'speech-voice',
    path: QWEN,
    body: qwen('Hello', { voice: 'Jennifer' }, { model: 'qwen3-tts-instruct-flash' }),
    message: UNKNOWN_VOICE,
  },
  { rule: 'speech-voice', path: QWEN, body: vc('qwen-tts-vd-other-voice-1'), message: UNKNOWN_VOICE },
  {
    rule: 'speech-voice-list',
    path: QWEN,
    body: qwen('Hello', { voice: 'Jada' }, { model: 'qwen-tts' }),
    message: "Input should be 'Cherry', 'Serena', 'Ethan' or 'Chelsie': parameters.audio.voice",
  },
  {
    rule: 'speech-voice-system',
    path: QWEN,
    body: vc('Cherry'),
    code: 'CLIENT_ERROR',
    message: '[qwen-tts:]Engine return error code: 411',
  },
  {
    rule: 'speech-voice-missing',
    path: ENGINE,
    body: cosy('Hello', { voice: undefined }),
    message: 'Request voice is invalid!',
  },
  {
    rule: 'speech-voice-418',
    path: ENGINE,
    body: cosy('Hello', { voice: undefined }, 'cosyvoice-v3.5-flash'),
    message: '[cosyvoice:]Engine return error code: 418',
  },
  {
    rule: 'speech-voice-418',
    path: ENGINE,
    body: cosy('Hello', { voice: 'longxiaochun_v2' }),
    message: '[cosyvoice:]Engine return error code: 418',
  },
  {
    rule: 'speech-voice-411',
    path: ENGINE,
    body: audio({ voice: undefined }),
    message: '[cosyvoice:]Engine error [411]: TTS speak operation failed',
  },
  {
    rule: 'speech-voice-411',
    path: ENGINE,
    body: audio({ voice: 'Ava_v3.1' }),
    message: '[cosyvoice:]Engine error [411]: TTS speak operation failed',
  },
  {
    rule: 'speech-voice-431',
    path: ENGINE,
    body: cosy('Hello', { voice: 'cosyvoice-v3.5-plus-mine-1' }),
    message: '[cosyvoice:]Engine return error code: 431',
  },
  {
    rule: 'speech-instruction',
    path: ENGINE,
    body: cosy('Hello', { instruction: 'Speak sadly.' }),
    message: '[tts:]Engine return error code: 428',
  },
  {
    rule: 'speech-instruction',
    path: ENGINE,
    body: audio({ voice: 'longanxiaoxin', instruction: 'x'.repeat(101) }),
    message: '[tts:]Engine return error code: 428',
  },
  {
    rule: 'speech-ssml',
    path: ENGINE,
    body: audio({ voice: 'longanxiaoxin', enable_ssml: true }),
    message: 'SSML text is not supported at the moment!',
  },
];

describe('the refusals of speech', () => {
  test.each(cases)(
    'speech is refused by $rule: $body.model on $path, $message',
    async ({ path, body, base, code, message }) => {
      const emulator = strictEmulator();
      expect(await post(emulator, path, body, base)).toEqual({
        status: 400,
        json: { code: code ?? 'InvalidParameter', message, request_id: expect.any(String) },
      });
      expect(emulator.creations.speech).toBe(0);
    },
  );

  test('every rule of speech has a case', () => {
    const rules = failures.map(({ name }) => name as string).filter((name) => name.startsWith('speech-'));
    expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual(rules.sort());
  });

  test('refusals of a stream come as a frame under HTTP 200', async () => {
    const [frame, ...rest] = await stream(strictEmulator(), QWEN, qwen('Hello', { voice: 'Nobody' }));
    expect([frame.code, frame.message, rest]).toEqual(['InvalidParameter', UNKNOWN_VOICE, []]);
  });

  test('the key is checked first, then the model', async () => {
    const emulator = strictEmulator();
    for (const path of [QWEN, ENGINE]) {
      const response = await send(emulator, modelOf('qwen3-tts-flash'), { base: BASE, path, key: null });
      expect([response.status, (await response.json()).code]).toEqual([401, 'InvalidApiKey']);
    }
    const nowhere = await post(emulator, QWEN, modelOf('qwen-tts'), SINGAPORE);
    expect([nowhere.status, nowhere.json.code]).toEqual([404, 'ModelNotFound']);
  });

  // Measured in Sep 2026.
  test('refusals of speech have no reason on a workspace host', async () => {
    const base = 'https://llm-abc.cn-beijing.maas.aliyuncs.com/api/v1';
    const refused = await post(strictEmulator(), ENGINE, cosy('Hello', { voice: 'nobody_v2' }), base);
    expect(refused).toEqual({ status: 400, json: {} });
    expect((await post(strictEmulator(), ENGINE, cosy('Hello'), base)).status).toBe(200);
  });

  test('inputs that the service of Aug 2026 took are not refused', async () => {
    const emulator = strictEmulator({ speech: { maxCharacters: 5_000 } });
    expect((await post(emulator, QWEN, qwen('a'.repeat(5_000)))).status).toBe(200);
    expect((await post(emulator, QWEN, qwen('a'.repeat(5_001)))).json.message).toContain('[0, 5000]');
  });
});
