import type { QwenTimeout } from '../http/timeout.js';
import type { ProviderOptions, ReadOptions, SnakeCaseParameters } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { QwenCompletionOptions } from './completions/options.js';

/**
 * Options of a chat call beyond the AI SDK's settings: `providerOptions.qwen` of a call, or the second argument of
 * `qwen(id, options)` as defaults of a model. Where no default is named, the service decides.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-api-reference
 */
export interface QwenChatOptions extends SnakeCaseParameters {
  /**
   * Turns thinking on or off for hybrid models (Qwen3 and later, DeepSeek-V3.1 and later, Kimi, GLM). Other models
   * ignore it with a warning. Default: the model's own; the models table shows it.
   */
  enableThinking?: boolean;
  /** Maximum number of thinking tokens, at least 1. Qwen3 and later, with thinking on. Default: the model's maximum. */
  thinkingBudget?: number;
  /** Depth of thinking. qwen3.8-max: low, medium, xhigh; DeepSeek-V4 and GLM: high, max. Cannot be combined with thinkingBudget. */
  reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | (string & {});
  /** Sends the thinking of earlier turns back to the model, billed as input. qwen3.6 and 3.7 lines, kimi-k2.6. Default false. */
  preserveThinking?: boolean;
  /** Removes the thinking of earlier turns. GLM models only. */
  clearThinking?: boolean;
  /** Lets the model search the web. Models with "search" in the models table. Default false. */
  enableSearch?: boolean;
  /** Settings of the web search. Needs enableSearch. */
  searchOptions?: QwenSearchOptions;
  /** Lets the model write and run code. qwen3.5 and qwen3-max lines, with thinking on. Default false. */
  enableCodeInterpreter?: boolean;
  /** Samples from the k most likely tokens: an integer of at least 0; a value above 100 turns it off. The AI SDK's topK takes precedence. */
  topK?: number;
  /** Penalty for repetition, above 0. Values above 1 reduce repetition; 1 has no effect. */
  repetitionPenalty?: number;
  /** Reads images in high resolution, up to 16,384 tokens per image. Vision models. Default false. */
  vlHighResolutionImages?: boolean;
  /** Adds the size of each image as the model saw it to the metadata. Vision models, native protocol only. */
  vlEnableImageHwOutput?: boolean;
  /** Lets an answer that uses web search mix text and images. Native protocol only. */
  enableTextImageMixed?: boolean;
  /** Lets the model make several tool calls at once. Sent only with tools. Default false. */
  parallelToolCalls?: boolean;
  /** Streams the arguments of tools with nested parameters in small pieces. qwen3.5 and later; sent only with tools. Default false. */
  toolStream?: boolean;
  /** Maximum number of tokens of thinking and answer together. qwen3.5 and later; older models know only the AI SDK's maxTokens. */
  maxCompletionTokens?: number;
  /** Number of answers, 1 to 4. The first is the result, the others are in the metadata. qwen-plus and Qwen3, without thinking and tools. Default 1. */
  n?: number;
  /** Returns the log probability of each token of the answer. */
  logprobs?: boolean;
  /** Number of most likely tokens to return at each position, 0 to 5. Needs logprobs. */
  topLogprobs?: number;
  /** Token ids, or lists of token ids, at which to stop. Cannot be combined with the AI SDK's stopSequences. */
  stopTokenIds?: number[] | number[][];
  /** Languages and terms of a translation. Required by qwen-mt models. */
  translationOptions?: QwenTranslationOptions;
  /** Language of a recording. qwen3-asr models. */
  asrOptions?: QwenTranscriptionOptions;
  /** The task of text recognition. qwen-vl-ocr models, native protocol only. */
  ocrOptions?: QwenOcrOptions;
  /** Kinds of output. Omni models: `['text']` or `['text', 'audio']`. Default `['text']`. */
  modalities?: ('text' | 'audio')[];
  /** Voice and format of spoken answers. Omni models; needs modalities with `audio`. */
  audio?: { voice: string; format?: 'wav' | (string & {}) };
  /** Skills of qwen-doc-turbo, for example making slides. */
  skill?: JSONObject[];
  /** Additional content inspection, sent as a header. `true` inspects input and output. */
  dataInspection?: boolean | { input?: string; output?: string };
  /** Seconds that the server may queue a request instead of refusing a burst with 429: 0, or 3 to 120. Sent as a header. Raise timeout.headers by as much. */
  waitTimeout?: number;
  /** Time limits of the call, in milliseconds. Not sent. Default: the model's, then the provider's, field by field. */
  timeout?: QwenTimeout;
  /**
   * `auto` uploads media that are too large for a request (above about 7 MB) to the service's temporary store, which
   * keeps them for 48 hours. Not sent. Default: such media are an error.
   */
  upload?: 'auto';
  /** An id of your end user. Not documented by the service. */
  user?: string;
  /** Strings to store with the call. */
  metadata?: Record<string, string>;
  /** Accepted for compatibility. Has no effect: this package always streams increments. */
  incrementalOutput?: boolean;
  /** Enforces JSON schemas strictly. Models with json_schema. Default true. */
  strictJsonSchema?: boolean;
}

