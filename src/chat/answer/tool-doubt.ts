import { isComplete, type OpenCall } from './tool-call.js';
import type { ToolCalls } from './tool-calls.js';

/*
 * Two fragments of one tool with two ids: the calls of a server that sends several at once, or one call of a server
 * whose ids change with every fragment. Where the second begins with an object and the first one waits for a value,
 * both are possible. Nothing of them goes out until a fragment tells, or the end does.
 */

/** Calls that may be one. */
export interface Doubt {
  base: OpenCall;
  others: Set<OpenCall>;
  /** The call that they are together, if they are one. */
  whole: OpenCall;
}

export function beginDoubt(state: ToolCalls, base: OpenCall, other: OpenCall): void {
  const doubt = base.doubt ?? { base, others: new Set(), whole: { ...base } };
  doubt.others.add(other);
  base.doubt = doubt;
  other.doubt = doubt;
  state.doubts.add(doubt);
}

/** Ids tell calls apart. */
export function trustIds(state: ToolCalls): void {
  state.ids = 'stable';
  for (const doubt of state.doubts) separate(state, doubt);
}

/** Ids change with every fragment: calls in doubt are one. */
export function distrustIds(state: ToolCalls): void {
  state.ids = 'changing';
  for (const doubt of state.doubts) merge(state, doubt);
}

/** The answer has ended: calls that are whole only together are one. */
export function settleDoubts(state: ToolCalls): void {
  for (const doubt of state.doubts) {
    if (isComplete(doubt.whole) && !isComplete(doubt.base)) merge(state, doubt);
    else separate(state, doubt);
  }
}

function separate(state: ToolCalls, doubt: Doubt): void {
  for (const call of [doubt.base, ...doubt.others]) call.doubt = undefined;
  state.doubts.delete(doubt);
}

function merge(state: ToolCalls, doubt: Doubt): void {
  const { base, others, whole } = doubt;
  separate(state, doubt);
  const { arguments: text, pending, pieces, opened, depth, last, inString, escaped } = whole;
  Object.assign(base, { arguments: text, pending, pieces, opened, depth, last, inString, escaped });
  state.calls = state.calls.filter((call) => !others.has(call));
  for (const places of [state.byIndex, state.byId] as Map<unknown, OpenCall>[]) {
    for (const [key, call] of places) if (others.has(call)) places.set(key, base);
  }
}
