import { family, group, limits, text, thinksFirst, vision } from './family.js';

// Numbers and features: the model catalogue of Model Studio's console, 27 May 2026, Beijing. Newer ids,
// snapshots and json_schema: the models, structured output and chat API pages of 2026. A fact in which these
// disagree, or that only third parties report, is absent if it would refuse something.

const all = { tools: true, webSearch: true, partial: true, cache: true } as const;
const million = limits(1_000_000, 65_536, 991_808);
const newHybrid = { ...thinksFirst, reasoningEffort: 'none' } as const;

/** Chat models since Qwen3.5: they think unless told not to, and need no stream for it. */
export const newChat = group([
  family(['qwen3.8-max', 'qwen3.8-max-0902'], {
    kind: 'chat',
    ...vision,
    ...limits(1_000_000, 131_072),
    ...thinksFirst,
    thinkingWithJson: true,
    reasoningEffort: 'switch',
    tools: true,
    json: 'schema',
    webSearch: true,
  }),
  // Whether the flash models see pictures is reported both ways.
  family(['qwen3.8-flash', 'qwen3.7-flash'], {
    kind: 'chat',
    contextWindow: 1_000_000,
    ...thinksFirst,
    tools: true,
    json: 'schema',
  }),
  family(['qwen3.7-max', 'qwen3.7-max-2026-05-20', 'qwen3.7-max-2026-06-08'], {
    kind: 'chat',
    ...text,
    ...million,
    ...newHybrid,
    ...all,
    json: 'schema',
  }),
  family(['qwen3.7-plus', 'qwen3.7-plus-2026-05-26'], {
    kind: 'chat',
    ...vision,
    ...limits(1_000_000, 65_536),
    ...newHybrid,
    tools: true,
    json: 'schema',
    webSearch: true,
  }),
  family(['qwen3.7-max-preview'], {
    kind: 'chat',
    ...text,
    ...million,
    thinking: 'always',
    tools: true,
    webSearch: true,
    partial: true,
  }),
  family(['qwen3.6-max-preview'], {
    kind: 'chat',
    ...text,
    ...limits(262_144, 65_536, 245_760),
    ...newHybrid,
    ...all,
    json: 'object',
  }),
  family(
    [
      'qwen3.6-plus',
      'qwen3.6-plus-2026-04-02',
      'qwen3.6-flash',
      'qwen3.6-flash-2026-04-16',
      'qwen3.5-plus',
      'qwen3.5-plus-2026-02-15',
      'qwen3.5-flash',
      'qwen3.5-flash-2026-02-23',
    ],
    { kind: 'chat', ...vision, ...million, ...newHybrid, ...all, json: 'object' },
  ),
  family(
    ['qwen3.6-35b-a3b', 'qwen3.6-27b', 'qwen3.5-397b-a17b', 'qwen3.5-122b-a10b', 'qwen3.5-35b-a3b', 'qwen3.5-27b'],
    {
      kind: 'chat',
      ...vision,
      ...limits(262_144, 65_536, 260_096),
      ...newHybrid,
      tools: true,
      json: 'object',
      webSearch: true,
      partial: true,
    },
  ),
]);
