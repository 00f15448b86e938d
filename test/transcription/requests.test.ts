import { createQwen } from 'ai-sdk-qwen/ai7';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import type { QwenTranscribeOptions } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { wavFile } from '../../src/emulator/voice/wav.js';
import { dataUrl, spoken } from '../support/recognition-requests.js';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

// Fields of the pages on Qwen-ASR, Fun-ASR, Paraformer and SenseVoice of Model Studio, 2026.

const url = 'https://example.com/talk.mp3';
const speech = spoken('Hello world.', 16_000);

type Call = Partial<Parameters<ReturnType<ReturnType<typeof createQwen>['transcription']>['doGenerate']>[0]>;

function setUp(region: 'singapore' | 'beijing' | 'virginia' = 'beijing') {
  const emulator = strictEmulator({ taskDelay: { polls: 0 } });
  const qwen = createQwen({ apiKey: 'sk-test', fetch: emulator.fetch, region });
  const ask = (model: string, options: QwenTranscribeOptions = {}, call: Call = {}) =>
    qwen.transcription(model).doGenerate({
      audio: new Uint8Array(),
      mediaType: 'audio/wav',
      ...call,
      providerOptions: { qwen: { pollInterval: 1, ...options } },
    });
  const sent = () => emulator.calls.filter(({ path }) => /\/services\/|\/completions$/.test(path));
  return { emulator, ask, sent };
}

/** The request of a call for the recording at `url`, and its warnings. */
async function requestOf(model: string, options: QwenTranscribeOptions = {}, call: Call = {}) {
  const { ask, sent } = setUp();
  const { warnings } = await ask(model, { url, ...options }, call);
  const [{ path, body, headers }] = sent() as [ReturnType<typeof sent>[0]];
  return { path, body, headers, warnings };
}

