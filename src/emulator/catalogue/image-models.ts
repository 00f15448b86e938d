import { expand } from './ids.js';
import { imageFamilies } from './image-families.js';
import type { ImageModel, ImagePath } from './image-model.js';
import { ownInputFamilies } from './own-input-families.js';
import type { Region } from './regions.js';

const table = new Map<string, ImageModel>();
for (const { ids, paths, bare = false, megabytes = 10, days, ...rest } of [...imageFamilies, ...ownInputFamilies]) {
  const names = paths.split(' ') as ImagePath[];
  // Links of qwen-image models were recorded with seven days, those of wan models with one.
  for (const id of expand(ids)) {
    const lifetime = days ?? (id.startsWith('qwen-image') ? 7 : 1);
    table.set(id, { ...rest, id, paths: names, bare: bare && id !== 'qwen-mt-image', megabytes, days: lifetime });
  }
}

/** The ids of all image models. */
export const imageModelIds: readonly string[] = [...table.keys()];

/** The image model of that id where it is served; undefined when there is none. */
export function findImageModel(id: string, region: Region | undefined): ImageModel | undefined {
  const model = table.get(id);
  const isServed = region === undefined || (model?.regions?.includes(region) ?? true);
  return isServed ? model : undefined;
}

/** Models that hosts of a Token Plan serve. */
export function isOfTokenPlan({ id }: ImageModel): boolean {
  return /^(?:wan2\.7-image|qwen-image-2\.0)(?:-pro)?$/.test(id);
}
