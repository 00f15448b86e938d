import type { CallContext } from '../http/call-context.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { QwenImageMetadata } from './options.js';

/** An image or a mask that a call gives to a model. */
export type ImageFile = { type: 'url'; url: string } | { type: 'file'; mediaType: string; data: string | Uint8Array };

/** One call of an image model. */
export interface ImageCall extends CallContext {
  prompt: string | undefined;
  /** Number of images. */
  n: number;
  /** `1024x768`. */
  size: string | undefined;
  /** `16:9`. */
  aspectRatio: string | undefined;
  seed: number | undefined;
  files: readonly ImageFile[];
  mask: ImageFile | undefined;
  providerOptions?: ProviderOptions;
  warnings: Warning[];
}

/** The downloaded images of a call. */
export interface GeneratedImages {
  images: Uint8Array[];
  metadata: QwenImageMetadata;
  headers: Record<string, string>;
}

/** An image model without a specification. */
export interface ImageModel {
  provider: string;
  modelId: string;
  maxImages: number;
  /** True for what the model accepts beside the prompt. */
  inputs: { files: boolean; mask: boolean };
  generate(call: ImageCall): Promise<GeneratedImages>;
}
