import type { ModelCapabilities } from './capabilities.js';

/** Models with the same capabilities. The first id names the family. */
export interface Family<Id extends string = string> {
  readonly ids: readonly Id[];
  readonly capabilities: ModelCapabilities;
}

/** Keeps the ids as literal types, from which the type of model ids is made. */
export function family<const Id extends string>(ids: readonly Id[], capabilities: ModelCapabilities): Family<Id> {
  return { ids, capabilities };
}

/** Joins the ids of several families in one type. */
export function group<Id extends string>(families: readonly Family<Id>[]): readonly Family<Id>[] {
  return families;
}
