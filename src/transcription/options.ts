import type { QwenTimeout } from '../http/timeout.js';
import type { JSONObject, JSONValue } from '../util/json.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of a transcription model: `providerOptions.qwen` of `transcribe`, or `qwen.transcription(id, options)`.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-asr-api-reference
 */
export interface QwenTranscribeOptions extends SnakeCaseParameters {
  /** Language of the recording, such as `zh` or `en`. Default: the model detects it. */
  language?: string | undefined;
  /** Languages that may occur, where the model takes several: qwen-audio up to 4. Wins over `language`. */
  languageHints?: string[] | undefined;
  /** Writes numbers, dates and amounts as digits. qwen3-asr. Default false. */
  enableItn?: boolean | undefined;
  /** Text with names and terms to expect. qwen3-asr, qwen-audio, fun-asr-flash. */
  context?: string | undefined;
  /** Words to expect, each with a weight from 1 to 5, or 50. qwen-audio-3.x-asr-flash. */
  vocabulary?: Record<string, number> | undefined;
  /** Id of a list of words that is kept in the account. */
  vocabularyId?: string | undefined;
  /** Channels to transcribe, each of which is billed. Tasks only. Default `[0]`. */
  channelId?: number[] | undefined;
  /** Tells speakers apart. Recordings with one channel. Default false. */
  diarization?: boolean | undefined;
  /** Speakers to expect, 2 to 100, with `diarization`. Tasks only. */
  speakerCount?: number | undefined;
  /** Times of words, and sentences that end at punctuation. qwen3-asr-flash-filetrans. Default false. */
  enableWords?: boolean | undefined;
  /** Corrects the times of sentences. paraformer. Default false. */
  timestampAlignment?: boolean | undefined;
  /** Leaves out fillers such as "um". paraformer, sensevoice. Default false. */
  disfluencyRemoval?: boolean | undefined;
  /** Words to leave out or to hide behind `*`. fun-asr, paraformer, qwen-audio filetrans. */
  specialWordFilter?: JSONObject | undefined;
  /** Writes dialects as they are spoken. qwen-audio-3.1-asr-flash. Default false. */
  keepDialect?: boolean | undefined;
  /** Container of the recording: `wav`, `mp3`, `opus`, `pcm` … Default: read from its bytes. */
  format?: string | undefined;
  /** Samples a second of a recording without a header (`pcm`). qwen-audio, fun-asr-flash. */
  sampleRate?: number | undefined;
  /**
   * URL of the recording (http, https, oss or data), which is not downloaded here. The `audio` of the call is not sent:
   * pass `new Uint8Array()`.
   */
  url?: string | undefined;
  /**
   * `task`: a recording that is too long for the model is transcribed by the one that takes it as a task. Default: an
   * error that names that model.
   */
  longAudio?: 'task' | undefined;
  /** Milliseconds between two polls of a task. Not sent. Default: 1 second, doubled after every third poll. */
  pollInterval?: number | undefined;
  /** Milliseconds to wait for a task at most. Not sent. Default 3600000, an hour. */
  deadline?: number | undefined;
  /** Waits for a task that was created before, and creates none. */
  resume?: { taskId: string } | undefined;
  /** Time limits of each request in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Transcription options as read: known ones checked, keys in snake_case apart. */
export type TranscribeOptions = ReadOptions<QwenTranscribeOptions>;

/** A word of a transcript. */
export type QwenTranscriptWord = {
  /** The word with its punctuation. */
  text: string;
  startSecond: number;
  endSecond: number;
  /** Number of its speaker, where speakers are told apart. */
  speaker?: number;
};

/** A sentence of a transcript: a segment, and what is known of it besides. */
export type QwenTranscriptSentence = {
  text: string;
  startSecond: number;
  endSecond: number;
  /** Number of its channel. */
  channel?: number;
  /** Number of its speaker, where speakers are told apart. */
  speaker?: number;
  language?: string;
  emotion?: string;
  words?: QwenTranscriptWord[];
};

/** `providerMetadata.qwen` of a transcription. */
export type QwenTranscriptionMetadata = {
  /** The model that transcribed. With `longAudio` it may differ from that of the call. */
  model: string;
  /** The task that made the transcript, if there was one. */
  taskId?: string;
  requestId?: string;
  /** True if the end is missing, because the model reached its limit. There is a warning as well. */
  isTruncated?: true;
  /** Emotion of the whole recording, where the model gives it: `neutral`, `happy` … */
  emotion?: string;
  /** The segments with channel, speaker, language, emotion and words. Absent for models without times. */
  sentences?: QwenTranscriptSentence[];
  /** Text of each channel, if there are several. */
  channels?: { channel: number; text: string }[];
  /** Where the service keeps the transcript of a task, for 24 hours. */
  url?: string;
  /** When the URL expires, as an ISO 8601 text, if it says so. */
  expiresAt?: string;
  /** The service's counts for the bill. */
  usage?: Record<string, JSONValue>;
};
