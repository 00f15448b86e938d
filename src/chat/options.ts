import type { QwenTimeout } from '../http/timeout.js';
import type { ProviderOptions, ReadOptions, SnakeCaseParameters } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import type { QwenCompletionOptions } from './completions/options.js';

/**
 * What a chat call or a chat model may be told beyond the AI SDK's own settings: `providerOptions.qwen` of a call, or
 * the second argument of `qwen(id, options)` as defaults. Defaults are the service's unless said otherwise.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-api-reference
 */
export interface QwenChatOptions extends SnakeCaseParameters {
  /**
   * Whether the model thinks before it answers. Models that can do both (Qwen3 and later, DeepSeek-V3.1 and later,
   * Kimi, GLM); thinking-only models refuse `false`, models without thinking refuse it: both become a warning.
   * Default: the model's own, see the models table.
   */
  enableThinking?: boolean;
  /** Most tokens of thinking, at least 1. Qwen3 and later, with thinking on. Default: the model's longest. */
  thinkingBudget?: number;
  /** Degree of thinking. qwen3.8: low, medium, xhigh; DeepSeek-V4, GLM: high, max; the newest also low. Not with `thinkingBudget`. */
  reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | (string & {});
  /**
   * Sends the thinking of earlier turns back to the model, billed as input. qwen3.6 to qwen3.8, Kimi.
   * Default: the service's, true for qwen3.8 and kimi-k2.7-code.
   */
  preserveThinking?: boolean;
  /** Removes the thinking of earlier turns. GLM models only. Default: the service's, true for glm-5.3. */
  clearThinking?: boolean;
  /** Lets the model search the web. Models with "search" in the models table. Default false. */
  enableSearch?: boolean;
  /** How the web is searched; with enableSearch. */
  searchOptions?: QwenSearchOptions;
  /** Runs code that the model writes. qwen3.5 and qwen3-max lines, with thinking on. Default false. */
  enableCodeInterpreter?: boolean;
  /** Samples from the k likeliest tokens; an integer of at least 0; above 100 is off. The AI SDK's own topK wins over it. */
  topK?: number;
  /** Above 1 makes repetition less likely; above 0; 1 is none. */
  repetitionPenalty?: number;
  /** Reads images in high resolution (up to 16,384 tokens an image). Vision models. Default false. */
  vlHighResolutionImages?: boolean;
  /** Adds the image size as the model saw it to the answer's metadata. Vision models, native protocol only. */
  vlEnableImageHwOutput?: boolean;
  /** Lets the answer mix text and pictures when it searches the web. Native protocol only. */
  enableTextImageMixed?: boolean;
  /** Lets the model make several tool calls at once; left out of calls without tools. Default false. */
  parallelToolCalls?: boolean;
  /** Streams the arguments of tools with nested parameters bit by bit. qwen3.5 and later, streams only; left out of calls without tools. Default false. */
  toolStream?: boolean;
  /** Most tokens of thinking and answer together. qwen3.5 and later; older models know only the AI SDK's maxTokens. */
  maxCompletionTokens?: number;
  /** How many answers to make, 1 to 4; the first becomes the result. qwen-plus and Qwen3 without thinking, no tools. Default 1. */
  n?: number;
  /** Returns the log probability of each token of the answer. */
  logprobs?: boolean;
  /** How many likeliest tokens to return at each place, 0 to 5; with logprobs. */
  topLogprobs?: number;
  /** Token ids (or lists of them) at which to stop. Not together with the AI SDK's stopSequences. */
  stopTokenIds?: number[] | number[][];
  /** Languages and terms of a translation. qwen-mt models, which need it. */
  translationOptions?: QwenTranslationOptions;
  /** Language of a recording. qwen3-asr models. */
  asrOptions?: QwenTranscriptionOptions;
  /** What to read out of a picture. qwen-vl-ocr models, native protocol only. */
  ocrOptions?: QwenOcrOptions;
  /** Kinds of output. Omni models: `['text']` or `['text', 'audio']`. Default text alone. */
  modalities?: ('text' | 'audio')[];
  /** Voice and format of spoken output. Omni models, with modalities text and audio. */
  audio?: { voice: string; format?: 'wav' | (string & {}) };
  /** Skills of qwen-doc-turbo, such as making slides. */
  skill?: JSONObject[];
  /** Extra content inspection on top of the service's own, sent as a header. `true` inspects input and output. */
  dataInspection?: boolean | { input?: string; output?: string };
  /** Seconds the server may queue a request instead of refusing a burst (429): 0 or 3 to 120. Sent as a header. Give timeout.headers as much more. */
  waitTimeout?: number;
  /** How long the call waits for the service, in milliseconds; not sent. Default: the model's, then the provider's, field by field. */
  timeout?: QwenTimeout;
  /**
   * `auto` puts media that are too large for the request (above about 7 MB) into the temporary store of the service,
   * which keeps them for 48 hours. Not sent. Default: they are an error.
   */
  upload?: 'auto';
  /** An id of your end user. The service does not document it. */
  user?: string;
  /** Strings to store with the call. */
  metadata?: Record<string, string>;
  /** Accepted for users of other tools; streams of this package always carry deltas, whatever it says. */
  incrementalOutput?: boolean;
  /** Schemas are strict unless this is false; models with json_schema. */
  strictJsonSchema?: boolean;
}

