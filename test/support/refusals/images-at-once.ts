import { png } from '../emulator-requests.js';
import { ASYNC, draw, IMAGE2IMAGE, SYNC, TASK, TEXT2IMAGE } from '../image-emulator-requests.js';
import { image, rowsOf, times } from './refusal.js';

const part = { image: image.url };
const content = (count: number) => [...times(count, part), { text: 'Make it blue' }];
const messages = (...rows: unknown[]) => ({ model: 'qwen-image-2.0', input: { messages: rows } });
const files = (count: number) => ({ files: times(count, image) });
const bytes = new Uint8Array(10_485_761);

const url =
  'url error, please check url！ For details, see: https://help.aliyun.com/zh/model-studio/error-code#error-url';
const oneMessage = { unknown: 'it writes one message with one text' };
const undecoded = { unknown: 'it does not decode pictures' };

/** Refused with HTTP 400, before there is anything to pay. Words of the service: public tests and issues of 2026. */
export const imagesAtOnce = rowsOf('image', [
  {
    rule: 'asynchronous-call',
    model: 'qwen-image-2.0',
    planner: { options: { async: true }, says: ['async', 'true', 'false: the service answers calls of this model'] },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0'),
      headers: TASK,
      status: 403,
      code: 'AccessDenied',
      message: 'current user api does not support asynchronous calls.',
    },
  },
  {
    rule: 'synchronous-call',
    model: 'wan2.7-image',
    planner: { unknown: 'it writes the header wherever one is needed' },
    service: {
      path: ASYNC,
      body: draw('wan2.7-image'),
      headers: { 'X-DashScope-Async': 'disable' },
      status: 403,
      code: 'AccessDenied',
      message: 'current user api does not support synchronous calls',
    },
  },
  ...[
    { path: ASYNC, body: draw('qwen-image-9') },
    { path: TEXT2IMAGE, body: { model: 'Wanx-v1', input: { prompt: 'A cat' } } },
  ].map(({ path, body }) => ({
    rule: 'media-model-unknown' as const,
    model: body.model,
    planner: { unknown: 'an id that is not known may be newer than the catalogue' },
    service: { path, body, status: 404, message: 'Model not exist.' },
  })),
  ...[
    { path: SYNC, body: draw('wan2.2-t2i-flash') },
    { path: SYNC, body: draw('wanx2.1-imageedit') },
    { path: ASYNC, body: draw('qwen-image-2.0') },
    { path: ASYNC, body: draw('qwen-plus') },
    { path: TEXT2IMAGE, body: draw('wan2.7-image') },
    { path: IMAGE2IMAGE, body: draw('wan2.5-t2i-preview') },
  ].map(({ path, body }) => ({
    rule: 'url-mismatch' as const,
    model: body.model,
    planner: { unknown: 'it takes the path from the catalogue' },
    service: { path, body, message: url },
  })),
  {
    rule: 'image-messages-none',
    model: 'qwen-image-2.0',
    planner: oneMessage,
    service: { path: SYNC, body: messages(), message: 'No messages found in input' },
  },
  {
    rule: 'image-messages-count',
    model: 'qwen-image-2.0',
    planner: oneMessage,
    service: {
      path: SYNC,
      body: messages(...times(2, { role: 'user', content: [{ text: 'a' }] })),
      message: 'messages length only support 1',
    },
  },
  {
    rule: 'image-role',
    model: 'qwen-image-2.0',
    planner: oneMessage,
    service: {
      path: SYNC,
      body: messages({ role: 'system', content: [{ text: 'a' }] }),
      message: "Input should be 'user': input.messages.0.role",
    },
  },
  {
    rule: 'image-content-type',
    model: 'qwen-image-2.0',
    planner: oneMessage,
    service: {
      path: SYNC,
      body: messages({ role: 'user', content: 'A cat' }),
      message: 'Input should be a valid list: input.messages.0.content',
    },
  },
  {
    rule: 'image-content-empty',
    model: 'qwen-image-2.0',
    planner: { call: { prompt: '' }, says: ['prompt', 'empty', 'a text'] },
    service: { path: SYNC, body: draw('qwen-image-2.0', []), message: 'lack of image or text' },
  },
  {
    rule: 'image-content-length',
    model: 'qwen-image',
    planner: { call: files(2), says: ['images', '2 images', 'none: it makes images of texts only'] },
    service: { path: SYNC, body: draw('qwen-image', content(2)), message: 'content length only support 2' },
  },
  {
    rule: 'image-texts',
    model: 'qwen-image-2.0',
    planner: { call: { ...files(1), prompt: ' ' }, says: ['prompt', 'empty', 'a text'] },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0', [part]),
      message: 'For i2i model, the last message must contain exactly one text content item. Got 0 text items',
    },
  },
  {
    rule: 'image-texts',
    model: 'wan2.6-t2i',
    planner: oneMessage,
    service: {
      path: SYNC,
      body: draw('wan2.6-t2i', [{ text: 'a' }, { text: 'b' }]),
      message: 'For t2i model, the last message must contain exactly one text content item. Got 2 text items',
    },
  },
  ...[
    ['qwen-image-3.0', 'qwen-image-3.0-distill'],
    ['qwen-image-2.0-pro', 'qwen-image-2.0-2in1'],
  ].map(([model, inner]) => ({
    rule: 'image-count' as const,
    model: model!,
    planner: { call: files(4), says: ['images', '4 images', '0 to 3'] as [string, string, string] },
    service: {
      path: SYNC,
      body: draw(model!, content(4)),
      message:
        `Model '${inner}' supports 0~3 image content items. Got 4 image items. ` +
        '(0 images = T2I mode, 1~3 images = I2I mode)',
    },
  })),
  {
    rule: 'image-count-edit',
    model: 'qwen-image-edit-plus',
    planner: { says: ['images', '0 images', '1 to 3'] },
    service: {
      path: SYNC,
      body: draw('qwen-image-edit-plus'),
      message: 'For image editing, the message must contain 1~3 image content items. Got 0 image items.',
    },
  },
  {
    rule: 'image-count-wan',
    model: 'wan2.6-image',
    planner: { says: ['images', '0 images', '1 to 4'] },
    service: {
      path: SYNC,
      body: draw('wan2.6-image'),
      message: "When 'enable_interleave' is False, the last message must contain 1 to 4 images. Got 0 images.",
    },
  },
  {
    rule: 'image-count-other',
    model: 'wan2.6-image',
    planner: { call: files(2), options: { enableInterleave: true }, says: ['images', '2 images', '0 to 1'] },
    service: {
      path: ASYNC,
      body: draw('wan2.6-image', content(2), { enable_interleave: true }),
      message: 'The last message must contain 0 to 1 images. Got 2 images.',
    },
  },
  {
    rule: 'image-count-other',
    model: 'wan2.7-image',
    planner: { call: files(10), says: ['images', '10 images', '0 to 9'] },
    service: {
      path: SYNC,
      body: draw('wan2.7-image', content(10)),
      message: 'The last message must contain 0 to 9 images. Got 10 images.',
    },
  },
  {
    rule: 'image-count-other',
    model: 'qwen-image-max',
    planner: { call: files(1), says: ['images', '1 image', 'none: it makes images of texts only'] },
    service: {
      path: SYNC,
      body: draw('qwen-image-max', content(1)),
      message: 'The last message must contain 0 to 0 images. Got 1 images.',
    },
  },
  ...[
    { link: 'file:///etc/passwd', planner: { options: { images: ['file:///etc/passwd'] } } },
    { link: 'iVBORw0KGgo=', planner: { call: { files: [{ type: 'url', url: 'iVBORw0KGgo=' }] } } },
  ].map(({ link, planner }) => ({
    rule: 'media-invalid-url' as const,
    model: 'qwen-image-2.0',
    planner: {
      ...planner,
      says: ['image 1', JSON.stringify(link), 'an http(s), oss:// or data: URL'] as [string, string, string],
    },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0', [{ image: link }, { text: 'a' }]),
      code: 'InvalidURL',
      message:
        'The request URL is invalid, please check the request URL is available and the request image format is one of ' +
        'the following types: JPEG, JPG, PNG, BMP, and WEBP.',
    },
  })),
  {
    rule: 'stored-file-unknown',
    model: 'qwen-image-2.0',
    planner: { unknown: 'only the service knows which files are in its store' },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0', [{ image: 'oss://nowhere/a.png' }, { text: 'a' }]),
      code: 'InvalidParameter.DataInspection',
      message: 'Unable to download the media resource during the data inspection process.',
    },
  },
  {
    rule: 'image-too-large',
    model: 'qwen-image-2.0',
    planner: {
      call: { files: [{ type: 'file', mediaType: 'image/png', data: bytes }] },
      says: ['image 1', 'a file of 10485761 bytes', 'up to 10485760 bytes'],
    },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0', [{ image: png(512, 512) + 'A'.repeat(4 * 3_500_000) }, { text: 'a' }]),
      message: 'The image size is not supported for the data inspection.',
    },
  },
  {
    rule: 'image-too-small',
    model: 'wan2.7-image-pro',
    planner: undecoded,
    service: {
      path: SYNC,
      body: draw('wan2.7-image-pro', [{ image: png(100, 512) }, { text: 'a' }]),
      message: 'resolution must be at least 240x240',
    },
  },
]);
