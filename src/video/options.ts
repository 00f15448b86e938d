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
  /** What the video should not show. wan. */
  negativePrompt?: string;
  /** Lets the service rewrite the prompt. Default true. */
  promptExtend?: boolean;
  /** Puts the service's mark on the video. Default false; happyhorse: true. */
  watermark?: boolean;
  /** Class of resolution; prices go by it. Default: `1080P` of most models, which costs more than `720P`. */
  resolution?: '480P' | '720P' | '1080P';
  /** URL of a sound for the video. wan2.7-t2v, wan2.6, wan2.5. */
  audioUrl?: string;
  /** Sound of an edited video: a new one, or that of the video. wan2.7-videoedit, happyhorse-1.0-video-edit. */
  audioSetting?: 'auto' | 'origin';
  /** One shot or several. wan2.6. */
  shotType?: 'single' | 'multi';
  /** Effect in place of a prompt. wan2.6, wan2.5, wan2.2 from images. */
  template?: string;
  /** Quality of wan2.2-animate. Default `wan-std`. */
  mode?: 'wan-std' | 'wan-pro';
  /** Looks at the image first. wan2.2-animate. Default true. */
  checkImage?: boolean;
  /** The list of media as the service names them, in place of what is made of the call's images and references. */
  media?: { type: string; url: string; reference_voice?: string }[];
  /** More fields of the request's `input`, as the service names them: `function` of wanx2.1-vace-plus. */
  input?: JSONObject;
  /** `auto` puts videos, sounds, and images that are too large for a request into the service's temporary store. */
  upload?: 'auto';
  /** Milliseconds between two polls of the task. Default: 1 second, doubled after every third poll, up to 15 seconds. */
  pollInterval?: number;
  /** Milliseconds that the task is waited for. Default 3600000, an hour. */
  deadline?: number;
  /** Waits for a task that was created before, and creates none. */
  resume?: { taskId: string };
  /** Time limits of each request in milliseconds. Not sent. Default: the provider's. */
  timeout?: QwenTimeout;
}

/** Video options as read: known ones checked, keys in snake_case apart. */
export type VideoOptions = ReadOptions<QwenVideoOptions>;

/** `providerMetadata.qwen` of a call of a video model. */
export type QwenVideoMetadata = {
  /** What is known of each video. */
  videos: QwenVideoDetails[];
};

/** Facts about a video. */
export type QwenVideoDetails = {
  /** Where the service keeps the video, for 24 hours. */
  url: string;
  /** When the URL expires, as an ISO 8601 text, if it says so. */
  expiresAt?: string;
  /** The prompt as the service rewrote it. */
  actualPrompt?: string;
  /** The task that made it. */
  taskId: string;
  requestId?: string;
  /** What the service counts for the bill: seconds, resolution. */
  usage?: Record<string, JSONValue>;
};
