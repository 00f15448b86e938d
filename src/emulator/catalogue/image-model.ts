import type { Region } from './regions.js';

/** The endpoints of image models: with messages, at once or as a task, and the older ones. */
export type ImagePath = 'sync' | 'async' | 'openai' | 'text2image' | 'image2image' | 'background';

/** Which sizes a model takes, and how the service refuses others. Numbers are pixels. */
export type SizeRule =
  | { form: 'list' | 'late-list'; sizes: string }
  | { form: 'side' | 'late-side'; min: number; max: number }
  | { form: 'area'; min: number; max: number; words: 'all' | 'text-only' | 'plain' }
  | { form: 'pixels'; min: number; max: number; tiers?: Readonly<Record<string, number>>; largest?: string }
  | { form: 'none' };

/** The input of a model with special fields. */
export interface OwnInput {
  required: string;
  fields: string;
  /** The fields of pictures. */
  pictures: string;
}

/** Facts about an image model. */
export interface ImageModel {
  id: string;
  paths: readonly ImagePath[];
  /** Answers on its older path without the header for tasks. */
  bare: boolean;
  /** Fewest and most pictures of a request, and the most megabytes of one. */
  images: readonly [min: number, max: number];
  megabytes: number;
  /** The name by which the service calls it in a refusal. */
  inner?: string;
  n: { max: number; standard: number };
  size: SizeRule;
  standardSize: string;
  input?: OwnInput;
  /** Parameters beside `n`, `seed`, `size` and `watermark`. */
  parameters: string;
  usage: 'plain' | 'output' | 'tokens' | 'count';
  /** Lifetime of the files in days. */
  days: number;
  regions?: readonly Region[];
}

/** Image models that share everything but their ids. */
export interface ImageFamily extends Omit<ImageModel, 'id' | 'paths' | 'bare' | 'megabytes' | 'days'> {
  ids: string;
  paths: string;
  bare?: true;
  megabytes?: number;
  days?: number;
}
