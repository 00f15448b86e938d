import { InvalidArgumentError } from '@ai-sdk/provider';
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
import { stoppable } from '../util/stoppable.js';
import { iteratorOfStream } from '../util/stream-iterator.js';
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
  async function* read(abortSignal: AbortSignal): AsyncGenerator<QwenSpeechChunk, void, undefined> {
    for await (const event of model.stream({ ...manner, abortSignal, text: parts(text), warnings: given })) {
      if (event.type === 'ready') warnings = given.map(inWords);
      else if (event.type === 'finish') ({ metadata } = event);
      else yield event.chunk;
    }
  }
  const chunks = stoppable(manner.abortSignal, read);
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

/** The parts of a text. A generator could not tell the source of a text that nobody reads on while it waits for more. */
function parts(text: string | AsyncIterable<string>): AsyncIterable<SpeechText> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = iteratorOf(typeof text === 'string' ? [text] : text);
      return {
        async next() {
          const { done, value } = await iterator.next();
          return done === true ? { done, value: undefined } : { done: false, value: { text: value } };
        },
        async return() {
          await iterator.return?.();
          return { done: true, value: undefined };
        },
      };
    },
  };
}

/** JavaScript callers pass lists as well. */
type AnyText = AsyncIterable<string> & Iterable<string> & ReadableStream<string>;

function iteratorOf(text: AsyncIterable<string> | Iterable<string>): AsyncIterator<string> | Iterator<string> {
  const given = Object(text) as Partial<AnyText>;
  if (typeof given.getReader === 'function') return iteratorOfStream(given as AnyText);
  const iterator = given[Symbol.asyncIterator]?.() ?? given[Symbol.iterator]?.();
  if (iterator !== undefined) return iterator;
  const type = text === null ? 'null' : `of type ${typeof text}`;
  throw new InvalidArgumentError({
    argument: 'text',
    message: `text is ${type}; expected a string, or an iterable of strings.`,
  });
}

function inWords(warning: Warning): string {
  if (warning.type === 'other') return warning.message;
  return warning.type === 'unsupported-setting' ? `${warning.setting}: ${warning.details}` : warning.details;
}
