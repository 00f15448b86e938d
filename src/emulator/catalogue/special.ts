import type { Family } from './model.js';

const omni = 'image video audio speech stream-only';

/** Models for one purpose, and models before Qwen3. */
export const specialFamilies: Family[] = [
  { ids: 'qwen3.5-ocr', input: 49_152, output: 16_384, can: 'image ocr' },
  { ids: 'qwen-vl-ocr{,-latest}', dated: true, input: 30_000, output: 8_192, can: 'image ocr' },
  { ids: 'qwen-vl-ocr{-2025-08-28,-1028}', input: 30_000, output: 4_096, can: 'image ocr' },
  { ids: 'gui-plus', dated: true, input: 254_976, output: 32_768, thinking: 'off', can: 'image budget' },
  { ids: 'qwen3.5-omni{-plus,-flash}', dated: true, input: 196_608, output: 65_536, can: `${omni} search` },
  { ids: 'qwen3-omni-flash', dated: true, input: 49_152, output: 16_384, thinking: 'off', can: `${omni} tools` },
  { ids: 'qwen3-omni-30b-a3b-captioner', input: 32_768, output: 32_768, can: 'audio stream-only' },
  { ids: 'qwen-omni-turbo{,-latest} qwen2.5-omni-7b', dated: true, input: 30_720, output: 2_048, can: omni },
  { ids: 'qwen3-asr-flash', dated: true, input: 65_536, output: 8_192, can: 'audio transcribe' },
  {
    ids: 'qwen3-asr-flash{,-2025-09-08}-us',
    input: 65_536,
    output: 8_192,
    can: 'audio transcribe',
    region: 'virginia',
  },
  { ids: 'qwen3-coder{-plus,-flash}', dated: true, input: 997_952, output: 65_536, can: 'tools json' },
  {
    ids: 'qwen3-coder{-next,-480b-a35b-instruct,-30b-a3b-instruct}',
    input: 204_800,
    output: 65_536,
    can: 'tools json',
  },
  {
    ids: 'qwen-coder-turbo{,-latest,-0919} qwen2.5-coder{-7b,-14b,-32b}-instruct',
    input: 129_024,
    output: 8_192,
    can: 'json partial fill-in',
  },
  { ids: 'qwen-coder-plus{,-latest}', dated: true, input: 129_024, output: 8_192, can: 'json partial' },
  { ids: 'qwen-math{-plus,-turbo}{,-latest}', dated: true, input: 3_072, output: 3_072 },
  { ids: 'qwen2.5-math{-72b,-7b,-1.5b}-instruct', input: 3_072, output: 3_072 },
  { ids: 'qwen-mt{-plus,-turbo}', input: 8_192, output: 8_192, can: 'translate cumulative' },
  { ids: 'qwen-mt{-flash,-lite}', input: 8_192, output: 8_192, can: 'translate' },
  { ids: 'qwen-mt-lite-us', input: 8_192, output: 8_192, can: 'translate', region: 'virginia' },
  {
    ids: 'qwen-long{,-latest}',
    dated: true,
    input: 10_000_000,
    output: 8_192,
    can: 'json file-ids',
    region: 'beijing',
  },
  { ids: 'qwen-doc-turbo', input: 253_952, output: 8_192, can: 'skill document file-ids' },
  { ids: 'qwen-plus-character', input: 32_768, output: 4_096, can: 'search json n' },
  { ids: 'qwen-flash-character', input: 8_000, output: 4_096, can: 'search' },
  { ids: 'tongyi-intent-detect-v3', input: 8_192, output: 4_096 },
  { ids: 'qwen2.5{-72b,-32b,-14b,-7b}-instruct', input: 129_024, output: 8_192, can: 'tools json partial' },
  { ids: 'qwen2.5{-14b,-7b}-instruct-1m', input: 1_000_000, output: 8_192, can: 'json' },
  { ids: 'qwen2{-72b,-7b}-instruct', input: 128_000, output: 6_144 },
  { ids: 'qwen2-57b-a14b-instruct', input: 63_488, output: 6_144 },
  { ids: 'qwen1.5{-110b,-72b,-32b,-14b,-7b}-chat', input: 6_000, output: 2_000 },
];
