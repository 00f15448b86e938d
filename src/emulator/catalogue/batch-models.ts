import { expand } from './ids.js';
import type { Region } from './regions.js';

/** The model of rehearsals, and the only url and endpoint that it has. */
export const testModel = 'batch-test-model';
export const testUrl = '/v1/chat/ds-test';

/** Paths of the OpenAI-compatible protocol, by the url of a line. */
export const batchUrls: Readonly<Record<string, string>> = {
  '/v1/chat/completions': '/chat/completions',
  '/v1/embeddings': '/embeddings',
  [testUrl]: '/chat/ds-test',
};

/** Models of the Batch API (batch page and batch inference guide, September 2026). */
const byRegion: Partial<Record<Region, ReadonlySet<string>>> = {
  beijing: new Set(
    expand(
      'qwen3.8{-max,-flash} qwen3.7{-max,-plus,-flash} qwen3-max qwen3.6{-plus,-flash} qwen3.5{-plus,-flash} ' +
        'qwen-plus{,-latest} qwen-flash qwen-long{,-latest} deepseek{-r1,-v3.2,-v3} qwen3-vl{-plus,-flash} ' +
        'qwen-vl-ocr{,-latest} qwen3.5-omni{-plus,-flash} text-embedding{-v1,-v2,-v3,-v4} qwen3.7-text-embedding{,-flash} batch-test-model',
    ),
  ),
  singapore: new Set(expand('qwen3.7-plus qwen-max qwen-plus qwen-turbo batch-test-model')),
};

/** Models of the batch chat host (batch chat page, 2026). */
const waitingModels: ReadonlySet<string> = new Set(
  expand(
    'qwen3.7-max qwen3.6{-plus,-flash} qwen3.5{-plus,-flash} qwen3-max qwen-plus qwen-flash deepseek-v3.2 ' +
      'qwen3-vl{-plus,-flash}',
  ),
);

/** True where the Batch API exists. An unknown region has everything. */
export function hasBatches(region: Region | undefined): boolean {
  return region === undefined || byRegion[region] !== undefined;
}

/** True for a model that runs in batches of the region. */
export function runsInBatch(id: string, region: Region | undefined): boolean {
  const lists = region === undefined ? Object.values(byRegion) : [byRegion[region]];
  return lists.some((models) => models?.has(id));
}

/** True for a model of the batch chat host. */
export function waitsInBatch(id: string): boolean {
  return waitingModels.has(id);
}
