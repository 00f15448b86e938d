import type { SpeechVoices } from './voices.js';
import type { ImageFieldNames } from './image-fields.js';
import type { ImageSizes } from './image-sizes.js';

/** Content of a message. `document` is a file that the service reads itself (`fileid://`). */
export type Input = 'text' | 'image' | 'video' | 'audio' | 'document';

/** The DashScope endpoint that serves a chat model: text-generation or multimodal-generation. */
export type DashScopeEndpoint = 'text' | 'multimodal';

/** Capabilities of one chat model. An absent field is not known, and nothing is refused for it. */
export interface ModelCapabilities {
  /** True for models of another server, to which Model Studio's rules don't apply. */
  foreign?: boolean;
  /** The purpose of the model; docs/reference/models.md groups the rows by it. */
  kind:
    | 'chat'
    | 'vision'
    | 'reasoning'
    | 'visual reasoning'
    | 'omni'
    | 'audio'
    | 'ocr'
    | 'coder'
    | 'math'
    | 'translation'
    | 'document'
    | 'research'
    | 'character'
    | 'intent'
    | 'third party'
    | 'unknown';
  /** Media that a message may contain. Absent: not known. */
  inputs?: readonly Input[];
  /** True if the model can also answer in speech. */
  speech?: boolean;
  /** Frames that a video may have as a list. */
  frames?: { min: number; max: number };
  /** The number of uploaded documents in a prompt, and whether URLs of documents also work. */
  documents?: { maxFiles: number; urls: boolean };
  /** The DashScope endpoint that serves the model. */
  endpoint?: DashScopeEndpoint;
  /** True if only the DashScope protocol serves the model. */
  nativeOnly?: boolean;
  /** Tokens of prompt and answer together. */
  contextWindow?: number;
  maxInputTokens?: number;
  maxOutputTokens?: number;
  /** `none`: refuses enable_thinking; `hybrid`: the caller's choice; `always`: cannot be switched off. */
  thinking?: 'none' | 'hybrid' | 'always';
  /** True if a hybrid model thinks by default. Absent if the sources disagree. */
  thinksByDefault?: boolean;
  /** True if the service refuses thinking without a stream. */
  thinkingNeedsStream?: boolean;
  /** True if the model accepts response_format together with thinking. */
  thinkingWithJson?: boolean;
  /** Maximum tokens of thinking. Not checked; efforts are shares of it. */
  maxThinkingTokens?: number;
  /**
   * `switch`: reasoning_effort switches this model's thinking (`none` is off); `degree`: it accepts an effort while
   * enable_thinking is the switch; `none`: it only turns on and off. Absent: not known.
   */
  reasoningEffort?: 'switch' | 'degree' | 'none';
  /** The efforts that the model accepts, lowest first, if it may refuse others. */
  reasoningEfforts?: readonly string[];
  /**
   * Use of the thinking of earlier turns. `read`: reads it by default; `required`: while it thinks, refuses a history
   * in which an assistant message with tool calls lacks it. Absent: reads it only on request.
   */
  earlierThinking?: 'read' | 'required';
  /** True if the service refuses a temperature other than the model's, or advises against one. */
  fixedTemperature?: boolean;
  /** True if the service refuses calls without a stream, or may refuse them. */
  streamOnly?: boolean;
  /** Function tools. */
  tools?: boolean;
  /** `schema`: json_schema and json_object; `object`: only json_object; `none`: no response_format. */
  json?: 'schema' | 'object' | 'none';
  webSearch?: boolean;
  /** Prefix continuation: a last assistant message marked `partial`. */
  partial?: boolean;
  /** Explicit context cache (cache_control). */
  cache?: boolean;
  /** True if a stream repeats the text so far in every chunk of the compatible protocol. */
  cumulativeStream?: boolean;
  /** True if the model takes one user message and no other role. */
  singleUserMessage?: boolean;
}

/** Capabilities of one embedding model. An absent field is not known, and nothing is refused for it. */
export interface EmbeddingCapabilities {
  /** Supported vector lengths; the first is the default. */
  dimensions?: readonly number[];
  /** Texts in one request. */
  rowsPerRequest: number;
  /** Tokens in one text. */
  maxTokensPerRow?: number;
  /** Sparse vectors (DashScope protocol). */
  sparse?: boolean;
  /** Instructions for queries (DashScope protocol). */
  instruct?: boolean;
  /** Set for a model that also embeds images and videos, at another endpoint. */
  contents?: ContentLimits;
}

/** Limits of one call of a multimodal embedding model. An absent field is not known, and nothing is refused for it. */
export interface ContentLimits {
  /** Contents of one call. */
  max: number;
  images?: number;
  videos?: number;
  /** Bytes of an image. */
  maxImageBytes?: number;
  /**
   * The contents that become one vector. `call`: all contents of a call, on request; `always`: all contents of a call;
   * `content`: the kinds within one content; `none`: none.
   */
  fusion: 'call' | 'always' | 'content' | 'none';
  /** True if a content may be a series of images. */
  series?: boolean;
  /** True if the model accepts resLevel and maxVideoFrames. */
  resolution?: boolean;
}

