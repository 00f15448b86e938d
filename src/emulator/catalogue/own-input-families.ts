import type { ImageFamily } from './image-model.js';

/** Image models with inputs of their own; the first two as recorded Mar 2024. */
export const ownInputFamilies: ImageFamily[] = [
  {
    ids: 'wanx-background-generation-v2',
    paths: 'background',
    images: [1, 2],
    n: { max: 4, standard: 4 },
    size: { form: 'none' },
    standardSize: '1024*1024',
    input: {
      required: 'base_image_url',
      fields: 'base_image_url ref_image_url ref_prompt neg_ref_prompt title sub_title',
      pictures: 'base_image_url ref_image_url',
    },
    parameters: 'noise_level ref_prompt_weight',
    usage: 'count',
    regions: ['beijing'],
  },
  {
    ids: 'wanx-style-repaint-v1',
    paths: 'async',
    images: [1, 2],
    n: { max: 1, standard: 1 },
    size: { form: 'none' },
    standardSize: '1024*1024',
    input: {
      required: 'image_url style_index',
      fields: 'image_url style_index style_ref_url',
      pictures: 'image_url style_ref_url',
    },
    parameters: '',
    usage: 'count',
    regions: ['beijing'],
  },
  {
    ids: 'wanx-sketch-to-image-lite',
    paths: 'image2image',
    images: [1, 1],
    n: { max: 4, standard: 4 },
    size: { form: 'late-side', min: 1, max: 4096 },
    standardSize: '768*768',
    input: {
      required: 'sketch_image_url prompt',
      fields: 'sketch_image_url prompt',
      pictures: 'sketch_image_url',
    },
    parameters: 'style',
    usage: 'count',
    regions: ['beijing'],
  },
  {
    ids: 'wanx-x-painting',
    paths: 'image2image',
    images: [1, 1],
    n: { max: 4, standard: 4 },
    size: { form: 'late-side', min: 1, max: 4096 },
    standardSize: '1024*1024',
    input: {
      required: 'base_image_url mask_image_url prompt',
      fields: 'base_image_url mask_image_url prompt',
      pictures: 'base_image_url mask_image_url',
    },
    parameters: 'style',
    usage: 'count',
    regions: ['beijing'],
  },
];
