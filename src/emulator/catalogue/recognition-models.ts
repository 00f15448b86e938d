import { expand } from './ids.js';
import type { Region } from './regions.js';

/**
 * A model that hears, beside those of chat. `sentences`: at once, with the times of words. `files`: a task that takes a
 * list of files. `file`: a task that takes one.
 */
export interface RecognitionModel {
  id: string;
  kind: 'sentences' | 'files' | 'file';
  family: 'qwen-audio' | 'fun-asr' | 'qwen3' | 'paraformer' | 'sensevoice';
  regions: readonly Region[];
  /** Parameters beside those of all models of its kind. */
  parameters: string;
}

const both: readonly Region[] = ['beijing', 'singapore'];
const beijing: readonly Region[] = ['beijing'];
const shared = 'channel_id diarization_enabled speaker_count special_word_filter vocabulary_id';
const table = new Map<string, RecognitionModel>();

function add(ids: string, model: Omit<RecognitionModel, 'id'>): void {
  for (const id of expand(ids)) table.set(id, { id, ...model });
}

// The recognition pages (May to Sep 2026).
add('qwen-audio-3.0-asr-flash', {
  kind: 'sentences',
  family: 'qwen-audio',
  regions: both,
  parameters: 'language_hints vocabulary_id vocabulary',
});
add('qwen-audio-3.1-asr-flash', {
  kind: 'sentences',
  family: 'qwen-audio',
  regions: both,
  parameters: 'language_hints vocabulary_id vocabulary speaker_diarization_enabled keep_dialect',
});
add('fun-asr-flash-2026-06-15 fun-asr-realtime{,-2026-02-28}', {
  kind: 'sentences',
  family: 'fun-asr',
  regions: both,
  parameters: 'language_hints vocabulary_id vad_enabled audio_address',
});
add('qwen-audio-{3.0,3.1}-asr-flash-filetrans', {
  kind: 'files',
  family: 'qwen-audio',
  regions: both,
  parameters: `${shared} language_hints`,
});
add('fun-asr{,-2025-11-07,-2025-08-25} fun-asr-mtl{,-2025-08-25}', {
  kind: 'files',
  family: 'fun-asr',
  regions: both,
  parameters: `${shared} language_hints`,
});
add('paraformer{-v1,-v2,-mtl-v1,-8k-v1,-8k-v2}', {
  kind: 'files',
  family: 'paraformer',
  regions: beijing,
  parameters: `${shared} language_hints disfluency_removal_enabled timestamp_alignment_enabled resource_id resource_type`,
});
add('sensevoice-v1', {
  kind: 'files',
  family: 'sensevoice',
  regions: beijing,
  parameters: 'channel_id language_hints disfluency_removal_enabled',
});
add('qwen3-asr-flash-filetrans{,-2025-11-17}', {
  kind: 'file',
  family: 'qwen3',
  regions: both,
  parameters: 'language enable_itn enable_words channel_id corpus',
});

/** The ids of all these models. */
export const recognitionModelIds: readonly string[] = [...table.keys()];

/** The model that hears, wherever it is served; undefined when there is none. */
export function findRecognitionModel(id: string): RecognitionModel | undefined {
  return table.get(id);
}
