import type { SpeechVoice } from '../catalogue/speech.js';
import type { QwenTimeout } from '../http/timeout.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';
import type { JSONValue } from '../util/json.js';
import type { Container, SpeechFormat } from './sound.js';

/**
 * Options of a speech model: `providerOptions.qwen` of `generateSpeech`, or `qwen.speech(id, options)`.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-tts
 * @see https://www.alibabacloud.com/help/en/model-studio/non-realtime-cosyvoice-api
 */
export interface QwenSpeechOptions<Id = string> extends SnakeCaseParameters {
  /** Voice of calls that name none. Default: `Cherry` of Qwen-TTS; CosyVoice and Qwen-Audio need one. */
  voice?: SpeechVoice<Id> | undefined;
  /** Format of the file. `outputFormat` of the call wins. Default `wav`. */
  format?: SpeechFormat | undefined;
  /** Hertz of the sound. Default: 24000 of Qwen-TTS, 22050 of CosyVoice and Qwen-Audio. */
  sampleRate?: number | undefined;
  /** Kilobits a second, 6 to 510, of opus. CosyVoice, Qwen-Audio. Default 32. */
  bitRate?: number | undefined;
  /** Loudness, 0 to 100. Default 50. */
  volume?: number | undefined;
  /** Pitch, 0.5 to 2. Default 1. */
  pitch?: number | undefined;
  /** Number that makes a result repeatable, 0 to 65535. CosyVoice, Qwen-Audio. */
  seed?: number | undefined;
  /** Language of the text, such as `Chinese`. Wins over `language` of the call. Qwen-TTS. Default `Auto`. */
  languageType?: string | undefined;
  /** Codes of the text's language, of which the first one counts. Wins over `language`. CosyVoice, Qwen-Audio. */
  languageHints?: string[] | undefined;
  /** Lets the service improve the instructions. qwen3-tts-instruct-flash. Default false. */
  optimizeInstructions?: boolean | undefined;
  /** The text is SSML. It is sent as one piece. CosyVoice. Default false. */
  enableSsml?: boolean | undefined;
  /** Puts the times of words into the metadata. CosyVoice, Qwen-Audio. Default false. */
  wordTimestamps?: boolean | undefined;
  /** Corrections of how words are read. CosyVoice from v3, Qwen-Audio. */
  hotFix?: { pronunciation?: Record<string, string>[]; replace?: Record<string, string>[] } | undefined;
  /** Time limits of each request in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Speech options as read: known ones checked, keys in snake_case apart. */
export type SpeechOptions = ReadOptions<QwenSpeechOptions>;

/** `providerMetadata.qwen` of a call of a speech model. */
export type QwenSpeechMetadata = {
  /** The format that the audio is in. */
  format: Container;
  mediaType: string;
  /** Hertz. Not known of opus and flac. */
  sampleRate?: number;
  /** Not known of flac. */
  durationInSeconds?: number;
  /** Characters that the service bills, of all pieces. */
  characters?: number;
  /** The pieces that the text was spoken in, in their order. */
  pieces: QwenSpeechPiece[];
};

/** Facts about a piece of a text that was spoken by one request. */
export type QwenSpeechPiece = {
  /** Where the piece begins in the text. */
  startIndex: number;
  /** Where it ends. */
  endIndex: number;
  durationInSeconds?: number;
  /** Characters that the service bills. */
  characters?: number;
  requestId?: string;
  /** Where the service keeps the piece's file, for 24 hours. */
  url?: string;
  /** When the URL expires, as an ISO 8601 text. */
  expiresAt?: string;
  /** Words with their times in the whole file, if `wordTimestamps` asks for them. */
  words?: { text: string; startSecond: number; endSecond: number }[];
  /** Counts of the service, by its own names. */
  usage?: Record<string, JSONValue>;
};

/** Some audio of a stream. Joined, chunks are one file; `pcm` is bare samples of 16 bits in one channel. */
export interface QwenSpeechChunk {
  audio: Uint8Array;
  format: Container;
  mediaType: string;
  /** Hertz. Not known of opus and flac. */
  sampleRate?: number;
  /** Number of the piece of text that it speaks, from 0. */
  piece: number;
}

/** Speech that comes while it is made. Each chunk is there once. */
export interface QwenSpeechStream extends AsyncIterable<QwenSpeechChunk> {
  /** Settings that could not be honoured. Filled before the first chunk. */
  readonly warnings: readonly string[];
  /** Facts about the speech. Undefined until the last chunk has been read. */
  readonly metadata: QwenSpeechMetadata | undefined;
}

/** Options of `qwen.streamSpeech(text, options)`: those of the model, and those of the AI SDK's `generateSpeech`. */
export interface QwenStreamSpeechOptions<Id = string> extends QwenSpeechOptions<Id> {
  /** Id of the model. */
  model: Id;
  /** `pcm`, `wav` or `mp3`, with a sample rate after it if it matters: `pcm_16000`. Default `pcm`. */
  outputFormat?: string | undefined;
  /** Describes how to speak. */
  instructions?: string | undefined;
  /** 1 is the usual speed. */
  speed?: number | undefined;
  /** An ISO 639-1 code. */
  language?: string | undefined;
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
}