/** Options of a web search. @see https://www.alibabacloud.com/help/en/model-studio/web-search */
export interface QwenSearchOptions extends SnakeCaseParameters {
  /** Searches even if the model sees no need to. Default false. */
  forcedSearch?: boolean;
  /** `turbo` (default), `max`, `agent`, `agent_max`; older models `standard`, `pro`. */
  searchStrategy?: 'turbo' | 'max' | 'agent' | 'agent_max' | 'standard' | 'pro' | (string & {});
  /** Also searches special fields such as weather and stocks. */
  enableSearchExtension?: boolean;
  /** Only pages published in the last `freshness` days. */
  freshness?: number;
  /** Only pages from these sites. */
  assignedSiteList?: string[];
  /** A sentence that guides when to search. */
  intentionOptions?: { promptIntervene?: string };
  /** Returns the pages found as sources. Native protocol only. */
  enableSource?: boolean;
  /** Adds citation marks to the text. Native protocol only. */
  enableCitation?: boolean;
  /** Form of the marks: `[<number>]` or `[ref_<number>]`. Native protocol only. Default `[<number>]`. */
  citationFormat?: string;
  /** Sends the pages found before the text. Native protocol only. */
  prependSearchResult?: boolean;
}

/** Options of a translation. @see https://www.alibabacloud.com/help/en/model-studio/qwen-mt-api */
export interface QwenTranslationOptions extends SnakeCaseParameters {
  /** English name or code of the language of the text, or `auto`. */
  sourceLang: string;
  /** English name or code of the language to translate to. */
  targetLang: string;
  /** Terms and their required translations. */
  terms?: { source: string; target: string }[];
  /** Earlier translations to follow as examples. */
  tmList?: { source: string; target: string }[];
  /** An English sentence about the subject and the tone. */
  domains?: string;
}

/** Options of a transcription. @see https://www.alibabacloud.com/help/en/model-studio/qwen-asr-api-reference */
export interface QwenTranscriptionOptions extends SnakeCaseParameters {
  /** Language of the recording. Default: the model detects it. */
  language?: string;
  /** Writes numbers as digits. */
  enableItn?: boolean;
  /** Detects the language. */
  enableLid?: boolean;
}

/** Options of text recognition. @see https://www.alibabacloud.com/help/en/model-studio/qwen-vl-ocr-api-reference */
export interface QwenOcrOptions extends SnakeCaseParameters {
  /** The task. Default: the text of the picture. */
  task?:
    | 'text_recognition'
    | 'key_information_extraction'
    | 'table_parsing'
    | 'document_parsing'
    | 'formula_recognition'
    | 'multi_lan'
    | 'advanced_recognition'
    | (string & {});
  /** The fields to find, for key_information_extraction. */
  taskConfig?: { resultSchema?: JSONObject };
}

/** `providerOptions.qwen` of a message. */
export interface QwenMessageOptions {
  /** Marks the end of a prefix that the service caches for five minutes: at least 1,024 tokens, up to four marks per request. */
  cacheControl?: { type: 'ephemeral'; ttl?: string };
  /** Continues this message, which must be the last and an assistant message. Models with "prefix" in the models table, without thinking. */
  partial?: boolean;
}

/** `providerOptions.qwen` of a part of a message. */
export interface QwenPartOptions extends SnakeCaseParameters {
  /** As on a message. */
  cacheControl?: { type: 'ephemeral'; ttl?: string };
  /** Minimum number of pixels of an image or a video frame. Smaller ones are enlarged. */
  minPixels?: number;
  /** Maximum number of pixels of an image or a video frame. Larger ones are reduced. */
  maxPixels?: number;
  /** Maximum number of pixels of all frames of a video together. */
  totalPixels?: number;
  /** Frames per second to take from a video, 0.1 to 10. Default 2. */
  fps?: number;
  /** Maximum number of frames to take from a video. Native protocol only. */
  maxFrames?: number;
  /** Rotates a picture upright before reading it. qwen-vl-ocr, native protocol only. */
  enableRotate?: boolean;
  /** Makes an image a frame of a video: marked images that follow each other are sent as one list of frames. */
  frame?: true | { fps?: number };
  /** Format of a recording, such as `wav` or `mp3`. Default: from its media type. */
  format?: string;
}

/** Options of a message after the check. */
export type MessageOptions = QwenMessageOptions;

/** Options of a part after the check, with keys in snake_case kept apart. */
export interface PartOptions extends Omit<QwenPartOptions, `${string}_${string}`> {
  extra?: JSONObject;
}

/** Options of a call after the check, with keys in snake_case kept apart. */
export type ChatOptions = ReadOptions<QwenChatOptions & Pick<QwenCompletionOptions, 'suffix'>>;

/**
 * Checks the options that users pass, so that the readers of the specifications need not know them. Each method throws
 * an `InvalidArgumentError` that names an option of a wrong type.
 */
export interface OptionReader {
  chat(providerOptions: ProviderOptions, warnings: Warning[]): ChatOptions;
  message(providerOptions: ProviderOptions, warnings: Warning[]): MessageOptions | undefined;
  part(providerOptions: ProviderOptions, warnings: Warning[]): PartOptions | undefined;
}
