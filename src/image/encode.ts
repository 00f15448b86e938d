import type { ImageEndpoint } from '../catalogue/capabilities.js';
import type { ImagePlan } from './plan.js';

/** Paths of the endpoints, after the base URL of the DashScope protocol. */
const imagePaths: Readonly<Record<Exclude<ImageEndpoint, 'fields-task'>, string>> = {
  messages: '/services/aigc/multimodal-generation/generation',
  'messages-task': '/services/aigc/image-generation/generation',
  'text-task': '/services/aigc/text2image/image-synthesis',
  'images-task': '/services/aigc/image2image/image-synthesis',
  'function-task': '/services/aigc/image2image/image-synthesis',
  'translation-task': '/services/aigc/image2image/image-synthesis',
};

/** The path that a plan is sent to. */
export function imagePath({ endpoint, fields }: ImagePlan): string {
  return endpoint === 'fields-task' ? (fields?.path ?? '') : imagePaths[endpoint];
}

/** Writes the body of a request. `images` and `mask` are URLs. */
export function encodeImage(
  model: string,
  plan: ImagePlan,
  images: readonly string[],
  mask: string | undefined,
): Record<string, unknown> {
  const hasParameters = Object.values(plan.parameters).some((value) => value !== undefined);
  const input = { ...inputOf(plan, images, mask), ...plan.input };
  return { model, input, ...(hasParameters && { parameters: plan.parameters }) };
}

function textOf(prompt: string): { text: string }[] {
  return prompt === '' ? [] : [{ text: prompt }];
}

function fieldsOf(
  { prompt, negativePrompt, fields }: ImagePlan,
  images: readonly string[],
  mask: string | undefined,
): Record<string, unknown> {
  const named = [
    ...(fields?.images ?? []).map((name, index) => [name, images[index]]),
    [fields?.prompt, prompt === '' ? undefined : prompt],
    [fields?.negativePrompt, negativePrompt],
    [fields?.mask, mask],
  ];
  return Object.fromEntries(named.filter(([name]) => name !== undefined));
}

function inputOf(plan: ImagePlan, images: readonly string[], mask: string | undefined): Record<string, unknown> {
  const { endpoint, prompt, negativePrompt } = plan;
  switch (endpoint) {
    case 'messages':
    case 'messages-task':
      return { messages: [{ role: 'user', content: [...images.map((image) => ({ image })), ...textOf(prompt)] }] };
    case 'text-task':
      return { prompt, negative_prompt: negativePrompt };
    case 'images-task':
      return { prompt, images, negative_prompt: negativePrompt };
    case 'function-task':
      return { function: plan.function, prompt, base_image_url: images[0], mask_image_url: mask };
    case 'translation-task':
      return { image_url: images[0], ...plan.translation };
    case 'fields-task':
      return fieldsOf(plan, images, mask);
  }
}
