import type { ImageEndpoint } from '../catalogue/capabilities.js';
import type { ImagePlan } from './plan.js';

/** Paths of the endpoints, behind the base URL of the DashScope protocol. */
export const imagePaths: Readonly<Record<ImageEndpoint, string>> = {
  messages: '/services/aigc/multimodal-generation/generation',
  'messages-task': '/services/aigc/image-generation/generation',
  'text-task': '/services/aigc/text2image/image-synthesis',
  'images-task': '/services/aigc/image2image/image-synthesis',
  'function-task': '/services/aigc/image2image/image-synthesis',
  'translation-task': '/services/aigc/image2image/image-synthesis',
};

/** Writes the body of a request. `images` and `mask` are URLs. */
export function encodeImage(
  model: string,
  plan: ImagePlan,
  images: readonly string[],
  mask: string | undefined,
): Record<string, unknown> {
  const hasParameters = Object.values(plan.parameters).some((value) => value !== undefined);
  return { model, input: inputOf(plan, images, mask), ...(hasParameters && { parameters: plan.parameters }) };
}

function inputOf(plan: ImagePlan, images: readonly string[], mask: string | undefined): Record<string, unknown> {
  const { endpoint, prompt, negativePrompt } = plan;
  switch (endpoint) {
    case 'messages':
    case 'messages-task':
      return { messages: [{ role: 'user', content: [...images.map((image) => ({ image })), { text: prompt }] }] };
    case 'text-task':
      return { prompt, negative_prompt: negativePrompt };
    case 'images-task':
      return { prompt, images, negative_prompt: negativePrompt };
    case 'function-task':
      return { function: plan.function, prompt, base_image_url: images[0], mask_image_url: mask };
    case 'translation-task':
      return { image_url: images[0], ...plan.translation };
  }
}
