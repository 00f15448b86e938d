import { ASYNC, draw, SYNC } from '../image-emulator-requests.js';
import { image, rowsOf, times } from './refusal.js';

const five = '1664*928,1472*1104,1328*1328,1104*1472,928*1664';
const part = { image: image.url };

/** A size that both sides refuse. */
const size = (
  model: string,
  given: string,
  accepted: string,
  rule: Parameters<typeof rowsOf>[1][0]['rule'],
  message: string,
) => ({
  rule,
  model,
  planner: {
    options: { size: given },
    says: ['size', given.replace('*', 'x'), accepted] as [string, string, string],
  },
  service: { path: SYNC, body: draw(model, 'A cat', { size: given }), message },
});

/** Numbers and sizes, refused with HTTP 400. Words of the service: public tests and issues of 2026. */
export const imageLimits = rowsOf('image', [
  ...['qwen-image', 'qwen-image-max', 'z-image-turbo'].map((model) => ({
    rule: 'image-n-one' as const,
    model,
    planner: { call: { n: 2 }, says: ['n', '2', '1'] as [string, string, string] },
    service: { path: SYNC, body: draw(model, 'A cat', { n: 2 }), message: 'num_images_per_prompt must be 1' },
  })),
  {
    rule: 'image-n-one',
    model: 'wan2.6-image',
    planner: {
      call: { n: 2 },
      options: { enableInterleave: true },
      says: ['n', '2 with enableInterleave', '1; maxImages is the number of images'],
    },
    service: {
      path: ASYNC,
      body: draw('wan2.6-image', 'A cat', { n: 2, enable_interleave: true }),
      message: 'num_images_per_prompt must be 1',
    },
  },
  {
    rule: 'image-n',
    model: 'qwen-image-2.0',
    planner: { call: { n: 0 }, says: ['n', '0', 'an integer from 1'] },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0', 'A cat', { n: 0 }),
      message: 'num_images_per_prompt must be between 1 and 6',
    },
  },
  {
    rule: 'image-n',
    model: 'qwen-image-2.0',
    planner: { call: { n: 7 }, says: ['n', '7', '1 to 6'] },
    service: {
      path: SYNC,
      body: draw('qwen-image-2.0', 'A cat', { n: 7 }),
      message: 'num_images_per_prompt must be between 1 and 6',
    },
  },
  {
    rule: 'image-n',
    model: 'wan2.7-image',
    planner: { call: { n: 5 }, says: ['n', '5', '1 to 4'] },
    service: {
      path: SYNC,
      body: draw('wan2.7-image', 'A cat', { n: 5 }),
      message: 'num_images_per_prompt must be between 1 and 4',
    },
  },
  {
    rule: 'image-n',
    model: 'wan2.7-image-pro',
    planner: { call: { n: 13 }, options: { enableSequential: true }, says: ['n', '13', '1 to 12'] },
    service: {
      path: SYNC,
      body: draw('wan2.7-image-pro', 'A cat', { n: 13, enable_sequential: true }),
      message: 'num_images_per_prompt must be between 1 and 12',
    },
  },
  {
    rule: 'none',
    model: 'wan2.6-image',
    planner: { options: { enableInterleave: true, maxImages: 6 }, says: ['maxImages', '6', '1 to 5'] },
    service: { unknown: 'its words are not known' },
  },
  {
    rule: 'image-stream',
    model: 'wan2.6-image',
    planner: { unknown: 'it makes a task, which needs no stream' },
    service: {
      path: SYNC,
      body: draw('wan2.6-image', 'A cat', { enable_interleave: true }),
      message: 'currently stream=False is not supported',
    },
  },
  {
    rule: 'image-agent',
    model: 'qwen-image-3.0',
    planner: {
      call: { files: [image] },
      options: { promptExtendMode: 'agent' },
      says: ['promptExtendMode', "'agent' together with images", "'direct', or 'agent' for a text only"],
    },
    service: {
      path: SYNC,
      body: draw('qwen-image-3.0', [part, { text: 'a' }], { prompt_extend_mode: 'agent' }),
      message: "prompt_extend_mode 'agent' does not support image inputs",
    },
  },
  {
    rule: 'parameter-range',
    model: 'qwen-image',
    planner: { call: { seed: -1 }, says: ['seed', '-1', 'an integer from 0 to 2147483647'] },
    service: {
      path: SYNC,
      body: draw('qwen-image', 'A cat', { seed: -1 }),
      message: 'Range of seed should be [0, 2147483647]',
    },
  },
  {
    rule: 'parameter-range',
    model: 'wan2.7-image',
    planner: { call: { seed: 2 ** 31 }, says: ['seed', '2147483648', 'an integer from 0 to 2147483647'] },
    service: {
      path: SYNC,
      body: draw('wan2.7-image', 'A cat', { seed: 2 ** 31 }),
      message: 'Range of seed should be [0, 2147483647]',
    },
  },
  {
    rule: 'none',
    model: 'qwen-image-2.0',
    planner: { call: { files: [image], mask: image }, says: ['mask', 'a mask', 'none. Use wanx2.1-imageedit'] },
    service: { unknown: 'it has no field for a mask: the image would be made without, and billed' },
  },
  {
    rule: 'none',
    model: 'qwen-image-2.0',
    planner: { call: { aspectRatio: 'wide' }, says: ['aspectRatio', 'wide', 'width and height, such as 16:9'] },
    service: { unknown: 'it has no such parameter: the planner makes a size of it' },
  },
  {
    rule: 'image-size-list',
    model: 'qwen-image-plus',
    planner: { unknown: 'sizes beside the five were refused on 4 Aug 2026 and taken on 27 Aug 2026' },
    service: {
      path: SYNC,
      body: draw('qwen-image-plus', 'A cat', { size: '1024*1024' }),
      message: `The size does not match the allowed size ${five}.`,
    },
  },
  size(
    'qwen-image',
    '1*1',
    'sides of 512 to 2048 pixels',
    'image-size-list',
    `The size does not match the allowed size ${five}.`,
  ),
  size(
    'qwen-image-max',
    '9999*9999',
    'sides of 512 to 1664 pixels',
    'image-size-side',
    'Size 9999*9999 is out of range [512*512, 1664*1664]',
  ),
  size(
    'qwen-image-2.0',
    '256*256',
    '262144 to 4194304 pixels',
    'image-size-area',
    'Image area must be between 262144 (512x512) and 4194304 (2048x2048) pixels',
  ),
  size(
    'qwen-image-2.1-pro',
    '4096*4096',
    '262144 to 6553600 pixels',
    'image-size-area',
    'Image area must be between 262144 (512x512) and 6553600 (2560x2560) pixels for t2i requests',
  ),
  size(
    'z-image-turbo',
    '3*3',
    '262144 to 4194304 pixels',
    'image-size-area-plain',
    'Image area must be between 262144 and 4194304 pixels. Got area=9 (width=3, height=3).',
  ),
  size(
    'wan2.7-image',
    '512*512',
    '589824 to 16777216 pixels',
    'image-size-pixels',
    'Total pixels (262144) must be between 589824 and 16777216',
  ),
  size(
    'wan2.6-t2i',
    '1536*1536',
    '589824 to 2073600 pixels',
    'image-size-pixels',
    'Total pixels (2359296) must be between 589824 and 2073600',
  ),
  size(
    'wan2.7-image',
    '4K',
    '1K, 2K, or width and height',
    'image-size-tier',
    'Size 4K is not supported for t2i scenario. Maximum supported size is 2K',
  ),
  size('wan2.6-t2i', 'big', 'width and height, such as 1024x768', 'image-size-format', 'size must be in H*W format'),
  size('qwen-image', '2K', 'width and height, such as 1024x768', 'image-size-format-qwen', 'Invalid size format: 2K'),
  size(
    'z-image-turbo',
    'big',
    'width and height, such as 1024x768',
    'image-size-format-plain',
    "Expected format: '<width>*<height>'",
  ),
  {
    rule: 'image-size-tier',
    model: 'wan2.7-image-pro',
    planner: {
      call: { files: times(1, image) },
      options: { size: '4K' },
      says: ['size', '4K', '1K, 2K, or width and height'],
    },
    service: {
      path: SYNC,
      body: draw('wan2.7-image-pro', [part, { text: 'a' }], { size: '4K' }),
      message: 'Size 4K is not supported for t2i scenario. Maximum supported size is 2K',
    },
  },
  {
    rule: 'none',
    model: 'wan2.7-image-pro',
    planner: {
      options: { size: '4K', enableSequential: true },
      says: ['size', '4K', '1K, 2K, or width and height'],
    },
    service: { unknown: 'its words are not known' },
  },
  {
    rule: 'image-size-pixels',
    model: 'wan2.6-image',
    planner: {
      options: { size: '2048*2048', enableInterleave: true },
      says: ['size', '2048x2048', '589824 to 1638400 pixels'],
    },
    service: {
      path: ASYNC,
      body: draw('wan2.6-image', 'A cat', { size: '2048*2048', enable_interleave: true }),
      message: 'Total pixels (4194304) must be between 589824 and 1638400',
    },
  },
  {
    rule: 'image-size-format',
    model: 'wan2.6-image',
    planner: {
      options: { size: '1K', enableInterleave: true },
      says: ['size', '1K', 'width and height, such as 1024x768'],
    },
    service: {
      path: ASYNC,
      body: draw('wan2.6-image', 'A cat', { size: '1K', enable_interleave: true }),
      message: 'size must be in H*W format',
    },
  },
]);
