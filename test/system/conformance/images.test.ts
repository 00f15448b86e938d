import type { Emulator } from 'ai-sdk-qwen/emulator';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { expectNoSecret } from '../../support/canary.js';
import { failureOf } from '../../support/recorder.js';
import { mediaMajors, type MediaMajor } from '../../support/majors/media.js';
import { emulate, sizeOf } from '../../support/listening-emulator.js';
import { pngHead } from '../../support/png.js';

// Of @ai-sdk/provider's ImageModelV1 to V4: files and a mask from V3 on, metadata from V2 on.
describe.each(mediaMajors)('images of $name', ({ name, hasFiles, connect }) => {
  let emulator: Emulator;
  let baseURL: string;
  let images: ReturnType<MediaMajor['connect']>['images'];
  const bodies = () => emulator.calls.filter(({ path }) => path.includes('/services/')).map(({ body }) => body);
  const paths = (piece: string) => emulator.calls.filter(({ path }) => path.includes(piece));
  const fast = { pollInterval: 1 };

  beforeEach(async () => {
    const served = await emulate({ taskDelay: { polls: 2, pending: 1 } });
    emulator = served.emulator;
    baseURL = `${served.url}/compatible-mode/v1`;
    images = connect({ apiKey: 'sk-test-key', baseURL }).images;
  });

  test('one image is made from a text, in the size that was asked for', async () => {
    const result = await images({
      modelId: 'qwen-image-2.0',
      prompt: 'A cat',
      size: '1024x768',
      seed: 7,
      options: { negativePrompt: 'dogs' },
    });
    expect(result.images.map(sizeOf)).toEqual([{ width: 1024, height: 768 }]);
    expect(result.warnings).toEqual([]);
    expect(result.modelIds).toEqual(['qwen-image-2.0']);
    expect(bodies()).toEqual([
      {
        model: 'qwen-image-2.0',
        input: { messages: [{ role: 'user', content: [{ text: 'A cat' }] }] },
        parameters: { negative_prompt: 'dogs', size: '1024*768', seed: 7, n: 1 },
      },
    ]);
    // A signed URL answers 403 to a second signature, and the key is not for the host of results.
    expect(paths('/results/').map(({ headers, status }) => [headers.authorization, status])).toEqual([
      [undefined, 200],
    ]);
  });

  test('several images are made in as few calls as the model allows', async () => {
    const result = await images({ modelId: 'wan2.7-image', prompt: 'A cat', n: 5, size: '1024x1024' });
    expect(result.images).toHaveLength(5);
    expect(new Set(bodies().map((body) => (body as { parameters: { n: number } }).parameters.n))).toEqual(
      new Set([4, 1]),
    );
    expect(emulator.creations.image).toBe(2);
  });

  test('images that the options name are edited in their order', async () => {
    const url = 'https://example.com/boat.png';
    const result = await images({
      modelId: 'qwen-image-edit-plus',
      prompt: 'Paint the boat red',
      options: { images: [url, 'https://example.com/sea.png'] },
    });
    expect(result.images).toHaveLength(1);
    expect(bodies()).toMatchObject([
      {
        input: {
          messages: [
            { content: [{ image: url }, { image: 'https://example.com/sea.png' }, { text: 'Paint the boat red' }] },
          ],
        },
      },
    ]);
  });

  test.runIf(hasFiles)('an image of the prompt is edited under a mask', async () => {
    const image = pngHead(640, 512);
    const mask = pngHead(640, 512);
    const ask = { prompt: 'A red boat', images: [image], mask };
    const result = await images({ ...ask, modelId: 'wanx2.1-imageedit', options: fast });
    expect(result.images).toHaveLength(1);
    expect(bodies()).toMatchObject([
      {
        input: {
          function: 'description_edit_with_mask',
          base_image_url: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
          mask_image_url: expect.stringMatching(/^data:image\/png;base64,iVBOR/),
        },
      },
    ]);
    // Other models would ignore it, and the wrong image would be billed.
    expect(await failureOf(images({ ...ask, modelId: 'qwen-image-edit-plus' }))).toMatchObject({ argument: 'mask' });
    expect(emulator.creations.image).toBe(1);
  });

  test('an option that the model lacks or that contradicts another is a warning', async () => {
    const result = await images({
      modelId: 'qwen-image-max',
      prompt: 'A cat',
      size: '1664x928',
      aspectRatio: '2:1',
      options: { colorPalette: [{ hex: '#ff0000', ratio: '100.00%' }] },
    });
    expect(result.warnings.sort()).toEqual([
      'aspectRatio: The call has a size, which counts: 1664x928.',
      'colorPalette: qwen-image-max has no such option; it was not sent.',
    ]);
    expect(result.images.map(sizeOf)).toEqual([{ width: 1664, height: 928 }]);
  });

  test('the metadata of each image stands where the AI SDK has a place for it', async () => {
    const ask = { modelId: 'wan2.2-t2i-flash', prompt: 'A cat', n: 2, size: '512x512', seed: 7 } as const;
    const { details } = await images({ ...ask, options: fast });
    if (name === 'ai 4') return expect(details).toBeUndefined();
    expect(details).toHaveLength(2);
    for (const image of details!) {
      expect(image).toMatchObject({
        url: expect.stringMatching(/\/results\/.+\.png\?Expires=/),
        expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
        actualPrompt: 'A cat, drawn by the emulator',
        seed: 7,
        width: 512,
        height: 512,
        taskId: expect.stringMatching(/^[\da-f-]{36}$/),
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      });
    }
    expect(details![0]!.usage).toEqual({ image_count: 2 });
    expectNoSecret([details]);
  });

  test('images that succeeded are returned, with a warning for each that failed', async () => {
    emulator.answerNext({ task: { failedImages: 1 } });
    const result = await images({ modelId: 'wan2.2-t2i-flash', prompt: 'A cat', n: 3, options: fast });
    expect(result.images).toHaveLength(2);
    expect(result.warnings).toEqual(['An image is missing: Input data may contain inappropriate content.']);
    if (name !== 'ai 4') expect(result.details![0]!.failures).toMatchObject([{ code: 'DataInspectionFailed' }]);
  });

  test('a call that is known to be refused is not sent', async () => {
    const error = await failureOf(images({ modelId: 'qwen-image-max', prompt: 'A cat', size: '640x480' }));
    expect(error).toMatchObject({
      argument: 'size',
      message: 'qwen-image-max: size is 640x480; expected sides of 512 to 1664 pixels.',
    });
    expect(emulator.calls).toEqual([]);
  });

  test('a refusal by the service is an error with its reason, and is not tried again', async () => {
    emulator.failNext('input-inspection', { at: 'creation' });
    const error = await failureOf(images({ modelId: 'qwen-image-2.0', prompt: 'A cat' }));
    expect(error).toMatchObject({
      statusCode: 400,
      isRetryable: false,
      data: { code: 'DataInspectionFailed' },
      message: expect.stringContaining('Input data may contain inappropriate content.'),
    });
    expect(paths('/services/')).toHaveLength(1);
  });

  test('a failed task is an error with its reason and its id', async () => {
    emulator.answerNext({ task: { failure: 'output-inspection' } });
    const error = await failureOf(images({ modelId: 'wan2.2-t2i-flash', prompt: 'A cat', options: fast }));
    expect(error).toMatchObject({
      isRetryable: false,
      data: { code: 'DataInspectionFailed', taskId: expect.stringMatching(/^[\da-f-]{36}$/) },
    });
    expect(emulator.creations.image).toBe(1);
  });

  test('an abort cancels a task that has not begun', async () => {
    const controller = new AbortController();
    emulator.answerNext({ task: { delay: { polls: 1_000_000, pending: 1_000_000 } } });
    const result = images({
      modelId: 'wan2.7-image',
      prompt: 'A cat',
      abortSignal: controller.signal,
      options: { async: true, pollInterval: 1 },
    });
    await vi.waitUntil(() => paths('/tasks/').length > 0);
    controller.abort();
    const error = await failureOf(result);
    expect(error).toMatchObject({ name: 'AbortError', taskId: expect.any(String) });
    expect((error as Error).message).toContain('was still pending and has been canceled: it is not billed');
    expect(paths('/cancel').map(({ status }) => status)).toEqual([200]);
    expect(emulator.creations.image).toBe(1);
  });

  test('a call that was refused for its rate is tried again, and creates once', async () => {
    const refusal = { code: 'Throttling.RateQuota', message: 'Requests rate limit exceeded.', request_id: 'r-1' };
    const headers = { 'content-type': 'application/json', 'retry-after-ms': '1' };
    emulator.answerNext({ raw: { status: 429, headers, body: JSON.stringify(refusal) } });
    const result = await images({ modelId: 'qwen-image-2.0', prompt: 'A cat' });
    expect(result.images).toHaveLength(1);
    expect(paths('/services/').map(({ status }) => status)).toEqual([429, 200]);
    expect(emulator.creations.image).toBe(1);
  });

  test('a call whose answer was lost is not tried again, because it may be billed', async () => {
    emulator.breakNext('lost', { at: 'creation' });
    const error = await failureOf(images({ modelId: 'wan2.2-t2i-flash', prompt: 'A cat', options: fast }));
    expect(error).toMatchObject({ isRetryable: false });
    expect((error as Error).message).toContain('It may exist and be billed.');
    expect(emulator.creations.image).toBe(1);
  });

  test('one task is created, whatever fails after it', async () => {
    emulator.failNext('internal-error', { at: 'poll', times: 2 });
    emulator.breakNext('reset', { at: 'poll' });
    emulator.breakNext('lost', { at: 'download' });
    const result = await images({ modelId: 'wan2.2-t2i-flash', prompt: 'A cat', size: '512x512', options: fast });
    expect(result.images.map(sizeOf)).toEqual([{ width: 512, height: 512 }]);
    expect(emulator.creations.image).toBe(1);
  });
});
