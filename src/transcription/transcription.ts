import type { CallContext } from '../http/call-context.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { QwenTranscriptionMetadata, QwenTranscriptSentence, QwenTranscriptWord } from './options.js';

/** Times that a call can ask for. */
export type TimestampGranularity = 'word' | 'segment';

/** One call of a transcription model. */
export interface TranscriptionCall extends CallContext {
  /** The recording: bytes, base64, or where it is. */
  audio: Uint8Array | string | URL;
  timestamps?: readonly TimestampGranularity[] | undefined;
  providerOptions?: ProviderOptions;
  warnings: Warning[];
}

/** A transcript as an answer tells it. */
export interface Transcript {
  text: string;
  sentences: QwenTranscriptSentence[];
  channels: { channel: number; text: string }[];
  language: string | undefined;
  emotion: string | undefined;
  seconds: number | undefined;
}

/** The result of a call. */
export interface Transcription {
  text: string;
  segments: Pick<QwenTranscriptSentence, 'text' | 'startSecond' | 'endSecond'>[];
  words: Pick<QwenTranscriptWord, 'text' | 'startSecond' | 'endSecond'>[];
  language: string | undefined;
  durationInSeconds: number | undefined;
  metadata: QwenTranscriptionMetadata;
  usage: JSONObject | undefined;
  headers: Record<string, string>;
  /** Set if nobody spoke: the error for specifications that allow no empty text. */
  silence: Error | undefined;
}

/** A transcription model without a specification. */
export interface TranscriptionModel {
  provider: string;
  modelId: string;
  /** Undefined for a URL that the service can't load, or whose container is not known. */
  transcribe(call: TranscriptionCall): Promise<Transcription | undefined>;
}
