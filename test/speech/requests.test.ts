import { createQwen, type QwenSpeechCallOptions, type QwenSpeechOptions } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { decodeChunk } from '../../src/speech/decode.js';
import { readFormat } from '../../src/speech/format.js';
import { languageCode, languageName } from '../../src/speech/languages.js';
import { monoForm, wavFile } from '../../src/util/wav.js';
import { speechCapabilitiesOf } from '../../src/catalogue/speech.js';
import type { Warning } from '../../src/options/warning.js';
import { describeRecorded, readRecording } from '../support/recordings.js';
import { failureOf } from '../support/recorder.js';

const wav = Buffer.from(wavFile(monoForm(8_000), [Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0)]));

/** Answers with a link, and keeps what was asked. */
function recorded(settings: object = { region: 'beijing' }) {
  const calls: { url: string; body: unknown; headers: Headers }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (!init?.body) return new Response(wav, { headers: { 'content-type': 'audio/x-wav' } });
    calls.push({ url: String(url), body: JSON.parse(String(init.body)), headers: new Headers(init.headers) });
    const audio = { data: '', url: 'http://dashscope-result-bj.oss-cn-beijing.aliyuncs.com/a.wav?Expires=1766113409' };
    return Response.json({ output: { finish_reason: 'stop', audio }, usage: { characters: 6 }, request_id: 'r' });
  };
  return { calls, qwen: createQwen({ apiKey: 'sk-test', fetch, ...settings }) };
}

type Call = Partial<QwenSpeechCallOptions>;

async function bodyOf(id: string, call: Call, options: QwenSpeechOptions = {}) {
  const { qwen, calls } = recorded();
  const { warnings } = await qwen.speech(id, options).doGenerate({ text: 'Hello.', ...call });
  return { ...calls[0]!, warnings };
}

describe('request bodies', () => {
  // Model Studio docs, qwen-tts-api: the text, the voice and the language are the input.
  test('Qwen-TTS is told text, voice and language, and no format', async () => {
    const { body, url, warnings } = await bodyOf('qwen3-tts-flash', { language: 'zh' });
    expect(url).toBe('https://dashscope.aliyuncs.com/api/v1/services/aigc/multimodal-generation/generation');
    expect(body).toEqual({
      model: 'qwen3-tts-flash',
      input: { text: 'Hello.', voice: 'Cherry', language_type: 'Chinese' },
    });
    expect(warnings).toEqual([]);
  });

  test('Qwen-TTS with instructions is told them in the plural', async () => {
    const { body } = await bodyOf(
      'qwen3-tts-instruct-flash',
      { instructions: 'Whisper.', outputFormat: 'mp3', speed: 1.5 },
      { optimizeInstructions: true, sampleRate: 16_000, pitch: 1.2, languageType: 'English' },
    );
    expect(body).toEqual({
      model: 'qwen3-tts-instruct-flash',
      input: {
        text: 'Hello.',
        voice: 'Cherry',
        language_type: 'English',
        instructions: 'Whisper.',
        optimize_instructions: true,
      },
      parameters: { response_format: 'mp3', sample_rate: 16_000, speech_rate: 1.5, pitch_rate: 1.2 },
    });
  });

  // Model Studio docs, non-realtime-cosyvoice-api: all fields are the input's, and `instruction` is in the singular.
  test('CosyVoice is told everything in the input', async () => {
    const { body, url, warnings } = await bodyOf(
      'cosyvoice-v3-flash',
      {
        voice: 'longanyang',
        outputFormat: 'opus',
        instructions: '你说话的情感是happy。',
        speed: 0.5,
        language: 'en-GB',
      },
      {
        sampleRate: 16_000,
        bitRate: 64,
        volume: 70,
        pitch: 0.9,
        seed: 9,
        enableSsml: true,
        hotFix: { replace: [{ a: 'b' }] },
        enable_aigc_tag: true,
      },
    );
    expect(url).toBe('https://dashscope.aliyuncs.com/api/v1/services/audio/tts/SpeechSynthesizer');
    expect(body).toEqual({
      model: 'cosyvoice-v3-flash',
      input: {
        text: 'Hello.',
        voice: 'longanyang',
        format: 'opus',
        sample_rate: 16_000,
        bit_rate: 64,
        volume: 70,
        rate: 0.5,
        pitch: 0.9,
        seed: 9,
        language_hints: ['en'],
        instruction: '你说话的情感是happy。',
        enable_ssml: true,
        hot_fix: { replace: [{ a: 'b' }] },
        enable_aigc_tag: true,
      },
    });
    // The answer is a WAV file.
    expect(warnings).toMatchObject([{ type: 'other', message: expect.stringContaining('opus was asked for') }]);
  });

  test('a link of the service is loaded by https, and its facts are in the metadata', async () => {
    const { qwen } = recorded();
    const result = await qwen.speech('qwen-tts', { voice: 'Serena' }).doGenerate({ text: 'Hello.' });
    expect(result.providerMetadata.qwen).toEqual({
      format: 'wav',
      mediaType: 'audio/wav',
      sampleRate: 8_000,
      durationInSeconds: 0.0005,
      characters: 6,
      pieces: [
        {
          startIndex: 0,
          endIndex: 6,
          durationInSeconds: 0.0005,
          characters: 6,
          requestId: 'r',
          url: 'https://dashscope-result-bj.oss-cn-beijing.aliyuncs.com/a.wav?Expires=1766113409',
          expiresAt: '2025-12-19T03:03:29.000Z',
          usage: { characters: 6 },
        },
      ],
    });
    expect(result.response.headers['content-type']).toBe('audio/wav');
    expect(result.usage).toEqual({ characters: 6 });
  });

  test('long texts and times of words come as streams', async () => {
    const streams = async (text: string, options: QwenSpeechOptions = {}) => {
      const { qwen, calls } = recorded();
      await qwen.speech('qwen-audio-3.1-tts-flash', { voice: 'Ava_v3.1', ...options }).doGenerate({ text });
      return calls[0]!.headers.get('x-dashscope-sse');
    };
    expect(await streams('Hello.')).toBe(null);
    expect(await streams('Hello. '.repeat(50))).toBe('enable');
    expect(await streams('Hello.', { wordTimestamps: true })).toBe('enable');
  });
});