describe('a request', () => {
  test('a request of qwen3-asr-flash is a chat whose system message is the context', async () => {
    const { path, body } = await requestOf('qwen3-asr-flash', {
      language: 'zh',
      enableItn: true,
      context: 'Bulge Bracket',
    });
    expect(path).toBe('/compatible-mode/v1/chat/completions');
    expect(body).toEqual({
      model: 'qwen3-asr-flash',
      messages: [
        { role: 'system', content: 'Bulge Bracket' },
        { role: 'user', content: [{ type: 'input_audio', input_audio: { data: url } }] },
      ],
      asr_options: { language: 'zh', enable_itn: true },
    });
  });

  test('a request of a model of Virginia takes the DashScope protocol', async () => {
    const calls: [string, unknown][] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      calls.push([String(input), JSON.parse(init?.body as string)]);
      return Response.json({ output: { choices: [{ message: { content: [{ text: 'Hi.' }] } }] } });
    };
    const qwen = createQwen({ apiKey: 'sk-test', fetch, region: 'virginia' });
    const { text } = await qwen
      .transcription('qwen3-asr-flash-us', { context: 'names', language: 'en', url })
      .doGenerate({ audio: new Uint8Array(), mediaType: 'audio/wav' });
    expect(text).toBe('Hi.');
    expect(calls).toEqual([
      [
        'https://dashscope-us.aliyuncs.com/api/v1/services/aigc/multimodal-generation/generation',
        {
          model: 'qwen3-asr-flash-us',
          input: {
            messages: [
              { role: 'system', content: [{ text: 'names' }] },
              { role: 'user', content: [{ audio: url }] },
            ],
          },
          parameters: { asr_options: { language: 'en' } },
        },
      ],
    ]);
  });

  test('a request of a sentence-shaped model always tells the format, and asks for a stream', async () => {
    const { path, body, headers } = await requestOf('qwen-audio-3.1-asr-flash', {
      languageHints: ['en', 'zh'],
      vocabulary: { Qwen: 5 },
      vocabularyId: 'v-1',
      keepDialect: true,
      context: 'Names',
      sampleRate: 16_000,
    });
    expect(path).toBe('/api/v1/services/aigc/multimodal-generation/generation');
    expect(headers['x-dashscope-sse']).toBe('enable');
    expect(body).toEqual({
      model: 'qwen-audio-3.1-asr-flash',
      input: {
        messages: [
          { role: 'user', content: [{ type: 'input_text', text: 'Names' }] },
          { role: 'user', content: [{ type: 'input_audio', input_audio: { data: url } }] },
        ],
      },
      parameters: {
        format: 'mp3',
        vocabulary: { Qwen: 5 },
        vocabulary_id: 'v-1',
        keep_dialect: true,
        language_hints: ['en', 'zh'],
        sample_rate: '16000',
      },
    });
  });

  test('a request of a task of one file has its own fields', async () => {
    const { path, body, headers } = await requestOf('qwen3-asr-flash-filetrans', {
      language: 'zh',
      enableItn: true,
      enableWords: true,
      channelId: [0, 1],
      context: 'Names',
    });
    expect(path).toBe('/api/v1/services/audio/asr/transcription');
    expect(headers['x-dashscope-async']).toBe('enable');
    expect(body).toEqual({
      model: 'qwen3-asr-flash-filetrans',
      input: { file_url: url },
      parameters: {
        corpus: { text: 'Names' },
        language: 'zh',
        enable_itn: true,
        enable_words: true,
        channel_id: [0, 1],
      },
    });
  });

  test('a request of a task of files has a list with one URL, and a filter as text', async () => {
    const filter = { system_reserved_filter: false };
    const { body, warnings } = await requestOf('paraformer-v2', {
      languageHints: ['zh', 'en'],
      diarization: true,
      speakerCount: 2,
      disfluencyRemoval: true,
      timestampAlignment: true,
      specialWordFilter: filter,
      vocabularyId: 'v-1',
    });
    expect(warnings).toEqual([]);
    expect(body).toEqual({
      model: 'paraformer-v2',
      input: { file_urls: [url] },
      parameters: {
        vocabulary_id: 'v-1',
        speaker_count: 2,
        language_hints: ['zh', 'en'],
        diarization_enabled: true,
        disfluency_removal_enabled: true,
        timestamp_alignment_enabled: true,
        special_word_filter: JSON.stringify(filter),
      },
    });
  });

  test('a parameter in snake_case is sent as it is', async () => {
    const { body } = await requestOf('fun-asr', { special_word_filter: '{}' });
    expect(body).toMatchObject({ parameters: { special_word_filter: '{}' } });
  });

  test('a language becomes the hint of a model that takes hints, and more than it takes is a warning', async () => {
    expect(await requestOf('fun-asr', { language: 'en' })).toMatchObject({
      body: { parameters: { language_hints: ['en'] } },
      warnings: [],
    });
    expect(await requestOf('fun-asr', { languageHints: ['en', 'zh'] })).toMatchObject({
      body: { parameters: { language_hints: ['en'] } },
      warnings: [{ feature: 'languageHints', details: 'fun-asr takes 1; the others were not sent.' }],
    });
  });

  test('times of words are asked for where the AI SDK asks for them, and a model without times is a warning', async () => {
    const timestampGranularities: ('word' | 'segment')[] = ['word'];
    expect(await requestOf('qwen3-asr-flash-filetrans', {}, { timestampGranularities })).toMatchObject({
      body: { parameters: { enable_words: true } },
      warnings: [],
    });
    expect((await requestOf('qwen3-asr-flash', {}, { timestampGranularities })).warnings).toMatchObject([
      { feature: 'timestampGranularities', details: expect.stringContaining('qwen3-asr-flash-filetrans does') },
    ]);
  });

  test('times of words that the model does not return are a warning', async () => {
    const { warnings } = await requestOf('sensevoice-v1', {}, { timestampGranularities: ['word'] });
    expect(warnings).toMatchObject([{ details: 'sensevoice-v1 returned only the times of sentences.' }]);
  });

  test('an unknown model is asked like a chat, and what a chat has no place for is a warning', async () => {
    const calls: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      calls.push(JSON.parse(init?.body as string));
      return Response.json({ choices: [{ message: { content: 'Hi.' } }] });
    };
    const options = { url, language: 'en', languageHints: ['en'], enable_lid: true };
    const model = createQwen({ apiKey: 'sk-test', fetch }).transcription('qwen9-asr', options);
    const { warnings } = await model.doGenerate({ audio: new Uint8Array(), mediaType: 'audio/wav' });
    expect(calls).toMatchObject([{ asr_options: { language: 'en', enable_lid: true } }]);
    expect(warnings).toMatchObject([{ feature: 'languageHints' }]);
  });

  test('options that do not go together are warnings', async () => {
    const { body, warnings } = await requestOf('qwen-audio-3.1-asr-flash', {
      diarization: true,
      language: 'de',
      languageHints: ['en'],
    });
    expect(body).toMatchObject({ parameters: { speaker_diarization_enabled: true, language_hints: ['en'] } });
    expect(warnings).toEqual([
      { type: 'unsupported', feature: 'language', details: 'The option languageHints counts.' },
      {
        type: 'other',
        message: 'diarization: with it, qwen-audio-3.1-asr-flash heeds neither languages nor keepDialect.',
      },
    ]);
  });

  test('a model of Beijing is refused elsewhere before anything is sent', async () => {
    const { ask, emulator } = setUp('singapore');
    expect(await failureOf(ask('paraformer-v2', {}, { audio: speech }))).toMatchObject({
      argument: 'region',
      message: expect.stringContaining("createQwen({ region: 'beijing' })"),
    });
    expect(emulator.calls).toEqual([]);
  });

  test('an audio beside the option url, and a long context, are warnings', async () => {
    const { warnings } = await requestOf('fun-asr-flash-2026-06-15', { context: 'x'.repeat(401) }, { audio: speech });
    expect(warnings).toEqual([
      { type: 'other', message: 'audio: the option url counts; the audio of the call was not sent.' },
      {
        type: 'other',
        message: 'fun-asr-flash-2026-06-15 reads 400 characters of the context; the service cuts off the rest.',
      },
    ]);
  });
});

