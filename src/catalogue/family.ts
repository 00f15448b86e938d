import type { ModelRow } from './row.js';

/** Models that share a row. The first id names the family. */
export interface Family<Id extends string = string> {
  readonly ids: readonly Id[];
  readonly row: ModelRow;
}

/** Keeps the ids as literal types, so that the type of model ids is made from the data. */
export function family<const Id extends string>(ids: readonly Id[], row: ModelRow): Family<Id> {
  return { ids, row };
}

/** Gathers the ids of several families in one type. */
export function group<Id extends string>(families: readonly Family<Id>[]): readonly Family<Id>[] {
  return families;
}

type Limits = Pick<ModelRow, 'contextWindow' | 'maxInputTokens' | 'maxOutputTokens'>;

export function limits(contextWindow: number, maxOutputTokens: number, maxInputTokens?: number): Limits {
  return { contextWindow, maxOutputTokens, maxInputTokens };
}

/** What the text-generation service takes. */
export const text = { inputs: ['text'], service: 'text' } satisfies Partial<ModelRow>;

/** What the multimodal-generation service takes for models that see. */
export const vision = {
  inputs: ['text', 'image', 'video'],
  service: 'multimodal',
} satisfies Partial<ModelRow>;

/** Thinks unless told not to. */
export const thinksFirst = { thinking: 'hybrid', thinksByDefault: true } satisfies Partial<ModelRow>;

/** Thinks when told to. */
export const thinksOnDemand = { thinking: 'hybrid', thinksByDefault: false } satisfies Partial<ModelRow>;

/** A hybrid of the Qwen3 generation: a call that thinks has to stream (Model Studio docs, error codes). */
export const qwen3Hybrid = {
  thinking: 'hybrid',
  thinkingNeedsStream: true,
  reasoningEffort: 'none',
} satisfies Partial<ModelRow>;

/** A Qwen3 model that does nothing but think, so that every call has to stream. */
export const thinkingOnly = {
  thinking: 'always',
  streamOnly: true,
  reasoningEffort: 'none',
} satisfies Partial<ModelRow>;