/** Capabilities of one reranking model. An absent field is not known, and nothing is refused for it. */
export interface RerankingCapabilities {
  /** `flat`: the OpenAI-style endpoint; `dashscope`: the DashScope protocol. */
  endpoint: 'flat' | 'dashscope';
  /** Kinds of documents. */
  inputs: readonly Input[];
  /** An instruction on what makes a document relevant. */
  instruct?: boolean;
}

/**
 * Endpoint and form of an image model. `messages`: answers at once; `messages-task`: the same as a task; `text-task`: a
 * prompt; `images-task`: a prompt and images; `function-task`: a function applied to one image; `translation-task`: the
 * text of one image; `fields-task`: fields that only this model has.
 */
export type ImageEndpoint =
  | 'messages'
  | 'messages-task'
  | 'text-task'
  | 'images-task'
  | 'function-task'
  | 'translation-task'
  | 'fields-task';

/** Capabilities of one image model. An absent field is not known, and nothing is refused for it. */
export interface ImageCapabilities {
  /** The endpoints that serve the model; the first one is the usual one. */
  endpoints: readonly ImageEndpoint[];
  /** Maximum number of images in one request. */
  maxImages: number;
  /** Characters of the prompt; the service cuts off the rest. */
  maxPrompt?: number;
  /** Input images of a call. */
  inputs: { min: number; max?: number; maxBytes?: number };
  /** True if the model accepts a mask. */
  mask?: boolean;
  /** Absent for a known model without a size. */
  size?: ImageSizes;
  /** The input of a model with special fields. */
  fields?: ImageFieldNames;
  /** Options that the model accepts. Absent: not known. */
  options?: readonly string[];
  /** True if the number of images is not a parameter. */
  fixedCount?: boolean;
  /** Languages of which one must be the source or the target of a translation. */
  pivots?: readonly string[];
}

/**
 * The form of a video model's inputs. `media`: a list of typed media; `text`: only a prompt; `image`: one image to
 * begin with; `references`: a list of URLs; `frames`: a first and a last image; `animate`: an image and a video;
 * `input`: fields that only the caller knows.
 */
export type VideoForm = 'media' | 'text' | 'image' | 'references' | 'frames' | 'animate' | 'input';

/** A class of resolution. */
export type VideoTier = '480P' | '720P' | '1080P';

/** Capabilities of one video model. An absent field is not known, and nothing is refused for it. */
export interface VideoCapabilities {
  form: VideoForm;
  /** Types of media, in the service's terms. Empty: none, not even an image. */
  media?: readonly string[];
  /** Most media of a type, where one may come several times. */
  most?: Readonly<Record<string, number>>;
  /** Most references of all types together. */
  maxReferences?: number;
  /** True if a call without a prompt is refused; `or-media`: if it has no media either. */
  needsPrompt?: boolean | 'or-media';
  /** Options that it takes, and `seed`. Absent: not known. */
  options?: readonly string[];
  /** Fields that its `input` must have, of a model whose fields only the caller knows. */
  requiredInput?: Readonly<Record<string, string>>;
  /** Characters of the prompt; the service cuts off the rest. */
  maxPrompt?: number;
  /** Classes of resolution; the first one is the default. */
  tiers?: readonly VideoTier[];
  /** Sizes by class, for a model that needs width and height. */
  sizes?: Partial<Record<VideoTier, Readonly<Record<string, string>>>>;
  /** Ratios that the model accepts as a parameter. Empty: it has no such parameter. */
  ratios?: readonly string[];
  /** Seconds: a range, a list, or one fixed length without a parameter. `input`: the length of the input video. */
  duration?: { min: number; max: number } | { only: readonly number[] } | { fixed: number } | 'input';
  /** Maximum seconds of a video that is made from another one. */
  maxDurationOfVideo?: number;
  /** A duration outside the range with a special meaning. */
  specialDuration?: number;
  /** `switch`: sound can be turned off; `always`: with sound; `none`: without sound. */
  sound?: 'switch' | 'always' | 'none';
}

/** Capabilities of one speech model. */
export interface SpeechCapabilities {
  endpoint: 'multimodal-generation' | 'SpeechSynthesizer';
  /**
   * The longest text of a request: in units as the service counts them (a Chinese character is two), and in characters
   * for models that fall silent after some.
   */
  limit: { units: number; characters?: number };
  /** The list of its voices. */
  voices: SpeechVoices;
  /** The voice of calls that name none. Undefined: they must name one. */
  defaultVoice: string | undefined;
  /** Sample rate by default, in hertz. */
  sampleRate: number;
  sampleRates: readonly number[];
  formats: readonly ('wav' | 'mp3' | 'opus')[];
  /** Options that it takes, `speed` and `instructions` among them. */
  options: readonly string[];
  /** Codes of the languages that it accepts. Absent: it takes their names. */
  languages?: readonly string[];
  /** Requests at the same time that stay within its rate limit. */
  parallel: number;
}
