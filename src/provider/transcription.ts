import type { TranscriptionModelId } from '../catalogue/transcription.js';
import type { QwenTranscribeOptions } from '../transcription/options.js';
import type { TranscriptionModel } from '../transcription/transcription.js';
import { withoutKind } from './model-kind.js';
import type { Models, Stored } from './models.js';

/** The methods of a provider that make transcription models. */
export interface TranscriptionFactories<Transcription> {
  /** A model that transcribes: `qwen.transcription('qwen3-asr-flash')`. The id may have the prefix `transcription:`. */
  transcription(modelId: TranscriptionModelId, options?: QwenTranscribeOptions): Transcription;
  /** The same as `transcription`. */
  transcriptionModel(modelId: TranscriptionModelId, options?: QwenTranscribeOptions): Transcription;
}

/** Wraps the transcription models of a provider for a specification. */
export function createTranscriptionFactories<Transcription>(
  models: Models,
  wrap: (model: Stored<TranscriptionModel>) => Transcription,
): TranscriptionFactories<Transcription> {
  const transcription = (id: string, options?: QwenTranscribeOptions) =>
    wrap(models.transcription(withoutKind(id, ['transcription'], 'transcriptionModel'), options));
  return { transcription, transcriptionModel: transcription };
}
