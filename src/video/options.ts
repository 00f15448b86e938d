import type { QwenTimeout } from '../http/timeout.js';
import type { JSONObject, JSONValue } from '../util/json.js';
import type { ReadOptions, SnakeCaseParameters } from '../options/types.js';

/**
 * Options of a video model: `providerOptions.qwen` of `experimental_generateVideo`, or `qwen.video(id, options)`. AI SDK 6
 * and later.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/text-to-video-api-reference
 */
export interface QwenVideoOptions extends SnakeCaseParameters {
  /** Describes what the video should not show. wan. */
  negativePrompt?: string | undefined;
  /** Lets the service rewrite the prompt. Default true. */
  promptExtend?: boolean | undefined;
  /** Adds the service's mark to the video. Default false; happyhorse: true. */
  watermark?: boolean | undefined;
  /** Class of resolution, which sets the price. Default: `1080P` for most models, which costs more than `720P`. */
  resolution?: '480P' | '720P' | '1080P' | undefined;
  /** URL of a sound for the video. wan2.7-t2v, wan2.6, wan2.5. */
  audioUrl?: string | undefined;
  /** Sound of an edited video: a new one, or the original. wan2.7-videoedit, happyhorse-1.0-video-edit. */
  audioSetting?: 'auto' | 'origin' | undefined;
  /** One shot or several. wan2.6. */
  shotType?: 'single' | 'multi' | undefined;
  /** Effect instead of a prompt. wan2.6, wan2.5, wan2.2 from images. */
  template?: string | undefined;
  /** Quality of wan2.2-animate. Default `wan-std`. */
  mode?: 'wan-std' | 'wan-pro' | undefined;
  /** Checks the image first. wan2.2-animate. Default true. */
  checkImage?: boolean | undefined;
  /** The list of media in the service's terms, instead of the call's images and references. */
  media?: { type: string; url: string; reference_voice?: string }[] | undefined;
  /** More fields of the request's `input`, in the service's terms: `function` of wanx2.1-vace-plus. */
  input?: JSONObject | undefined;
  /** `auto` uploads videos, sounds, and images that are too large for a request to the service's temporary store. */
  upload?: 'auto' | undefined;
  /** Milliseconds between two polls of the task. Default: 1 second, doubled after every third poll, up to 15 seconds. */
  pollInterval?: number | undefined;
  /** Maximum wait for the task in milliseconds. Default 3600000, an hour. */
  deadline?: number | undefined;
  /** Waits for an existing task instead of creating one. */
  resume?: { taskId: string } | undefined;
  /** Time limits of each request in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Video options after reading: known ones checked, snake_case ones apart. */
export type VideoOptions = ReadOptions<QwenVideoOptions>;

/** `providerMetadata.qwen` of a call of a video model. */
export type QwenVideoMetadata = {
  /** Details of each video. */
  videos: QwenVideoDetails[];
};

/** Details of a video. */
export type QwenVideoDetails = {
  /** URL of the video at the service, valid for 24 hours. */
  url: string;
  /** Expiry of the URL as an ISO 8601 text, if the URL shows it. */
  expiresAt?: string;
  /** The prompt as the service rewrote it. */
  actualPrompt?: string;
  /** The seed that was asked for. */
  seed?: number;
  /** The task that made it. */
  taskId: string;
  requestId?: string;
  /** Quantities that the service bills: seconds, resolution. */
  usage?: Record<string, JSONValue>;
};
