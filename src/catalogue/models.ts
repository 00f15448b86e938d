import { chat3, olderChat } from './chat-qwen3.js';
import { newChat } from './chat.js';
import type { Family } from './family.js';
import { audioModels, reasoningModels, visionModels } from './media.js';
import type { ModelRow } from './row.js';
import { type fillInModels, specialModels } from './special.js';
import { marketPlaceModels, thirdPartyModels } from './third-party.js';

/** Every model of the catalogue, by family, newest first. A model id is in one family only. */
export const families: readonly Family<KnownChatModelId>[] = [
  ...newChat,
  ...chat3,
  ...olderChat,
  ...visionModels,
  ...reasoningModels,
  ...audioModels,
  ...specialModels,
  ...thirdPartyModels,
  ...marketPlaceModels,
];

/** Id of a chat model that this package knows. */
export type KnownChatModelId =
  | (typeof newChat)[number]['ids'][number]
  | (typeof chat3)[number]['ids'][number]
  | (typeof olderChat)[number]['ids'][number]
  | (typeof visionModels)[number]['ids'][number]
  | (typeof reasoningModels)[number]['ids'][number]
  | (typeof audioModels)[number]['ids'][number]
  | (typeof specialModels)[number]['ids'][number]
  | (typeof thirdPartyModels)[number]['ids'][number]
  | (typeof marketPlaceModels)[number]['ids'][number];

/** Id of a chat model: one that this package knows, or any other. */
export type ChatModelId = KnownChatModelId | (string & {});

/** Id of a model of the completions endpoint: one that this package knows, or any other. */
export type CompletionModelId = (typeof fillInModels)[number] | (string & {});

/**
 * What a model gets that fits no family: nothing is refused. Its calls stream inside, because every chat
 * model can stream while some refuse anything else, and a whole answer can be folded from a stream.
 */
export const leastRestrictive: ModelRow = { kind: 'unknown', streamOnly: true };

/** What a model of another OpenAI-compatible server (vLLM, Ollama …) gets: nothing that is true of Model Studio alone. */
export const foreignModel: ModelRow = { foreign: true, kind: 'unknown', json: 'schema' };

let rows: ReadonlyMap<string, ModelRow> | undefined;

/** Model id → row. Made at the first use, to keep the import cheap. */
export function models(): ReadonlyMap<string, ModelRow> {
  rows ??= new Map(families.flatMap(({ ids, row }) => ids.map((id) => [id, row] as const)));
  return rows;
}

/**
 * What a model takes: its own row; or, for an id that isn't in the catalogue, what is known of the model that
 * it is a copy of, or of the line that its name belongs to; or, if there is none, the least restrictive row.
 * Ids are case-sensitive, as at the service.
 */
export function findModel(id: string): ModelRow {
  const own = models().get(id);
  if (own) return own;
  if (id.length > maxIdLength) return leastRestrictive;
  const relative = models().get(beforeQwen3.test(id) ? 'qwen-plus-0112' : (original(id) ?? lineOf(id) ?? ''));
  return relative ? cautious(relative) : leastRestrictive;
}

// No id of the catalogue has half of it; endings of a longer text are not taken off one by one.
const maxIdLength = 100;

/** Snapshots of qwen-plus and qwen-turbo from before Qwen3 (April 2025), none of which thinks. */
const beforeQwen3 = /^qwen-(plus|turbo)-(2024-|2025-0[1-3]-|\d{4}$)/;

/** How the id of a snapshot or of a copy ends: `-2027-01-01`, `-0919`, `-latest`, `-us`, `-awq`. */
const copy = /-(latest|preview|us|awq|gptq|int[48]|fp8|\d[\d.]*)$/;

/** The longest known id that is left when a copy's endings are taken off. */
function original(id: string): string | undefined {
  for (let rest = id; copy.test(rest);) {
    rest = rest.slice(0, rest.lastIndexOf('-'));
    if (models().has(rest)) return rest;
  }
  return undefined;
}

function lineOf(id: string): string | undefined {
  return lines.find(([name]) => name.test(id))?.[1];
}

/**
 * What a relative is trusted to share: how the line is talked to and what it can do. Limits, kinds of input
 * and all that its row denies are left out, so that nothing is refused that a newer model may have learnt.
 */
function cautious(row: ModelRow): ModelRow {
  return {
    ...row,
    inputs: undefined,
    contextWindow: undefined,
    maxInputTokens: undefined,
    maxOutputTokens: undefined,
    frames: undefined,
    thinking: row.thinking === 'none' ? undefined : row.thinking,
    thinksByDefault: row.thinksByDefault || undefined,
    reasoningEffort: row.reasoningEffort === 'none' ? undefined : row.reasoningEffort,
    tools: row.tools || undefined,
    webSearch: row.webSearch || undefined,
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
  [/^kimi-.*-thinking/, 'kimi-k2-thinking'],
  [/^kimi-/, 'kimi-k2.6'],
  [/^glm-/, 'glm-5'],
  [/^MiniMax-/, 'MiniMax-M2.5'],
];
