import type { Region } from './regions.js';

/** Kinds of media in `input.media`, with the most of each. */
export type MediaLimits = Readonly<Record<string, number>>;

/** Facts about a video model. */
export interface VideoModel {
  id: string;
  /** The endpoint; `frames` is that of videos between two pictures. */
  endpoint: 'video' | 'frames';
  /** Fields that `input` must have. */
  required: readonly string[];
  /** Further fields of `input`. */
  fields: string;
  media?: MediaLimits;
  /** Most references of all kinds together. */
  references?: number;
  parameters: string;
  sizes?: readonly string[];
  /** Tiers that `resolution` may name, the largest first. */
  tiers?: readonly string[];
  standard: string;
  ratios?: readonly string[];
  /** Seconds: a range, a list, or a length that cannot be chosen. */
  duration: { min: number; max: number; standard: number; automatic?: boolean } | { of: readonly number[] } | number;
  usage: 'whole' | 'whole-ratio' | 'wan3' | 'sized' | 'pixels' | 'tier' | 'standard' | 'frames' | 'animate';
  regions?: readonly Region[];
}

/** Video models that share everything but their ids. */
export interface VideoFamily extends Omit<VideoModel, 'id' | 'endpoint' | 'required'> {
  ids: string;
  endpoint?: VideoModel['endpoint'];
  required?: string;
}
