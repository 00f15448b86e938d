// Issue 13: the words of the service, quoted in public tests and issues of 2026.
import { describe, expect, test } from 'vitest';
import { mediaRules } from '../../../src/emulator/rules/media.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import { type Json, png } from '../../support/emulator-requests.js';
import {
  ASYNC,
  draw,
  finish,
  IMAGE2IMAGE,
  post,
  SYNC,
  TASK,
  TEXT2IMAGE,
} from '../../support/image-emulator-requests.js';

interface Row {
  rule: keyof typeof mediaRules | 'url-mismatch' | 'asynchronous-call' | 'stored-file-unknown' | 'parameter-range';
  body: Json;
  path?: string;
  headers?: Record<string, string>;
  status?: number;
  code?: string;
  message: string;
}

const picture = { image: png(512, 512) };
const content = (count: number) => [...Array.from({ length: count }, () => picture), { text: 'Make it blue' }];
const messages = (...rows: unknown[]) => ({ model: 'qwen-image-2.0', input: { messages: rows } });
const five = '1664*928,1472*1104,1328*1328,1104*1472,928*1664';

const atOnce: Row[] = [
  {
    rule: 'asynchronous-call',
    body: draw('qwen-image-2.0'),
    headers: TASK,
    status: 403,
    code: 'AccessDenied',
    message: 'current user api does not support asynchronous calls.',
  },
  {
    rule: 'synchronous-call',
    path: ASYNC,
    body: draw('wan2.7-image'),
    headers: { 'X-DashScope-Async': 'disable' },
    status: 403,
    code: 'AccessDenied',
    message: 'current user api does not support synchronous calls',
  },
  {
    rule: 'media-model-unknown',
    path: ASYNC,
    body: draw('qwen-image-9'),
    status: 404,
    message: 'Model not exist.',
  },
  {
    rule: 'media-model-unknown',
    path: TEXT2IMAGE,
    body: { model: 'Wanx-v1', input: { prompt: 'A cat' } },
    status: 404,
    message: 'Model not exist.',
  },
  ...[
    [SYNC, draw('wan2.2-t2i-flash')],
    [SYNC, draw('wanx2.1-imageedit')],
    [ASYNC, draw('qwen-image-2.0')],
    [ASYNC, draw('qwen-plus')],
    [TEXT2IMAGE, draw('wan2.7-image')],
    [IMAGE2IMAGE, draw('wan2.5-t2i-preview')],
  ].map(([path, body]) => ({
    rule: 'url-mismatch' as const,
    path,
    body,
    message:
      'url error, please check url！ For details, see: https://help.aliyun.com/zh/model-studio/error-code#error-url',
  })),
  { rule: 'image-messages-none', body: messages(), message: 'No messages found in input' },
  {
    rule: 'image-messages-count',
    body: messages({ role: 'user', content: [{ text: 'a' }] }, { role: 'user', content: [{ text: 'b' }] }),
    message: 'messages length only support 1',
  },
  {
    rule: 'image-role',
    body: messages({ role: 'system', content: [{ text: 'a' }] }),
    message: "Input should be 'user': input.messages.0.role",
  },
  {
    rule: 'image-content-type',
    body: messages({ role: 'user', content: 'A cat' }),
    message: 'Input should be a valid list: input.messages.0.content',
  },
  { rule: 'image-content-empty', body: draw('qwen-image-2.0', []), message: 'lack of image or text' },
  {
    rule: 'image-content-length',
    body: draw('qwen-image', [{ text: 'a' }, picture, picture]),
    message: 'content length only support 2',
  },
  {
    rule: 'image-texts',
    body: draw('qwen-image-2.0', [picture]),
    message: 'For i2i model, the last message must contain exactly one text content item. Got 0 text items',
  },
  {
    rule: 'image-texts',
    body: draw('wan2.6-t2i', [{ text: 'a' }, { text: 'b' }]),
    message: 'For t2i model, the last message must contain exactly one text content item. Got 2 text items',
  },
  {
    rule: 'image-count',
    body: draw('qwen-image-3.0', content(4)),
    message:
      "Model 'qwen-image-3.0-distill' supports 0~3 image content items. Got 4 image items. " +
      '(0 images = T2I mode, 1~3 images = I2I mode)',
  },
  {
    rule: 'image-count',
    body: draw('qwen-image-2.0-pro', content(4)),
    message:
      "Model 'qwen-image-2.0-2in1' supports 0~3 image content items. Got 4 image items. " +
      '(0 images = T2I mode, 1~3 images = I2I mode)',
  },
  {
    rule: 'image-count-edit',
    body: draw('qwen-image-edit-plus'),
    message: 'For image editing, the message must contain 1~3 image content items. Got 0 image items.',
  },
  {
    rule: 'image-count-wan',
    body: draw('wan2.6-image'),
    message: "When 'enable_interleave' is False, the last message must contain 1 to 4 images. Got 0 images.",
  },
  {
    rule: 'image-count-other',
    body: draw('wan2.7-image', content(10)),
    message: 'The last message must contain 0 to 9 images. Got 10 images.',
  },
  {
    rule: 'media-invalid-url',
    body: draw('qwen-image-2.0', [{ image: 'data:image/png;base64,AAAA' }, { text: 'a' }]),
    code: 'InvalidURL',
    message:
      'The request URL is invalid, please check the request URL is available and the request image format is one of ' +
      'the following types: JPEG, JPG, PNG, BMP, and WEBP.',
  },
  {
    rule: 'stored-file-unknown',
    body: draw('qwen-image-2.0', [{ image: 'oss://nowhere/a.png' }, { text: 'a' }]),
    code: 'InvalidParameter.DataInspection',
    message: 'Unable to download the media resource during the data inspection process.',
  },
  {
    rule: 'image-too-large',
    body: draw('qwen-image-2.0', [{ image: png(512, 512) + 'A'.repeat(4 * 3_500_000) }, { text: 'a' }]),
    message: 'The image size is not supported for the data inspection.',
  },
  {
    rule: 'image-too-small',
    body: draw('wan2.7-image-pro', [{ image: png(100, 512) }, { text: 'a' }]),
    message: 'resolution must be at least 240x240',
  },
  { rule: 'image-n-one', body: draw('qwen-image', 'A cat', { n: 2 }), message: 'num_images_per_prompt must be 1' },
  {
    rule: 'image-n',
    body: draw('qwen-image-2.0', 'A cat', { n: 7 }),
    message: 'num_images_per_prompt must be between 1 and 6',
  },
  {
    rule: 'image-stream',
    body: draw('wan2.6-image', 'A cat', { enable_interleave: true }),
    message: 'currently stream=False is not supported',
  },
  {
    rule: 'image-agent',
    body: draw('qwen-image-3.0', content(1), { prompt_extend_mode: 'agent' }),
    message: "prompt_extend_mode 'agent' does not support image inputs",
  },
  {
    rule: 'image-size-list',
    body: draw('qwen-image-plus', 'A cat', { size: '1024*1024' }),
    message: `The size does not match the allowed size ${five}.`,
  },
  {
    rule: 'image-size-side',
    body: draw('qwen-image-max', 'A cat', { size: '9999*9999' }),
    message: 'Size 9999*9999 is out of range [512*512, 1664*1664]',
  },
  {
    rule: 'image-size-area',
    body: draw('qwen-image-2.0', 'A cat', { size: '256*256' }),
    message: 'Image area must be between 262144 (512x512) and 4194304 (2048x2048) pixels',
  },
  {
    rule: 'image-size-area',
    body: draw('qwen-image-2.1-pro', 'A cat', { size: '4096*4096' }),
    message: 'Image area must be between 262144 (512x512) and 6553600 (2560x2560) pixels for t2i requests',
  },
  {
    rule: 'image-size-area-plain',
    body: draw('z-image-turbo', 'A cat', { size: '3*3' }),
    message: 'Image area must be between 262144 and 4194304 pixels. Got area=9 (width=3, height=3).',
  },
  {
    rule: 'image-size-pixels',
    body: draw('wan2.7-image', 'A cat', { size: '512*512' }),
    message: 'Total pixels (262144) must be between 589824 and 16777216',
  },
  {
    rule: 'image-size-pixels',
    body: draw('wan2.6-t2i', 'A cat', { size: '1536*1536' }),
    message: 'Total pixels (2359296) must be between 589824 and 2073600',
  },
  {
    rule: 'image-size-pixels',
    body: draw('wan2.6-image', 'A cat', { size: '2048*2048', enable_interleave: true, stream: true }),
    message: 'Total pixels (4194304) must be between 589824 and 1638400',
  },
  {
    rule: 'image-size-tier',
    body: draw('wan2.7-image', 'A cat', { size: '4K' }),
    message: 'Size 4K is not supported for t2i scenario. Maximum supported size is 2K',
  },
  {
    rule: 'image-size-format',
    body: draw('wan2.6-t2i', 'A cat', { size: '1024x1024' }),
    message: 'size must be in H*W format',
  },
  {
    rule: 'image-size-format-qwen',
    body: draw('qwen-image', 'A cat', { size: '2K' }),
    message: 'Invalid size format: 2K',
  },
  {
    rule: 'image-size-format-plain',
    body: draw('z-image-turbo', 'A cat', { size: '1024x1024' }),
    message: "Expected format: '<width>*<height>'",
  },
  {
    rule: 'parameter-range',
    body: draw('qwen-image', 'A cat', { seed: -1 }),
    message: 'Range of seed should be [0, 2147483647]',
  },
];

