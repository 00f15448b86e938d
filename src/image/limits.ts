import { imageCapabilitiesOf } from '../catalogue/images.js';
import type { ImageModel } from './image.js';
import type { QwenImageOptions } from './options.js';

/** The limits of a model that the AI SDK asks for before its calls. */
export function imageLimits(
  modelId: string,
  { enableSequential }: QwenImageOptions = {},
): Pick<ImageModel, 'maxImages' | 'inputs'> {
  const { maxImages, inputs, mask = false, options } = imageCapabilitiesOf(modelId);
  const sequential = enableSequential === true && options?.includes('enableSequential') !== false;
  return { maxImages: sequential ? 12 : maxImages, inputs: { files: inputs.max !== 0, mask } };
}
