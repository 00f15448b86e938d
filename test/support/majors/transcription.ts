import { experimental_transcribe as transcribe4 } from 'ai';
import { experimental_transcribe as transcribe5 } from 'ai5';
import { experimental_transcribe as transcribe6 } from 'ai6';
import { experimental_transcribe as transcribe7 } from 'ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import type { QwenTranscribeOptions, QwenTranscriptionMetadata } from 'ai-sdk-qwen/ai6';
import type { Major } from './major.js';

// Warnings are looked at where they are returned.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** One transcription, in the words of no major. */
export interface AskTranscription {
  modelId: string;
  audio: Uint8Array | URL;
  /** Options of the model. */
  model?: QwenTranscribeOptions;
  /** Options of the call. */
  options?: QwenTranscribeOptions;
  abortSignal?: AbortSignal;
  maxRetries?: number;
  timestampGranularities?: ('word' | 'segment')[];
}

/** An AI SDK's view of a transcript. A warning is its setting and its words. */
export interface ToldTranscription {
  text: string;
  segments: { text: string; startSecond: number; endSecond: number }[];
  /** Of AI SDK 7. */
  words?: { text: string; startSecond: number; endSecond: number }[];
  language: string | undefined;
  durationInSeconds: number | undefined;
  warnings: string[];
  details: QwenTranscriptionMetadata;
  modelIds: string[];
}

/** A major of the AI SDK, with a provider of the entry that is made for it. */
export interface TranscriptionMajor {
  name: Major['name'];
  connect(settings: qwen6.QwenProviderSettings): (ask: AskTranscription) => Promise<ToldTranscription>;
}

/** Majors up to 5 have no place for the name of an option. */
function warningText(warning: object): string {
  const { feature, details, message } = warning as Record<string, string | undefined>;
  return [feature, details ?? message].filter((word) => word !== undefined).join(': ');
}

function createMajor(name: Major['name'], given: unknown, make: unknown): TranscriptionMajor {
  // The adapter is written in the types of 6.
  const transcribe = given as typeof transcribe6;
  const createQwen = make as typeof qwen6.createQwen;
  return {
    name,
    connect(settings) {
      const qwen = createQwen(settings);
      return async ({ modelId, model, options, ...call }) => {
        const result = await transcribe({
          ...call,
          model: qwen.transcription(modelId, model),
          ...(options && { providerOptions: { qwen: options as Record<string, never> } }),
        });
        const { words } = result as unknown as ToldTranscription;
        return {
          text: result.text,
          segments: result.segments,
          ...(words && { words }),
          language: result.language,
          durationInSeconds: result.durationInSeconds,
          warnings: result.warnings.map(warningText),
          details: result.providerMetadata.qwen as unknown as QwenTranscriptionMetadata,
          modelIds: result.responses.map((response) => response.modelId),
        };
      };
    },
  };
}

/** Every major transcribes. */
export const transcriptionMajors: TranscriptionMajor[] = [
  createMajor('ai 4', transcribe4, qwen4.createQwen),
  createMajor('ai 5', transcribe5, qwen5.createQwen),
  createMajor('ai 6', transcribe6, qwen6.createQwen),
  createMajor('ai 7', transcribe7, qwen7.createQwen),
];