const old = (model: string, parameters: object = {}, input: object = { prompt: 'A cat' }) => ({
  model,
  input,
  parameters,
});
const edit = (input: object) => old('wanx2.1-imageedit', {}, { prompt: 'a', base_image_url: png(512, 512), ...input });

const later: Row[] = [
  {
    rule: 'image-size-old',
    body: old('wan2.2-t2i-plus', { size: '2000*512' }),
    message: 'Either width or height should be between 512 and 1440. ',
  },
  {
    rule: 'image-size-list',
    body: old('wanx2.0-t2i-turbo', { size: '512*512' }),
    message:
      "The size does not match the allowed size ['768*768', '576*1024', '1024*576', '1024*1024', '720*1280', " +
      "'1280*720', '864*1152', '1152*864'].",
  },
  {
    rule: 'image-size-list',
    body: old('wanx-v1', { size: '512*512' }),
    message: "The size does not match the allowed size ['1024*1024', '720*1280', '1280*720', '768*1152'].",
  },
  {
    rule: 'image-size-list',
    body: old('qwen-image', { size: '512*512' }),
    message: `The size does not match the allowed size ${five}.`,
  },
  { rule: 'image-field-required', body: old('wanx-v1', {}, {}), message: 'Field required: input.prompt' },
  {
    rule: 'image-field-required',
    path: IMAGE2IMAGE,
    body: old('qwen-mt-image', undefined, {}),
    message: 'Field required: input.image_url & input.source_lang & input.target_lang',
  },
  {
    rule: 'image-count-other',
    path: IMAGE2IMAGE,
    body: old('wan2.5-i2i-preview', {}, { prompt: 'a', images: Array.from({ length: 4 }, () => png(512, 512)) }),
    message: 'The last message must contain 1 to 3 images. Got 4 images.',
  },
  {
    rule: 'image-function',
    path: IMAGE2IMAGE,
    body: edit({ function: 'paint' }),
    message:
      "Input should be 'stylization_all', 'stylization_local', 'description_edit', 'description_edit_with_mask', " +
      "'remove_watermark', 'expand', 'super_resolution', 'colorization', 'doodle' or 'control_cartoon_feature': " +
      'input.function',
  },
  {
    rule: 'image-mask',
    path: IMAGE2IMAGE,
    body: edit({ function: 'description_edit_with_mask' }),
    message: 'Field required: input.mask_image_url',
  },
  {
    rule: 'image-language',
    path: IMAGE2IMAGE,
    body: old('qwen-mt-image', undefined, {
      image_url: 'https://a.example/a.jpg',
      source_lang: 'fr',
      target_lang: 'de',
    }),
    message: "Either 'source_lang' or 'target_lang' must be 'zh' or 'en'",
  },
];