/** Options of a web search. @see https://www.alibabacloud.com/help/en/model-studio/web-search */
export interface QwenSearchOptions extends SnakeCaseParameters {
  /** Searches even when the model sees no need. Default false. */
  forcedSearch?: boolean;
  /** `turbo` (default), `max`, `agent`, `agent_max`; older models `standard`, `pro`. */
  searchStrategy?: 'turbo' | 'max' | 'agent' | 'agent_max' | 'standard' | 'pro' | (string & {});
  /** Searches special fields (weather, stocks …) as well. */
  enableSearchExtension?: boolean;
  /** Only pages of the last so many days. */
  freshness?: number;
  /** Only pages of these sites. */
  assignedSiteList?: string[];
  /** A sentence that steers when to search. */
  intentionOptions?: { promptIntervene?: string };
  /** Returns the pages found as sources. Native protocol only. */
  enableSource?: boolean;
  /** Marks in the text which source says what. Native protocol only. */
  enableCitation?: boolean;
  /** Shape of the marks: `[<number>]` (default) or `[ref_<number>]`. Native protocol only. */
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
  /** Words and how they are to be translated. */
  terms?: { source: string; target: string }[];
  /** Earlier translations to follow. */
  tmList?: { source: string; target: string }[];
  /** An English sentence on field and tone. */
  domains?: string;
}

/** Options of a transcription. @see https://www.alibabacloud.com/help/en/model-studio/qwen-asr-api-reference */
export interface QwenTranscriptionOptions extends SnakeCaseParameters {
  /** Language of the recording; found out by the model when absent. */
  language?: string;
  /** Writes numbers as digits. */
  enableItn?: boolean;
  /** Finds out the language. */
  enableLid?: boolean;
}

/** Options of text recognition. @see https://www.alibabacloud.com/help/en/model-studio/qwen-vl-ocr-api-reference */
export interface QwenOcrOptions extends SnakeCaseParameters {
  /** What to do with the picture; plain reading when absent. */
  task?:
    | 'text_recognition'
    | 'key_information_extraction'
    | 'table_parsing'
    | 'document_parsing'
    | 'formula_recognition'
    | 'multi_lan'
    | 'advanced_recognition'
    | (string & {});
  /** For key_information_extraction: the fields to find. */
  taskConfig?: { resultSchema?: JSONObject };
}

/** `providerOptions.qwen` of a message. */
export interface QwenMessageOptions {
  /** Marks the end of a prefix that the service is to cache for five minutes; at least 1,024 tokens, four marks a request. */
  cacheControl?: { type: 'ephemeral'; ttl?: string };
  /** On a last assistant message: the answer continues it. Models with "prefix" in the models table, without thinking. */
  partial?: boolean;
}

/** `providerOptions.qwen` of a part of a message. */
export interface QwenPartOptions extends SnakeCaseParameters {
  /** As on a message. */
  cacheControl?: { type: 'ephemeral'; ttl?: string };
  /** Least pixels of an image or a video frame; smaller ones are enlarged. */
  minPixels?: number;
  /** Most pixels of an image or a video frame; larger ones are reduced. */
  maxPixels?: number;
  /** Most pixels of all frames of a video together. */
  totalPixels?: number;
  /** Frames a second that are taken out of a video, 0.1 to 10. Default 2. */
  fps?: number;
  /** Most frames that are taken out of a video. Native protocol only. */
  maxFrames?: number;
  /** Turns a picture upright before reading it. qwen-vl-ocr, native protocol only. */
  enableRotate?: boolean;
  /** Makes an image one frame of a video: images in a row that are marked so are sent as one list of frames. */
  frame?: true | { fps?: number };
  /** Format of a recording (`wav`, `mp3` …). Default: what its media type says. */
  format?: string;
}

/** Message options as read: known ones checked. */
export type MessageOptions = QwenMessageOptions;

/** Part options as read: known ones checked, keys in snake_case apart. */
export interface PartOptions extends Omit<QwenPartOptions, `${string}_${string}`> {
  extra?: JSONObject;
}

/** Call options as read: known ones checked, keys in snake_case apart. */
export type ChatOptions = ReadOptions<QwenChatOptions & Pick<QwenCompletionOptions, 'suffix'>>;

/**
 * Checks what users pass. The specifications' readers are handed one, so that they know neither names nor types of
 * options. Each throws an `InvalidArgumentError` that names the option when a type is wrong.
 */
export interface OptionReader {
  chat(providerOptions: ProviderOptions, warnings: Warning[]): ChatOptions;
  message(providerOptions: ProviderOptions, warnings: Warning[]): MessageOptions | undefined;
  part(providerOptions: ProviderOptions, warnings: Warning[]): PartOptions | undefined;
}
