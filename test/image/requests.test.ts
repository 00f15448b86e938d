import { createQwen } from 'ai-sdk-qwen/ai6';
import { describe, expect, test } from 'vitest';
import { imageCall } from '../support/media-calls.js';
import { createMediaService } from '../support/media-service.js';
import { failureOf } from '../support/recorder.js';

// Facts: the pages of qwen-image, z-image and wan of Model Studio, 2026.

type Call = Partial<Parameters<ReturnType<ReturnType<typeof createQwen>['image']>['doGenerate']>[0]>;

function ask(model: string, call: Call = {}, options: object = {}, settings: object = {}) {
  const service = createMediaService();
  const qwen = createQwen({ apiKey: 'sk-test', fetch: service.fetch, ...settings });
  const providerOptions = { qwen: { pollInterval: 1, ...options } };
  const result = qwen.image(model).doGenerate({ ...imageCall, ...call, providerOptions });
  return { service, result };
}

async function sent(model: string, call: Call = {}, options: object = {}, settings: object = {}) {
  const { service, result } = ask(model, call, options, settings);
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

  // Paths and fields: the service's pages and a gateway that serves them all (aiproxy).
  test.each<[string, Call, object, string, object]>([
    [
      'wanx-style-repaint-v1',
      { prompt: undefined, files: [url] },
      { input: { style_index: 3 } },
      'image-generation/generation',
      { input: { image_url: url.url, style_index: 3 } },
    ],
    [
      'wanx-background-generation-v2',
      { prompt: '', files: [url, url] },
      { noise_level: 300 },
      'background-generation/generation/',
      { input: { base_image_url: url.url, ref_image_url: url.url }, parameters: { n: 1, noise_level: 300 } },
    ],
    [
      'wanx-sketch-to-image-lite',
      { files: [url], size: '768x768' },
      { style: '<anime>' },
      'image2image/image-synthesis',
      {
        input: { sketch_image_url: url.url, prompt: 'A cat' },
        parameters: { style: '<anime>', size: '768*768', n: 1 },
      },
    ],
    [
      'wanx-x-painting',
      { files: [url], mask: url },
      {},
      'image2image/image-synthesis',
      { input: { base_image_url: url.url, prompt: 'A cat', mask_image_url: url.url }, parameters: { n: 1 } },
    ],
  ])('a request of %s has fields of its own', async (model, call, options, path, rest) => {
    const request = await sent(model, call, options);
    expect([request.path, request.warnings]).toEqual([path, []]);
    expect(request.body).toEqual({ model, ...rest });
    expect(request.headers['x-dashscope-async']).toBe('enable');
  });

  test('a request takes fields of its input as the service names them', async () => {
    const input = { ref_img: 'oss://a.png' };
    const { body, headers } = await sent('wanx-v1', {}, { input, ref_mode: 'refonly' });
    expect(body.input).toEqual({ prompt: 'A cat', ref_img: 'oss://a.png' });
    expect(body.parameters).toEqual({ n: 1, ref_mode: 'refonly' });
    expect(headers['x-dashscope-ossresourceresolve']).toBe('enable');
  });

  test('a request of a model that is not known leaves what is not certain to the service', async () => {
    const options = { enableInterleave: true, maxImages: 9, promptExtendMode: 'agent', function: 'doodle' };
    const call = { n: 20, prompt: '', seed: -5, size: '7x9' as const, files: Array.from({ length: 30 }, () => url) };
    const { body, warnings } = await sent('qwen-image-9', call, options);
    expect(warnings).toMatchObject([{ type: 'unsupported', feature: 'function' }]);
    expect(body.input.messages[0].content).toHaveLength(30);
    expect(body.parameters).toEqual({
      enable_interleave: true,
      prompt_extend_mode: 'agent',
      n: 20,
      max_images: 9,
      size: '7*9',
      seed: -5,
    });
  });

  // Public issues of Aug and Sep 2026: hosts of a Token Plan answer tasks of images with 403.
  test('a request to a host of a Token Plan is answered at once, and never a task', async () => {
    const baseURL = 'https://token-plan.cn-beijing.maas.aliyuncs.com/compatible-mode/v1';
    const { path, headers } = await sent('wan2.7-image', {}, {}, { baseURL });
    expect([path, headers['x-dashscope-async']]).toEqual(['multimodal-generation/generation', undefined]);
    for (const [model, name] of [
      ['wan2.7-image', 'async'],
      ['wan2.6-image', 'enableInterleave'],
    ] as const) {
      const { service, result } = ask(model, {}, { [name]: true }, { baseURL });
      expect(await failureOf(result)).toMatchObject({
        argument: name,
        message: `${model}: ${name} is true; expected false: hosts of a Token Plan have no tasks for images.`,
      });
      expect(service.calls).toEqual([]);
    }
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
  ])('%s draws the ratio %s as %s', async (model, aspectRatio, size) => {
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
    ['a series without its switch', 'wan2.6-image', { files: [url] }, { maxImages: 3 }, 'maxImages'],
    [
      'a ratio of a model whose sizes are not known',
      'wanx-sketch-to-image-lite',
      { aspectRatio: '16:9', files: [url] },
      {},
      'aspectRatio',
    ],
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

  test('a warning names options that are not an object', async () => {
    const service = createMediaService();
    const qwen = createQwen({ apiKey: 'sk-test', fetch: service.fetch });
    const model = qwen.image('qwen-image-max', 'a style' as never);
    const { warnings } = await model.doGenerate(imageCall);
    expect(warnings).toEqual([
      {
        type: 'unsupported',
        feature: 'options',
        details: 'It was not sent: it is "a style", not an object of options.',
      },
    ]);
  });

  test('a warning says that the service cuts off a long prompt', async () => {
    const { warnings } = await sent('wan2.2-t2i-plus', { prompt: 'x'.repeat(501) });
    expect(warnings).toEqual([
      { type: 'other', message: 'wan2.2-t2i-plus reads 500 characters of the prompt; the service cuts off the rest.' },
    ]);
  });
});
