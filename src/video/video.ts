import type { CallContext } from '../http/call-context.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenVideoMetadata } from './options.js';

/** An image, a video or a sound that a call gives to a model. */
export type VideoFile =
  | { type: 'url'; url: string; mediaType?: string }
  | { type: 'file'; mediaType: string; data: string | Uint8Array };

/** One call of a video model. */
export interface VideoCall extends CallContext {
  prompt: string | undefined;
  n: number;
  /** `16:9`, or `adaptive`. */
  aspectRatio: string | undefined;
  /** `1280x720`. */
  resolution: string | undefined;
  /** Seconds. */
  duration: number | undefined;
  fps: number | undefined;
  seed: number | undefined;
  image: VideoFile | undefined;
  frameImages: readonly { image: VideoFile; frameType: 'first_frame' | 'last_frame' }[];
  inputReferences: readonly VideoFile[];
  generateAudio: boolean | undefined;
  providerOptions?: ProviderOptions;
  warnings: Warning[];
}

/** The downloaded video of a call. */
export interface GeneratedVideo {
  bytes: Uint8Array;
  mediaType: string;
  metadata: QwenVideoMetadata;
  headers: Record<string, string>;
}

/** A created task, for a later call or another process. */
export interface StartedVideo {
  taskId: string;
  headers: Record<string, string>;
}

/** The functions of a video model. */
export interface Videos {
  /** Creates the task, waits for it and downloads the video. */
  generate(call: VideoCall): Promise<GeneratedVideo>;
  start(call: VideoCall): Promise<StartedVideo>;
  /** Checks the task once: returns the video, or undefined while it is being made. Rejects if the task failed. */
  status(
    taskId: string,
    context: CallContext,
  ): Promise<{ video: GeneratedVideo | undefined; headers: Record<string, string> }>;
}

/** A video model without a specification. */
export interface VideoModel extends Videos {
  provider: string;
  modelId: string;
}
