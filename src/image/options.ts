import type { QwenTimeout } from '../http/timeout.js';
import type { JSONObject, JSONValue } from '../util/json.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of an image model: `providerOptions.qwen` of `generateImage`, or `qwen.image(id, options)`.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-image-api
 */
export interface QwenImageOptions extends SnakeCaseParameters {
  /** Describes what the image should not show. Not for wan2.7, z-image. */
  negativePrompt?: string | undefined;
  /** Lets the service rewrite the prompt. Default true; z-image: false, and true doubles its price. */
  promptExtend?: boolean | undefined;
  /** Way of rewriting the prompt; `agent` needs a call without images. qwen-image-3.0. */
  promptExtendMode?: 'direct' | 'agent' | undefined;
  /** Adds the service's mark to the image. Default false. */
  watermark?: boolean | undefined;
  /** Thinks before it rewrites the prompt. qwen-image-3.0. Default true. */
  enableThinking?: boolean | undefined;
  /** Thinks before it draws; texts only. wan2.7. Default true. */
  thinkingMode?: boolean | undefined;
  /** Draws a series of images that belong together, up to 12. wan2.7. Default false. */
  enableSequential?: boolean | undefined;
  /** Writes texts between the images; the texts are in the metadata. wan2.6-image. Default false. */
  enableInterleave?: boolean | undefined;
  /**
   * Maximum number of images of a series: 1 to 12 with `enableSequential`, 1 to 5 with `enableInterleave`. Default:
   * `n`, and 5.
   */
  maxImages?: number | undefined;
  /** Boxes to edit, a list for each image: up to two `[x1, y1, x2, y2]` in pixels. wan2.7. */
  bboxList?: number[][][] | undefined;
  /** Colours of the image, 3 to 10, with shares that make 100.00%. wan2.7. */
  colorPalette?: { hex: string; ratio: string }[] | undefined;
  /** Style such as `<sketch>` or `<watercolor>`. wanx-v1. Default `<auto>`. */
  style?: string | undefined;
  /** Size in the service's terms: `1K`, `2K`, `4K` or `1024*1024`. Wins over `size` and `aspectRatio` of the call. */
  size?: string | undefined;
  /** Task of wanx2.1-imageedit. Default: `description_edit_with_mask` with a mask, else `description_edit`. */
  function?:
    | 'stylization_all'
    | 'stylization_local'
    | 'description_edit'
    | 'description_edit_with_mask'
    | 'remove_watermark'
    | 'expand'
    | 'super_resolution'
    | 'colorization'
    | 'doodle'
    | 'control_cartoon_feature'
    | undefined;
  /** Degree of the change, 0 to 1. wanx2.1-imageedit. Default 0.5. */
  strength?: number | undefined;
  /** Factor by which `expand` moves the top edge, 1 to 2. Default 1. */
  topScale?: number | undefined;
  /** Factor by which `expand` moves the bottom edge, 1 to 2. Default 1. */
  bottomScale?: number | undefined;
  /** Factor by which `expand` moves the left edge, 1 to 2. Default 1. */
  leftScale?: number | undefined;
  /** Factor by which `expand` moves the right edge, 1 to 2. Default 1. */
  rightScale?: number | undefined;
  /** Factor of `super_resolution`, 1 to 4. Default 1. */
  upscaleFactor?: number | undefined;
  /** Tells that the image of `doodle` already is a sketch. Default false. */
  isSketch?: boolean | undefined;
  /** Language of the text in the image. qwen-mt-image. */
  sourceLang?: string | undefined;
  /** Language to translate into. qwen-mt-image. */
  targetLang?: string | undefined;
  /** Subject of the text, in English. qwen-mt-image. */
  domainHint?: string | undefined;
  /** Words not to translate. qwen-mt-image. */
  sensitives?: string[] | undefined;
  /** Words and their translations. qwen-mt-image. */
  terminologies?: { src: string; tgt: string }[] | undefined;
  /** Leaves the text on the main object of the image as it is. qwen-mt-image. */
  imageSegment?: boolean | undefined;
  /** Images to edit, after those of the prompt: http(s), `data:` or `oss://` URLs. */
  images?: string[] | undefined;
  /**
   * More fields of the request's `input`, in the service's terms: `style_index` of wanx-style-repaint-v1, `title` of
   * wanx-background-generation-v2.
   */
  input?: JSONObject | undefined;
  /** `auto` uploads images that are too large for a request to the service's temporary store. */
  upload?: 'auto' | undefined;
  /** Makes a task even if the model can answer at once, so that a lost connection loses nothing. Default false. */
  async?: boolean | undefined;
  /** Milliseconds between two polls of a task. Default: 1 second, doubled after every third poll, up to 5 seconds. */
  pollInterval?: number | undefined;
  /** Maximum wait for the task in milliseconds. Default 1800000, half an hour. */
  deadline?: number | undefined;
  /** Waits for an existing task instead of creating one. */
  resume?: { taskId: string } | undefined;
  /** Time limits of each request in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Image options after reading: known ones checked, snake_case ones apart. */
export type ImageOptions = ReadOptions<QwenImageOptions>;

/** `providerMetadata.qwen` of a call of an image model. AI SDK 5 to 7 keep only the list. */
export type QwenImageMetadata = {
  /** Details of each image, in order. */
  images: QwenImageDetails[];
};

/** Details of an image. */
export type QwenImageDetails = {
  /** URL of the image at the service, valid for 24 hours. */
  url: string;
  /** Expiry of the URL as an ISO 8601 text, if the URL shows it. */
  expiresAt?: string;
  /** The prompt as the service rewrote it. */
  actualPrompt?: string;
  seed?: number;
  /** Width and height in pixels, for a PNG. */
  width?: number;
  height?: number;
  /** The task that made it, if there was one. */
  taskId?: string;
  requestId?: string;
  /** Quantities that the service bills for the whole request. Only the first image of a request has it. */
  usage?: Record<string, JSONValue>;
  /** Texts that came with the images of the request. Only the first one has them. */
  texts?: string[];
  /**
   * Requested images that are missing. `url` is set for one that exists but could not be downloaded. Only the first
   * image of a request has them.
   */
  failures?: { code?: string; message: string; url?: string }[];
};
