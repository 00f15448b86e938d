import { family, group, limits, qwen3Hybrid, text, thinkingOnly, thinksOnDemand, vision } from './family.js';

/** Pictures in a list of frames: Qwen2.5-VL and Qwen3-VL (Model Studio docs, error codes page). */
const frames = [4, 512] as const;
const seeing3 = { ...vision, frames, tools: true, json: 'object', partial: true } as const;
// The API reference keeps tools from the qwen-vl models.
const seeing = { ...vision, frames, thinking: 'none', tools: false } as const;

/** Models that look at pictures and videos. */
export const visionModels = group([
  family(
    [
      'qwen3-vl-plus',
      'qwen3-vl-plus-2025-09-23',
      'qwen3-vl-plus-2025-12-19',
      'qwen3-vl-flash',
      'qwen3-vl-flash-2025-10-15',
      'qwen3-vl-flash-2026-01-22',
    ],
    { kind: 'vision', ...seeing3, ...limits(262_144, 32_768, 260_096), ...qwen3Hybrid, cache: true },
  ),
  family(
    ['qwen3-vl-235b-a22b-instruct', 'qwen3-vl-32b-instruct', 'qwen3-vl-30b-a3b-instruct', 'qwen3-vl-8b-instruct'],
    { kind: 'vision', ...seeing3, ...limits(131_072, 32_768, 129_024), thinking: 'none' },
  ),
  family(
    ['qwen3-vl-235b-a22b-thinking', 'qwen3-vl-32b-thinking', 'qwen3-vl-30b-a3b-thinking', 'qwen3-vl-8b-thinking'],
    { kind: 'vision', ...seeing3, ...limits(131_072, 32_768, 126_976), ...thinkingOnly },
  ),
  family(['qwen-vl-max', 'qwen-vl-plus'], {
    kind: 'vision',
    ...seeing,
    ...limits(131_072, 8_192, 129_024),
    json: 'object',
    partial: true,
    cache: true,
  }),
  family(['qwen-vl-plus-latest', 'qwen-vl-plus-2025-08-15', 'qwen-vl-max-latest', 'qwen-vl-max-2025-08-13'], {
    kind: 'vision',
    ...seeing,
    ...limits(131_072, 8_192, 129_024),
    json: 'object',
    partial: true,
  }),
  family(['qwen2.5-vl-72b-instruct', 'qwen2.5-vl-32b-instruct', 'qwen2.5-vl-7b-instruct', 'qwen2.5-vl-3b-instruct'], {
    kind: 'vision',
    ...seeing,
  }),
  family(['gui-plus'], {
    kind: 'vision',
    inputs: ['text', 'image'],
    service: 'multimodal',
    ...limits(256_000, 32_768, 254_976),
  }),
  family(['gui-plus-2026-02-26'], {
    kind: 'vision',
    inputs: ['text', 'image'],
    service: 'multimodal',
    ...limits(256_000, 32_768, 254_976),
    thinking: 'hybrid',
    reasoningEffort: 'none',
  }),
  family(['qwen-vl-ocr', 'qwen-vl-ocr-latest', 'qwen-vl-ocr-2025-11-20'], {
    kind: 'ocr',
    inputs: ['text', 'image'],
    service: 'multimodal',
    ...limits(38_192, 8_192, 30_000),
    thinking: 'none',
    tools: false,
  }),
  family(['qwen-vl-ocr-2025-08-28', 'qwen-vl-ocr-1028'], {
    kind: 'ocr',
    inputs: ['text', 'image'],
    service: 'multimodal',
    ...limits(34_096, 4_096, 30_000),
    thinking: 'none',
    tools: false,
  }),
]);

/** Models that do nothing but think. */
export const reasoningModels = group([
  family(['qwq-plus', 'qwq-plus-latest', 'qwq-plus-2025-03-05', 'qwq-32b'], {
    kind: 'reasoning',
    ...text,
    ...limits(131_072, 8_192, 98_304),
    ...thinkingOnly,
    tools: true,
    json: 'none',
    webSearch: true,
  }),
  family(['qvq-max', 'qvq-max-latest', 'qvq-plus'], {
    kind: 'visual reasoning',
    ...vision,
    frames,
    ...limits(131_072, 8_192, 106_496),
    ...thinkingOnly,
    json: 'none',
  }),
]);

const hearing = { inputs: ['text', 'image', 'video', 'audio'], service: 'multimodal', json: 'none' } as const;
const speaking = { ...hearing, speech: true, streamOnly: true } as const;

/** Models that listen; most of them speak too. */
export const audioModels = group([
  // Answers in text alone, streamed or not (Model Studio docs, Qwen-Omni page, Sep 2026).
  family(['qwen3.8-omni-flash'], {
    kind: 'omni',
    ...hearing,
    contextWindow: 1_000_000,
    thinking: 'hybrid',
    tools: true,
    webSearch: true,
  }),
  family(['qwen3.5-omni-plus', 'qwen3.5-omni-plus-2026-03-15', 'qwen3.5-omni-flash', 'qwen3.5-omni-flash-2026-03-15'], {
    kind: 'omni',
    ...speaking,
    ...limits(262_144, 65_536, 196_608),
    thinking: 'none',
    webSearch: true,
  }),
  family(['qwen3-omni-flash', 'qwen3-omni-flash-2025-12-01', 'qwen3-omni-flash-2025-09-15'], {
    kind: 'omni',
    ...speaking,
    ...limits(65_536, 16_384, 49_152),
    ...thinksOnDemand,
    reasoningEffort: 'none',
    tools: true,
  }),
  family(['qwen-omni-turbo', 'qwen-omni-turbo-latest', 'qwen2.5-omni-7b'], {
    kind: 'omni',
    ...speaking,
    ...limits(32_768, 2_048, 30_720),
    thinking: 'none',
  }),
  family(['qwen3-omni-30b-a3b-captioner'], {
    kind: 'audio',
    inputs: ['audio'],
    service: 'multimodal',
    ...limits(65_536, 32_768, 32_768),
    thinking: 'none',
    streamOnly: true,
    json: 'none',
  }),
  // A system message may give it context, so text is among its inputs.
  family(['qwen3-asr-flash'], { kind: 'audio', inputs: ['text', 'audio'], service: 'multimodal' }),
]);
