import type { FailureRow } from './failure.js';
import { assumed, documented, invalid, publicIssue } from './rows.js';

const imagePages = 'Model Studio docs, image generation pages (May 2026)';
const tests = 'body quoted in public tests and issues (Aug to Oct 2026)';
const openaiPage = 'Model Studio docs, OpenAI-compatible image generation page (Sep 2026)';
const taskPage = 'Model Studio docs, asynchronous tasks page (May 2026)';

function seen(message: string): FailureRow {
  return invalid(message, 'recorded', tests);
}

/** Refusals that tasks, images and videos share. */
const taskRules = {
  'synchronous-call': {
    ...documented('current user api does not support synchronous calls'),
    status: 403,
    code: 'access_denied',
    nativeCode: 'AccessDenied',
  },
  'media-model-unknown': { ...seen('Model not exist.'), status: 404 },
  'task-cancel': {
    ...invalid(
      'Failed to cancel the task, please confirm if the task is in PENDING status.',
      'recorded',
      'recorded Mar 2024, body quoted in public tests',
    ),
    nativeCode: 'UnsupportedOperation',
  },
  'task-filter': assumed("'{field}' must be {accepted}", taskPage),
  'media-invalid-url': {
    ...documented(
      'The request URL is invalid, please check the request URL is available and the request image format is one of ' +
        'the following types: JPEG, JPG, PNG, BMP, and WEBP.',
    ),
    nativeCode: 'InvalidURL',
  },
} satisfies Record<string, FailureRow>;

/** Refusals of the image endpoints. The older endpoints refuse in the task. */
const imageRules = {
  'image-messages-none': documented('No messages found in input'),
  'image-messages-count': documented('messages length only support 1'),
  'image-role': seen("Input should be 'user': input.messages.0.role"),
  'image-content-type': seen('Input should be a valid list: input.messages.0.content'),
  'image-content-empty': documented('lack of image or text'),
  'image-content-length': documented('content length only support 2'),
  'image-texts': {
    ...seen('For {kind} model, the last message must contain exactly one text content item. Got {given} text items'),
    source: `${tests}; a part of the sentence is not known`,
  },
  'image-count': seen(
    "Model '{model}' supports 0~3 image content items. Got {given} image items. (0 images = T2I mode, 1~3 images = " +
      'I2I mode)',
  ),
  'image-count-edit': seen(
    'For image editing, the message must contain 1~3 image content items. Got {given} image items.',
  ),
  'image-count-wan': seen(
    "When 'enable_interleave' is False, the last message must contain 1 to 4 images. Got {given} images.",
  ),
  'image-count-other': assumed('The last message must contain {min} to {max} images. Got {given} images.', imagePages),
  'image-too-large': documented('The image size is not supported for the data inspection.'),
  'image-too-small': seen('resolution must be at least 240x240'),
  'image-n-one': documented('num_images_per_prompt must be 1'),
  'image-n': assumed('num_images_per_prompt must be between 1 and {limit}', imagePages),
  'image-stream': invalid('currently stream=False is not supported', 'recorded', publicIssue),
  'image-agent': assumed("prompt_extend_mode 'agent' does not support image inputs", imagePages),
  'image-size-list': seen('The size does not match the allowed size {sizes}.'),
  'image-size-side': seen('Size {size} is out of range [{min}*{min}, {max}*{max}]'),
  'image-size-area': seen('Image area must be between {min} ({low}x{low}) and {max} ({high}x{high}) pixels{scope}'),
  'image-size-area-plain': seen(
    'Image area must be between {min} and {max} pixels. Got area={area} (width={width}, height={height}).',
  ),
  'image-size-pixels': seen('Total pixels ({area}) must be between {min} and {max}'),
  'image-size-tier': seen('Size {size} is not supported for t2i scenario. Maximum supported size is {largest}'),
  'image-size-format': seen('size must be in H*W format'),
  'image-size-format-qwen': seen('Invalid size format: {size}'),
  'image-size-format-plain': assumed("Expected format: '<width>*<height>'", publicIssue),
  'image-size-old': seen('Either width or height should be between {min} and {max}. '),
  'image-openai-prompt': assumed('Field required: prompt', openaiPage),
  'image-openai-image': assumed("'image' must be a URL or a list of URLs", openaiPage),
  'image-openai-size': assumed("'size' must be like 1024x1024, or auto", openaiPage),
  'image-field-required': assumed('Field required: {fields}', imagePages),
  'image-function': assumed('Input should be {accepted}: input.function', imagePages),
  'image-mask': assumed('Field required: input.mask_image_url', imagePages),
  'image-language': assumed("Either 'source_lang' or 'target_lang' must be 'zh' or 'en'", imagePages),
} satisfies Record<string, FailureRow>;

/** Refusals of images and tasks. */
export const mediaRules = { ...taskRules, ...imageRules };
