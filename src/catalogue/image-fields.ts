/** Names of the fields of a model's input. The model has no field for an absent one. */
export interface ImageFields {
  path: string;
  /** A field for each image, in their order. */
  images: readonly string[];
  prompt?: string;
  negativePrompt?: string;
  mask?: string;
}

/** The inputs of image models with special fields. */
export type ImageFieldNames = keyof typeof inputs;

const image2image = '/services/aigc/image2image/image-synthesis';

/** Fields by model (their pages; the first two as recorded). A model names its fields, as it names its sizes. */
const inputs = {
  background: {
    path: '/services/aigc/background-generation/generation/',
    images: ['base_image_url', 'ref_image_url'],
    prompt: 'ref_prompt',
    negativePrompt: 'neg_ref_prompt',
  },
  repaint: { path: '/services/aigc/image-generation/generation', images: ['image_url', 'style_ref_url'] },
  sketch: { path: image2image, images: ['sketch_image_url'], prompt: 'prompt' },
  painting: { path: image2image, images: ['base_image_url'], prompt: 'prompt', mask: 'mask_image_url' },
} as const satisfies Record<string, ImageFields>;

/** The fields of a model's input, if it has its own. */
export function fieldsOf(name: ImageFieldNames | undefined): ImageFields | undefined {
  return name && inputs[name];
}
