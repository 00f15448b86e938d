import type { Emulator } from 'ai-sdk-qwen/emulator';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { beforeEach, describe, expect, test } from 'vitest';
import { experimental_transcribe as transcribe7 } from 'ai7';
import { wavFile } from '../../src/emulator/voice/wav.js';
import { expectNoSecret } from '../support/canary.js';
import { emulate } from '../support/listening-emulator.js';
import { transcriptionMajors, type AskTranscription, type ToldTranscription } from '../support/majors/transcription.js';
import { spoken } from '../support/recognition-requests.js';
import { failureOf } from '../support/recorder.js';

const sentences = 'Hello world. How are you today?';
const speech = spoken(sentences, 16_000);
const silence = wavFile(new Int16Array(16_000), 16_000);
const fast = { pollInterval: 1 };
const atOnce = ['qwen3-asr-flash', 'qwen-audio-3.1-asr-flash', 'fun-asr-flash-2026-06-15'];
const asTasks = ['qwen3-asr-flash-filetrans', 'qwen-audio-3.1-asr-flash-filetrans', 'fun-asr', 'fun-asr-mtl'];

// Of @ai-sdk/provider's TranscriptionModelV1 to V4: words, a URL and an empty text in V4 only.
describe.each(transcriptionMajors)('transcriptions of $name', ({ name, connect }) => {
  const isNewest = name === 'ai 7';
  let emulator: Emulator;
  let baseURL: string;
  let transcribe: (ask: AskTranscription) => Promise<ToldTranscription>;
  const bodies = () =>
    emulator.calls.filter(({ path }) => /services\/|completions/.test(path)).map(({ body }) => body as never);

  beforeEach(async () => {
    const served = await emulate({ taskDelay: { polls: 2, pending: 1 } });
    emulator = served.emulator;
    baseURL = `${served.url}/compatible-mode/v1`;
    transcribe = connect({ apiKey: 'sk-test-key', baseURL });
  });

  test.each([...atOnce, ...asTasks])('%s hears what was said in bytes', async (modelId) => {
    const told = await transcribe({ modelId, audio: speech, options: fast });
    expect(told.text).toBe(sentences);
    expect(told.durationInSeconds).toBeGreaterThan(0);
    expect(told.modelIds).toEqual([modelId]);
    expect(told.warnings).toEqual([]);
    expect(told.details).toMatchObject({ model: modelId, requestId: expect.any(String), usage: expect.any(Object) });
    expect(emulator.creations.transcription).toBe(1);
    // A signed URL answers 403 to a second signature, and the key is not for the host of results.
    const results = emulator.calls.filter(({ path }) => path.includes('/results/'));
    expect(results.map(({ headers, status }) => [headers.authorization, status])).toEqual(
      asTasks.includes(modelId) ? [[undefined, 200]] : [],
    );
  });

  test('the sentences are segments in seconds, and their words have times where the AI SDK has words', async () => {
    const told = await transcribe({ modelId: 'qwen-audio-3.1-asr-flash', audio: speech });
    expect(told.segments.map(({ text }) => text.trim())).toEqual(['Hello world.', 'How are you today?']);
    const [first, second] = told.segments as [ToldTranscription['segments'][0], ToldTranscription['segments'][0]];
    expect(first.startSecond).toBeLessThan(first.endSecond);
    expect(first.endSecond).toBeLessThanOrEqual(second.startSecond);
    expect(second.endSecond).toBeLessThanOrEqual(told.durationInSeconds!);
    expect(told.details.sentences![0]!.words!.map(({ text }) => text)).toEqual(['Hello', 'world.']);
    expect(told.words?.map(({ text }) => text)).toEqual(
      isNewest ? ['Hello', 'world.', 'How', 'are', 'you', 'today?'] : undefined,
    );
  });

  test('a recording without speech is told as such, with the request id', async () => {
    for (const modelId of ['qwen3-asr-flash', 'fun-asr-flash-2026-06-15', 'qwen3-asr-flash-filetrans', 'fun-asr']) {
      const call = transcribe({ modelId, audio: silence, options: fast });
      if (isNewest) {
        const { text, warnings, details } = await call;
        expect([text, warnings]).toEqual(['', [expect.stringContaining('heard no speech')]]);
        expect(details.requestId).toEqual(expect.any(String));
      } else {
        const error = expectNoSecret(await failureOf(call));
        expect(error).toMatchObject({
          message: expect.stringMatching(/heard no speech.*request id/),
          isRetryable: false,
          data: { code: 'NoSpeech', requestId: expect.any(String) },
        });
      }
    }
    expect(emulator.creations.transcription).toBe(4);
  });

  test('a URL of the options is not downloaded here', async () => {
    const url = 'https://example.com/a talk.mp3';
    for (const modelId of ['qwen3-asr-flash', 'qwen-audio-3.1-asr-flash', 'fun-asr']) {
      const told = await transcribe({ modelId, audio: new Uint8Array(), options: { ...fast, url } });
      expect(told.text).toBe('The emulator cannot hear a%20talk.mp3.');
    }
    expect(bodies()).toMatchObject([
      { messages: [{ content: [{ input_audio: { data: 'https://example.com/a%20talk.mp3' } }] }] },
      { parameters: { format: 'mp3' } },
      { input: { file_urls: ['https://example.com/a%20talk.mp3'] } },
    ]);
  });

  test('an option that the model lacks is a warning', async () => {
    const { warnings } = await transcribe({
      modelId: 'qwen3-asr-flash',
      audio: speech,
      options: { language: 'en', diarization: true },
    });
    expect(warnings).toEqual(['diarization: qwen3-asr-flash has no such option; it was not sent.']);
    expect(bodies()).toMatchObject([{ asr_options: { language: 'en' } }]);
  });

  test('a long recording is an error that names the limit and the model to take, unless it may be a task', async () => {
    const long = wavFile(new Int16Array(301 * 8_000), 8_000);
    const ask = { modelId: 'qwen3-asr-flash', audio: long };
    expect(await failureOf(transcribe(ask))).toMatchObject({
      argument: 'audio',
      message: expect.stringMatching(/301 seconds; expected up to 300.*qwen3-asr-flash-filetrans.*longAudio/),
    });
    expect(emulator.calls).toEqual([]);
    emulator.answerNext({ text: 'A long talk.' });
    const told = await transcribe({ ...ask, options: { ...fast, longAudio: 'task' } });
    expect(told.text).toBe('A long talk.');
    expect(told.modelIds).toEqual(['qwen3-asr-flash-filetrans']);
  });

  test('a task that was created before is resumed without a recording', async () => {
    const { details } = await transcribe({ modelId: 'fun-asr', audio: speech, options: fast });
    const resume = { taskId: details.taskId! };
    const again = await transcribe({ modelId: 'fun-asr', audio: new Uint8Array(), options: { ...fast, resume } });
    expect(again.text).toBe(sentences);
    expect(emulator.creations.transcription).toBe(1);
  });

  test('a model that listens over WebSocket only is refused by name', async () => {
    for (const [modelId, other] of [
      ['qwen3-asr-flash-realtime', 'qwen3-asr-flash'],
      ['qwen-audio-3.1-asr-flash-streaming', 'qwen-audio-3.1-asr-flash'],
      ['paraformer-realtime-v2', 'paraformer-v2'],
      ['fun-asr-realtime', 'fun-asr-flash-2026-06-15'],
    ] as const) {
      expect(await failureOf(transcribe({ modelId, audio: speech }))).toMatchObject({
        message: `${modelId} listens over WebSocket only, which this package does not speak; take ${other}.`,
      });
    }
    expect(emulator.calls).toEqual([]);
  });

  test('a prefix of the id is taken off', async () => {
    const { modelIds } = await transcribe({ modelId: 'transcription:qwen3-asr-flash', audio: speech });
    expect(modelIds).toEqual(['qwen3-asr-flash']);
  });
});

// AI SDK 7 hands a URL on to a model with doGenerateFromUrl (ai 7.0.173).
describe('a URL of AI SDK 7', () => {
  test('a URL goes to the service as it is, unless the service cannot load it', async () => {
    const { emulator, url: base } = await emulate();
    const qwen = createQwen({ apiKey: 'sk-test', baseURL: `${base}/compatible-mode/v1` });
    const { text } = await transcribe7({
      model: qwen.transcription('fun-asr'),
      audio: new URL('https://example.com/talk.mp3'),
      providerOptions: { qwen: { pollInterval: 1 } },
    });
    expect(text).toBe('The emulator cannot hear talk.mp3.');
    const ask = (modelId: string, audio: string) =>
      qwen.transcription(modelId).doGenerateFromUrl({ audio: new URL(audio) });
    expect(await ask('fun-asr', 'http://localhost:1/talk.mp3')).toBeUndefined();
    // A model that must be told the container is not asked about a URL that does not tell it.
    expect(await ask('qwen-audio-3.1-asr-flash', 'https://example.com/talk')).toBeUndefined();
    expect(emulator.creations.transcription).toBe(1);
  });
});
