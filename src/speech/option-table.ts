import { flag, integer, jsonObject, number, oneOf, text, texts, timeout, type OptionCheck } from '../options/checks.js';
import { readModelOptions, readProviderOptions } from '../options/read.js';
import { local, setting, type OptionTable } from '../options/table.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenSpeechOptions, SpeechOptions } from './options.js';

/** Options of speech models. */
export const speechTable: OptionTable<QwenSpeechOptions> = {
  voice: setting(text),
  format: setting(oneOf('wav', 'mp3', 'opus', 'pcm')),
  sampleRate: setting(integer(8_000, 48_000)),
  bitRate: setting(integer(6, 510)),
  volume: setting(integer(0, 100)),
  pitch: setting(number(0.5, 2)),
  seed: setting(integer(0, 65_535)),
  languageType: setting(text),
  languageHints: setting(texts),
  optimizeInstructions: setting(flag),
  enableSsml: setting(flag),
  wordTimestamps: setting(flag),
  hotFix: setting(jsonObject as OptionCheck<unknown> as OptionCheck<NonNullable<QwenSpeechOptions['hotFix']>>),
  timeout: local(timeout),
};

/** Reads the second argument of `qwen.speech(id, options)`. */
export function readSpeechDefaults(options: QwenSpeechOptions, warnings: Warning[]): SpeechOptions {
  return readModelOptions(options, { rows: speechTable }, warnings);
}

/** Reads the options of one call of a speech model. */
export function readSpeechCall(options: ProviderOptions, names: readonly string[], warnings: Warning[]): SpeechOptions {
  return readProviderOptions(options, { rows: speechTable }, names, warnings);
}