describe('refusals before a request', () => {
  test.each([
    ['qwen3-tts-flash-realtime', {}, 'qwen3-tts-flash-realtime speaks over WebSocket only; take qwen3-tts-flash.'],
    ['sambert-zhichu-v1', {}, 'cosyvoice-v3-flash'],
    ['qwen-audio-3.1-tts-next', {}, 'qwen-audio-3.1-tts-flash'],
    ['MiniMax/speech-2.8-hd', {}, 'qwen3-tts-flash'],
    ['cosyvoice-v3-flash', {}, 'voice is missing; expected a voice of this model, such as longanyang'],
    ['cosyvoice-v3.5-plus', {}, 'the id of a voice that was cloned or designed for this model'],
    ['qwen3-tts-vc-2026-01-22', {}, 'cloned or designed'],
    ['qwen3-tts-flash', { text: '  ' }, 'text is empty'],
    ['qwen3-tts-flash', { speed: 0 }, 'speed is 0'],
    ['qwen3-tts-flash', { text: 5 as never }, 'text is of type number; expected words'],
    ['qwen3-tts-flash', { voice: 5 as never }, 'voice is of type number; expected a string'],
    ['qwen3-tts-flash', { outputFormat: {} as never }, 'outputFormat is of type object; expected a string'],
    ['qwen-tts', { language: true as never }, 'language is of type boolean; expected a string'],
    ['qwen-audio-3.1-tts-flash', { instructions: [] as never }, 'instructions is of type object; expected a string'],
    ['cosyvoice-v2', { voice: 'longwan_v2', outputFormat: 'pcm_11025' }, 'sampleRate is 11025; expected 8000'],
    ['cosyvoice-v2', { voice: 'longwan_v2', outputFormat: 'opus_22050' }, 'expected 8000, 12000, 16000, 24000, 48000.'],
  ] as [string, Call, string][])('%s with %j is refused in words that help', async (id, call, words) => {
    const { qwen, calls } = recorded();
    const error = (await failureOf(qwen.speech(id).doGenerate({ text: 'Hello.', ...call }))) as Error;
    expect(error.message).toContain(words);
    expect(calls).toEqual([]);
  });

  test.each([{ region: 'singapore' }, { region: 'tokyo', workspaceId: 'ws' }])(
    'CosyVoice outside of Beijing is refused with the way out: %j',
    async (settings) => {
      const { qwen, calls } = recorded(settings);
      const error = await failureOf(qwen.speech('cosyvoice-v3-flash').doGenerate({ text: 'Hi', voice: 'longanyang' }));
      expect((error as Error).message).toContain("createQwen({ region: 'beijing' })");
      expect(calls).toEqual([]);
    },
  );

  test.each(['https://gateway.example/api/v1', 'https://token-plan.ap-southeast-1.maas.aliyuncs.com/api/v1'])(
    'a host whose rules are not known is asked: %s',
    async (baseURL) => {
      const { qwen, calls } = recorded({ baseURL });
      await qwen.speech('cosyvoice-v3-flash').doGenerate({ text: 'Hi', voice: 'longanyang' });
      expect(calls[0]!.url).toBe(`${baseURL}/services/audio/tts/SpeechSynthesizer`);
    },
  );
});

