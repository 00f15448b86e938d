import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { experimental_generateImage as generateImage4 } from 'ai';
import { experimental_generateImage as generateImage5 } from 'ai5';
import { generateImage as generateImage6 } from 'ai6';
import { generateImage as generateImage7 } from 'ai7';
import { describe, expect, test } from 'vitest';
import { createMediaService, failure, png } from '../support/media-service.js';
import { failureOf } from '../support/recorder.js';

type Service = ReturnType<typeof createMediaService>;
const settings = ({ fetch }: Service) => ({ apiKey: 'sk-test', fetch });
globalThis.AI_SDK_LOG_WARNINGS = false;

const call = { prompt: 'A cat', n: 3, size: '1328x1328' as const, seed: 7 };
const providerOptions = { qwen: { negativePrompt: 'dogs', colorPalette: [] } };

const majors: [string, (service: Service, maxRetries?: number) => Promise<{ images: object[]; warnings: object[] }>][] =
  [
    [
      '4',
      (service, maxRetries) =>
        generateImage4({
          ...call,
          model: createQwen4(settings(service)).image('qwen-image-max'),
          providerOptions,
          maxRetries,
        }),
    ],
    [
      '5',
      (service, maxRetries) =>
        generateImage5({
          ...call,
          model: createQwen5(settings(service)).image('qwen-image-max'),
          providerOptions,
          maxRetries,
        }),
    ],
    [
      '6',
      (service, maxRetries) =>
        generateImage6({
          ...call,
          model: createQwen6(settings(service)).image('qwen-image-max'),
          providerOptions,
          maxRetries,
        }),
    ],
    [
      '7',
      (service, maxRetries) =>
        generateImage7({
          ...call,
          model: createQwen7(settings(service)).image('qwen-image-max'),
          providerOptions,
          maxRetries,
        }),
    ],
  ];

describe.each(majors)('generateImage of AI SDK %s', (major, generate) => {
  test('generateImage makes as many images as were asked for, in calls of as many as the model makes', async () => {
    const service = createMediaService();
    const { images, warnings } = await generate(service);
    expect(images).toHaveLength(3);
    expect((images[0] as { uint8Array: Uint8Array }).uint8Array).toEqual(png());
    expect(service.created).toBe(3);
    expect(service.to('/generation')[0]!.body.parameters).toEqual({
      negative_prompt: 'dogs',
      size: '1328*1328',
      seed: 7,
      n: 1,
    });
    const details = 'qwen-image-max has no such option; it was not sent.';
    const warning =
      major < '6'
        ? { type: 'other', message: `colorPalette: ${details}` }
        : { type: 'unsupported', feature: 'colorPalette', details };
    expect(warnings[0]).toEqual(warning);
  });

  test('generateImage tries again after a refusal for its rate, and not after an error that may be billed', async () => {
    let refused = 0;
    const tooFast = createMediaService({
      fault: (step) =>
        step === 'create' && (refused += 1) === 1 ? failure(429, 'Throttling.RateQuota', 'Wait.') : undefined,
    });
    // The AI SDK waits for what the server says.
    expect(await failureOf(generate(tooFast, 0))).toMatchObject({ statusCode: 429, isRetryable: true });
    const broken = createMediaService({
      fault: (step) => (step === 'create' ? failure(500, 'InternalError', 'Oh.') : undefined),
    });
    expect(await failureOf(generate(broken, 2))).toMatchObject({ statusCode: 500, isRetryable: false });
    expect(broken.to('/generation')).toHaveLength(3);
  });
});

test.each([
  ['4', createQwen4],
  ['5', createQwen5],
  ['6', createQwen6],
  ['7', createQwen7],
])('the models of AI SDK %s say how many images one call makes', (_major, createQwen) => {
  const qwen = createQwen({});
  const most = (id: string, options = {}) => qwen.image(id, options).maxImagesPerCall;
  expect(['qwen-image-max', 'image:z-image-turbo', 'qwen-image-2.0', 'wan2.7-image'].map((id) => most(id))).toEqual([
    1, 1, 6, 4,
  ]);
  expect(most('wan2.7-image', { enableSequential: true })).toBe(12);
  expect(most('qwen-image-2.0-pro-2026-04-22')).toBe(6);
});

test('prompts of AI SDK 6 and 7 bring images and a mask', async () => {
  const image = png();
  for (const generate of [
    async (service: Service) =>
      generateImage6({
        model: createQwen6(settings(service)).image('wanx2.1-imageedit'),
        prompt: { text: 'Red', images: [image], mask: image },
      }),
    async (service: Service) =>
      generateImage7({
        model: createQwen7(settings(service)).image('wanx2.1-imageedit'),
        prompt: { text: 'Red', images: [image], mask: image },
      }),
  ]) {
    const service = createMediaService({ statuses: ['SUCCEEDED'] });
    await generate(service);
    const { input } = service.to('/image-synthesis')[0]!.body;
    expect(input.base_image_url).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(input.mask_image_url).toBe(input.base_image_url);
  }
});

test('options of the model are defaults of its calls', async () => {
  const service = createMediaService();
  const model = createQwen4(settings(service)).image('qwen-image-max', { watermark: true, negativePrompt: 'cats' });
  await generateImage4({ model, prompt: 'A cat', providerOptions });
  expect(service.calls[0]!.body.parameters).toMatchObject({ watermark: true, negative_prompt: 'dogs' });
});
