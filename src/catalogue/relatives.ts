import type { ModelCapabilities } from './capabilities.js';
import type { KnownChatModelId } from './families.js';

/** The capabilities that an id outside the catalogue shares with the model that it is a copy of, or with its line. */
export function relativeOf(id: string, models: ReadonlyMap<string, ModelCapabilities>): ModelCapabilities | undefined {
  if (id.length > maxIdLength) return undefined;
  const relative = beforeQwen3.test(id) ? 'qwen-plus-0112' : (originalOf(id, models) ?? lineOf(id));
  const capabilities = relative === undefined ? undefined : models.get(relative);
  return capabilities && shared(capabilities);
}

// No id of the catalogue is half as long. A longer text is not taken apart ending by ending.
const maxIdLength = 100;

/** Snapshots of qwen-plus and qwen-turbo from before Qwen3 (April 2025), none of which thinks. */
const beforeQwen3 = /^qwen-(plus|turbo)-(2024-|2025-0[1-3]-|\d{4}$)/;

/** Endings of the ids of snapshots and copies: `-2027-01-01`, `-0919`, `-latest`, `-us`, `-awq`. */
const copy = /-(latest|preview|us|awq|gptq|int[48]|fp8|\d[\d.]*)$/;

/** The longest known id that remains without a copy's endings. */
export function originalOf(id: string, models: { has(id: string): boolean }): string | undefined {
  for (let rest = id; copy.test(rest);) {
    rest = rest.slice(0, rest.lastIndexOf('-'));
    if (models.has(rest)) return rest;
  }
  return undefined;
}

function lineOf(id: string): string | undefined {
  return lines.find(([name]) => name.test(id))?.[1];
}

/**
 * The capabilities that a relative shares: its protocol details, and what it can do. Limits, kinds of input and
 * everything that its capabilities deny are left out, so that no new ability of a newer model is refused.
 */
function shared(capabilities: ModelCapabilities): ModelCapabilities {
  return {
    ...capabilities,
    inputs: undefined,
    contextWindow: undefined,
    maxInputTokens: undefined,
    maxOutputTokens: undefined,
    frames: undefined,
    thinking: capabilities.thinking === 'none' ? undefined : capabilities.thinking,
    thinksByDefault: capabilities.thinksByDefault || undefined,
    reasoningEffort: capabilities.reasoningEffort === 'none' ? undefined : capabilities.reasoningEffort,
    tools: capabilities.tools || undefined,
    webSearch: capabilities.webSearch || undefined,
  };
}

/** Names of model lines, the narrowest first, with a member that stands for the line. */
const lines: readonly (readonly [RegExp, KnownChatModelId])[] = [
  [/^qwq-/, 'qwq-plus'],
  [/^qvq-/, 'qvq-max'],
  [/captioner/, 'qwen3-omni-30b-a3b-captioner'],
  [/^qwen.*-asr-/, 'qwen3-asr-flash'],
  [/^qwen.*-omni-/, 'qwen3.5-omni-plus'],
  [/^qwen.*-mt-(?!image)/, 'qwen-mt-lite'],
  [/^qwen.*-math-/, 'qwen-math-plus'],
  [/^qwen.*-ocr/, 'qwen-vl-ocr'],
  [/^qwen-long/, 'qwen-long'],
  [/^qwen-doc-/, 'qwen-doc-turbo'],
  [/^qwen.*-deep-research/, 'qwen-deep-research'],
  [/^qwen.*-character/, 'qwen-plus-character'],
  [/^qwen(-|2\.5-|2-)coder-/, 'qwen-coder-plus'],
  [/^qwen.*-coder-/, 'qwen3-coder-plus'],
  [/^qwen[3-9](?=.*-thinking).*-vl-/, 'qwen3-vl-8b-thinking'],
  [/^qwen[3-9](?=.*-instruct).*-vl-/, 'qwen3-vl-8b-instruct'],
  [/^qwen[3-9].*-vl-/, 'qwen3-vl-plus'],
  [/^qwen.*-vl-/, 'qwen2.5-vl-7b-instruct'],
  [/^gui-/, 'gui-plus'],
  [/^qwen[3-9].*-thinking/, 'qwen3-next-80b-a3b-thinking'],
  [/^qwen[3-9].*-instruct/, 'qwen3-next-80b-a3b-instruct'],
  [/^qwen3-max/, 'qwen3-max'],
  [/^qwen3-[\d.]+b/, 'qwen3-8b'],
  [/^qwen(3\.[5-9]|[4-9]).*-max/, 'qwen3.6-max-preview'],
  [/^qwen(3\.[5-9]|[4-9])/, 'qwen3.6-plus'],
  [/^qwen2\.5-.*-instruct/, 'qwen2.5-7b-instruct'],
  [/^qwen.*-(chat|instruct)/, 'qwen2-7b-instruct'],
  [/^deepseek-.*-distill-/, 'deepseek-r1-distill-qwen-7b'],
  [/^deepseek-r/, 'deepseek-r1'],
  [/^deepseek-v3\./, 'deepseek-v3.1'],
  [/^deepseek-v/, 'deepseek-v4-pro'],
  [/^[a-z]+\/deepseek-v[4-9]/, 'deepseek-v4-pro'],
  [/^kimi-.*-thinking/, 'kimi-k2-thinking'],
  [/^kimi-/, 'kimi-k2.6'],
  [/^kimi\//, 'kimi/kimi-k2.6'],
  [/^glm-/, 'glm-5'],
  [/^ZHIPU\//, 'ZHIPU/GLM-5.1'],
  [/^MiniMax-/, 'MiniMax-M2.5'],
  [/^MiniMax\//, 'MiniMax/MiniMax-M2.7'],
];
