import type { QwenTimeout } from '../http/timeout.js';
import type { SnakeCaseParameters } from '../options/types.js';
import type { JSONObject } from '../util/json.js';

/**
 * Options of a chat call or a chat model beyond the AI SDK's own settings: `providerOptions.qwen` of a call, or the
 * second argument of `qwen(id, options)`. Without a default here, the default is the service's.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-api-reference
 */
export interface QwenChatOptions extends SnakeCaseParameters {
  /**
   * Turns thinking on or off for models that support both (Qwen3 and later, DeepSeek-V3.1 and later, Kimi, GLM). On
   * other models, an impossible value becomes a warning. Default: the model's, see the models table.
   */
  enableThinking?: boolean | undefined;
  /** Maximum tokens of thinking, at least 1. Qwen3 and later, with thinking on. Default: the model's maximum. */
  thinkingBudget?: number | undefined;
  /**
   * Effort of thinking. qwen3.8: low, medium, xhigh; DeepSeek-V4, GLM: high, max; the newest also low. Not with
   * `thinkingBudget`.
   */
  reasoningEffort?: 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max' | (string & {}) | undefined;
  /**
   * Sends the thinking of earlier turns back to the model, billed as input. qwen3.6 to qwen3.8, Kimi.
   * Default: the service's, true for qwen3.8 and kimi-k2.7-code.
   */
  preserveThinking?: boolean | undefined;
  /** Removes the thinking of earlier turns. GLM models only. Default: the service's, true for glm-5.3. */
  clearThinking?: boolean | undefined;
  /** Lets the model search the web. Models with "Search" in the models table. Default false. */
  enableSearch?: boolean | undefined;
  /** Options of the web search; with `enableSearch`. */
  searchOptions?: QwenSearchOptions | undefined;
  /** Runs code that the model writes. qwen3.5 and qwen3-max, with thinking on. Default false. */
  enableCodeInterpreter?: boolean | undefined;
  /** Samples from the k likeliest tokens: an integer from 0; above 100 turns it off. The AI SDK's `topK` wins. */
  topK?: number | undefined;
  /** Makes repetition less likely above 1, more likely below; 1 changes nothing. A number above 0. */
  repetitionPenalty?: number | undefined;
  /** Reads images in high resolution (up to 16,384 tokens an image). Vision models. Default false. */
  vlHighResolutionImages?: boolean | undefined;
  /**
   * Adds the size of each image as the model sees it to the answer's metadata. Vision models, DashScope protocol only.
   */
  vlEnableImageHwOutput?: boolean | undefined;
  /** Lets the answer mix text and pictures when it searches the web. DashScope protocol only. */
  enableTextImageMixed?: boolean | undefined;
  /** Lets the model make several tool calls at once. Not sent without tools. Default false. */
  parallelToolCalls?: boolean | undefined;
  /** Streams the arguments of tools with nested parameters piece by piece. qwen3.5 and later, in streams. Not sent without tools. Default false. */
  toolStream?: boolean | undefined;
  /** Maximum tokens of thinking and answer together. qwen3.5 and later; older models take the AI SDK's `maxOutputTokens`. */
  maxCompletionTokens?: number | undefined;
  /** Number of answers, 1 to 4. The first becomes the result, the others `alternatives`. qwen-plus and Qwen3, without thinking or tools. Default 1. */
  n?: number | undefined;
  /** Returns the log probability of each token of the answer, in `providerMetadata.qwen.logprobs`. */
  logprobs?: boolean | undefined;
  /** Number of likeliest tokens to return at each place, 0 to 5; with `logprobs`. */
  topLogprobs?: number | undefined;
  /** Token ids, or lists of them, that stop the answer. Not with the AI SDK's `stopSequences`. */
  stopTokenIds?: number[] | number[][] | undefined;
  /** Languages and terms of a translation. Required by qwen-mt models. */
  translationOptions?: QwenTranslationOptions | undefined;
  /** Options of a transcription. qwen3-asr models. */
  asrOptions?: QwenTranscriptionOptions | undefined;
  /** Options of text recognition. qwen-vl-ocr models, DashScope protocol only. */
  ocrOptions?: QwenOcrOptions | undefined;
  /** Kinds of output: `['text']` or `['text', 'audio']`. Omni models. Default `['text']`. */
  modalities?: ('text' | 'audio')[] | undefined;
  /** Voice and format of spoken output. `stream: true` passes its pieces on as they come, and the whole at the end. Omni models, with `modalities: ['text', 'audio']`. */
  audio?:
    | {
        voice: 'Cherry' | 'Serena' | 'Ethan' | 'Chelsie' | 'Tina' | (string & {});
        format?: 'wav' | (string & {}) | undefined;
        stream?: boolean | undefined;
      }
    | undefined;
  /** Skills of qwen-doc-turbo, such as making slides. */
  skill?: JSONObject[] | undefined;
  /** Additional content inspection, sent as a header. `true` inspects input and output. */
  dataInspection?: boolean | { input?: string | undefined; output?: string | undefined } | undefined;
  /** Seconds that the service may queue a request instead of refusing a burst (429): 0, or 3 to 120. Sent as a header. Raise `timeout.headers` by as much. */
  waitTimeout?: number | undefined;
  /**
   * API that a call goes to: chat completions, or the Responses API, over which a model has `qwen.tools` and stored
   * answers. Default: `responses` for calls with `qwen.tools`, else `chat`; `responses` for `qwen.responses(...)`.
   */
  api?: 'chat' | 'responses' | undefined;
  /** Time limits of the call in milliseconds. Not sent. Default: the model's, then the provider's, field by field. */
  timeout?: QwenTimeout | undefined;
  /**
   * `auto` uploads media that are too large for the request (above about 7 MB) to the service's temporary store, which
   * keeps them for 48 hours. Not sent. Default: such media are an error.
   */
  upload?: 'auto' | undefined;
  /** Id of your end user. The service does not document it. */
  user?: string | undefined;
  /** Strings to store with the call. */
  metadata?: Record<string, string> | undefined;
  /** Has no effect: streams of this package always carry deltas. Accepted for code written for other tools. */
  incrementalOutput?: boolean | undefined;
  /** Sends schemas as strict. Models with `json_schema`. Default true. */
  strictJsonSchema?: boolean | undefined;
}

