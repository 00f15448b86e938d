import type { ImageModel } from '../catalogue/image-model.js';
import { refuse } from '../rules/api-error.js';
import type { JsonObject } from '../util/objects.js';

/** The input of an older endpoint. */
interface OlderInput {
  /** Names of its fields. */
  fields: string;
  /** Its pictures. */
  urls: string[];
  /** Refuses it, once the task runs. */
  check: () => void;
}

const functions = [
  'stylization_all',
  'stylization_local',
  'description_edit',
  'description_edit_with_mask',
  'remove_watermark',
  'expand',
  'super_resolution',
  'colorization',
  'doodle',
  'control_cartoon_feature',
];

/** Describes the input of a model. */
export function readInput(input: JsonObject, model: ImageModel): OlderInput {
  const texts = (...values: unknown[]) => values.flat().filter((value) => typeof value === 'string');
  const own = model.input;
  if (own !== undefined) {
    return {
      fields: own.fields,
      urls: texts(own.pictures.split(' ').map((field) => input[field])),
      check: () => requireFields(input, own.required.split(' ')),
    };
  }
  if (model.id === 'wanx2.1-imageedit') {
    return {
      fields: 'function prompt base_image_url mask_image_url',
      urls: texts(input.base_image_url, input.mask_image_url),
      check: () => checkEdit(input),
    };
  }
  if (model.id.startsWith('qwen-mt')) {
    return {
      fields: 'image_url source_lang target_lang ext',
      urls: texts(input.image_url),
      check: () => checkTranslation(input, model),
    };
  }
  if (model.images[0] > 0) {
    return {
      fields: 'prompt images negative_prompt',
      urls: texts(input.images),
      check: () => checkImages(input, model),
    };
  }
  return {
    fields: model.id === 'wanx-v1' ? 'prompt negative_prompt ref_img' : 'prompt negative_prompt',
    urls: texts(input.ref_img),
    check: () => requireFields(input, ['prompt']),
  };
}

function checkEdit(input: JsonObject): void {
  requireFields(input, ['function', 'prompt', 'base_image_url']);
  if (!functions.includes(input.function as string)) {
    refuse('image-function', { accepted: `'${functions.slice(0, -1).join("', '")}' or '${functions.at(-1)}'` });
  }
  if (input.function === 'description_edit_with_mask' && input.mask_image_url === undefined) refuse('image-mask');
}

/** qwen-mt-image translates from or into Chinese or English only; its successor any pair. */
function checkTranslation(input: JsonObject, { id }: ImageModel): void {
  requireFields(input, ['image_url', 'source_lang', 'target_lang']);
  const { source_lang: source, target_lang: target } = input;
  const knows = (language: unknown) => language === 'zh' || language === 'en';
  if (id === 'qwen-mt-image' && !knows(source) && !knows(target)) refuse('image-language');
}

function checkImages(input: JsonObject, { images: [min, max] }: ImageModel): void {
  requireFields(input, ['prompt', 'images']);
  const given = Array.isArray(input.images) ? input.images.length : 1;
  if (given < min || given > max) refuse('image-count-other', { min, max, given });
}

/** Refuses an input without fields that it needs. */
function requireFields(input: JsonObject, names: readonly string[]): void {
  const missing = names.filter((name) => input[name] === undefined || input[name] === '');
  if (missing.length > 0)
    refuse('image-field-required', { fields: missing.map((name) => `input.${name}`).join(' & ') });
}
