import type { GeneratedImages, ImageCall, ImageFile, ImageModel } from '../image/image.js';
import type { QwenImageMetadata } from '../image/options.js';
import type { Warning } from '../options/warning.js';
import { toWarning, type WarningV3 } from './warning.js';

/** Call options of image models of the specifications V1 and V2. */
export interface ImageOptionsV1 extends Omit<ImageCall, 'warnings' | 'files' | 'mask' | 'prompt' | 'timeout'> {
  prompt: string;
}

/** Call options of image models of the specifications V3 and V4. */
export interface ImageOptionsV3 extends Omit<ImageOptionsV1, 'prompt'> {
  prompt: string | undefined;
  files: ImageFile[] | undefined;
  mask: ImageFile | undefined;
}

/** Settings of V1 and V2 that a warning can name. */
export type ImageSetting = 'n' | 'size' | 'aspectRatio' | 'seed';

/** A warning of the specifications V1 and V2. */
export type ImageWarningV1 =
  | { type: 'unsupported-setting'; setting: ImageSetting; details: string }
  | { type: 'other'; message: string };

function toWarningV1(warning: Warning): ImageWarningV1 {
  if (warning.type === 'other') return warning;
  const { details } = warning;
  if (warning.type === 'unsupported-tool') return { type: 'other', message: details };
  const { setting } = warning;
  if (/^(n|size|aspectRatio|seed)$/.test(setting)) {
    return { type: 'unsupported-setting', setting: setting as ImageSetting, details };
  }
  return { type: 'other', message: `${setting}: ${details}` };
}

export interface ImageResponse {
  timestamp: Date;
  modelId: string;
  headers: Record<string, string>;
}

interface ImageModelBase<Version extends string> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  /** Maximum number of images in one call; for more, the AI SDK makes several calls. */
  readonly maxImagesPerCall: number;
}

/** An image model for AI SDK 4. */
export interface ImageModelV1 extends ImageModelBase<'v1'> {
  doGenerate(
    options: ImageOptionsV1,
  ): Promise<{ images: Uint8Array[]; warnings: ImageWarningV1[]; response: ImageResponse }>;
}

/** An image model for AI SDK 5. */
export interface ImageModelV2 extends ImageModelBase<'v2'> {
  doGenerate(options: ImageOptionsV1): Promise<{
    images: Uint8Array[];
    warnings: ImageWarningV1[];
    providerMetadata: { qwen: QwenImageMetadata };
    response: ImageResponse;
  }>;
}

/** An image model for AI SDK 6 or 7. */
export interface ImageModelV3<Version extends string = 'v3'> extends ImageModelBase<Version> {
  /** True if the model accepts images to edit. */
  readonly supportsFileInputs: boolean;
  /** True if the model accepts a mask. */
  readonly supportsMaskInputs: boolean;
  doGenerate(options: ImageOptionsV3): Promise<{
    images: Uint8Array[];
    warnings: WarningV3[];
    providerMetadata: { qwen: QwenImageMetadata };
    response: ImageResponse;
  }>;
}

/** An image model for AI SDK 7. */
export interface ImageModelV4 extends ImageModelV3<'v4'> {}

async function generate(model: ImageModel, options: ImageOptionsV3) {
  const timestamp = new Date();
  const warnings: Warning[] = [];
  const { files = [], ...call } = options;
  const { images, metadata, headers }: GeneratedImages = await model.generate({ ...call, files, warnings });
  return { images, metadata, warnings, response: { timestamp, modelId: model.modelId, headers } };
}

function withoutFiles(options: ImageOptionsV1): ImageOptionsV3 {
  return { ...options, files: undefined, mask: undefined };
}

export class ImageV1 implements ImageModelV1 {
  readonly specificationVersion = 'v1';
  readonly provider: string;
  readonly modelId: string;
  readonly maxImagesPerCall: number;

  constructor(private readonly model: ImageModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.maxImagesPerCall = model.maxImages;
  }

  async doGenerate(options: ImageOptionsV1): ReturnType<ImageModelV1['doGenerate']> {
    const { images, warnings, response } = await generate(this.model, withoutFiles(options));
    return { images, warnings: warnings.map(toWarningV1), response };
  }
}

export class ImageV2 implements ImageModelV2 {
  readonly specificationVersion = 'v2';
  readonly provider: string;
  readonly modelId: string;
  readonly maxImagesPerCall: number;

  constructor(private readonly model: ImageModel) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.maxImagesPerCall = model.maxImages;
  }

  async doGenerate(options: ImageOptionsV1): ReturnType<ImageModelV2['doGenerate']> {
    const { images, metadata, warnings, response } = await generate(this.model, withoutFiles(options));
    return { images, warnings: warnings.map(toWarningV1), providerMetadata: { qwen: metadata }, response };
  }
}

export class ImageV3<Version extends string> implements ImageModelV3<Version> {
  readonly provider: string;
  readonly modelId: string;
  readonly maxImagesPerCall: number;
  readonly supportsFileInputs: boolean;
  readonly supportsMaskInputs: boolean;

  constructor(
    protected readonly model: ImageModel,
    readonly specificationVersion: Version,
  ) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.maxImagesPerCall = model.maxImages;
    this.supportsFileInputs = model.inputs.files;
    this.supportsMaskInputs = model.inputs.mask;
  }

  async doGenerate(options: ImageOptionsV3): ReturnType<ImageModelV3['doGenerate']> {
    const { images, metadata, warnings, response } = await generate(this.model, options);
    return { images, warnings: warnings.map(toWarning), providerMetadata: { qwen: metadata }, response };
  }
}
