import * as z from 'zod/v4-mini';
import {
  check,
  flag,
  integer,
  jsonObject,
  listOf,
  number,
  oneOf,
  shape,
  text,
  texts,
  timeout,
} from '../options/checks.js';
import { local, parameter, setting, type OptionTable } from '../options/table.js';
import { readModelOptions, readProviderOptions } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { ImageOptions, QwenImageOptions } from './options.js';

const boxes = check(
  () => z.array(z.array(z.array(z.number()).check(z.length(4)))),
  'a list of boxes [x1, y1, x2, y2] for each image',
);

/** An existing task. */
export const resume = shape({ taskId: text }, ['taskId']);

export const imageTable: OptionTable<QwenImageOptions> = {
  negativePrompt: parameter(text, 'dashscope'),
  promptExtend: parameter(flag, 'dashscope'),
  promptExtendMode: parameter(oneOf('direct', 'agent'), 'dashscope'),
  watermark: parameter(flag, 'dashscope'),
  enableThinking: parameter(flag, 'dashscope'),
  thinkingMode: parameter(flag, 'dashscope'),
  enableSequential: parameter(flag, 'dashscope'),
  enableInterleave: parameter(flag, 'dashscope'),
  maxImages: parameter(integer(1, 12), 'dashscope'),
  bboxList: parameter(boxes, 'dashscope'),
  colorPalette: parameter(
    listOf(shape({ hex: text, ratio: text }, ['hex', 'ratio']), "an array of { hex: '#rrggbb', ratio: '25.00%' }"),
    'dashscope',
  ),
  style: parameter(text, 'dashscope'),
  size: setting(text),
  function: setting(
    oneOf(
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
    ),
  ),
  strength: parameter(number(0, 1), 'dashscope'),
  topScale: parameter(number(1, 2), 'dashscope'),
  bottomScale: parameter(number(1, 2), 'dashscope'),
  leftScale: parameter(number(1, 2), 'dashscope'),
  rightScale: parameter(number(1, 2), 'dashscope'),
  upscaleFactor: parameter(integer(1, 4), 'dashscope'),
  isSketch: parameter(flag, 'dashscope'),
  sourceLang: setting(text),
  targetLang: setting(text),
  domainHint: setting(text),
  sensitives: setting(texts),
  terminologies: setting(
    listOf(shape({ src: text, tgt: text }, ['src', 'tgt']), 'an array of { src: word, tgt: translation }'),
  ),
  imageSegment: setting(flag),
  images: setting(texts),
  input: setting(jsonObject),
  upload: local(oneOf('auto')),
  async: local(flag),
  pollInterval: local(integer(1)),
  deadline: local(integer(1)),
  resume: local(resume),
  timeout: local(timeout),
};

/** Reads the second argument of `qwen.image(id, options)`. */
export function readImageDefaults(options: QwenImageOptions, warnings: Warning[]): ImageOptions {
  return readModelOptions(options, { rows: imageTable }, warnings);
}

/** Reads the options of one call of an image model. */
export function readImageCall(options: ProviderOptions, names: readonly string[], warnings: Warning[]): ImageOptions {
  return readProviderOptions(options, { rows: imageTable }, names, warnings);
}
