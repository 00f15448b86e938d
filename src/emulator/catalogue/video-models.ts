import { expand } from './ids.js';
import type { Region } from './regions.js';
import { olderVideoFamilies } from './older-video-families.js';
import { videoFamilies } from './video-families.js';

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

const table = new Map<string, VideoModel>();
for (const { ids, endpoint = 'video', required = '', ...rest } of [...videoFamilies, ...olderVideoFamilies]) {
  for (const id of expand(ids)) {
    table.set(id, { ...rest, id, endpoint, required: required.split(' ').filter(Boolean) });
  }
}

/** The ids of all video models. */
export const videoModelIds: readonly string[] = [...table.keys()];

/** The video model of that id where it is served; undefined when there is none. */
export function findVideoModel(id: string, region: Region | undefined): VideoModel | undefined {
  const model = table.get(id);
  const isServed = region === undefined || (model?.regions?.includes(region) ?? true);
  return isServed ? model : undefined;
}
