import type { Warning } from '../options/warning.js';
import type { ProviderOptions } from '../options/types.js';
import type { QwenSpeechMetadata } from '../speech/options.js';
import type { SpeechModel, SpeechManner, SpeechText } from '../speech/speech.js';
import type { JSONObject } from '../util/json.js';
import { stoppable } from '../util/stoppable.js';
import { iteratorOfStream } from '../util/stream-iterator.js';
import { toWarning, type WarningV3 } from './warning.js';

/** A part of the text of a stream of speech. */
export interface SpeechTextPart extends SpeechText {
  type: 'text';
  providerOptions?: ProviderOptions;
}

/** Call options of `doStream`. */
export interface SpeechStreamOptions extends Omit<SpeechManner, 'warnings' | 'timeout' | 'outputFormat'> {
  text: ReadableStream<SpeechTextPart>;
  /** A media type, such as `audio/pcm`, and a sample rate. */
  outputFormat?: { type: string; rate?: number | undefined } | undefined;
  includeRawChunks?: boolean | undefined;
}

/** Counts of a stream of speech. */
export interface SpeechStreamUsage {
  inputCharacters: number | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  raw: JSONObject;
}

/** A part of a stream of speech. */
export type SpeechStreamPart =
  | { type: 'stream-start'; warnings: WarningV3[] }
  | {
      type: 'audio';
      audio: Uint8Array;
      audioFormat: { type: string; rate?: number };
      providerMetadata: { qwen: { piece: number } };
    }
  | { type: 'raw'; rawValue: unknown }
  | { type: 'finish'; usage: SpeechStreamUsage; providerMetadata: { qwen: QwenSpeechMetadata } };

/** Speaks a text that is being written. An error ends the stream. */
export function streamParts(
  model: SpeechModel,
  { outputFormat, includeRawChunks, text, abortSignal, ...options }: SpeechStreamOptions,
): ReadableStream<SpeechStreamPart> {
  const warnings: Warning[] = [];
  const raw: SpeechStreamPart[] = [];
  const rate = outputFormat?.rate === undefined ? '' : `_${outputFormat.rate}`;
  const events = stoppable(abortSignal, (signal) =>
    model.stream({
      ...options,
      abortSignal: signal,
      text: readText(text, warnings),
      outputFormat: outputFormat === undefined ? undefined : outputFormat.type + rate,
      warnings,
      ...(includeRawChunks === true && { onRaw: (value) => void raw.push({ type: 'raw', rawValue: value }) }),
    }),
  );
  return new ReadableStream<SpeechStreamPart>({
    async pull(controller) {
      const { done, value } = await events.next();
      // The start comes first, and is known once the first chunks have been read.
      if (value?.type === 'ready') controller.enqueue({ type: 'stream-start', warnings: warnings.map(toWarning) });
      for (const part of raw.splice(0)) controller.enqueue(part);
      if (done === true) return controller.close();
      switch (value.type) {
        case 'ready':
          return;
        case 'audio': {
          const { audio, mediaType: type, sampleRate, piece } = value.chunk;
          const audioFormat = { type, ...(sampleRate !== undefined && { rate: sampleRate }) };
          return controller.enqueue({ type: 'audio', audio, audioFormat, providerMetadata: { qwen: { piece } } });
        }
        case 'finish':
          return controller.enqueue({
            type: 'finish',
            usage: usageOf(value.usage),
            providerMetadata: { qwen: value.metadata },
          });
      }
    },
    async cancel() {
      await events.return?.();
    },
  });
}

function usageOf(raw: JSONObject): SpeechStreamUsage {
  const count = (name: string) => (typeof raw[name] === 'number' ? raw[name] : undefined);
  return {
    inputCharacters: count('characters'),
    inputTokens: count('input_tokens'),
    outputTokens: count('output_tokens'),
    raw,
  };
}

function readText(stream: ReadableStream<SpeechTextPart>, warnings: Warning[]): AsyncIterable<SpeechText> {
  return {
    [Symbol.asyncIterator]() {
      const parts = iteratorOfStream(stream);
      return {
        ...parts,
        async next() {
          const part = await parts.next();
          if (part.value?.providerOptions !== undefined && !warnings.some(isAboutParts)) warnings.push(aboutParts);
          return part;
        },
      };
    },
  };
}

const aboutParts: Warning = {
  type: 'unsupported-setting',
  setting: 'providerOptions',
  details: 'Those of a text part were not sent; the call has them for the whole text.',
};

function isAboutParts(warning: Warning): boolean {
  return warning === aboutParts;
}
