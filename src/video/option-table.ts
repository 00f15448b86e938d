import { flag, integer, jsonObject, listOf, oneOf, shape, text, timeout } from '../options/checks.js';
import { local, parameter, setting, type OptionTable } from '../options/table.js';
import { readModelOptions, readProviderOptions } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenVideoOptions, VideoOptions } from './options.js';

export const videoTable: OptionTable<QwenVideoOptions> = {
  negativePrompt: setting(text),
  promptExtend: parameter(flag),
  watermark: setting(flag),
  resolution: setting(oneOf('480P', '720P', '1080P')),
  audioUrl: setting(text),
  audioSetting: parameter(oneOf('auto', 'origin')),
  shotType: parameter(oneOf('single', 'multi')),
  template: setting(text),
  mode: parameter(oneOf('wan-std', 'wan-pro')),
  checkImage: parameter(flag),
  media: setting(
    listOf(shape({ type: text, url: text, reference_voice: text }, ['type', 'url']), 'an array of { type, url }'),
  ),
  input: setting(jsonObject),
  upload: local(oneOf('auto')),
  pollInterval: local(integer(1)),
  deadline: local(integer(1)),
  resume: local(shape({ taskId: text }, ['taskId'])),
  timeout: local(timeout),
};

/** Reads the second argument of `qwen.video(id, options)`. */
export function readVideoDefaults(options: QwenVideoOptions, warnings: Warning[]): VideoOptions {
  return readModelOptions(options, { rows: videoTable }, warnings);
}

/** Reads the options of one call of a video model. */
export function readVideoCall(options: ProviderOptions, names: readonly string[], warnings: Warning[]): VideoOptions {
  return readProviderOptions(options, { rows: videoTable }, names, warnings);
}
