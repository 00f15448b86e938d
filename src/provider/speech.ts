import type { SpeechModelId } from '../catalogue/speech.js';
import type {
  QwenSpeechChunk,
  QwenSpeechOptions,
  QwenSpeechStream,
  QwenStreamSpeechOptions,
} from '../speech/options.js';
import type { SpeechModel } from '../speech/speech.js';
import { lazy } from '../util/lazy.js';
import { doors } from './doors.js';
import { withoutKind } from './model-kind.js';
import type { Models, Stored } from './models.js';
import type { StreamManner } from './speech-stream.js';

/** The methods of a provider for speech. */
export interface SpeechFactories<Speech> {
  /** A model that speaks: `qwen.speech('qwen3-tts-flash')`. The id may have the prefix `speech:`. */
  speech<Id extends SpeechModelId>(modelId: Id, options?: QwenSpeechOptions<Id>): Speech;
  /** The same as `speech`. */
  speechModel<Id extends SpeechModelId>(modelId: Id, options?: QwenSpeechOptions<Id>): Speech;
  /** Speaks a text, also one that is still being written, and yields the sound as it comes. */
  streamSpeech<Id extends SpeechModelId>(
    text: string | AsyncIterable<string>,
    options: QwenStreamSpeechOptions<Id>,
  ): QwenSpeechStream;
}

/** Wraps the speech models of a provider for a specification. */
export function createSpeech<Speech>(
  models: Models,
  wrap: (model: Stored<SpeechModel>) => Speech,
): SpeechFactories<Speech> {
  const make = (id: string, options?: QwenSpeechOptions) =>
    models.speech(withoutKind(id, ['speech'], 'speechModel'), options);
  const speech: SpeechFactories<Speech>['speech'] = (id, options) => wrap(make(id, options as QwenSpeechOptions));
  return {
    speech,
    speechModel: speech,
    streamSpeech(text, { model, outputFormat, instructions, speed, language, abortSignal, headers, ...options }) {
      const made = make(model, options as QwenSpeechOptions);
      const call = { outputFormat, instructions, speed, language, abortSignal, headers };
      return lazyStream(made, text, call);
    },
  };
}

/** A stream of speech that loads its code when its first chunk is wanted. */
function lazyStream(model: SpeechModel, text: string | AsyncIterable<string>, manner: StreamManner): QwenSpeechStream {
  const stream = lazy(async () => (await doors.speechStream.load()).createStream(model, text, manner));
  const chunks: AsyncIterableIterator<QwenSpeechChunk, void, undefined> = {
    [Symbol.asyncIterator]: () => chunks,
    next: async () => (stream.value ?? (await stream.load())).chunks.next(),
    return: async () => (await stream.load()).chunks.return?.() ?? { done: true, value: undefined },
  };
  return {
    [Symbol.asyncIterator]: () => chunks,
    get warnings() {
      return stream.value?.warnings ?? [];
    },
    get metadata() {
      return stream.value?.metadata;
    },
  };
}
