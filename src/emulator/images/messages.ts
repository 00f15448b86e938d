import type { ImageModel } from '../catalogue/image-model.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { checkImage } from './inputs.js';
import { readCount, readParameters } from './parameters.js';
import { readSize, type Size } from './size.js';

/** A request for pictures, checked. */
export interface ImageRequest {
  model: ImageModel;
  prompt: string;
  images: string[];
  count: number;
  size: Size;
  seed: number | undefined;
  extends: boolean;
  /** Texts and pictures in turn. */
  interleaves: boolean;
  streams: boolean;
}

/** Reads a request of the endpoints with messages, or refuses it. */
export function readMessages(context: RequestContext, model: ImageModel): ImageRequest {
  const content = readContent(context.given.input as JsonObject, model);
  const texts = content.flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
  const images = content.flatMap(({ image }) => (typeof image === 'string' ? [image] : []));
  const parameters = readParameters(context, model);
  const interleaves = parameters.enable_interleave === true;
  if (texts.length !== 1) refuse('image-texts', { kind: images.length > 0 ? 'i2i' : 't2i', given: texts.length });
  checkCount(images.length, model, interleaves);
  for (const image of images) checkImage(image, context, model);
  if (parameters.prompt_extend_mode === 'agent' && images.length > 0) refuse('image-agent');
  const streams = interleaves && parameters.stream === true;
  if (interleaves && !streams && !isTask(context)) refuse('image-stream');
  const n = interleaves ? { max: 1, standard: 1 } : model.n;
  const count = readCount(parameters, n, parameters.enable_sequential === true);
  return {
    model,
    prompt: texts[0]!,
    images,
    count: interleaves ? readSeries(parameters.max_images) : count,
    size: readSize(parameters.size, { model, hasImages: images.length > 0, interleaves }),
    seed: parameters.seed as number | undefined,
    extends: parameters.prompt_extend === true,
    interleaves,
    streams,
  };
}

/** Pictures between the texts: the model may draw fewer than the maximum; the emulator draws one, or the maximum. */
function readSeries(max: unknown): number {
  if (max === undefined) return 1;
  if (Number.isInteger(max) && (max as number) >= 1 && (max as number) <= 5) return max as number;
  return refuse('parameter-range', { field: 'max_images', range: '[1, 5]' });
}

function isTask({ path }: RequestContext): boolean {
  return path.includes('/image-generation/');
}

/** The content of the only message. */
function readContent({ messages }: JsonObject, model: ImageModel): JsonObject[] {
  if (!Array.isArray(messages) || messages.length === 0) refuse('image-messages-none');
  if (messages.length > 1) refuse('image-messages-count');
  const [message] = messages as unknown[];
  if (!isObject(message)) refuse('image-messages-none');
  if (message.role !== 'user') refuse('image-role');
  const { content } = message;
  if (!Array.isArray(content)) refuse('image-content-type');
  if (content.length === 0) refuse('image-content-empty');
  if (model.images[1] === 0 && content.length > 2) refuse('image-content-length');
  if (!content.every((part) => hasText(part) || (isObject(part) && typeof part.image === 'string'))) {
    refuse('image-content-empty');
  }
  return content as JsonObject[];
}

function hasText(part: unknown): boolean {
  return isObject(part) && typeof part.text === 'string';
}

function checkCount(given: number, model: ImageModel, interleaves: boolean): void {
  const [min, max] = interleaves ? ([0, 1] as const) : model.images;
  if (given >= min && given <= max) return;
  if (interleaves) refuse('image-count-other', { min, max, given });
  if (model.id === 'wan2.6-image') refuse('image-count-wan', { given });
  if (model.id.startsWith('qwen-image-edit')) refuse('image-count-edit', { given });
  if (model.inner !== undefined) refuse('image-count', { model: model.inner, given });
  refuse('image-count-other', { min, max, given });
}