describe('the endpoints of image models', () => {
  for (const { rule, body, path = SYNC, headers, status = 400, code = 'InvalidParameter', message } of atOnce) {
    test(`images of ${body.model} are refused by ${rule}: ${message.slice(0, 60)}`, async () => {
      const emulator = strictEmulator();
      const answer = await post(emulator, path, body, headers);
      expect(answer).toEqual({ status, json: { code, message, request_id: expect.any(String) } });
      expect(emulator.creations).toMatchObject({ image: 0, video: 0 });
    });
  }

  for (const { rule, body, path = TEXT2IMAGE, message } of later) {
    test(`images of ${body.model} fail in the task by ${rule}: ${message.slice(0, 60)}`, async () => {
      const { output, usage } = await finish(strictEmulator({ taskDelay: { polls: 3 } }), path, body);
      expect(usage).toBeUndefined();
      expect(output).toEqual({
        task_id: expect.any(String),
        task_status: 'FAILED',
        submit_time: expect.any(String),
        scheduled_time: expect.any(String),
        end_time: expect.any(String),
        code: 'InvalidParameter',
        message,
      });
      expect(Date.parse(output.end_time) - Date.parse(output.submit_time)).toBe(100);
    });
  }

  test('every rule of the image endpoints has a case', () => {
    const covered = new Set<string>([...atOnce, ...later].map(({ rule }) => rule));
    const own = Object.keys(mediaRules).filter((rule) => rule.startsWith('image-'));
    expect(own.filter((rule) => !covered.has(rule))).toEqual([]);
  });

  test('image endpoints check the key first', async () => {
    const response = await strictEmulator().fetch(`https://dashscope.aliyuncs.com/api/v1${ASYNC}`, { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'InvalidApiKey' }]);
  });

  test('image endpoints know models by region', async () => {
    const answer = await post(strictEmulator({ region: 'tokyo' }), ASYNC, draw('wan2.7-image'));
    expect(answer).toMatchObject({ status: 404, json: { message: 'Model not exist.' } });
  });

  test('image endpoints warn about parameters of other models, and refuse them where that is asked', async () => {
    const body = draw('qwen-image-edit', content(1), { size: '1024*1024' });
    expect(await post(strictEmulator(), SYNC, body)).toMatchObject({ status: 400 });
    const lenient = strictEmulator({ unknownParameters: 'warn' });
    expect((await post(lenient, SYNC, body)).status).toBe(200);
    expect(lenient.calls[0]!.warnings).toEqual(['The model qwen-image-edit does not support size, it is ignored.']);
  });
});
