import type { ImageCapabilities, SizeRule } from './capabilities.js';

/** Id of an image model that this package knows. */
export type KnownImageModelId = keyof typeof imageModels;

/** Id of an image model: one that this package knows, or any other. */
export type ImageModelId = KnownImageModelId | (string & {});

const area = (min: number, max: number, best?: number): SizeRule => ({ area: [min, max], best: best ?? 1024 ** 2 });
const sides = (min: number, max: number, best: number): SizeRule => ({ sides: [min, max], best });

/** Sizes by ratio that the pages recommend. */
const ratios20 = {
  '1:1': '2048*2048',
  '16:9': '2688*1536',
  '9:16': '1536*2688',
  '4:3': '2368*1728',
  '3:4': '1728*2368',
};
const ratiosMax = {
  '1:1': '1328*1328',
  '16:9': '1664*928',
  '9:16': '928*1664',
  '4:3': '1472*1104',
  '3:4': '1104*1472',
};
const ratiosEdit = {
  '1:1': '1024*1024',
  '16:9': '1280*720',
  '9:16': '720*1280',
  '4:3': '1280*960',
  '3:4': '960*1280',
  '3:2': '1152*768',
  '2:3': '768*1152',
  '21:9': '1344*576',
};
const ratiosZ = {
  '1:1': '1280*1280',
  '16:9': '1536*864',
  '9:16': '864*1536',
  '4:3': '1472*1104',
  '3:4': '1104*1472',
  '3:2': '1536*1024',
  '2:3': '1024*1536',
  '7:9': '1120*1440',
  '9:7': '1440*1120',
  '21:9': '1680*720',
  '9:21': '720*1680',
};
const ratiosWanText = {
  '1:1': '1280*1280',
  '16:9': '1696*960',
  '9:16': '960*1696',
  '4:3': '1472*1104',
  '3:4': '1104*1472',
};
const ratiosWanEdit = {
  '1:1': '1280*1280',
  '16:9': '1280*720',
  '9:16': '720*1280',
  '4:3': '1280*960',
  '3:4': '960*1280',
  '3:2': '1200*800',
  '2:3': '800*1200',
  '21:9': '1344*576',
};

const megabyte = 1024 * 1024;
const common = ['promptExtend', 'watermark', 'negativePrompt', 'seed', 'size'] as const;

const qwen3: ImageCapabilities = {
  endpoints: ['messages', 'messages-task'],
  maxImages: 6,
  inputs: { min: 0, max: 3, maxBytes: 10 * megabyte },
  size: area(262_144, 6_553_600, 1024 ** 2),
  options: [...common, 'promptExtendMode', 'enableThinking'],
};
const qwen21: ImageCapabilities = { ...qwen3, inputs: { min: 0, max: 10, maxBytes: 10 * megabyte } };
const qwen20: ImageCapabilities = {
  endpoints: ['messages'],
  maxImages: 6,
  inputs: { min: 0, max: 3, maxBytes: 10 * megabyte },
  size: { ...area(262_144, 4_194_304), ratios: ratios20 },
  options: common,
};
const qwenText: ImageCapabilities = {
  endpoints: ['messages', 'text-task'],
  maxImages: 1,
  inputs: { min: 0, max: 0 },
  size: { ...sides(512, 2048, 1328 ** 2), ratios: ratiosMax },
  options: common,
};
const qwenMax: ImageCapabilities = {
  ...qwenText,
  endpoints: ['messages'],
  size: { ...sides(512, 1664, 1328 ** 2), ratios: ratiosMax },
};
const qwenEdit: ImageCapabilities = {
  endpoints: ['messages'],
  maxImages: 1,
  inputs: { min: 1, max: 3, maxBytes: 10 * megabyte },
  options: ['watermark', 'negativePrompt', 'seed'],
};
const qwenEditPlus: ImageCapabilities = {
  endpoints: ['messages'],
  maxImages: 6,
  inputs: { min: 1, max: 3, maxBytes: 10 * megabyte },
  size: { ...sides(512, 2048, 1024 ** 2), ratios: ratiosEdit },
  options: common,
};
const wan27: ImageCapabilities = {
  endpoints: ['messages', 'messages-task'],
  maxImages: 4,
  maxPrompt: 5000,
  inputs: { min: 0, max: 9, maxBytes: 20 * megabyte },
  size: { ...area(589_824, 16_777_216, 2048 ** 2), names: ['1K', '2K'] },
  options: ['watermark', 'seed', 'size', 'enableSequential', 'thinkingMode', 'bboxList', 'colorPalette'],
};
const wanText: ImageCapabilities = {
  endpoints: ['text-task'],
  maxImages: 4,
  maxPrompt: 500,
  inputs: { min: 0, max: 0 },
  size: sides(512, 1440, 1024 ** 2),
  options: common,
};

const sizes20 = ['768*768', '576*1024', '1024*576', '1024*1024', '720*1280', '1280*720', '864*1152', '1152*864'];
const sizes1 = ['1024*1024', '720*1280', '1280*720', '768*1152'];

