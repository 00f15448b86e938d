import { family, group, limits, text } from './family.js';

const coder = { ...text, ...limits(131_072, 8_192, 129_024), thinking: 'none', json: 'object' } as const;
const math = {
  ...text,
  ...limits(4_096, 3_072, 3_072),
  thinking: 'none',
  tools: false,
  json: 'none',
} as const;
const translation = {
  ...text,
  ...limits(16_384, 8_192, 8_192),
  thinking: 'none',
  tools: false,
  json: 'none',
  singleUserMessage: true,
} as const;

/** Models that fill in code between a prefix and a suffix (Model Studio docs, completions page). */
export const fillInModels = [
  'qwen-coder-turbo',
  'qwen-coder-turbo-latest',
  'qwen-coder-turbo-0919',
  'qwen2.5-coder-32b-instruct',
  'qwen2.5-coder-14b-instruct',
  'qwen2.5-coder-7b-instruct',
] as const;

/** Models for one kind of work. */
export const specialModels = group([
  family(['qwen3-coder-plus', 'qwen3-coder-flash'], {
    kind: 'coder',
    ...coder,
    ...limits(1_000_000, 65_536, 997_952),
    tools: true,
    cache: true,
  }),
  family(['qwen3-coder-plus-2025-07-22', 'qwen3-coder-plus-2025-09-23', 'qwen3-coder-flash-2025-07-28'], {
    kind: 'coder',
    ...coder,
    ...limits(1_000_000, 65_536, 997_952),
    tools: true,
  }),
  family(['qwen3-coder-next', 'qwen3-coder-480b-a35b-instruct', 'qwen3-coder-30b-a3b-instruct'], {
    kind: 'coder',
    ...coder,
    ...limits(262_144, 65_536, 204_800),
    tools: true,
  }),
  family(['qwen-coder-plus', 'qwen-coder-plus-latest'], { kind: 'coder', ...coder }),
  family(['qwen-coder-turbo', 'qwen-coder-turbo-latest', 'qwen-coder-turbo-0919'], {
    kind: 'coder',
    ...coder,
    tools: false,
  }),
  family(['qwen2.5-coder-32b-instruct', 'qwen2.5-coder-14b-instruct', 'qwen2.5-coder-7b-instruct'], {
    kind: 'coder',
    ...coder,
  }),
  family(
    [
      'qwen-math-plus',
      'qwen-math-plus-latest',
      'qwen-math-plus-0919',
      'qwen-math-plus-0816',
      'qwen-math-turbo',
      'qwen-math-turbo-latest',
      'qwen-math-turbo-0919',
      'qwen2.5-math-72b-instruct',
      'qwen2.5-math-7b-instruct',
      'qwen2.5-math-1.5b-instruct',
    ],
    { kind: 'math', ...math },
  ),
  // Every chunk repeats the text so far (Model Studio docs, Qwen-MT API page).
  family(['qwen-mt-plus', 'qwen-mt-turbo'], { kind: 'translation', ...translation, cumulativeStream: true }),
  family(['qwen-mt-flash', 'qwen-mt-lite', 'qwen-mt-lite-us'], { kind: 'translation', ...translation }),
  family(['qwen-long', 'qwen-long-latest', 'qwen-long-2025-01-25'], {
    kind: 'document',
    inputs: ['text', 'document'],
    service: 'text',
    ...limits(10_000_000, 8_192, 10_000_000),
    thinking: 'none',
    tools: false,
    json: 'object',
    webSearch: false,
  }),
  family(['qwen-doc-turbo'], {
    kind: 'document',
    inputs: ['text', 'document'],
    service: 'text',
    ...limits(262_144, 8_192, 253_952),
    thinking: 'none',
    cache: true,
  }),
  family(['qwen-deep-research'], {
    kind: 'research',
    ...text,
    ...limits(1_000_000, 32_768, 997_952),
    streamOnly: true,
    nativeOnly: true,
  }),
  family(['qwen-plus-character'], {
    kind: 'character',
    ...text,
    ...limits(32_768, 4_096, 32_768),
    thinking: 'none',
    json: 'object',
    webSearch: true,
    cache: true,
  }),
  family(['qwen-flash-character'], {
    kind: 'character',
    ...text,
    ...limits(8_192, 4_096, 8_000),
    thinking: 'none',
    webSearch: true,
    cache: true,
  }),
  family(['tongyi-intent-detect-v3'], {
    kind: 'intent',
    ...text,
    ...limits(8_192, 4_096, 8_192),
    thinking: 'none',
  }),
  family(['tongyi-xiaomi-analysis-flash', 'tongyi-xiaomi-analysis-pro'], {
    kind: 'chat',
    ...text,
    ...limits(32_768, 4_096, 28_672),
  }),
  family(['farui-plus'], { kind: 'chat', ...text, ...limits(12_000, 2_000, 12_000) }),
]);
