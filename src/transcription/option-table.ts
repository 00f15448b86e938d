import * as z from 'zod/v4-mini';
import { check, flag, integer, jsonObject, listOf, oneOf, shape, text, texts, timeout } from '../options/checks.js';
import { local, parameter, setting, type OptionTable } from '../options/table.js';
import { readModelOptions, readProviderOptions } from '../options/read.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenTranscribeOptions, TranscribeOptions } from './options.js';

const weights = check(() => z.record(z.string(), z.int()), 'an object of words and their weights (1 to 5, or 50)');

/** Options of transcription models. */
export const transcriptionTable: OptionTable<QwenTranscribeOptions> = {
  language: setting(text),
  languageHints: setting(texts),
  enableItn: parameter(flag),
  context: setting(text),
  vocabulary: parameter(weights, 'dashscope'),
  vocabularyId: parameter(text, 'dashscope'),
  channelId: parameter(listOf(integer(0), 'an array of channel numbers'), 'dashscope'),
  diarization: setting(flag),
  speakerCount: parameter(integer(2, 100), 'dashscope'),
  enableWords: parameter(flag, 'dashscope'),
  timestampAlignment: setting(flag),
  disfluencyRemoval: setting(flag),
  specialWordFilter: setting(jsonObject),
  keepDialect: parameter(flag, 'dashscope'),
  format: setting(text),
  sampleRate: setting(integer(1)),
  url: local(text),
  longAudio: local(oneOf('task')),
  pollInterval: local(integer(1)),
  deadline: local(integer(1)),
  resume: local(shape({ taskId: text }, ['taskId'])),
  timeout: local(timeout),
};

/** Reads the second argument of `qwen.transcription(id, options)`. */
export function readTranscriptionDefaults(options: QwenTranscribeOptions, warnings: Warning[]): TranscribeOptions {
  return readModelOptions(options, { rows: transcriptionTable }, warnings);
}

/** Reads the options of one call of a transcription model. */
export function readTranscriptionCall(
  options: ProviderOptions,
  names: readonly string[],
  warnings: Warning[],
): TranscribeOptions {
  return readProviderOptions(options, { rows: transcriptionTable }, names, warnings);
}