/**
 * Image models (Model Studio docs, the pages of qwen-image, z-image and wan, 2026). The limits of sizes are the widest
 * that the service was seen to enforce: a page may say less.
 */
export const imageModels = {
  'qwen-image-3.0-pro': qwen3,
  'qwen-image-3.0': qwen3,
  'qwen-image-2.1-pro': qwen21,
  'qwen-image-2.1-turbo': qwen21,
  'qwen-image-2.0-pro': qwen20,
  'qwen-image-2.0': qwen20,
  'qwen-image-max': qwenMax,
  'qwen-image-plus': qwenText,
  'qwen-image': qwenText,
  'qwen-image-edit-max': qwenEditPlus,
  'qwen-image-edit-plus': qwenEditPlus,
  'qwen-image-edit': qwenEdit,
  'z-image-turbo': {
    endpoints: ['messages'],
    maxImages: 1,
    maxPrompt: 800,
    inputs: { min: 0, max: 0 },
    size: { ...area(262_144, 4_194_304), ratios: ratiosZ },
    options: ['promptExtend', 'seed', 'size'],
    fixedCount: true,
  },
  'wan2.7-image-pro': { ...wan27, size: { ...area(589_824, 16_777_216, 2048 ** 2), names: ['1K', '2K', '4K'] } },
  'wan2.7-image': wan27,
  'wan2.6-t2i': {
    endpoints: ['messages', 'messages-task'],
    maxImages: 4,
    maxPrompt: 2100,
    inputs: { min: 0, max: 0 },
    size: { ...area(589_824, 2_073_600, 1280 ** 2), ratios: ratiosWanText },
    options: common,
  },
  'wan2.6-image': {
    endpoints: ['messages', 'messages-task'],
    maxImages: 4,
    maxPrompt: 2000,
    inputs: { min: 1, max: 4, maxBytes: 10 * megabyte },
    size: { ...area(589_824, 4_194_304, 1280 ** 2), names: ['1K', '2K'], ratios: ratiosWanEdit },
    options: [...common, 'enableInterleave', 'maxImages'],
  },
  'wan2.5-t2i-preview': { ...wanText, maxPrompt: 2000, size: { best: 1280 ** 2, ratios: ratiosWanText } },
  'wan2.2-t2i-plus': wanText,
  'wan2.2-t2i-flash': wanText,
  'wanx2.1-t2i-plus': wanText,
  'wanx2.1-t2i-turbo': wanText,
  'wan2.1-t2i-plus': wanText,
  'wan2.1-t2i-turbo': wanText,
  'wanx2.0-t2i-turbo': { ...wanText, maxPrompt: 800, size: { fixed: sizes20, best: 1024 ** 2 } },
  'wanx-v1': { ...wanText, maxPrompt: 800, size: { fixed: sizes1, best: 1024 ** 2 }, options: [...common, 'style'] },
  'wan2.5-i2i-preview': {
    endpoints: ['images-task'],
    maxImages: 4,
    maxPrompt: 2000,
    inputs: { min: 1, max: 3, maxBytes: 10 * megabyte },
    size: { best: 1280 ** 2, ratios: ratiosWanEdit },
    options: common,
  },
  'wanx2.1-imageedit': {
    endpoints: ['function-task'],
    maxImages: 4,
    maxPrompt: 800,
    inputs: { min: 1, max: 1, maxBytes: 10 * megabyte },
    mask: true,
    options: [
      'watermark',
      'seed',
      'function',
      'strength',
      'topScale',
      'bottomScale',
      'leftScale',
      'rightScale',
      'upscaleFactor',
      'isSketch',
    ],
  },
  'qwen-mt-image': {
    endpoints: ['translation-task'],
    maxImages: 1,
    inputs: { min: 1, max: 1 },
    options: ['sourceLang', 'targetLang', 'domainHint', 'sensitives', 'terminologies', 'imageSegment'],
    pivots: ['zh', 'en'],
    fixedCount: true,
  },
  'qwen-mt-image-2.0': {
    endpoints: ['translation-task'],
    maxImages: 1,
    inputs: { min: 1, max: 1 },
    options: ['sourceLang', 'targetLang', 'domainHint', 'sensitives', 'terminologies', 'imageSegment'],
    fixedCount: true,
  },
} as const satisfies Record<string, ImageCapabilities>;

/** Newer models are on the endpoint of messages. Nothing else is known. */
const unknownImage: ImageCapabilities = { endpoints: ['messages', 'messages-task'], maxImages: 1, inputs: { min: 0 } };

/** The capabilities of an image model; of a snapshot that is not known (`…-2026-03-03`), those of its model. */
export function imageCapabilitiesOf(id: string): ImageCapabilities {
  const name = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  if (Object.hasOwn(imageModels, name)) return imageModels[name as KnownImageModelId];
  if (/^wanx?\d.*-t2i/.test(id)) return /^wanx?2\.[0-5]/.test(id) ? wanText : unknownImage;
  return unknownImage;
}
