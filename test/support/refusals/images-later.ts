import { png } from '../emulator-requests.js';
import { IMAGE2IMAGE, TEXT2IMAGE } from '../image-emulator-requests.js';
import { image, rowsOf, times } from './refusal.js';

const old = (model: string, parameters: object = {}, input: object = { prompt: 'A cat' }) => ({
  model,
  input,
  parameters,
});
const edit = (input: object) => old('wanx2.1-imageedit', {}, { prompt: 'a', base_image_url: png(512, 512), ...input });
const one = { files: [image] };
const translate = (input: object) => ({
  path: IMAGE2IMAGE,
  body: { model: 'qwen-mt-image', input: { image_url: image.url, ...input } },
});
const functions =
  "'stylization_all', 'stylization_local', 'description_edit', 'description_edit_with_mask', 'remove_watermark', " +
  "'expand', 'super_resolution', 'colorization', 'doodle' or 'control_cartoon_feature'";

/** Refused in a task that fails a moment after it was created. Words of the service: public tests and issues of 2026. */
export const imagesLater = rowsOf('image', [
  {
    rule: 'image-size-old',
    model: 'wan2.2-t2i-plus',
    planner: { call: { size: '2000x512' }, says: ['size', '2000x512', 'sides of 512 to 1440 pixels'] },
    service: {
      path: TEXT2IMAGE,
      body: old('wan2.2-t2i-plus', { size: '2000*512' }),
      message: 'Either width or height should be between 512 and 1440. ',
    },
  },
  {
    rule: 'image-size-list',
    model: 'wanx2.0-t2i-turbo',
    planner: { call: { size: '512x512' }, says: ['size', '512x512', '768*768, 576*1024, 1024*576'] },
    service: {
      path: TEXT2IMAGE,
      body: old('wanx2.0-t2i-turbo', { size: '512*512' }),
      message:
        "The size does not match the allowed size ['768*768', '576*1024', '1024*576', '1024*1024', '720*1280', " +
        "'1280*720', '864*1152', '1152*864'].",
    },
  },
  {
    rule: 'image-size-list',
    model: 'wanx-v1',
    planner: {
      call: { size: '512x512' },
      says: ['size', '512x512', '1024*1024, 720*1280, 1280*720, 768*1152'],
    },
    service: {
      path: TEXT2IMAGE,
      body: old('wanx-v1', { size: '512*512' }),
      message: "The size does not match the allowed size ['1024*1024', '720*1280', '1280*720', '768*1152'].",
    },
  },
  {
    rule: 'image-size-list',
    model: 'qwen-image',
    planner: { unknown: 'sizes beside the five were refused on 4 Aug 2026 and taken on 27 Aug 2026' },
    service: {
      path: TEXT2IMAGE,
      body: old('qwen-image', { size: '512*512' }),
      message: 'The size does not match the allowed size 1664*928,1472*1104,1328*1328,1104*1472,928*1664.',
    },
  },
  {
    rule: 'image-n',
    model: 'wan2.2-t2i-plus',
    planner: { call: { n: 5 }, says: ['n', '5', '1 to 4'] },
    service: {
      path: TEXT2IMAGE,
      body: old('wan2.2-t2i-plus', { n: 5 }),
      message: 'num_images_per_prompt must be between 1 and 4',
    },
  },
  {
    rule: 'image-field-required',
    model: 'wanx-v1',
    planner: { call: { prompt: '' }, says: ['prompt', 'empty', 'a text'] },
    service: { path: TEXT2IMAGE, body: old('wanx-v1', {}, {}), message: 'Field required: input.prompt' },
  },
  {
    rule: 'image-field-required',
    model: 'wanx2.1-imageedit',
    planner: { says: ['images', '0 images', '1'] },
    service: {
      path: IMAGE2IMAGE,
      body: edit({ function: 'doodle', base_image_url: undefined }),
      message: 'Field required: input.base_image_url',
    },
  },
  {
    rule: 'image-field-required',
    model: 'wanx-background-generation-v2',
    planner: { says: ['images', '0 images', '1 to 2'] },
    service: {
      path: '/services/aigc/background-generation/generation/',
      body: old('wanx-background-generation-v2', {}, { ref_prompt: 'A beach' }),
      message: 'Field required: input.base_image_url',
    },
  },
  {
    rule: 'image-field-required',
    model: 'qwen-mt-image',
    planner: { call: one, options: { targetLang: 'en' }, says: ['sourceLang', 'missing', "a language, such as 'zh'"] },
    service: { ...translate({ target_lang: 'en' }), message: 'Field required: input.source_lang' },
  },
  {
    rule: 'image-field-required',
    model: 'qwen-mt-image',
    planner: { call: one, options: { sourceLang: 'zh' }, says: ['targetLang', 'missing', "a language, such as 'en'"] },
    service: { ...translate({ source_lang: 'zh' }), message: 'Field required: input.target_lang' },
  },
  {
    rule: 'image-language',
    model: 'qwen-mt-image',
    planner: {
      call: one,
      options: { sourceLang: 'fr', targetLang: 'de' },
      says: ['targetLang', "'de' from 'fr'", 'zh or en on one side'],
    },
    service: {
      ...translate({ source_lang: 'fr', target_lang: 'de' }),
      message: "Either 'source_lang' or 'target_lang' must be 'zh' or 'en'",
    },
  },
  {
    rule: 'image-count-other',
    model: 'wan2.5-i2i-preview',
    planner: { call: { files: times(4, image) }, says: ['images', '4 images', '1 to 3'] },
    service: {
      path: IMAGE2IMAGE,
      body: old('wan2.5-i2i-preview', {}, { prompt: 'a', images: times(4, image.url) }),
      message: 'The last message must contain 1 to 3 images. Got 4 images.',
    },
  },
  {
    rule: 'image-function',
    model: 'wanx2.1-imageedit',
    planner: {
      call: one,
      options: { function: 'paint' },
      says: ['providerOptions.qwen.function', '"paint"', "'stylization_all' or 'stylization_local' or"],
    },
    service: {
      path: IMAGE2IMAGE,
      body: edit({ function: 'paint' }),
      message: `Input should be ${functions}: input.function`,
    },
  },
  {
    rule: 'image-mask',
    model: 'wanx2.1-imageedit',
    planner: {
      call: one,
      options: { function: 'description_edit_with_mask' },
      says: ['mask', 'missing', 'a mask, for description_edit_with_mask'],
    },
    service: {
      path: IMAGE2IMAGE,
      body: edit({ function: 'description_edit_with_mask' }),
      message: 'Field required: input.mask_image_url',
    },
  },
  {
    rule: 'none',
    model: 'wanx2.1-imageedit',
    planner: {
      call: { ...one, mask: image },
      options: { function: 'doodle' },
      says: ['function', "'doodle' together with a mask", "'description_edit_with_mask'"],
    },
    service: { unknown: 'it ignores the mask of other functions, and bills the image' },
  },
]);
