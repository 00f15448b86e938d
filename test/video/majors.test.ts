import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { experimental_generateVideo as generateVideo6 } from 'ai6';
import {
  experimental_generateVideo as generateVideo7,
  experimental_getVideoStatus as getVideoStatus,
  experimental_startVideo as startVideo,
} from 'ai7';
import { describe, expect, test } from 'vitest';
import { createMediaService, failure, png, resultHost, type MediaScript } from '../support/media-service.js';
import { failureOf } from '../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const settings = (service: ReturnType<typeof createMediaService>) => ({ apiKey: 'sk-test', fetch: service.fetch });
const providerOptions = { qwen: { pollInterval: 1 } };
const usage = { duration: 5, SR: 720, video_count: 1 };

type Generate = (
  script: MediaScript,
  call?: { abortSignal?: AbortSignal; options?: object; maxRetries?: number; seed?: number },
) => {
  service: ReturnType<typeof createMediaService>;
  result: Promise<{ video: { uint8Array: Uint8Array }; providerMetadata: unknown }>;
};

const majors: [string, Generate][] = [
  [
    '6',
    (script, { options, ...call } = {}) => {
      const service = createMediaService(script);
      const model = createQwen6(settings(service)).video('wan2.7-t2v');
      const given = { qwen: { ...providerOptions.qwen, ...options } };
      return { service, result: generateVideo6({ model, prompt: 'A cat', providerOptions: given, ...call }) };
    },
  ],
  [
    '7',
    (script, { options, ...call } = {}) => {
      const service = createMediaService(script);
      const model = createQwen7(settings(service)).video('wan2.7-t2v');
      const given = { qwen: { ...providerOptions.qwen, ...options } };
      return { service, result: generateVideo7({ model, prompt: 'A cat', providerOptions: given, ...call }) };
    },
  ],
];

describe.each(majors)('experimental_generateVideo of AI SDK %s', (_major, generate) => {
  test('generateVideo makes a video, with its metadata', async () => {
    const { result, service } = generate({ usage }, { seed: 7 });
    const { video, providerMetadata } = await result;
    // The service of the tests has the same bytes for all results.
    expect(video.uint8Array).toEqual(png());
    expect(providerMetadata).toMatchObject({
      qwen: { videos: [{ url: `${resultHost}/0.mp4?Expires=1777012575`, taskId: 'task-1', seed: 7, usage }] },
    });
    expect(service.to('.mp4')[0]!.headers).not.toHaveProperty('authorization');
  });

  test('generateVideo says why a task failed, with its id, and does not try again', async () => {
    const { result, service } = generate({ statuses: ['FAILED'] });
    expect(await failureOf(result)).toMatchObject({
      isRetryable: false,
      data: { code: 'InvalidParameter', taskId: 'task-1' },
    });
    expect(service.created).toBe(1);
  });

  test('generateVideo creates one task, whatever fails after that', async () => {
    let polls = 0;
    const fault = (step: string) => {
      if (step === 'poll' && (polls += 1) < 4) return failure(500, 'InternalError', 'Oh.');
      return undefined;
    };
    const { result, service } = generate({ fault });
    await result;
    expect(service.created).toBe(1);
    const broken = generate({
      fault: (step) => (step === 'download' ? failure(403, 'AccessDenied', 'No.') : undefined),
    });
    expect(await failureOf(broken.result)).toMatchObject({ isRetryable: false, data: { taskId: 'task-1' } });
    expect(broken.service.created).toBe(1);
  });

  test('generateVideo does not create a second task when the answer to the creation is lost', async () => {
    const { result, service } = generate({ fault: (step) => (step === 'create' ? 'lose' : undefined) });
    const error = await failureOf(result);
    expect((error as Error).message).toContain('It may exist and be billed.');
    expect(service.created).toBe(1);
  });

  test('generateVideo goes on with an earlier task', async () => {
    const { result, service } = generate({}, { options: { resume: { taskId: 'task-9' } } });
    expect(((await failureOf(result)) as Error).message).toContain('does not know the task task-9');
    expect(service.created).toBe(0);
  });

  test('generateVideo cancels a pending task when it is aborted', async () => {
    const controller = new AbortController();
    const fault = (step: string) => void (step === 'poll' && setTimeout(() => controller.abort(), 5));
    const { result, service } = generate({ statuses: ['PENDING'], fault }, { abortSignal: controller.signal });
    expect(await failureOf(result)).toMatchObject({ name: 'AbortError', taskId: 'task-1' });
    expect(service.canceled).toEqual(['task-1']);
  });
});

describe('a video of AI SDK 7', () => {
  test('a video of AI SDK 7 is started in one process and finished in another', async () => {
    const service = createMediaService({ usage });
    const { operation } = await startVideo({
      model: createQwen7(settings(service)).video('wan2.7-t2v'),
      prompt: 'A cat',
    });
    const stored = JSON.parse(JSON.stringify(operation));
    expect(stored).toEqual({ taskId: 'task-1', modelId: 'wan2.7-t2v' });
    const model = createQwen7(settings(service)).video('wan2.7-t2v');
    expect(await getVideoStatus(model, { operation: stored })).toMatchObject({ status: 'pending' });
    expect(await getVideoStatus(model, { operation: stored })).toMatchObject({ status: 'completed' });
    expect(service.created).toBe(1);
  });

  test('a video of AI SDK 7 that failed is an error with its reason', async () => {
    const service = createMediaService({ statuses: ['FAILED'] });
    const model = createQwen7(settings(service)).video('wan2.7-t2v');
    const { operation } = await startVideo({ model, prompt: 'A cat' });
    expect(await failureOf(getVideoStatus(model, { operation }))).toMatchObject({
      message: expect.stringContaining('prompt must contain words'),
      data: { taskId: 'task-1' },
    });
    expect(await failureOf(getVideoStatus(model, { operation: 5 }))).toMatchObject({ argument: 'operation' });
  });
});
