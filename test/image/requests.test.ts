import { InvalidArgumentError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen/ai6';
import { describe, expect, test } from 'vitest';
import { createMediaService } from '../support/media-service.js';
import { failureOf } from '../support/recorder.js';

// Facts: the pages of qwen-image, z-image and wan of Model Studio, 2026.

type Call = Partial<Parameters<ReturnType<ReturnType<typeof createQwen>['image']>['doGenerate']>[0]>;

const nothing = {
  prompt: 'A cat',
  n: 1,
  size: undefined,
  aspectRatio: undefined,
  seed: undefined,
  files: undefined,
  mask: undefined,
  providerOptions: {},
};

function ask(model: string, call: Call = {}, options: object = {}) {
  const service = createMediaService();
  const qwen = createQwen({ apiKey: 'sk-test', fetch: service.fetch });
  const providerOptions = { qwen: { pollInterval: 1, ...options } };
  const result = qwen.image(model).doGenerate({ ...nothing, ...call, providerOptions });
  return { service, result };
}

async function sent(model: string, call: Call = {}, options: object = {}) {
  const { service, result } = ask(model, call, options);
  const { warnings } = await result;
  const [{ url, body, headers }] = service.calls as [(typeof service.calls)[0]];
  return { path: url.pathname.replace('/api/v1/services/aigc/', ''), body, headers, warnings };
}

const url = { type: 'url' as const, url: 'https://example.com/cat.png' };

describe('a request', () => {
  test('a request of a model of messages has one message, and always says how many images', async () => {
    const { path, body, headers, warnings } = await sent(
      'qwen-image-2.0-pro',
      { size: '1024x1024', seed: 7, files: [url, { type: 'file', mediaType: 'image/png', data: 'aGk=' }] },
      { watermark: false, promptExtend: true, negativePrompt: 'dogs' },
    );
    expect(path).toBe('multimodal-generation/generation');
    expect(headers['x-dashscope-async']).toBeUndefined();
    expect(warnings).toEqual([]);
    expect(body).toEqual({
      model: 'qwen-image-2.0-pro',
      input: {
        messages: [
          {
            role: 'user',
            content: [{ image: url.url }, { image: 'data:image/png;base64,aGk=' }, { text: 'A cat' }],
          },
        ],
      },
      parameters: { negative_prompt: 'dogs', watermark: false, prompt_extend: true, size: '1024*1024', seed: 7, n: 1 },
    });
  });

  test('a request becomes a task when the caller insists on one', async () => {
    const { path, headers, body } = await sent('wan2.7-image-pro', {}, { async: true, size: '2K', thinkingMode: true });
    expect(path).toBe('image-generation/generation');
    expect(headers['x-dashscope-async']).toBe('enable');
    expect(body.parameters).toEqual({ thinking_mode: true, size: '2K', n: 1 });
  });

  test('a request of an older text model has its prompts beside each other', async () => {
    const { path, body } = await sent('wan2.2-t2i-flash', { n: 2 }, { negativePrompt: 'dogs' });
    expect(path).toBe('text2image/image-synthesis');
    expect(body).toEqual({
      model: 'wan2.2-t2i-flash',
      input: { prompt: 'A cat', negative_prompt: 'dogs' },
      parameters: { n: 2 },
    });
  });

  test('a request of an older editing model lists its images', async () => {
    const { path, body } = await sent('wan2.5-i2i-preview', { files: [url, url] });
    expect(path).toBe('image2image/image-synthesis');
    expect(body.input).toEqual({ prompt: 'A cat', images: [url.url, url.url] });
  });

  test('a request with a mask goes to the one model that has one', async () => {
    const { body } = await sent('wanx2.1-imageedit', { files: [url], mask: url }, { strength: 0.2 });
    expect(body).toEqual({
      model: 'wanx2.1-imageedit',
      input: {
        function: 'description_edit_with_mask',
        prompt: 'A cat',
        base_image_url: url.url,
        mask_image_url: url.url,
      },
      parameters: { strength: 0.2, n: 1 },
    });
  });

  test('a request of a translation has no prompt and no parameters', async () => {
    const options = { sourceLang: 'zh', targetLang: 'en', sensitives: ['x'], imageSegment: false };
    const { body } = await sent('qwen-mt-image', { prompt: undefined, files: [url] }, options);
    expect(body).toEqual({
      model: 'qwen-mt-image',
      input: {
        image_url: url.url,
        source_lang: 'zh',
        target_lang: 'en',
        ext: { sensitives: ['x'], config: { imageSegment: false } },
      },
    });
  });

  test('a request of a series says the most images of the series', async () => {
    const { body } = await sent('wan2.7-image', {}, { enableSequential: true, maxImages: 4 });
    expect(body.parameters).toEqual({ enable_sequential: true, n: 4 });
  });

  test('a request with texts between the images is a task, since the service streams it otherwise', async () => {
    const { path, body } = await sent('wan2.6-image', {}, { enableInterleave: true, maxImages: 2 });
    expect(path).toBe('image-generation/generation');
    expect(body.parameters).toEqual({ enable_interleave: true, n: 1, max_images: 2 });
  });

  test('a request with a URL of the temporary store asks the service to look it up', async () => {
    const { headers } = await sent('qwen-image-edit-plus', {}, { images: ['oss://dashscope-instant/a.png'] });
    expect(headers['x-dashscope-ossresourceresolve']).toBe('enable');
  });

  test('a request passes parameters on that are newer than this package', async () => {
    expect((await sent('qwen-image-max', {}, { new_switch: 'on' })).body.parameters).toEqual({
      n: 1,
      new_switch: 'on',
    });
  });
});

describe('the size of a ratio', () => {
  test.each([
    ['qwen-image-2.0-pro', '16:9', '2688*1536'],
    ['qwen-image-max', '9:16', '928*1664'],
    ['wan2.6-t2i', '4:3', '1472*1104'],
    // Both take any ratio from 1:8 to 8:1.
    ['wan2.7-image', '16:9', '2720*1536'],
    ['qwen-image-3.0', '1:1', '1024*1024'],
    ['wan2.2-t2i-plus', '21:9', '1440*608'],
  ])('the size %s of a ratio is drawn by %s as %s', async (model, aspectRatio, size) => {
    const { body, warnings } = await sent(model, { aspectRatio: aspectRatio as `${number}:${number}` });
    expect([body.parameters.size, warnings]).toEqual([size, []]);
  });

  test('the nearest size of a ratio is taken, with a warning, where the model has a list', async () => {
    const { body, warnings } = await sent('wanx2.0-t2i-turbo', { aspectRatio: '21:9' });
    expect(body.parameters.size).toBe('1024*576');
    expect(warnings).toEqual([
      {
        type: 'unsupported',
        feature: 'aspectRatio',
        details: 'The model has no size of this ratio; the nearest one is used: 1024*576.',
      },
    ]);
  });
});

describe('a warning', () => {
  test.each<[string, string, Call, object, string]>([
    ['an option that the model has not', 'qwen-image-max', {}, { colorPalette: [] }, 'colorPalette'],
    ['a size of a model that takes none', 'qwen-image-edit', { size: '512x512', files: [url] }, {}, 'size'],
    ['a ratio beside a size', 'qwen-image-max', { size: '1328x1328', aspectRatio: '1:1' }, {}, 'aspectRatio'],
    ['an option that does not exist', 'qwen-image-max', {}, { colour: 1 }, 'providerOptions.qwen.colour'],
    [
      'a seed of a model that takes none',
      'qwen-mt-image',
      { seed: 1, files: [url] },
      { sourceLang: 'zh', targetLang: 'fr' },
      'seed',
    ],
  ])('a warning names %s', async (_case, model, call, options, feature) => {
    const { warnings } = await sent(model, call, options);
    expect(warnings.map((warning) => ('feature' in warning ? warning.feature : warning.message))).toContain(feature);
  });

  test('a warning says that the service cuts off a long prompt', async () => {
    const { warnings } = await sent('wan2.2-t2i-plus', { prompt: 'x'.repeat(501) });
    expect(warnings).toEqual([
      { type: 'other', message: 'wan2.2-t2i-plus reads 500 characters of the prompt; the service cuts off the rest.' },
    ]);
  });
});

/** Calls that the service refuses, or would take and bill without doing them. */
const refusals: [model: string, call: Call, options: object, words: string][] = [
  ['qwen-image-max', { size: '9999x9999' }, {}, 'size is 9999x9999; expected sides of 512 to 1664 pixels'],
  ['qwen-image', { size: '1x1' }, {}, 'size is 1x1; expected sides of 512 to 2048 pixels'],
  ['qwen-image-2.0', { size: '3000x3000' }, {}, 'size is 3000x3000; expected 262144 to 4194304 pixels'],
  ['qwen-image-2.1-pro', { size: '3000x3000' }, {}, 'expected 262144 to 6553600 pixels'],
  ['z-image-turbo', { size: '3x3' }, {}, 'expected 262144 to 4194304 pixels'],
  ['wan2.7-image', { size: '512x512' }, {}, 'expected 589824 to 16777216 pixels'],
  ['wan2.7-image', {}, { size: '4K' }, 'size is 4K; expected 1K, 2K, or width and height'],
  ['wan2.6-t2i', { size: '1536x1536' }, {}, 'expected 589824 to 2073600 pixels'],
  ['wan2.2-t2i-flash', { size: '1920x1080' }, {}, 'expected sides of 512 to 1440 pixels'],
  ['wanx2.0-t2i-turbo', { size: '512x512' }, {}, 'expected 768*768, 576*1024'],
  ['wanx-v1', { size: '512x512' }, {}, 'expected 1024*1024, 720*1280, 1280*720, 768*1152'],
  ['qwen-image', {}, { size: '2K' }, 'size is 2K; expected width and height'],
  ['qwen-image', {}, { size: 'big' }, 'size is big; expected width and height, such as 1024x768'],
  ['qwen-image-2.0', { files: [url, url, url, url] }, {}, 'images is 4 images; expected 0 to 3'],
  ['qwen-image-edit', {}, {}, 'images is 0 images; expected 1 to 3'],
  ['wan2.6-image', {}, {}, 'images is 0 images; expected 1 to 4'],
  ['wan2.6-image', { files: [url, url] }, { enableInterleave: true }, 'images is 2 images; expected 0 to 1'],
  ['qwen-image-max', { files: [url] }, {}, 'images is 1 images; expected none: it makes images of texts only'],
  ['qwen-image-max', { prompt: '' }, {}, 'prompt is empty; expected a text'],
  ['qwen-image-max', { n: 2 }, {}, 'n is 2; expected 1'],
  ['wan2.7-image', { n: 5 }, {}, 'n is 5; expected 1 to 4'],
  ['wan2.6-image', { n: 2 }, { enableInterleave: true }, 'n is 2 with enableInterleave; expected 1'],
  ['qwen-image-2.0', { files: [url], mask: url }, {}, 'mask is a mask; expected none. Use wanx2.1-imageedit'],
  ['wanx2.1-imageedit', { files: [url] }, { function: 'description_edit_with_mask' }, 'mask is missing'],
  [
    'wanx2.1-imageedit',
    { files: [url], mask: url },
    { function: 'doodle' },
    "function is 'doodle' together with a mask",
  ],
  ['qwen-image-2.0', {}, { async: true }, 'async is true; expected false'],
  [
    'qwen-image-3.0',
    { files: [url] },
    { promptExtendMode: 'agent' },
    "promptExtendMode is 'agent' together with images",
  ],
  ['qwen-mt-image', { files: [url] }, { targetLang: 'en' }, 'sourceLang is missing'],
  [
    'qwen-mt-image',
    { files: [url] },
    { sourceLang: 'fr', targetLang: 'de' },
    "targetLang is 'de' from 'fr'; expected zh or en",
  ],
  ['qwen-image-2.0', {}, { images: ['file:///etc/passwd'] }, 'image 1 is "file:///etc/passwd"; expected an http(s)'],
  [
    'qwen-image-2.0',
    { aspectRatio: 'wide' as '1:1' },
    {},
    'aspectRatio is wide; expected width and height, such as 16:9',
  ],
];

describe('a refusal', () => {
  test.each(refusals.map(([model, call, options, words]) => ({ model, call, options, words })))(
    'a refusal of $model says "$words"',
    async ({ model, call, options, words }) => {
      const { service, result } = ask(model, call, options);
      const error = await failureOf(result);
      expect(InvalidArgumentError.isInstance(error)).toBe(true);
      expect((error as Error).message).toContain(words);
      expect(service.calls).toEqual([]);
    },
  );

  test('a refusal of a file that is too large says how large it may be', async () => {
    const file = { type: 'file' as const, mediaType: 'image/png', data: new Uint8Array(10_485_761) };
    const error = await failureOf(ask('qwen-image-2.0', { files: [file] }).result);
    expect((error as Error).message).toContain('image 1 is a file of 10485761 bytes; expected up to 10485760 bytes');
  });
});