describe('a recording', () => {
  test('bytes are labelled by what they are, not by what the AI SDK takes them for', async () => {
    const { ask, sent } = setUp();
    const mp3 = Uint8Array.from([0x49, 0x44, 0x33, 4, ...new Uint8Array(60)]);
    await failureOf(ask('qwen3-asr-flash', {}, { audio: mp3, mediaType: 'audio/wav' }));
    expect(JSON.stringify(sent()[0]?.body)).toContain('data:audio/mpeg;base64,SUQz');
  });

  test('the option format wins over the bytes', async () => {
    const { ask, sent } = setUp();
    await ask('qwen-audio-3.1-asr-flash', { format: 'pcm', sampleRate: 16_000 }, { audio: speech.subarray(44) });
    expect(sent()[0]?.body).toMatchObject({ parameters: { format: 'pcm', sample_rate: '16000' } });
    expect(JSON.stringify(sent()[0]?.body)).toContain('data:audio/pcm;base64,');
  });

  test('bytes of an unknown container are an error before the request, except of tasks', async () => {
    const { ask, sent } = setUp();
    const audio = new Uint8Array(10_000);
    for (const model of ['qwen3-asr-flash', 'qwen-audio-3.1-asr-flash']) {
      expect(await failureOf(ask(model, {}, { audio }))).toMatchObject({ argument: 'format' });
    }
    const hidden = ask('qwen-audio-3.1-asr-flash', { url: 'https://example.com/talk' });
    expect(await failureOf(hidden)).toMatchObject({ argument: 'format' });
    expect(sent()).toEqual([]);
    await ask('fun-asr', {}, { audio });
    expect(sent()).toHaveLength(1);
  });

  test('base64 and data URLs are bytes, and what is neither is an error', async () => {
    const { ask, sent } = setUp();
    await ask('qwen3-asr-flash', {}, { audio: Buffer.from(speech).toString('base64') });
    await ask('qwen3-asr-flash', { url: dataUrl(speech, 'audio/ogg') });
    const bodies = sent().map(({ body }) => JSON.stringify(body));
    expect(bodies[0]).toContain('data:audio/wav;base64,');
    expect(bodies[1]).toBe(bodies[0]);
    expect(await failureOf(ask('qwen3-asr-flash', {}, { audio: '???' }))).toMatchObject({ argument: 'audio' });
    expect(await failureOf(ask('qwen3-asr-flash'))).toMatchObject({ argument: 'audio' });
    for (const wrong of ['talk.mp3', 'ftp://example.com/talk.mp3', 'data:audio/wav;base64,?']) {
      expect(await failureOf(ask('fun-asr', { url: wrong }))).toMatchObject({ argument: 'url' });
    }
    expect(sent()).toHaveLength(2);
  });

  test('bytes for a model that takes URLs only go through the temporary store, once for the same recording', async () => {
    const { emulator, ask, sent } = setUp();
    const qwen = createQwen({ apiKey: 'sk-test', fetch: emulator.fetch, region: 'beijing' });
    const model = qwen.transcription('fun-asr', { pollInterval: 1 });
    for (let count = 0; count < 2; count += 1) {
      const { text } = await model.doGenerate({ audio: speech, mediaType: 'audio/wav' });
      expect(text).toBe('Hello world.');
    }
    expect(emulator.calls.filter(({ path }) => path.endsWith('/uploads'))).toHaveLength(1);
    expect(sent().map(({ headers }) => headers['x-dashscope-ossresourceresolve'])).toEqual(['enable', 'enable']);
    expect(sent()[0]?.body).toMatchObject({ input: { file_urls: [expect.stringMatching(/^oss:\/\/.+\.wav$/)] } });
    expect((await ask('fun-asr', { url })).text).not.toBe('');
    expect(sent()[2]?.headers['x-dashscope-ossresourceresolve']).toBeUndefined();
  });

  test('bytes that are too many for a data URL go through the temporary store', async () => {
    const { ask, sent } = setUp();
    // 8 MB of 48 kHz: as base64 they are more than 10,485,760 characters.
    const audio = wavFile(new Int16Array(4_000_000), 48_000);
    await ask('qwen3-asr-flash', {}, { audio });
    expect(sent()[0]?.body).toMatchObject({
      messages: [{ content: [{ input_audio: { data: expect.stringMatching(/^oss:/) } }] }],
    });
    expect(sent()[0]?.headers['x-dashscope-ossresourceresolve']).toBe('enable');
    const tooMany = wavFile(new Int16Array(5_300_000), 48_000);
    expect(await failureOf(ask('qwen3-asr-flash', {}, { audio: tooMany }))).toMatchObject({
      message: expect.stringMatching(/10600044 bytes; expected up to 10485760.*qwen3-asr-flash-filetrans/),
    });
  });
});

