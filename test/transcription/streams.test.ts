import { createQwen, type QwenTranscriptionMetadata } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { experimental_streamTranscribe as streamTranscribe } from 'ai7';
import { convertArrayToReadableStream, convertReadableStreamToArray } from 'ai7/test';
import { describe, expect, test, vi } from 'vitest';
import { speak } from '../../src/emulator/voice/speak.js';
import { wavFile } from '../../src/emulator/voice/wav.js';
import { emulate } from '../support/listening-emulator.js';
import { spoken } from '../support/recognition-requests.js';
import { failureOf } from '../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

// Of TranscriptionModelV4StreamPart (@ai-sdk/provider 4.0.38) and streamTranscribe (ai 7.0.173).

const text = 'Hello world. How are you today?';
const rate = 16_000;
const pcm = { type: 'audio/pcm', rate };

/** Bare samples of a text, as a microphone sends them. */
function samplesOf(said: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = speak(said, { rate, voice: 'Cherry' }).samples();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const speech = samplesOf(text);

/** Pieces of odd lengths, so that some end within a sample. */
function cut(bytes: Uint8Array, length = 3_201): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let place = 0; place < bytes.length; place += length) pieces.push(bytes.subarray(place, place + length));
  return pieces;
}

async function setUp(options?: EmulatorOptions) {
  const { emulator, url } = await emulate({ taskDelay: { polls: 2, pending: 1 }, ...options });
  const qwen = createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` });
  type Call = Partial<Parameters<typeof streamTranscribe>[0]> & { options?: Record<string, never> | object };
  const stream = (modelId: string, { options: own, ...call }: Call = {}) =>
    streamTranscribe({
      model: qwen.transcription(modelId, { pollInterval: 1 }),
      audio: convertArrayToReadableStream<Uint8Array | string>(cut(speech)),
      inputAudioFormat: pcm,
      ...(own && { providerOptions: { qwen: own as Record<string, string> } }),
      ...call,
    });
  const bodies = () => emulator.calls.filter(({ path }) => /services\/|completions/.test(path)).map(({ body }) => body);
  return { emulator, qwen, stream, bodies };
}

/** A stream that never ends by itself, and why it was cancelled. */
function endless(chunk: Uint8Array, count = Infinity) {
  const cancelled = vi.fn();
  let sent = 0;
  const audio = new ReadableStream<Uint8Array | string>({
    pull(controller) {
      sent += 1;
      if (sent <= count) controller.enqueue(chunk);
      return sent > count ? new Promise<void>(() => {}) : undefined;
    },
    cancel: cancelled,
  });
  return { audio, cancelled, sent: () => sent };
}

describe('experimental_streamTranscribe of AI SDK 7', () => {
  test('the text of qwen3-asr-flash comes as it is written, and the samples went out as a WAV file', async () => {
    const { stream, bodies } = await setUp();
    const result = stream('qwen3-asr-flash');
    const deltas: string[] = [];
    for await (const part of result.fullStream) {
      expect(part.type).toBe('transcript-delta');
      if (part.type === 'transcript-delta') deltas.push(part.delta);
    }
    expect(deltas.length).toBeGreaterThan(1);
    expect(deltas.join('')).toBe(text);
    expect(await result.text).toBe(text);
    expect(await result.language).toBe('en');
    expect(await result.durationInSeconds).toBe(Math.ceil(speech.length / 2 / rate));
    expect(await result.warnings).toEqual([]);
    expect(await result.responses).toMatchObject([{ modelId: 'qwen3-asr-flash', headers: expect.any(Object) }]);
    const { qwen: metadata } = (await result.providerMetadata) as { qwen: QwenTranscriptionMetadata };
    expect(metadata).toMatchObject({ emotion: 'neutral', requestId: expect.any(String), usage: { seconds: 2 } });
    const file = Buffer.from(wavFile(new Int16Array(Uint8Array.from(speech).buffer), rate)).toString('base64');
    expect(bodies()).toMatchObject([
      {
        stream: true,
        stream_options: { include_usage: true },
        messages: [{ content: [{ input_audio: { data: `data:audio/wav;base64,${file}` } }] }],
      },
    ]);
  });

  test('a sentence-shaped model tells each sentence with its seconds', async () => {
    const { stream } = await setUp();
    const result = stream('qwen-audio-3.1-asr-flash');
    const parts = await convertReadableStreamToArray(result.fullStream);
    expect(parts).toMatchObject([
      { type: 'transcript-final', id: '1', text: expect.stringMatching(/^Hello world\. ?$/) },
      { type: 'transcript-final', id: '2', text: expect.stringMatching(/^How are you today\?$/) },
    ]);
    const segments = await result.segments;
    expect(parts.map((part) => 'endSecond' in part && [part.startSecond, part.endSecond])).toEqual(
      segments.map(({ startSecond, endSecond }) => [startSecond, endSecond]),
    );
    expect(segments[1]!.startSecond).toBeGreaterThan(0);
    expect(parts[0]).toMatchObject({ providerMetadata: { qwen: { words: [{ text: 'Hello' }, { text: 'world.' }] } } });
    expect(await result.text).toBe(text);
  });

  test('a sentence that grows is partial until it is final under the same id', async () => {
    const { stream } = await setUp();
    const minute = new Uint8Array(60 * rate * 2);
    const audio = convertArrayToReadableStream<Uint8Array | string>([speech, minute]);
    const result = stream('fun-asr-flash-2026-06-15', { audio });
    const parts = await convertReadableStreamToArray(result.fullStream);
    const told = parts.map((part) => [part.type, 'id' in part && part.id, 'text' in part && part.text.trim()]);
    expect(told.slice(0, 2)).toEqual([
      ['transcript-partial', '1', 'Hello'],
      ['transcript-final', '1', 'Hello world.'],
    ]);
    expect(told.at(-1)).toEqual(['transcript-final', '2', 'How are you today?']);
    expect(told.filter(([type]) => type === 'transcript-final')).toHaveLength(2);
  });

  test.each(['fun-asr', 'qwen3-asr-flash-filetrans'])(
    '%s tells its segments when the task is done, and creates one task',
    async (id) => {
      const { stream, emulator } = await setUp();
      const result = stream(id);
      const parts = await convertReadableStreamToArray(result.fullStream);
      const segments = await result.segments;
      expect(segments.length).toBeGreaterThan(0);
      expect(parts.map((part) => part.type === 'transcript-final' && part.text)).toEqual(
        segments.map((segment) => segment.text),
      );
      expect(await result.text).toBe(text);
      expect(await result.providerMetadata).toMatchObject({ qwen: { taskId: expect.any(String) } });
      expect(emulator.creations.transcription).toBe(1);
    },
  );

  test('base64 and containers are recordings as well', async () => {
    const { stream } = await setUp();
    const base64 = cut(speech).map((piece) => Buffer.from(piece).toString('base64'));
    expect(await stream('qwen3-asr-flash', { audio: convertArrayToReadableStream(base64) }).text).toBe(text);
    const wav = cut(spoken(text, rate));
    const inputAudioFormat = { type: 'audio/wav' };
    const audio = convertArrayToReadableStream<Uint8Array | string>(wav);
    expect(await stream('qwen-audio-3.1-asr-flash', { audio, inputAudioFormat }).text).toBe(text);
  });

  test('the parts begin with the warnings, and finish comes once, at the end', async () => {
    const { qwen } = await setUp();
    for (const id of ['qwen3-asr-flash', 'qwen-audio-3.0-asr-flash', 'fun-asr-mtl']) {
      const { stream } = await qwen.transcription(id, { pollInterval: 1, keepDialect: true }).doStream({
        audio: convertArrayToReadableStream<Uint8Array | string>(cut(speech)),
        inputAudioFormat: pcm,
        includeRawChunks: true,
      });
      const parts = await convertReadableStreamToArray(stream);
      expect(parts[0]).toMatchObject({ type: 'stream-start', warnings: [{ feature: 'keepDialect' }] });
      expect(parts.slice(-2)).toMatchObject([
        { type: 'response-metadata', modelId: id },
        { type: 'finish', text },
      ]);
      for (const once of ['stream-start', 'finish']) {
        expect(parts.filter(({ type }) => type === once)).toHaveLength(1);
      }
      expect(parts.some(({ type }) => type === 'raw')).toBe(id !== 'fun-asr-mtl');
    }
  });

  test('silence is an error that says so, because the AI SDK refuses an empty text', async () => {
    const { stream } = await setUp();
    for (const id of ['qwen3-asr-flash', 'fun-asr-flash-2026-06-15', 'fun-asr']) {
      const audio = convertArrayToReadableStream<Uint8Array | string>([new Uint8Array(2 * rate)]);
      expect(await failureOf(stream(id, { audio }).text)).toMatchObject({
        message: expect.stringMatching(/heard no speech.*request id/),
        isRetryable: false,
        data: { code: 'NoSpeech', requestId: expect.any(String) },
      });
    }
  });
});

describe('a recording that is elsewhere', () => {
  test('a URL and a task of the options count, and the stream is not read', async () => {
    const { stream, emulator } = await setUp();
    const { taskId } = (await stream('fun-asr').providerMetadata).qwen as { taskId: string };
    for (const options of [{ url: 'https://example.com/talk.mp3' }, { resume: { taskId } }]) {
      const { audio, cancelled } = endless(new Uint8Array(100));
      const result = stream('fun-asr', { audio, options });
      expect(await result.text).toMatch('url' in options ? /cannot hear talk\.mp3/ : /^Hello world/);
      expect(await result.warnings).toMatchObject([
        { message: expect.stringContaining(`the option ${Object.keys(options)[0]} counts; the audio`) },
      ]);
      expect(cancelled).toHaveBeenCalledOnce();
    }
    expect(emulator.creations.transcription).toBe(2);
  });
});

describe('a server that knows no streams', () => {
  test('a whole answer is one delta', async () => {
    const { emulator, stream } = await setUp();
    const message = { role: 'assistant', content: 'Hi.', annotations: [{ type: 'audio_info', language: 'en' }] };
    const body = JSON.stringify({ choices: [{ message, finish_reason: 'stop' }], usage: { seconds: 3 } });
    emulator.answerNext({ raw: { status: 200, headers: { 'content-type': 'application/json' }, body } });
    const result = stream('qwen3-asr-flash');
    const parts = await convertReadableStreamToArray(result.fullStream);
    expect(parts).toEqual([{ type: 'transcript-delta', delta: 'Hi.' }]);
    expect([await result.text, await result.language, await result.durationInSeconds]).toEqual(['Hi.', 'en', 3]);
  });
});

describe('a recording that does not fit', () => {
  test('too much audio is not read on, and the error names the limit and the model to take', async () => {
    const { stream, emulator } = await setUp();
    const second = new Uint8Array(2 * rate);
    const { audio, cancelled, sent } = endless(second);
    expect(await failureOf(stream('qwen-audio-3.1-asr-flash', { audio }).text)).toMatchObject({
      argument: 'audio',
      message: expect.stringMatching(
        /more than 300 seconds; expected up to 300\. Take qwen-audio-3\.1-asr-flash-filetrans/,
      ),
    });
    expect(cancelled).toHaveBeenCalledOnce();
    expect(sent()).toBeLessThan(310);
    const megabyte = endless(new Uint8Array(1024 * 1024));
    const inputAudioFormat = { type: 'audio/wav' };
    expect(await failureOf(stream('qwen3-asr-flash', { audio: megabyte.audio, inputAudioFormat }).text)).toMatchObject({
      message: expect.stringMatching(/more than 10485760 bytes.*Take qwen3-asr-flash-filetrans/),
    });
    expect(emulator.calls).toEqual([]);
  });

  test('longAudio takes the model for long recordings', async () => {
    const { stream, emulator } = await setUp();
    emulator.answerNext({ text: 'A long talk.' });
    const audio = convertArrayToReadableStream<Uint8Array | string>([speech, new Uint8Array(301 * 2 * 8_000)]);
    const inputAudioFormat = { type: 'audio/pcm', rate: 8_000 };
    const result = stream('qwen3-asr-flash', { audio, inputAudioFormat, options: { longAudio: 'task' } });
    expect(await result.text).toBe('A long talk.');
    expect(await result.responses).toMatchObject([{ modelId: 'qwen3-asr-flash-filetrans' }]);
  });

  test('samples of another layout, without a rate, and texts that are not base64 are refused by name', async () => {
    const { stream, emulator } = await setUp();
    const refusal = (call: object) => failureOf(stream('qwen3-asr-flash', call).text);
    expect(await refusal({ inputAudioFormat: { type: 'audio/pcmu', rate: 8_000 } })).toMatchObject({
      argument: 'inputAudioFormat.type',
      message: expect.stringMatching(/"audio\/pcmu"; expected 'audio\/pcm'/),
    });
    expect(await refusal({ inputAudioFormat: { type: 'audio/pcm' } })).toMatchObject({
      argument: 'inputAudioFormat.rate',
      message: expect.stringContaining('is missing; expected samples a second, such as 16000'),
    });
    expect(await refusal({ audio: convertArrayToReadableStream(['%']) })).toMatchObject({
      message: expect.stringContaining('a text that is not base64'),
    });
    expect(await refusal({ audio: convertArrayToReadableStream([]) })).toMatchObject({
      message: expect.stringContaining('audio is empty'),
    });
    expect(emulator.calls).toEqual([]);
  });
});

describe('the end of a stream before its time', () => {
  test('an abort while the recording comes ends it, and nothing is sent', async () => {
    const { stream, emulator } = await setUp();
    const { audio, cancelled } = endless(new Uint8Array(100), 3);
    const controller = new AbortController();
    const call = failureOf(stream('qwen3-asr-flash', { audio, abortSignal: controller.signal }).text);
    controller.abort(new Error('enough'));
    expect(await call).toMatchObject({ message: 'enough' });
    await vi.waitUntil(() => cancelled.mock.calls.length > 0);
    expect(emulator.calls).toEqual([]);
  });

  test('an abort while a task is pending cancels it, and the error has its id', async () => {
    const { stream, emulator } = await setUp({ taskDelay: { polls: 1000, pending: 1000 } });
    const controller = new AbortController();
    const call = failureOf(stream('fun-asr', { abortSignal: controller.signal }).text);
    await vi.waitUntil(() => emulator.calls.some(({ path, method }) => method === 'GET' && path.includes('/tasks/')));
    controller.abort();
    expect(await call).toMatchObject({ name: 'AbortError' });
    await vi.waitUntil(() => emulator.calls.some(({ path }) => path.endsWith('/cancel')));
    expect(emulator.creations.transcription).toBe(1);
  });

  test('a reader who leaves stops the task', async () => {
    const { qwen, emulator } = await setUp({ taskDelay: { polls: 1000, pending: 1000 } });
    const { stream } = await qwen.transcription('fun-asr', { pollInterval: 1 }).doStream({
      audio: convertArrayToReadableStream<Uint8Array | string>(cut(speech)),
      inputAudioFormat: pcm,
    });
    await vi.waitUntil(() => emulator.calls.some(({ path, method }) => method === 'GET' && path.includes('/tasks/')));
    await stream.cancel();
    await vi.waitUntil(() => emulator.calls.some(({ path }) => path.endsWith('/cancel')));
  });

  test('an error of the service ends the stream with its request id', async () => {
    const { stream, emulator } = await setUp();
    for (const id of ['qwen3-asr-flash', 'qwen-audio-3.1-asr-flash', 'fun-asr']) {
      emulator.answerNext({ failure: 'arrears' });
      expect(await failureOf(stream(id).text)).toMatchObject({
        message: expect.stringContaining('good standing'),
        data: { code: 'Arrearage', requestId: expect.any(String) },
      });
    }
  });

  test('a text that breaks off is an error, after the deltas that came', async () => {
    const { stream, emulator } = await setUp();
    emulator.answerNext({ failAfter: { deltas: 2, form: 'end' } });
    const { fullStream } = stream('qwen3-asr-flash');
    const deltas: string[] = [];
    const reading = (async () => {
      for await (const part of fullStream) if (part.type === 'transcript-delta') deltas.push(part.delta);
    })();
    expect(await failureOf(reading)).toMatchObject({ message: expect.stringContaining('without a whole transcript') });
    expect(deltas).toHaveLength(2);
  });

  test('an error of the recording is the error of the transcript', async () => {
    const { stream, emulator } = await setUp();
    const audio = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new Error('no microphone')),
    });
    expect(await failureOf(stream('qwen3-asr-flash', { audio }).text)).toMatchObject({ message: 'no microphone' });
    expect(emulator.calls).toEqual([]);
  });
});
