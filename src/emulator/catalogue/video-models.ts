import { expand } from './ids.js';
import type { Region } from './regions.js';
import { olderVideoFamilies } from './older-video-families.js';
import { videoFamilies } from './video-families.js';
import type { VideoModel } from './video-model.js';

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
