import { specialFamilies } from './special.js';
import { thirdPartyFamilies } from './third-party.js';
import type { Region } from './regions.js';
import type { Model } from './models.js';

/** Models with the same limits and abilities. */
export interface Family {
  /** Ids separated by spaces; `base{-a,-b,}` stands for several with one stem. */
  ids: string;
  /** Ids with a date (`-2025-09-23`, `-0919`) exist as well. Any date is accepted. */
  dated?: true;
  /** Abilities of the dated ids only. */
  datedCan?: string;
  input: number;
  output: number;
  thinking?: Model['thinking'];
  budget?: number;
  can?: string;
  region?: Region;
}

const sees = 'image video';
const chat = 'tools json search partial';
const newer = `${chat} budget required-tool`;
const newest = 'tools json schema search budget required-tool preserve';
const qwen3 = 'tools json partial stream-thinking budget';
const open3 = `${qwen3} logprobs n`;

// Model Studio console, model catalogue (May 2026, Beijing). Qwen3.8, qwen3.5-ocr and the defaults of thinking: the
// pages of the models and of deep thinking (September and October 2026). json_schema: the page of structured output.
export const families: Family[] = [
  {
    ids: 'qwen3.8-max',
    dated: true,
    input: 991_808,
    output: 131_072,
    thinking: 'on',
    budget: 262_144,
    can: `${sees} ${newest} partial effort json-thinking`,
  },
  {
    ids: 'qwen3.8-flash qwen3.8-27b',
    input: 991_808,
    output: 131_072,
    thinking: 'on',
    budget: 262_144,
    can: `${sees} ${newest} partial effort`,
  },
  {
    ids: 'qwen3.8-2.4t-a95b',
    input: 991_808,
    output: 131_072,
    thinking: 'only',
    budget: 131_072,
    can: `${newest} partial effort`,
  },
  {
    ids: 'qwen3.8-omni-flash',
    input: 991_808,
    output: 131_072,
    thinking: 'on',
    can: `${sees} audio tools search effort`,
  },
  {
    ids: 'qwen3.7-flash',
    dated: true,
    input: 1_000_000,
    output: 65_536,
    thinking: 'on',
    budget: 262_144,
    can: `${sees} ${newest}`,
  },
  {
    ids: 'qwen3.7-max',
    dated: true,
    input: 991_808,
    output: 65_536,
    thinking: 'on',
    budget: 262_144,
    can: `${newer} schema preserve tool-stream`,
  },
  {
    ids: 'qwen3.7-plus',
    dated: true,
    input: 991_808,
    output: 65_536,
    thinking: 'on',
    budget: 262_144,
    can: `${sees} ${newer} schema preserve tool-stream`,
  },
  {
    ids: 'qwen3.7-max-preview qwen3.7-max-2026-05-17',
    input: 991_808,
    output: 65_536,
    thinking: 'only',
    budget: 262_144,
    can: 'tools search partial budget',
  },
  {
    ids: 'qwen3.6-max-preview',
    input: 245_760,
    output: 65_536,
    thinking: 'on',
    budget: 131_072,
    can: `${newer} preserve`,
  },
  {
    ids: 'qwen3.6-plus',
    dated: true,
    input: 991_808,
    output: 65_536,
    thinking: 'on',
    can: `${sees} ${newer} preserve tool-stream`,
  },
  {
    ids: 'qwen3.6-flash',
    dated: true,
    input: 991_808,
    output: 65_536,
    thinking: 'on',
    budget: 131_072,
    can: `${sees} ${newer} preserve tool-stream`,
  },
  {
    ids: 'qwen3.5{-plus,-flash}',
    dated: true,
    input: 991_808,
    output: 65_536,
    thinking: 'on',
    can: `${sees} ${newer} tool-stream interpreter`,
  },
  {
    ids: 'qwen3.6{-35b-a3b,-27b} qwen3.5{-397b-a17b,-122b-a10b,-35b-a3b,-27b}',
    input: 260_096,
    output: 65_536,
    thinking: 'on',
    can: `${sees} ${newer} interpreter`,
  },
  {
    ids: 'qwen3-max',
    dated: true,
    input: 258_048,
    output: 65_536,
    thinking: 'off',
    can: `${chat} schema budget n interpreter json-thinking`,
  },
  { ids: 'qwen3-max-preview', input: 258_048, output: 65_536, thinking: 'off', can: 'tools json budget interpreter' },
  { ids: 'qwen-max{,-latest}', dated: true, input: 30_720, output: 8_192, can: `${chat}` },
  {
    ids: 'qwen-plus',
    dated: true,
    datedCan: 'logprobs',
    input: 997_952,
    output: 32_768,
    thinking: 'off',
    can: `${chat} ${qwen3} schema n`,
  },
  {
    ids: 'qwen-plus-latest',
    input: 995_904,
    output: 32_768,
    thinking: 'on',
    can: `${chat} ${qwen3} schema n logprobs`,
  },
  {
    ids: 'qwen-plus-us',
    input: 997_952,
    output: 32_768,
    thinking: 'off',
    region: 'virginia',
    can: `${chat} ${qwen3} schema n`,
  },
  {
    ids: 'qwen-plus{-2025-04-28,-2025-07-14}',
    input: 129_024,
    output: 16_384,
    thinking: 'off',
    can: `${chat} ${qwen3} n logprobs`,
  },
  { ids: 'qwen-plus{-2025-01-25,-0112,-1220}', input: 129_024, output: 8_192, can: 'tools json n logprobs' },
  { ids: 'qwen-flash', dated: true, input: 997_952, output: 32_768, thinking: 'off', can: `${chat} ${qwen3} schema n` },
  {
    ids: 'qwen-flash-us',
    input: 997_952,
    output: 32_768,
    thinking: 'off',
    region: 'virginia',
    can: `${chat} ${qwen3} schema n`,
  },
  {
    ids: 'qwen-turbo',
    input: 1_000_000,
    output: 16_384,
    thinking: 'off',
    budget: 38_912,
    can: 'tools json stream-thinking budget n fill-in',
  },
  {
    ids: 'qwen-turbo{-latest,-2025-04-28,-2025-07-15}',
    input: 1_000_000,
    output: 16_384,
    thinking: 'off',
    budget: 38_912,
    can: 'tools json stream-thinking budget n logprobs',
  },
  { ids: 'qwen-turbo-2024-11-01', input: 1_000_000, output: 8_192, can: 'tools json logprobs' },
  { ids: 'qwen3-235b-a22b', input: 129_024, output: 16_384, thinking: 'on', budget: 38_912, can: open3 },
  {
    ids: 'qwen3{-32b,-30b-a3b,-14b,-8b,-4b,-1.7b,-0.6b}',
    input: 98_304,
    output: 8_192,
    thinking: 'on',
    budget: 38_912,
    can: open3,
  },
  {
    ids: 'qwen3{-235b-a22b,-30b-a3b}-instruct-2507',
    input: 129_024,
    output: 32_768,
    can: 'tools json partial n logprobs',
  },
  {
    ids: 'qwen3{-235b-a22b,-30b-a3b}-thinking-2507 qwen3-next-80b-a3b-thinking',
    input: 126_976,
    output: 32_768,
    thinking: 'only',
    can: 'tools budget stream-only logprobs',
  },
  { ids: 'qwen3-next-80b-a3b-instruct', input: 129_024, output: 32_768, can: 'tools json n logprobs' },
  {
    ids: 'qwq-plus{,-latest,-2025-03-05} qwq-32b',
    input: 98_304,
    output: 8_192,
    thinking: 'only',
    can: 'tools search stream-only',
  },
  {
    ids: 'qvq-max{,-latest} qvq-plus{,-latest}',
    dated: true,
    input: 106_496,
    output: 8_192,
    thinking: 'only',
    can: `${sees} stream-only`,
  },
  {
    ids: 'qwen3-vl{-plus,-flash}',
    dated: true,
    input: 260_096,
    output: 32_768,
    thinking: 'off',
    can: `${sees} ${qwen3} logprobs`,
  },
  {
    ids: 'qwen3-vl{-235b-a22b,-32b,-30b-a3b,-8b}-instruct',
    input: 129_024,
    output: 32_768,
    can: `${sees} tools json partial logprobs`,
  },
  {
    ids: 'qwen3-vl{-235b-a22b,-32b,-30b-a3b,-8b}-thinking',
    input: 126_976,
    output: 32_768,
    thinking: 'only',
    can: `${sees} tools json json-thinking partial budget stream-only logprobs`,
  },
  { ids: 'qwen-vl{-max,-plus}{,-latest}', dated: true, input: 129_024, output: 8_192, can: `${sees} json partial` },
  { ids: 'qwen2.5-vl{-72b,-32b,-7b,-3b}-instruct', input: 129_024, output: 8_192, can: `${sees} partial` },
  ...specialFamilies,
  ...thirdPartyFamilies,
];

/** Ids that only the native protocol serves. */
export const nativeOnly =
  'qwen-deep-research qwen3-rerank gte-rerank-v2 qwen3-vl-rerank qwen3.7-text-rerank qwen3-vl-embedding ' +
  'qwen2.5-vl-embedding tongyi-embedding-vision{-plus,-flash}{,-2026-03-06} multimodal-embedding-v1 ' +
  'text-embedding-async{-v1,-v2}';
