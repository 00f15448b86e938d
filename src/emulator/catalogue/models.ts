import { families, nativeOnly } from './families.js';
import { expand } from './ids.js';
import { videoModelIds } from './video-models.js';
import { imageModelIds } from './image-models.js';
import type { Ability, Family, Model } from './model.js';
import { recognitionModelIds } from './recognition-models.js';
import type { Region } from './regions.js';
import { speechModelIds } from './speech-models.js';

const table = new Map<string, Model>();
const datedBases = new Map<string, Family>();
for (const family of families) {
  for (const id of expand(family.ids)) {
    table.set(id, modelOf(family, id));
    if (family.dated) datedBases.set(id.replace(/-latest$/, ''), family);
  }
}
for (const id of [...expand(nativeOnly), ...imageModelIds, ...videoModelIds, ...speechModelIds, ...recognitionModelIds])
  table.set(id, modelOf({ ids: id, input: 0, output: 0 }, id, 'native'));
for (const [id, input] of [
  ['text-embedding-v1', 2_048],
  ['text-embedding-v2', 2_048],
  ['text-embedding-v3', 8_192],
  ['text-embedding-v4', 8_192],
  // Named by the batch page (September 2026); their limits are assumed to be those of text-embedding-v4.
  ['qwen3.7-text-embedding', 8_192],
  ['qwen3.7-text-embedding-flash', 8_192],
] as const) {
  table.set(id, modelOf({ ids: id, input, output: 0 }, id, 'embedding'));
}

/** The model of that id (ids are case-sensitive) where it is served; undefined when there is none. */
export function findModel(id: string, region: Region | undefined): Model | undefined {
  const model = table.get(id) ?? datedModel(id);
  const elsewhere = model?.region !== undefined && region !== undefined && model.region !== region;
  return elsewhere ? undefined : model;
}

/** The ids of all models that the OpenAI-compatible protocol serves, without dated ones. */
export function servedModels(): Model[] {
  return [...table.values()].filter((model) => model.kind !== 'native');
}

/** Numbers of frames that a video may have as a list. */
export function frameRangeOf({ id, can }: Model): { min: number; max: number } {
  if (can.has('speech')) return { min: 2, max: 2048 };
  return { min: 4, max: /^qwen-vl|^qvq/.test(id) ? 80 : 512 };
}

function datedModel(id: string): Model | undefined {
  const match = /^(.+?)-(?:20\d\d-)?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\d|3[01])$/.exec(id);
  const family = datedBases.get(match?.[1] ?? '');
  return family && modelOf({ ...family, can: `${family.can ?? ''} ${family.datedCan ?? ''}` }, id);
}

function modelOf(family: Family, id: string, kind: Model['kind'] = 'chat'): Model {
  const { input, output, thinking = 'none', budget = 81_920, region } = family;
  const can = new Set((family.can ?? '').split(' ').filter(Boolean) as Ability[]);
  // A model that sees or hears is on the multimodal service, even for questions of text only.
  const service = can.has('image') || can.has('audio') ? 'multimodal' : 'text';
  return { id, kind, input, output, thinking, budget, can, service, ...(region && { region }) };
}