describe('a long recording', () => {
  const refusal = () =>
    Response.json(
      { error: { code: 'InvalidURL', message: 'The input audio is longer than 300s.' }, request_id: 'r-1' },
      { status: 400 },
    );

  test("a refusal of the service for its length names the model to take, and longAudio: 'task' takes it", async () => {
    const { emulator } = setUp();
    const bodies: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (typeof init?.body === 'string') bodies.push((JSON.parse(init.body) as { model: string }).model);
      return String(input).includes('completions') ? refusal() : emulator.fetch(input as string, init);
    };
    const model = createQwen6({ apiKey: 'sk-test', fetch }).transcription('qwen3-asr-flash', { url, pollInterval: 1 });
    const call = { audio: new Uint8Array(), mediaType: 'audio/wav' };
    expect(await failureOf(model.doGenerate(call))).toMatchObject({
      message: expect.stringMatching(/longer than 300s.*Take qwen3-asr-flash-filetrans, or .*longAudio: 'task'\./),
      isRetryable: false,
    });
    const options = { qwen: { longAudio: 'task', diarization: true } };
    const { text, response, warnings } = await model.doGenerate({ ...call, providerOptions: options });
    expect([text, response.modelId]).toEqual(['The emulator cannot hear talk.mp3.', 'qwen3-asr-flash-filetrans']);
    expect(bodies).toEqual(['qwen3-asr-flash', 'qwen3-asr-flash', 'qwen3-asr-flash-filetrans']);
    // A warning of the model that was asked first would be one about a request that nobody answered.
    expect(warnings).toEqual([
      {
        type: 'unsupported',
        feature: 'diarization',
        details: 'qwen3-asr-flash-filetrans has no such option; it was not sent.',
      },
    ]);
  });

  test.each([
    ['qwen-audio-3.0-asr-flash', 'qwen-audio-3.0-asr-flash-filetrans'],
    ['qwen-audio-3.1-asr-flash', 'qwen-audio-3.1-asr-flash-filetrans'],
    ['fun-asr-flash-2026-06-15', 'fun-asr'],
  ])('%s names %s', async (model, other) => {
    const { ask } = setUp();
    const audio = wavFile(new Int16Array(301 * 8_000), 8_000);
    expect(await failureOf(ask(model, {}, { audio }))).toMatchObject({
      message: expect.stringContaining(`Take ${other}, or`),
    });
  });
});
