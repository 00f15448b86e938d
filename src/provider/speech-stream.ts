import { InvalidArgumentError } from '@ai-sdk/provider';
import type { QwenSpeechChunk, QwenSpeechMetadata } from '../speech/options.js';
import type { SpeechModel, SpeechStreamCall, SpeechText } from '../speech/speech.js';
import type { Warning } from '../options/warning.js';
import { stoppable } from '../util/stoppable.js';
import { iteratorOfStream } from '../util/stream-iterator.js';

/** The manner of a stream: its call without the text. */
export type StreamManner = Omit<SpeechStreamCall, 'text' | 'warnings'>;

/** A stream of speech whose code is loaded. */
export interface LoadedStream {
  chunks: AsyncIterableIterator<QwenSpeechChunk>;
  warnings: readonly string[];
  metadata: QwenSpeechMetadata | undefined;
}

/** Makes a stream of speech. Nothing is read or sent before its first chunk is wanted. */
export function createStream(
  model: SpeechModel,
  text: string | AsyncIterable<string>,
  manner: StreamManner,
): LoadedStream {
  const given: Warning[] = [];
  async function* read(abortSignal: AbortSignal): AsyncGenerator<QwenSpeechChunk, void, undefined> {
    for await (const event of model.stream({ ...manner, abortSignal, text: parts(text), warnings: given })) {
      if (event.type === 'ready') stream.warnings = given.map(inWords);
      else if (event.type === 'finish') stream.metadata = event.metadata;
      else yield event.chunk;
    }
  }
  const stream: LoadedStream = { chunks: stoppable(manner.abortSignal, read), warnings: [], metadata: undefined };
  return stream;
}

/** The parts of a text. A generator could not stop the source of a text while it waits for more of it. */
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
