import type { ImageCapabilities } from './capabilities.js';

/** Id of an image model that this package knows. */
export type KnownImageModelId = keyof typeof imageModels;

/** Id of an image model: one that this package knows, or any other. */
export type ImageModelId = KnownImageModelId | (string & {});

const megabyte = 1024 * 1024;
const common = ['promptExtend', 'watermark', 'negativePrompt', 'seed', 'size'] as const;

const qwen3: ImageCapabilities = {
  endpoints: ['messages', 'messages-task'],
  maxImages: 6,
  inputs: { min: 0, max: 3, maxBytes: 10 * megabyte },
  size: 'qwen3',
  options: [...common, 'promptExtendMode', 'enableThinking'],
};
const qwen21: ImageCapabilities = { ...qwen3, inputs: { min: 0, max: 10, maxBytes: 10 * megabyte } };
const qwen20: ImageCapabilities = {
  endpoints: ['messages'],
  maxImages: 6,
  inputs: { min: 0, max: 3, maxBytes: 10 * megabyte },
  size: 'qwen2',
  options: common,
};
const qwenText: ImageCapabilities = {
  endpoints: ['messages', 'text-task'],
  maxImages: 1,
  inputs: { min: 0, max: 0 },
  size: 'qwen',
  options: common,
};
const qwenMax: ImageCapabilities = {
  ...qwenText,
  endpoints: ['messages'],
  size: 'qwenMax',
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
  size: 'qwenEdit',
  options: common,
};
const wan27: ImageCapabilities = {
  endpoints: ['messages', 'messages-task'],
  maxImages: 4,
  maxPrompt: 5000,
  inputs: { min: 0, max: 9, maxBytes: 20 * megabyte },
  size: 'wan27',
  options: ['watermark', 'seed', 'size', 'enableSequential', 'thinkingMode', 'bboxList', 'colorPalette'],
};
const wanText: ImageCapabilities = {
  endpoints: ['text-task'],
  maxImages: 4,
  maxPrompt: 500,
  inputs: { min: 0, max: 0 },
  size: 'wanText',
  options: common,
};

/** Image models (Model Studio docs, the pages of qwen-image, z-image and wan, 2026). */
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
    size: 'z',
    options: ['promptExtend', 'seed', 'size'],
    fixedCount: true,
  },
  'wan2.7-image-pro': { ...wan27, size: 'wan27Pro' },
  'wan2.7-image': wan27,
  'wan2.6-t2i': {
    endpoints: ['messages', 'messages-task'],
    maxImages: 4,
    maxPrompt: 2100,
    inputs: { min: 0, max: 0 },
    size: 'wan26Text',
    options: common,
  },
  'wan2.6-image': {
    endpoints: ['messages', 'messages-task'],
    maxImages: 4,
    maxPrompt: 2000,
    inputs: { min: 1, max: 4, maxBytes: 10 * megabyte },
    size: 'wan26',
    options: [...common, 'enableInterleave', 'maxImages'],
  },
  'wan2.5-t2i-preview': { ...wanText, maxPrompt: 2000, size: 'wan25Text' },
  'wan2.2-t2i-plus': wanText,
  'wan2.2-t2i-flash': wanText,
  'wanx2.1-t2i-plus': wanText,
  'wanx2.1-t2i-turbo': wanText,
  'wan2.1-t2i-plus': wanText,
  'wan2.1-t2i-turbo': wanText,
  'wanx2.0-t2i-turbo': { ...wanText, maxPrompt: 800, size: 'wanx20' },
  'wanx-v1': { ...wanText, maxPrompt: 800, size: 'wanx1', options: [...common, 'style', 'input'] },
  'wan2.5-i2i-preview': {
    endpoints: ['images-task'],
    maxImages: 4,
    maxPrompt: 2000,
    inputs: { min: 1, max: 3, maxBytes: 10 * megabyte },
    size: 'wan25Edit',
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
  'wanx-background-generation-v2': {
    endpoints: ['fields-task'],
    maxImages: 4,
    inputs: { min: 1, max: 2 },
    options: ['negativePrompt', 'input'],
    fields: 'background',
  },
  'wanx-style-repaint-v1': {
    endpoints: ['fields-task'],
    maxImages: 1,
    inputs: { min: 1, max: 2 },
    options: ['input'],
    fields: 'repaint',
    fixedCount: true,
  },
  'wanx-sketch-to-image-lite': {
    endpoints: ['fields-task'],
    maxImages: 4,
    inputs: { min: 1, max: 1 },
    options: ['input', 'size', 'style'],
    size: 'wanxOther',
    fields: 'sketch',
  },
  'wanx-x-painting': {
    endpoints: ['fields-task'],
    maxImages: 4,
    inputs: { min: 1, max: 1 },
    mask: true,
    options: ['input', 'size', 'style'],
    size: 'wanxOther',
    fields: 'painting',
  },
} as const satisfies Record<string, ImageCapabilities>;

/** Newer models use the endpoint of messages. Nothing else is known. */
const unknownImage: ImageCapabilities = { endpoints: ['messages', 'messages-task'], maxImages: 1, inputs: { min: 0 } };

/** The capabilities of an image model. An unknown snapshot (`…-2026-03-03`) has those of its model. */
export function imageCapabilitiesOf(id: string): ImageCapabilities {
  const name = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  if (Object.hasOwn(imageModels, name)) return imageModels[name as KnownImageModelId];
  if (/^wanx?\d.*-t2i/.test(id)) return /^wanx?2\.[0-5]/.test(id) ? wanText : unknownImage;
  return unknownImage;
}
