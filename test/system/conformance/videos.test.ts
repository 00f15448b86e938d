import { createQwen } from 'ai-sdk-qwen/ai7';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import {
  experimental_generateVideo as generateVideo,
  experimental_getVideoStatus as getVideoStatus,
  experimental_startVideo as startVideo,
} from 'ai7';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { expectNoSecret } from '../../support/canary.js';
import { failureOf } from '../../support/recorder.js';
import { videoMajors, type VideoMajor } from '../../support/majors/media.js';
import { emulate } from '../../support/listening-emulator.js';
import { pngHead } from '../../support/png.js';

let emulator: Emulator;
let settings: { apiKey: string; baseURL: string };
const paths = (piece: string) => emulator.calls.filter(({ path }) => path.includes(piece));
const bodies = () => paths('/services/').map(({ body }) => body);

beforeEach(async () => {
  const served = await emulate({ taskDelay: { polls: 2, pending: 1 } });
  emulator = served.emulator;
  settings = { apiKey: 'sk-test-key', baseURL: `${served.url}/compatible-mode/v1` };
});

const isMP4 = (bytes: Uint8Array) => Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp';
const options = { pollInterval: 1 };
const ask = { modelId: 'wan2.7-t2v', prompt: 'A cat', options };
const forever = { polls: 1_000_000, pending: 1_000_000 };