/** Options of a web search. @see https://www.alibabacloud.com/help/en/model-studio/web-search */
export interface QwenSearchOptions extends SnakeCaseParameters {
  /** Searches even when the model sees no need. Default false. */
  forcedSearch?: boolean | undefined;
  /** Depth of the search. Older models accept `standard` and `pro`. Default `turbo`. */
  searchStrategy?: 'turbo' | 'max' | 'agent' | 'agent_max' | 'standard' | 'pro' | (string & {}) | undefined;
  /** Also searches special sources, such as weather and stocks. */
  enableSearchExtension?: boolean | undefined;
  /** Only pages published in the last `freshness` days. */
  freshness?: number | undefined;
  /** Only pages of these sites. */
  assignedSiteList?: string[] | undefined;
  /** A sentence that tells the model when to search. */
  intentionOptions?: { promptIntervene?: string | undefined } | undefined;
  /** Returns the pages that were found as `sources`. DashScope protocol only. */
  enableSource?: boolean | undefined;
  /** Marks in the text which source a statement comes from. DashScope protocol only. */
  enableCitation?: boolean | undefined;
  /** Form of the marks: `[<number>]` or `[ref_<number>]`. DashScope protocol only. Default `[<number>]`. */
  citationFormat?: string | undefined;
  /** Sends the pages before the text. DashScope protocol only. */
  prependSearchResult?: boolean | undefined;
}

/** Options of a translation. @see https://www.alibabacloud.com/help/en/model-studio/qwen-mt-api */
export interface QwenTranslationOptions extends SnakeCaseParameters {
  /** Language of the text: its English name, its code, or `auto`. */
  sourceLang: string;
  /** Language to translate to: its English name or code. */
  targetLang: string;
  /** Words with the translation that you want. */
  terms?: { source: string; target: string }[] | undefined;
  /** Earlier translations to follow. */
  tmList?: { source: string; target: string }[] | undefined;
  /** A sentence in English on field and tone. */
  domains?: string | undefined;
}

/** Options of a transcription. @see https://www.alibabacloud.com/help/en/model-studio/qwen-asr-api-reference */
export interface QwenTranscriptionOptions extends SnakeCaseParameters {
  /** Language of the recording. Without it, the model detects it. */
  language?: string | undefined;
  /** Writes numbers as digits. */
  enableItn?: boolean | undefined;
  /** Detects the language. */
  enableLid?: boolean | undefined;
}

/** Options of text recognition. @see https://www.alibabacloud.com/help/en/model-studio/qwen-vl-ocr-api-reference */
export interface QwenOcrOptions extends SnakeCaseParameters {
  /** The task. Default: the model reads the text as it stands. */
  task?:
    | 'text_recognition'
    | 'key_information_extraction'
    | 'table_parsing'
    | 'document_parsing'
    | 'formula_recognition'
    | 'multi_lan'
    | 'advanced_recognition'
    | (string & {})
    | undefined;
  /** The fields to find, for `key_information_extraction`. */
  taskConfig?: { resultSchema?: JSONObject | undefined } | undefined;
}

/** `providerOptions.qwen` of a message. */
export interface QwenMessageOptions {
  /**
   * Marks the end of a prefix that the service caches for five minutes: at least 1,024 tokens, at most four markers per
   * request.
   */
  cacheControl?: { type: 'ephemeral'; ttl?: string | undefined } | undefined;
  /**
   * Makes the answer continue this message, which must be the last one and an assistant message. Models with "Prefix"
   * in the models table, without thinking.
   */
  partial?: boolean | undefined;
}

/** `providerOptions.qwen` of a part of a message. */
export interface QwenPartOptions extends SnakeCaseParameters {
  /** Like the option of a message. */
  cacheControl?: { type: 'ephemeral'; ttl?: string | undefined } | undefined;
  /** Minimum pixels of an image or a video frame; smaller ones are enlarged. */
  minPixels?: number | undefined;
  /** Maximum pixels of an image or a video frame; larger ones are reduced. */
  maxPixels?: number | undefined;
  /** Maximum pixels of all frames of a video together. */
  totalPixels?: number | undefined;
  /** Frames per second taken from a video, 0.1 to 10. Default 2. */
  fps?: number | undefined;
  /** Maximum number of frames taken from a video. DashScope protocol only. */
  maxFrames?: number | undefined;
  /** Turns a picture upright before reading it. qwen-vl-ocr, DashScope protocol only. */
  enableRotate?: boolean | undefined;
  /** Makes an image a frame of a video. Consecutive images with this marker are sent as one video. */
  frame?: true | { fps?: number | undefined } | undefined;
  /** Format of a recording, such as `wav` or `mp3`. Default: by its media type. */
  format?: string | undefined;
}
