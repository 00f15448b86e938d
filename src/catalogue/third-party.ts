import { family, group, limits, thinksFirst, thinksOnDemand } from './family.js';

const text = { kind: 'third party', inputs: ['text'] } as const;
// deepseek-v4-pro on the text-generation service: recorded 2026.
const deepseek = { ...text, service: 'text' } as const;
const seeing = { kind: 'third party', inputs: ['text', 'image', 'video'] } as const;
const all = { tools: true, webSearch: true, cache: true } as const;
// Any degree is taken, and counts as `high` or `max` (chat API page, 2026).
const effort = { reasoningEffort: 'degree' } as const;
const most = { tools: true, json: 'object', partial: true, cache: true } as const;

/** Models of other makers that Model Studio serves itself. */
export const thirdPartyModels = group([
  // The catalogue says that they don't think by default, others that they do.
  family(['deepseek-v4-pro', 'deepseek-v4-flash'], {
    ...deepseek,
    ...limits(1_000_000, 393_216, 1_000_000),
    thinking: 'hybrid',
    ...effort,
    ...all,
  }),
  family(['deepseek-v3.2'], {
    ...deepseek,
    ...limits(131_072, 65_536, 98_304),
    ...thinksOnDemand,
    ...all,
    json: 'schema',
  }),
  family(['deepseek-v3.2-exp'], {
    ...deepseek,
    ...limits(131_072, 65_536, 98_304),
    ...thinksOnDemand,
    tools: true,
    webSearch: true,
  }),
  family(['deepseek-v3.1'], {
    ...deepseek,
    ...limits(131_072, 65_536, 98_304),
    ...thinksOnDemand,
    ...all,
  }),
  family(['deepseek-v3'], {
    ...deepseek,
    ...limits(65_536, 8_192, 57_344),
    thinking: 'none',
    ...all,
  }),
  family(['deepseek-r1'], { ...deepseek, ...limits(131_072, 16_384, 98_304), thinking: 'always', ...all }),
  family(['deepseek-r1-0528'], {
    ...deepseek,
    ...limits(131_072, 16_384, 98_304),
    thinking: 'always',
    tools: true,
    webSearch: true,
  }),
  family(
    [
      'deepseek-r1-distill-qwen-32b',
      'deepseek-r1-distill-qwen-14b',
      'deepseek-r1-distill-qwen-7b',
      'deepseek-r1-distill-qwen-1.5b',
    ],
    { ...deepseek, ...limits(32_768, 16_384, 32_768) },
  ),
  family(['kimi-k2.6', 'kimi-k2.5'], {
    ...seeing,
    ...limits(262_144, 16_384, 229_376),
    ...thinksOnDemand,
    tools: true,
    json: 'object',
    cache: true,
  }),
  family(['kimi-k2-thinking'], {
    ...text,
    ...limits(262_144, 16_384, 229_376),
    thinking: 'always',
    tools: true,
    cache: true,
  }),
  family(['Moonshot-Kimi-K2-Instruct'], {
    ...text,
    contextWindow: 131_072,
    tools: true,
    json: 'object',
    cache: true,
  }),
  family(['glm-5.1'], {
    ...text,
    ...limits(202_745, 131_072, 202_745),
    ...thinksFirst,
    ...effort,
    tools: true,
    json: 'object',
    cache: true,
  }),
  family(['glm-5', 'glm-4.7'], {
    ...text,
    ...limits(202_752, 16_384, 169_984),
    ...thinksFirst,
    ...effort,
    tools: true,
    json: 'object',
    cache: true,
  }),
  family(['glm-4.6'], {
    ...text,
    ...limits(202_752, 16_384, 169_984),
    ...thinksFirst,
    ...effort,
    json: 'object',
    cache: true,
  }),
  family(['glm-4.5', 'glm-4.5-air'], {
    ...text,
    ...limits(131_072, 16_384, 98_304),
    ...thinksFirst,
    ...effort,
    json: 'object',
  }),
  family(['MiniMax-M2.5'], { ...text, ...limits(204_800, 131_072, 196_608), tools: true, cache: true }),
  family(['MiniMax-M2.1'], { ...text, ...limits(204_800, 32_768, 172_032), tools: true, cache: true }),
]);

/** Models that their makers serve through Model Studio's market place. */
export const marketPlaceModels = group([
  family(['kimi/kimi-k2.6', 'kimi/kimi-k2.5'], {
    ...seeing,
    ...limits(262_144, 262_144, 262_144),
    ...thinksOnDemand,
    ...most,
  }),
  family(['ZHIPU/GLM-5.1', 'ZHIPU/GLM-5'], {
    ...text,
    ...limits(204_800, 131_072, 204_800),
    ...thinksFirst,
    ...most,
  }),
  family(['MiniMax/MiniMax-M2.7', 'MiniMax/MiniMax-M2.5', 'MiniMax/MiniMax-M2.1'], {
    ...text,
    ...limits(204_800, 131_072, 204_800),
    tools: true,
    cache: true,
  }),
  family(['xiaomi/mimo-v2.5-pro'], {
    ...text,
    ...limits(1_048_576, 131_072, 1_048_576),
    ...thinksFirst,
    tools: true,
    json: 'object',
    cache: true,
  }),
  family(['siliconflow/deepseek-v3.2'], {
    ...text,
    ...limits(163_840, 65_536, 163_840),
    ...thinksOnDemand,
    tools: true,
    partial: true,
  }),
  family(['siliconflow/deepseek-v3.1-terminus'], {
    ...text,
    ...limits(163_840, 65_536, 163_840),
    tools: true,
    partial: true,
  }),
  family(['siliconflow/deepseek-v3-0324'], {
    ...text,
    ...limits(163_840, 163_840, 163_840),
    tools: true,
    partial: true,
  }),
  family(['siliconflow/deepseek-r1-0528'], {
    ...text,
    ...limits(163_840, 32_768, 163_840),
    thinking: 'always',
    tools: true,
    partial: true,
  }),
  family(['vanchin/deepseek-v3.2-think'], {
    ...text,
    ...limits(131_072, 65_536, 98_304),
    ...thinksOnDemand,
    ...most,
  }),
  family(['vanchin/deepseek-v3.1-terminus'], {
    ...text,
    ...limits(131_072, 65_536, 32_768),
    ...thinksOnDemand,
    tools: true,
    cache: true,
  }),
  family(['vanchin/deepseek-v3'], {
    ...text,
    ...limits(131_072, 16_384, 131_072),
    ...most,
  }),
  family(['vanchin/deepseek-r1'], {
    ...text,
    ...limits(131_072, 32_768, 98_304),
    thinking: 'always',
    tools: true,
    partial: true,
    cache: true,
  }),
  family(['vanchin/deepseek-ocr'], {
    kind: 'ocr',
    inputs: ['text', 'image'],
    ...limits(8_192, 8_192, 8_192),
    json: 'object',
  }),
]);