// Video models of @ai-sdk/provider: V3 with doGenerate, V4 with doStart and doStatus as well.
describe.each(videoMajors)('videos of $name', ({ connect }) => {
  let videos: ReturnType<VideoMajor['connect']>['videos'];

  beforeEach(() => {
    videos = connect(settings).videos;
  });

  test('a video is made from a text, with its metadata', async () => {
    const result = await videos({ ...ask, resolution: '1280x720', duration: 5, seed: 7 });
    expect(result.videos.map(({ bytes, mediaType }) => [isMP4(bytes), mediaType])).toEqual([[true, 'video/mp4']]);
    expect(result.warnings).toEqual([]);
    expect(bodies()).toEqual([
      {
        model: 'wan2.7-t2v',
        input: { prompt: 'A cat' },
        parameters: { resolution: '720P', ratio: '16:9', duration: 5, seed: 7 },
      },
    ]);
    expect(result.details).toMatchObject([
      {
        url: expect.stringMatching(/\/results\/.+\.mp4\?Expires=/),
        expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
        taskId: expect.stringMatching(/^[\da-f-]{36}$/),
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
        usage: { duration: 5, SR: 720, video_count: 1 },
      },
    ]);
    expectNoSecret([result.details]);
    expect(paths('/results/').map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test('the first image of a video stands in the field that the model has for it', async () => {
    const prompt = { image: pngHead(640, 480), text: 'It swims' };
    await videos({ ...ask, prompt, modelId: 'wan2.7-i2v' });
    await videos({ ...ask, prompt, modelId: 'wan2.5-i2v-preview' });
    const image = expect.stringMatching(/^data:image\/png;base64,iVBOR/);
    expect(bodies()).toMatchObject([
      { input: { prompt: 'It swims', media: [{ type: 'first_frame', url: image }] } },
      { input: { prompt: 'It swims', img_url: image } },
    ]);
  });

  test('several videos are made in a task each', async () => {
    const result = await videos({ ...ask, n: 2 });
    expect(result.videos).toHaveLength(2);
    expect(emulator.creations.video).toBe(2);
  });

  test('an option that the service lacks is a warning', async () => {
    const result = await videos({ ...ask, fps: 24 });
    expect(result.warnings).toEqual(['fps: The service chooses the number of frames itself.']);
  });

  test('a call that the service would refuse in the task, or ignore and bill, is not sent', async () => {
    // Models for texts take media without a word: vercel/ai drops them, the service bills the video.
    const withImage = { ...ask, prompt: { image: pngHead(640, 480), text: 'A cat' } };
    expect(await failureOf(videos(withImage))).toMatchObject({
      argument: 'media',
      message: 'wan2.7-t2v: media is first_frame; expected none: it makes videos of texts only.',
    });
    expect(await failureOf(videos({ ...ask, duration: 30 }))).toMatchObject({
      argument: 'duration',
      message: 'wan2.7-t2v: duration is 30; expected 2 to 15 seconds.',
    });
    expect(emulator.calls).toEqual([]);
  });

  test('a failed task is an error with its reason and its id, and no second task is created', async () => {
    emulator.answerNext({ task: { failure: 'output-inspection' } });
    expect(await failureOf(videos(ask))).toMatchObject({
      isRetryable: false,
      data: { code: 'DataInspectionFailed', taskId: expect.stringMatching(/^[\da-f-]{36}$/) },
    });
    expect(emulator.creations.video).toBe(1);
  });

  test('an abort cancels a task that has not begun', async () => {
    const controller = new AbortController();
    emulator.answerNext({ task: { delay: forever } });
    const result = videos({ ...ask, abortSignal: controller.signal });
    await vi.waitUntil(() => paths('/tasks/').length > 0);
    controller.abort();
    expect(await failureOf(result)).toMatchObject({ name: 'AbortError', taskId: expect.any(String) });
    expect(paths('/cancel').map(({ status }) => status)).toEqual([200]);
  });

  test('a call that was refused for its rate is tried again, and creates once', async () => {
    const refusal = { code: 'Throttling.RateQuota', message: 'Requests rate limit exceeded.', request_id: 'r-1' };
    const headers = { 'content-type': 'application/json', 'retry-after-ms': '1' };
    emulator.answerNext({ raw: { status: 429, headers, body: JSON.stringify(refusal) } });
    expect((await videos(ask)).videos).toHaveLength(1);
    expect(paths('/services/').map(({ status }) => status)).toEqual([429, 200]);
    expect(emulator.creations.video).toBe(1);
  });

  test('a call whose answer was lost is not tried again, because it may be billed', async () => {
    emulator.breakNext('lost', { at: 'creation' });
    const error = await failureOf(videos(ask));
    expect((error as Error).message).toContain('It may exist and be billed.');
    expect(emulator.creations.video).toBe(1);
  });

  test('one task is created, whatever fails after it', async () => {
    emulator.failNext('internal-error', { at: 'poll', times: 2 });
    emulator.breakNext('reset', { at: 'poll' });
    emulator.breakNext('lost', { at: 'download' });
    expect((await videos(ask)).videos.map(({ bytes }) => isMP4(bytes))).toEqual([true]);
    expect(emulator.creations.video).toBe(1);
  });
});

describe('a video of ai 7', () => {
  const start = () => startVideo({ model: createQwen(settings).video('wan2.7-t2v'), prompt: 'A cat' });

  test('a video of ai 7 is started by one process, and asked for and loaded by another', async () => {
    const started = await start();
    expect(started.warnings).toEqual([]);
    const operation = JSON.parse(JSON.stringify(started.operation));
    expect(operation).toEqual({ taskId: expect.stringMatching(/^[\da-f-]{36}$/), modelId: 'wan2.7-t2v' });
    const model = createQwen(settings).video('wan2.7-t2v');
    const statuses = [];
    for (let poll = 0; poll < 3; poll += 1) statuses.push(await getVideoStatus(model, { operation }));
    expect(statuses.map(({ status }) => status)).toEqual(['pending', 'pending', 'completed']);
    const { videos } = statuses[2] as Extract<(typeof statuses)[number], { status: 'completed' }>;
    const [video] = videos as { type: string; data: Uint8Array; mediaType: string }[];
    expect([video!.type, video!.mediaType, isMP4(video!.data)]).toEqual(['binary', 'video/mp4', true]);
    expect(emulator.creations.video).toBe(1);
  });

  test('a video of ai 7 that failed says so with its reason and its id, however often it is asked for', async () => {
    emulator.answerNext({ task: { failure: 'output-inspection', delay: { polls: 0 } } });
    const { operation } = await start();
    const model = createQwen(settings).video('wan2.7-t2v');
    for (let poll = 0; poll < 2; poll += 1) {
      expect(await failureOf(getVideoStatus(model, { operation }))).toMatchObject({
        data: { code: 'DataInspectionFailed', taskId: (operation as { taskId: string }).taskId },
      });
    }
  });

  test('a video of ai 7 is polled by the AI SDK where the call says how, and a poll that fails creates no second task', async () => {
    emulator.failNext('internal-error', { at: 'poll', times: 1 });
    const { video } = await generateVideo({
      model: createQwen(settings).video('wan2.7-t2v'),
      prompt: 'A cat',
      poll: { intervalMs: 1 },
    });
    expect(isMP4(video.uint8Array)).toBe(true);
    expect(emulator.creations.video).toBe(1);
  });

  test('a video of ai 7 calls no webhook, with a warning', async () => {
    const { warnings } = await startVideo({
      model: createQwen(settings).video('wan2.7-t2v'),
      prompt: 'A cat',
      webhookUrl: 'https://example.com/done',
    });
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'webhook' }]);
  });
});
