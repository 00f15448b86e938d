import type { CallContext } from '../http/call-context.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { QwenTranscriptionMetadata, QwenTranscriptSentence, QwenTranscriptWord } from './options.js';

/** Times that a call can ask for. */
export type TimestampGranularity = 'word' | 'segment';

/** A recording that comes bit by bit. */
export interface LiveAudio {
  /** Bytes, or base64. */
  chunks: ReadableStream<Uint8Array | string>;
  /** A media type: `audio/pcm` for bare samples, or that of a container. */
  type: string;
  /** Samples a second of bare samples. */
  rate?: number | undefined;
}

/** A part of an answer, passed on while the answer comes. */
export type TranscriptEvent =
  /** Comes first: the service has taken the recording, and all warnings are known. */
  | { type: 'start' }
  /** Text to append. */
  | { type: 'text'; delta: string }
  /** A sentence that grows has the id of the final one. */
  | { type: 'sentence'; id: string; sentence: QwenTranscriptSentence; isFinal: boolean }
  | { type: 'raw'; value: unknown };

/** One call of a transcription model. */
export interface TranscriptionCall extends CallContext {
  /** The recording: bytes, base64, where it is, or a stream. */
  audio: Uint8Array | string | URL | LiveAudio;
  /** Called with each part of the answer as it comes. */
  onEvent?: ((event: TranscriptEvent) => void) | undefined;
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
  /** True if the answer broke off at the most text that the model writes. */
  isTruncated?: boolean;
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
