import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createQwen } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { expectNoSecret } from '../support/canary.js';
import { runWithFaults, type FaultyCall } from '../support/media-fault-runs.js';
import { transcriptionMajors } from '../support/majors/transcription.js';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

const url = 'https://example.com/talk.mp3';
const models = ['fun-asr', 'qwen3-asr-flash-filetrans'];

/** The transcriptions of a run: tasks of four majors. */
const ask: FaultyCall = (random, fetch, abortSignal) => {
  const settings = { apiKey: 'sk-test-0123456789', fetch, timeout: { headers: 20_000, idle: 20_000 } };
  const major = transcriptionMajors[Math.floor(random() * 4)]!;
  const modelId = models[Math.floor(random() * 2)]!;
  return major.connect(settings)({
    modelId,
    audio: new Uint8Array(),
    abortSignal,
    options: { url, deadline: 120_000 },
  });
};

// Issue 14.
describe('with faults at every step', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('40 transcriptions as tasks: none is created twice, each one settles, and no key goes to a result', async () => {
    const { made, failed, aborted } = await runWithFaults(20_261_128, 40, ask);
    expect(made + failed + aborted).toBe(40);
    expect(Math.min(made, failed, aborted)).toBeGreaterThan(2);
  });
});

describe('a task', () => {
  function setUp(delay: EmulatorOptions['taskDelay'] = { polls: 1 }) {
    const emulator = strictEmulator({ taskDelay: delay });
    const answers: ((path: string) => Response | undefined)[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) =>
      answers[0]?.(new URL(String(input)).pathname) ?? emulator.fetch(input as string, init);
    const qwen = createQwen({ apiKey: 'sk-test-0123456789', fetch });
    const transcribe = (options: object = {}, abortSignal?: AbortSignal) =>
      qwen.transcription('fun-asr').doGenerate({
        audio: new Uint8Array(),
        mediaType: 'audio/wav',
        abortSignal,
        providerOptions: { qwen: { url, pollInterval: 1, ...options } },
      });
    return { emulator, transcribe, answers, qwen };
  }

  test('an abort cancels a task that is pending, and the error has its id', async () => {
    const { emulator, transcribe } = setUp({ polls: 1000, pending: 1000 });
    const controller = new AbortController();
    const call = failureOf(transcribe({}, controller.signal));
    await vi.waitUntil(() => emulator.calls.some(({ path }) => path.includes('/tasks/')));
    controller.abort();
    const error = (await call) as Error & { taskId?: string };
    expect(error).toMatchObject({ name: 'AbortError', taskId: expect.any(String) });
    expect(error.message).toContain('has been canceled');
    expect(emulator.calls.at(-1)?.path).toContain(`/tasks/${error.taskId}/cancel`);
  });

  test('a deadline ends the wait with the way to go on, and the task is resumed', async () => {
    const { emulator, transcribe } = setUp({ polls: 6 });
    const error = (await failureOf(transcribe({ deadline: 1 }))) as Error & { data: { taskId: string } };
    expect(error).toMatchObject({ isRetryable: false, message: expect.stringContaining('resume: { taskId:') });
    const { text } = await transcribe({ resume: { taskId: error.data.taskId }, url: undefined });
    expect(text).toBe('The emulator cannot hear talk.mp3.');
    expect(emulator.creations.transcription).toBe(1);
  });

  test('a file that is not a transcript, or that cannot be loaded, is an error with the id of the task', async () => {
    const { emulator, transcribe, answers } = setUp();
    for (const answer of ['[]', 'no JSON']) {
      answers[0] = (path) => (path.includes('/results/') ? new Response(answer) : undefined);
      expect(expectNoSecret(await failureOf(transcribe()))).toMatchObject({
        message: expect.stringMatching(/is not a transcript.*\(task /),
        isRetryable: false,
        data: { taskId: expect.any(String) },
      });
    }
    answers[0] = (path) => (path.includes('/results/') ? new Response('<Error/>', { status: 403 }) : undefined);
    expect(expectNoSecret(await failureOf(transcribe()))).toMatchObject({
      message: expect.stringMatching(/^The result exists and is.*resume/),
      isRetryable: false,
    });
    expect(emulator.creations.transcription).toBe(3);
  });

  test('a URL that the service cannot load is an error with its code, and is not tried again', async () => {
    const { emulator, transcribe, qwen } = setUp();
    expect(await failureOf(transcribe({ url: 'https://nowhere.invalid/talk.mp3' }))).toMatchObject({
      message: expect.stringMatching(/cannot be downloaded.*task/),
      isRetryable: false,
      data: { code: 'InvalidFile.DownloadFailed', taskId: expect.any(String) },
    });
    const single = qwen.transcription('qwen3-asr-flash-filetrans', {
      url: 'https://nowhere.invalid/talk.mp3',
      pollInterval: 1,
    });
    expect(await failureOf(single.doGenerate({ audio: new Uint8Array(), mediaType: 'audio/wav' }))).toMatchObject({
      isRetryable: false,
      data: { code: 'FILE_DOWNLOAD_FAILED' },
    });
    expect(emulator.calls.filter(({ path }) => path.endsWith('/transcription'))).toHaveLength(2);
  });

  // Each channel is billed (Qwen-ASR page, 2026).
  test.each([
    [1, 3],
    [2, undefined],
  ])('the billed seconds of %i channels are a duration of %s', async (count, seconds) => {
    const { transcribe, answers } = setUp();
    const transcripts = Array.from({ length: count }, (_none, channel) => ({ channel_id: channel, text: 'Hi.' }));
    const result = { transcription_url: 'https://results.oss-cn-beijing.aliyuncs.com/results/a.json' };
    const output = { task_id: 't', task_status: 'SUCCEEDED', result };
    answers[0] = (path) => {
      if (path.includes('/results/')) return Response.json({ transcripts });
      return path.includes('/tasks/') ? Response.json({ output, usage: { seconds: 3 } }) : undefined;
    };
    expect((await transcribe()).durationInSeconds).toBe(seconds);
  });

  test('a task that succeeded for no file is an error with the reason of the file', async () => {
    const { transcribe, answers } = setUp();
    const results = [{ subtask_status: 'FAILED', code: 'InvalidFile.DownloadFailed', message: 'Not loaded.' }];
    answers[0] = (path) =>
      path.includes('/tasks/')
        ? Response.json({ request_id: 'r', output: { task_id: 't', task_status: 'SUCCEEDED', results } })
        : undefined;
    expect(await failureOf(transcribe())).toMatchObject({
      message: expect.stringContaining('Not loaded.'),
      isRetryable: false,
      data: { code: 'InvalidFile.DownloadFailed', taskId: 't' },
    });
  });
});

describe('an answer at once', () => {
  const answered = (make: () => Response, model = 'fun-asr-flash-2026-06-15') => {
    const qwen = createQwen({ apiKey: 'sk-test-0123456789', fetch: async () => make() });
    return failureOf(
      qwen.transcription(model, { url }).doGenerate({ audio: new Uint8Array(), mediaType: 'audio/wav' }),
    );
  };

  test('an answer that broke off at the most text of the model is there with a warning', async () => {
    const body = { choices: [{ message: { content: 'The beginning' }, finish_reason: 'length' }] };
    const qwen = createQwen({ apiKey: 'sk-test-0123456789', fetch: async () => Response.json(body) });
    const call = { audio: new Uint8Array(), mediaType: 'audio/wav' };
    expect(await qwen.transcription('qwen3-asr-flash', { url }).doGenerate(call)).toMatchObject({
      text: 'The beginning',
      warnings: [{ type: 'other', message: expect.stringContaining('the end of the transcript is missing') }],
      providerMetadata: { qwen: { isTruncated: true } },
    });
  });

  test('a stream that breaks off within a sentence is an error', async () => {
    const sentence = { sentence_id: 1, sentence_end: false, text: 'Hel', begin_time: 0 };
    const event = `data:${JSON.stringify({ output: { text: 'Hel', sentence }, request_id: 'r' })}\n\n`;
    expect(await answered(() => new Response(event))).toMatchObject({
      message: expect.stringContaining('without a whole transcript'),
    });
  });

  test('an error in a stream is the error of the call', async () => {
    const event =
      'id:1\nevent:error\n:HTTP_STATUS/400\ndata:{"code":"InvalidParameter","message":"No.","request_id":"r"}\n\n';
    expect(await answered(() => new Response(event))).toMatchObject({
      statusCode: 400,
      data: { code: 'InvalidParameter' },
    });
  });

  test('an answer without a message is an error, not silence', async () => {
    expect(await answered(() => Response.json({ choices: [] }), 'qwen3-asr-flash')).toMatchObject({
      message: expect.stringContaining('without a whole transcript'),
    });
  });
});
