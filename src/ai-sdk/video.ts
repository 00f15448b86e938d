import { InvalidArgumentError } from '@ai-sdk/provider';
import type { CallContext } from '../http/call-context.js';
import type { Warning } from '../options/warning.js';
import type { QwenVideoMetadata } from '../video/options.js';
import type { GeneratedVideo, VideoModel, VideoCall, VideoFile } from '../video/video.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of video models of the specifications V3 and V4. */
export interface VideoOptionsV3 extends Omit<VideoCall, 'warnings' | 'frameImages' | 'inputReferences' | 'timeout'> {
  frameImages: { image: VideoFile; frameType: 'first_frame' | 'last_frame' }[] | undefined;
  inputReferences: VideoFile[] | undefined;
}

/** Facts about the answer. */
export interface VideoResponse {
  timestamp: Date;
  modelId: string;
  headers: Record<string, string>;
}

/** A video that was made, with what is known of it. */
export interface VideoResult {
  videos: { type: 'binary'; data: Uint8Array; mediaType: string }[];
  warnings: WarningV3[];
  providerMetadata: { qwen: QwenVideoMetadata };
  response: VideoResponse;
}

/** A video model for AI SDK 6. */
export interface VideoModelV3<Version extends string = 'v3'> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  readonly maxVideosPerCall: 1;
  doGenerate(options: VideoOptionsV3): Promise<VideoResult>;
}

/** Call options of `doStatus`. */
export interface VideoStatusOptions extends Omit<CallContext, 'timeout'> {
  operation: unknown;
}

/** A reference to a started video. It is JSON, so another process can use it. */
export type VideoOperation = { taskId: string; modelId: string };

/** A video model for AI SDK 7. */
export interface VideoModelV4 extends VideoModelV3<'v4'> {
  doStart(options: VideoOptionsV3 & { webhookUrl?: string }): Promise<{
    operation: VideoOperation;
    warnings: WarningV3[];
    providerMetadata: { qwen: { taskId: string } };
    response: VideoResponse;
  }>;
  doStatus(
    options: VideoStatusOptions,
  ): Promise<{ status: 'pending'; response: VideoResponse } | ({ status: 'completed' } & VideoResult)>;
}

export class VideoV3<Version extends string> implements VideoModelV3<Version> {
  readonly provider: string;
  readonly modelId: string;
  readonly maxVideosPerCall = 1;

  constructor(
    protected readonly model: VideoModel,
    readonly specificationVersion: Version,
  ) {
    this.provider = model.provider;
    this.modelId = model.modelId;
  }

  async doGenerate(options: VideoOptionsV3): Promise<VideoResult> {
    const timestamp = new Date();
    const warnings: Warning[] = [];
    return resultOf(this.modelId, await this.model.generate(callOf(options, warnings)), warnings, timestamp);
  }
}

export class VideoV4 extends VideoV3<'v4'> implements VideoModelV4 {
  constructor(protected override readonly model: VideoModel) {
    super(model, 'v4');
  }

  async doStart(options: Parameters<VideoModelV4['doStart']>[0]): ReturnType<VideoModelV4['doStart']> {
    const timestamp = new Date();
    const warnings: Warning[] = [];
    const { modelId } = this;
    const { webhookUrl, ...call } = options;
    if (webhookUrl !== undefined) {
      const details = 'The service does not call webhooks; poll the video instead.';
      warnings.push({ type: 'unsupported-setting', setting: 'webhook', details });
    }
    const { taskId, headers } = await this.model.start(callOf(call, warnings));
    return {
      operation: { taskId, modelId },
      warnings: warnings.map(toWarning),
      providerMetadata: { qwen: { taskId } },
      response: { timestamp, modelId, headers },
    };
  }

  async doStatus(options: VideoStatusOptions): ReturnType<VideoModelV4['doStatus']> {
    const { operation, abortSignal, headers } = options;
    const timestamp = new Date();
    const { modelId } = this;
    const { taskId } = Object(operation) as Partial<VideoOperation>;
    if (typeof taskId !== 'string') {
      throw new InvalidArgumentError({ argument: 'operation', message: 'operation must be what doStart returned.' });
    }
    const answer = await this.model.status(taskId, { abortSignal, headers });
    if (answer.video === undefined)
      return { status: 'pending', response: { timestamp, modelId, headers: answer.headers } };
    return { status: 'completed', ...resultOf(modelId, answer.video, [], timestamp) };
  }
}

function callOf({ frameImages = [], inputReferences = [], ...call }: VideoOptionsV3, warnings: Warning[]): VideoCall {
  return { ...call, frameImages, inputReferences, warnings };
}

function resultOf(modelId: string, video: GeneratedVideo, warnings: Warning[], timestamp: Date): VideoResult {
  const { bytes, mediaType, metadata, headers } = video;
  return {
    videos: [{ type: 'binary', data: bytes, mediaType }],
    warnings: warnings.map(toWarning),
    providerMetadata: { qwen: metadata },
    response: { timestamp, modelId, headers },
  };
}
