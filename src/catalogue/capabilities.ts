import type { ImageFieldNames } from './image-fields.js';
import type { ImageSizes } from './image-sizes.js';

/** What a message may carry. `document` is a file that the service reads itself (`fileid://`). */
export type Input = 'text' | 'image' | 'video' | 'audio' | 'document';

/** The DashScope endpoint that serves a chat model: text-generation or multimodal-generation. */
export type DashScopeEndpoint = 'text' | 'multimodal';

/** What one chat model takes, does and refuses. An absent field is not known, and nothing is refused for it. */
export interface ModelCapabilities {
  /** True for models of another server, to which Model Studio's own rules don't apply. */
  foreign?: boolean;
  /** What the model is for; also how docs/reference/models.md groups the rows. */
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
  /** Media that a message may carry. Absent: not known. */
  inputs?: readonly Input[];
  /** True if the model can also answer in speech. */
  speech?: boolean;
  /** Frames that a video may have as a list. */
  frames?: { min: number; max: number };
  /** Uploaded documents that a prompt may refer to, and whether it may give URLs of documents instead. */
  documents?: { maxFiles: number; urls: boolean };
  /** The DashScope endpoint that serves the model. */
  endpoint?: DashScopeEndpoint;
  /** True if only the DashScope protocol serves the model. */
  nativeOnly?: boolean;
  /** Tokens of prompt and answer together. */
  contextWindow?: number;
  maxInputTokens?: number;
  maxOutputTokens?: number;
  /** `none`: refuses enable_thinking; `hybrid`: the caller's choice; `always`: can't be switched off. */
  thinking?: 'none' | 'hybrid' | 'always';
  /** Whether a hybrid model thinks when it isn't told. Absent where the sources disagree. */
  thinksByDefault?: boolean;
  /** True if a call that thinks is refused unless it streams. */
  thinkingNeedsStream?: boolean;
  /** True if the model takes response_format and thinking together. */
  thinkingWithJson?: boolean;
  /** Longest thinking. It is not checked: degrees of effort are measured by it. */
  maxThinkingTokens?: number;
  /**
   * `switch`: reasoning_effort is this model's switch for thinking (`none` is off); `degree`: it takes an effort while
   * enable_thinking is the switch; `none`: it knows on and off only. Absent: not known.
   */
  reasoningEffort?: 'switch' | 'degree' | 'none';
  /** The efforts that the model takes, the lowest first, where it may refuse the others. */
  reasoningEfforts?: readonly string[];
  /**
   * What the model does with the thinking of earlier turns. `read`: reads it unless told not to; `required`: refuses a
   * history in which an assistant message with tool calls lacks it, while it thinks. Absent: reads it only when told.
   */
  earlierThinking?: 'read' | 'required';
  /** True if the service refuses a temperature other than the model's own, or advises against one. */
  fixedTemperature?: boolean;
  /** True if every call that does not stream is refused, or might be. */
  streamOnly?: boolean;
  /** Function tools. */
  tools?: boolean;
  /** `schema`: json_schema and json_object; `object`: json_object only; `none`: no response_format. */
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

/** What one embedding model takes. An absent field is not known, and nothing is refused for it. */
export interface EmbeddingCapabilities {
  /** Vector lengths that may be asked for; the first is the default. */
  dimensions?: readonly number[];
  /** Texts that one request may carry. */
  rowsPerRequest: number;
  /** Tokens that one text may have. */
  maxTokensPerRow?: number;
  /** Sparse vectors (DashScope protocol). */
  sparse?: boolean;
  /** Instructions for queries (DashScope protocol). */
  instruct?: boolean;
  /** Set for a model that also embeds images and videos, on an endpoint of its own. */
  contents?: ContentLimits;
}

/** Limits of one call of a multimodal embedding model takes. An absent field is not known, and nothing is refused for it. */
export interface ContentLimits {
  /** Contents of one call. */
  max: number;
  images?: number;
  videos?: number;
  /** Bytes of an image. */
  maxImageBytes?: number;
  /**
   * How several kinds of content become one vector. `call`: all contents of a call, if asked; `always`: all contents of
   * a call; `content`: a content that has several kinds; `none`: not at all.
   */
  fusion: 'call' | 'always' | 'content' | 'none';
  /** True if a content may be a series of images. */
  series?: boolean;
  /** True if it takes resLevel and maxVideoFrames. */
  resolution?: boolean;
}

/** What one reranking model takes. An absent field is not known, and nothing is refused for it. */
export interface RerankingCapabilities {
  /** `flat`: the OpenAI-style endpoint; `dashscope`: the DashScope protocol. */
  endpoint: 'flat' | 'dashscope';
  /** Kinds of documents. */
  inputs: readonly Input[];
  /** An instruction on what makes a document relevant. */
  instruct?: boolean;
}

/**
 * Where an image model is served, and in which form. `messages`: at once; `messages-task`: the same as a task;
 * `text-task`: a prompt; `images-task`: a prompt and images; `function-task`: what to do with one image;
 * `translation-task`: the text of one image; `fields-task`: fields that the model names itself.
 */
export type ImageEndpoint =
  | 'messages'
  | 'messages-task'
  | 'text-task'
  | 'images-task'
  | 'function-task'
  | 'translation-task'
  | 'fields-task';

/** Sizes that an image model is known to take, written `width*height`. An absent field is not checked. */
export interface SizeRule {
  /** Range of width times height. */
  area?: readonly [min: number, max: number];
  /** Range of each side. */
  sides?: readonly [min: number, max: number];
  /** All sizes that there are. */
  fixed?: readonly string[];
  /** Sizes that have names. */
  names?: readonly string[];
  /** Names among them for one image of a text only. */
  textNames?: readonly string[];
  /** The rule where texts come between the images. */
  interleaved?: SizeRule;
  /** Recommended sizes by ratio. */
  ratios?: Readonly<Record<string, string>>;
  /** Width times height of a size that is computed from a ratio. */
  best: number;
}

/** Names of the fields in which a model is told what to do. An absent one is not a field of it. */
export interface ImageFields {
  path: string;
  /** A field for each image, in their order. */
  images: readonly string[];
  prompt?: string;
  negativePrompt?: string;
  mask?: string;
}

/** Capabilities of one image model. An absent field is not known, and nothing is refused for it. */
export interface ImageCapabilities {
  /** The endpoints that serve the model; the first one is the usual one. */
  endpoints: readonly ImageEndpoint[];
  /** Images that one request can ask for. */
  maxImages: number;
  /** Characters of the prompt; the service cuts off the rest. */
  maxPrompt?: number;
  /** Images that it is given. */
  inputs: { min: number; max?: number; maxBytes?: number };
  /** True if it takes a mask. */
  mask?: boolean;
  /** Absent for a known model that takes no size. */
  size?: ImageSizes;
  /** The input of a model that has fields of its own. */
  fields?: ImageFieldNames;
  /** Options that it takes. Absent: not known. */
  options?: readonly string[];
  /** True if the number of images is no parameter. */
  fixedCount?: boolean;
  /** Languages one of which must be the source or the target of a translation. */
  pivots?: readonly string[];
}

/**
 * The form in which a video model takes its inputs. `media`: a list of typed media; `text`: a prompt only; `image`: one image to
 * begin with; `references`: a list of URLs; `frames`: a first and a last image; `animate`: an image and a video; `input`:
 * fields that only the caller knows.
 */
export type VideoForm = 'media' | 'text' | 'image' | 'references' | 'frames' | 'animate' | 'input';

/** A class of resolution. */
export type VideoTier = '480P' | '720P' | '1080P';

/** Capabilities of one video model. An absent field is not known, and nothing is refused for it. */
export interface VideoCapabilities {
  form: VideoForm;
  /** Types of media, in the service's words. Empty: none, not even an image. */
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
  /** Sizes by class, of a model that is told width and height. */
  sizes?: Partial<Record<VideoTier, Readonly<Record<string, string>>>>;
  /** Ratios that it takes as a parameter. Empty: it has no such parameter. */
  ratios?: readonly string[];
  /** Seconds: a range, a list, or one length that is no parameter. `input`: the length of its video, no parameter. */
  duration?: { min: number; max: number } | { only: readonly number[] } | { fixed: number } | 'input';
  /** Most seconds of a video that is made of another one. */
  maxDurationOfVideo?: number;
  /** A duration beside the range that has a meaning of its own. */
  specialDuration?: number;
  /** `switch`: sound can be left out; `always`: there is sound; `none`: there is none. */
  sound?: 'switch' | 'always' | 'none';
}
