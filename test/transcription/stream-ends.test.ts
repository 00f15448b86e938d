import { convertArrayToReadableStream } from 'ai7/test';
import { describe, expect, test, vi } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { cut, endless, pcm, rate, setUpStreams as setUp, speech } from '../support/transcript-streams.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

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
    const large = endless(new Uint8Array(64 * 1024 * 1024));
    expect(await failureOf(stream('fun-asr', { audio: large.audio, inputAudioFormat }).text)).toMatchObject({
      message: expect.stringMatching(/more than 268435456 bytes.*Pass its URL as providerOptions\.qwen\.url/),
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
    expect(await refusal({ inputAudioFormat: { type: '' } })).toMatchObject({ argument: 'inputAudioFormat.type' });
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
    const { audio, cancelled, sent } = endless(new Uint8Array(100), 3);
    const controller = new AbortController();
    const call = failureOf(stream('qwen3-asr-flash', { audio, abortSignal: controller.signal }).text);
    await vi.waitUntil(() => sent() > 3);
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

  test('leaving the stream stops the task', async () => {
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
