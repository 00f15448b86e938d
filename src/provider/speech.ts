import type { SpeechModelId } from '../catalogue/speech.js';
import type {
  QwenSpeechChunk,
  QwenSpeechMetadata,
  QwenSpeechOptions,
  QwenSpeechStream,
  QwenStreamSpeechOptions,
} from '../speech/options.js';
import type { SpeechModel, SpeechStreamCall, SpeechText } from '../speech/speech.js';
import type { Warning } from '../options/warning.js';
import { withoutKind } from './model-kind.js';
import type { Models, Stored } from './models.js';

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
      return createStream(made, text, call);
    },
  };
}

function createStream(
  model: SpeechModel,
  text: string | AsyncIterable<string>,
  manner: Omit<SpeechStreamCall, 'text' | 'warnings'>,
): QwenSpeechStream {
  const given: Warning[] = [];
  let warnings: readonly string[] = [];
  let metadata: QwenSpeechMetadata | undefined;
  async function* read(): AsyncGenerator<QwenSpeechChunk, void, undefined> {
    for await (const event of model.stream({ ...manner, text: parts(text), warnings: given })) {
      if (event.type === 'ready') warnings = given.map(inWords);
      else if (event.type === 'finish') ({ metadata } = event);
      else yield event.chunk;
    }
  }
  const chunks = read();
  return {
    [Symbol.asyncIterator]: () => chunks,
    get warnings() {
      return warnings;
    },
    get metadata() {
      return metadata;
    },
  };
}

async function* parts(text: string | AsyncIterable<string>): AsyncGenerator<SpeechText, void, undefined> {
  if (typeof text === 'string') return yield { text };
  for await (const part of text) yield { text: part };
}

function inWords(warning: Warning): string {
  if (warning.type === 'other') return warning.message;
  return warning.type === 'unsupported-setting' ? `${warning.setting}: ${warning.details}` : warning.details;
}