describe('formats and languages', () => {
  test.each([
    [undefined, 'wav', undefined],
    ['mp3', 'mp3', undefined],
    ['audio/mpeg', 'mp3', undefined],
    ['pcm_16000', 'pcm', 16_000],
    ['audio/pcm;rate=24000', 'pcm', 24_000],
    ['WAV_48000', 'wav', 48_000],
    ['ogg', 'opus', undefined],
    [' mp3_16000 ', 'mp3', 16_000],
  ])('outputFormat %s is %s at %s Hz', (outputFormat, format, sampleRate) => {
    const takes = speechCapabilitiesOf('qwen3-tts-flash');
    const read = readFormat('qwen3-tts-flash', takes, { outputFormat, warnings: [] }, {}, 'wav');
    expect(read).toMatchObject({ format, sampleRate });
  });

  test('an outputFormat that is a name of every object is refused like any other', () => {
    const warnings: Warning[] = [];
    const takes = speechCapabilitiesOf('qwen3-tts-flash');
    readFormat('qwen3-tts-flash', takes, { outputFormat: 'constructor', warnings }, {}, 'wav');
    expect(warnings).toMatchObject([{ details: '"constructor" is none of wav, mp3, opus and pcm; the audio is wav.' }]);
  });

  test('languages are known by their codes and names', () => {
    expect(languageName('zh-CN')).toBe('Chinese');
    expect(languageName('french')).toBe('French');
    expect(languageName('auto')).toBe('Auto');
    expect(languageName('sw')).toBeUndefined();
    expect(languageCode('Japanese')).toBe('ja');
    expect(languageCode('pt_BR')).toBe('pt');
  });

  // CosyVoice HTTP API page: only opus has a bit rate.
  test('a bit rate of another format than opus is a warning', async () => {
    const { warnings } = await bodyOf('cosyvoice-v3-flash', { voice: 'longanyang' }, { bitRate: 64 });
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'bitRate' }]);
  });

  test('a language without a name becomes Auto, with a warning', async () => {
    const { body, warnings } = await bodyOf('qwen3-tts-flash', { language: 'sw' });
    expect(body).toMatchObject({ input: { language_type: 'Auto' } });
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'language' }]);
  });
});

describeRecorded('documented answers', () => {
  test.each([
    ['doc-samples/qwen-tts-api.01', 195],
    ['media-speech/doc/cosyvoice-tts-http-api.01', 15],
    ['media-speech/doc/cosyvoice-tts-http-api.03', 15],
  ])('%s has a link and a count', (file, characters) => {
    const chunk = decodeChunk(JSON.parse(readRecording(`${file}.json`)));
    expect(chunk).toMatchObject({ isLast: true, isBroken: false, usage: { characters }, words: [] });
    expect(chunk.url).toMatch(/^https:\/\/dashscope-result-\w+\.oss-cn-\w+\.aliyuncs\.com\//);
    expect(chunk.expiresAt).toMatch(/^20\d\d-/);
    expect(chunk.requestId).toMatch(/^[\w-]{30,}$/);
  });

  test('the first chunk of a sentence has no sound', () => {
    const chunk = decodeChunk(JSON.parse(readRecording('media-speech/doc/cosyvoice-tts-http-api.02.json')));
    expect(chunk).toMatchObject({ isLast: false, usage: { characters: 15 } });
    expect(chunk.audio).toBeUndefined();
  });

  test('the recorded stream of qwen-tts ends with a link, and says tokens in all', () => {
    const chunks = readRecording('doc-copies/qwen-tts-native.sse.txt')
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => decodeChunk(JSON.parse(line.slice(5))));
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.slice(0, -1).every(({ isLast, url }) => !isLast && url === undefined)).toBe(true);
    expect(chunks.at(-1)).toMatchObject({ isLast: true, url: expect.stringMatching(/^https:/) });
  });
});
