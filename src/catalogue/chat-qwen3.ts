import { family, group, limits, qwen3Hybrid, text, thinkingOnly } from './family.js';

// Numbers and features: the model catalogue of Model Studio's console, 27 May 2026, Beijing. Newer ids,
// snapshots and json_schema: the models, structured output and chat API pages of 2026. A fact in which these
// disagree, or that only third parties report, is absent if it would refuse something.

const all = { tools: true, webSearch: true, partial: true, cache: true } as const;
const max3 = { ...text, ...limits(262_144, 65_536, 258_048) } as const;
const million3 = { ...text, ...limits(1_000_000, 32_768, 997_952), ...qwen3Hybrid } as const;
const open3 = { ...text, tools: true, json: 'object', partial: true } as const;

/** Chat models of the Qwen3 generation. */
export const chat3 = group([
  // The catalogue says that it thinks by default, the thinking page that it doesn't. It thinks without
  // streaming as well (recorded Feb 2026, Singapore).
  family(['qwen3-max', 'qwen3-max-2026-01-23'], {
    kind: 'chat',
    ...max3,
    thinking: 'hybrid',
    reasoningEffort: 'none',
    ...all,
    json: 'schema',
  }),
  // Without thinking according to the models page.
  family(['qwen3-max-2025-09-23'], {
    kind: 'chat',
    ...max3,
    ...all,
    json: 'schema',
  }),
  family(['qwen3-max-preview'], {
    kind: 'chat',
    ...max3,
    ...qwen3Hybrid,
    json: 'object',
    cache: true,
  }),
  family(['qwen-plus'], {
    kind: 'chat',
    ...million3,
    thinksByDefault: false,
    ...all,
    json: 'schema',
  }),
  family(['qwen-plus-latest'], {
    kind: 'chat',
    ...text,
    ...limits(1_000_000, 32_768, 995_904),
    ...qwen3Hybrid,
    thinksByDefault: true,
    tools: true,
    json: 'schema',
    webSearch: true,
    partial: true,
  }),
  family(['qwen-plus-2025-12-01', 'qwen-plus-2025-09-11', 'qwen-plus-2025-07-28'], {
    kind: 'chat',
    ...million3,
    tools: true,
    json: 'schema',
    webSearch: true,
    partial: true,
  }),
  family(['qwen-plus-2025-07-14', 'qwen-plus-2025-04-28'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 16_384, 129_024),
    ...qwen3Hybrid,
    tools: true,
    json: 'object',
    webSearch: true,
    partial: true,
  }),
  family(['qwen-flash', 'qwen-flash-2025-07-28'], {
    kind: 'chat',
    ...million3,
    ...all,
    json: 'schema',
  }),
  family(['qwen-plus-us', 'qwen-flash-us'], {
    kind: 'chat',
    ...million3,
    ...all,
    json: 'object',
  }),
  // The catalogue has the limits of thinking, older pages a million tokens: the snapshots have none here.
  family(['qwen-turbo'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 16_384, 98_304),
    ...qwen3Hybrid,
    thinksByDefault: false,
    tools: true,
    json: 'object',
    cache: true,
  }),
  family(['qwen-turbo-latest', 'qwen-turbo-2025-04-28'], {
    kind: 'chat',
    ...text,
    ...qwen3Hybrid,
    tools: true,
    json: 'object',
  }),
  family(['qwen3-235b-a22b'], {
    kind: 'chat',
    ...open3,
    ...limits(131_072, 16_384, 129_024),
    ...qwen3Hybrid,
    thinksByDefault: true,
  }),
  family(['qwen3-32b', 'qwen3-30b-a3b', 'qwen3-14b', 'qwen3-8b'], {
    kind: 'chat',
    ...open3,
    ...limits(131_072, 8_192, 98_304),
    ...qwen3Hybrid,
    thinksByDefault: true,
  }),
  // Not in the catalogue; the models page gives the two smaller ones a quarter of the context.
  family(['qwen3-4b', 'qwen3-1.7b', 'qwen3-0.6b'], {
    kind: 'chat',
    ...open3,
    ...qwen3Hybrid,
    thinksByDefault: true,
  }),
  family(['qwen3-235b-a22b-instruct-2507', 'qwen3-30b-a3b-instruct-2507'], {
    kind: 'chat',
    ...open3,
    ...limits(131_072, 32_768, 129_024),
    thinking: 'none',
  }),
  family(['qwen3-next-80b-a3b-instruct'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 32_768, 129_024),
    thinking: 'none',
    tools: true,
    json: 'object',
  }),
  family(['qwen3-next-80b-a3b-thinking', 'qwen3-235b-a22b-thinking-2507', 'qwen3-30b-a3b-thinking-2507'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 32_768, 126_976),
    ...thinkingOnly,
    tools: true,
  }),
]);

/** Chat models before Qwen3: none thinks. */
export const olderChat = group([
  family(['qwen-max'], {
    kind: 'chat',
    ...text,
    ...limits(32_768, 8_192, 30_720),
    thinking: 'none',
    ...all,
    json: 'object',
  }),
  // 32,768 tokens in Singapore, 131,072 in Beijing.
  family(['qwen-max-latest', 'qwen-max-2025-01-25'], {
    kind: 'chat',
    ...text,
    maxOutputTokens: 8_192,
    thinking: 'none',
    tools: true,
    json: 'object',
    webSearch: true,
    partial: true,
  }),
  family(['qwen-plus-2025-01-25', 'qwen-plus-0112', 'qwen-plus-1220'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 8_192, 129_024),
    thinking: 'none',
    json: 'object',
  }),
  family(['qwen-turbo-2024-11-01'], {
    kind: 'chat',
    ...text,
    ...limits(1_000_000, 8_192),
    thinking: 'none',
    tools: true,
    json: 'object',
  }),
  family(['qwen2.5-72b-instruct', 'qwen2.5-32b-instruct', 'qwen2.5-14b-instruct', 'qwen2.5-7b-instruct'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 8_192, 129_024),
    thinking: 'none',
    tools: true,
    json: 'object',
  }),
  family(['qwen2.5-14b-instruct-1m', 'qwen2.5-7b-instruct-1m'], {
    kind: 'chat',
    ...text,
    ...limits(1_000_000, 8_192),
    thinking: 'none',
    json: 'object',
  }),
  family(['qwen2-72b-instruct', 'qwen2-7b-instruct'], {
    kind: 'chat',
    ...text,
    ...limits(131_072, 6_144, 128_000),
    thinking: 'none',
  }),
  family(['qwen2-57b-a14b-instruct'], {
    kind: 'chat',
    ...text,
    ...limits(65_536, 6_144, 63_488),
    thinking: 'none',
  }),
  family(['qwen1.5-14b-chat', 'qwen1.5-7b-chat'], {
    kind: 'chat',
    ...text,
    ...limits(8_000, 2_000, 6_000),
    thinking: 'none',
  }),
  // 8,000 tokens of context on older pages, 32,000 on newer ones.
  family(['qwen1.5-110b-chat', 'qwen1.5-72b-chat', 'qwen1.5-32b-chat'], {
    kind: 'chat',
    ...text,
    thinking: 'none',
  }),
]);
