import { isComplete, type Doubt, type OpenCall } from './tool-call.js';

/**
 * Two fragments for one tool with two ids can be two parallel calls, or one call from a server whose ids change with
 * every fragment. If the second begins with an object and the first one waits for a value, both are possible. Nothing
 * of them is passed on until a later fragment or the end decides.
 */

/** The calls of one answer, some of which may be one. */
export interface CallsInDoubt {
  calls: OpenCall[];
  /** The call that an index currently stands for; a later call may reuse the index. */
  byIndex: Map<number, OpenCall>;
  byId: Map<string, OpenCall>;
  /** Tells if each call keeps its id, or if ids change with every fragment. */
  ids: 'unknown' | 'stable' | 'changing';
  /** Calls that may be one. */
  doubts: Set<Doubt>;
}

export function beginDoubt(state: CallsInDoubt, base: OpenCall, other: OpenCall): void {
  const doubt = base.doubt ?? { base, others: new Set(), whole: { ...base } };
  doubt.others.add(other);
  base.doubt = doubt;
  other.doubt = doubt;
  state.doubts.add(doubt);
}

/** Ids tell calls apart. */
export function trustIds(state: CallsInDoubt): void {
  state.ids = 'stable';
  for (const doubt of state.doubts) separate(state, doubt);
}

/** Ids change with every fragment, so calls in doubt are one. */
export function distrustIds(state: CallsInDoubt): void {
  state.ids = 'changing';
  for (const doubt of state.doubts) merge(state, doubt);
}

/** At the end of the answer, calls that are complete only when joined are one. */
export function settleDoubts(state: CallsInDoubt): void {
  for (const doubt of state.doubts) {
    if (isComplete(doubt.whole) && !isComplete(doubt.base)) merge(state, doubt);
    else separate(state, doubt);
  }
}

function separate(state: CallsInDoubt, doubt: Doubt): void {
  for (const call of [doubt.base, ...doubt.others]) call.doubt = undefined;
  state.doubts.delete(doubt);
}

function merge(state: CallsInDoubt, doubt: Doubt): void {
  const { base, others, whole } = doubt;
  separate(state, doubt);
  const { arguments: text, pending, pieces, opened, depth, last, inString, escaped } = whole;
  Object.assign(base, { arguments: text, trimmed: undefined, pending, pieces, opened, depth, last, inString, escaped });
  state.calls = state.calls.filter((call) => !others.has(call));
  for (const places of [state.byIndex, state.byId] as Map<unknown, OpenCall>[]) {
    for (const [key, call] of places) if (others.has(call)) places.set(key, base);
  }
}
