import { append, completes, isComplete, type OpenCall } from './tool-call.js';
import type { ToolCalls } from './tool-calls.js';

/*
 * Two fragments of one tool with two ids: the calls of a server that sends several at once, or one call of a server
 * whose ids change with every fragment. Where the second begins with an object and the first one waits for a value,
 * both are possible. Nothing of them goes out until a fragment tells, or the end does.
 */

/** Calls that may be one. */
export interface Doubt {
  base: OpenCall;
  /** The first call as it was when the doubt began, and all that came since, for it or the others. */
  before: OpenCall;
  joined: string;
  others: Set<OpenCall>;
}

export function beginDoubt(state: ToolCalls, base: OpenCall, other: OpenCall): void {
  const { doubt } = state;
  if (doubt !== undefined && isDoubted(state, base)) {
    doubt.others.add(other);
    return;
  }
  separateCalls(state);
  state.ids = 'unknown';
  state.doubt = { base, before: { ...base }, joined: '', others: new Set([other]) };
}

export function isDoubted({ doubt }: ToolCalls, call: OpenCall): boolean {
  return doubt !== undefined && (call === doubt.base || doubt.others.has(call));
}

export function addToDoubt(state: ToolCalls, call: OpenCall, text: string): void {
  if (state.doubt !== undefined && isDoubted(state, call)) state.doubt.joined += text;
}

/** Ids tell calls apart. */
export function separateCalls(state: ToolCalls): void {
  state.ids = 'stable';
  state.doubt = undefined;
}

/** Ids change with every fragment: the calls in doubt are one, which is returned. */
export function mergeCalls(state: ToolCalls): OpenCall | undefined {
  const { doubt } = state;
  if (doubt === undefined) return undefined;
  const { base, before, joined, others } = doubt;
  const { arguments: text, pending, pieces, opened, depth, last, inString, escaped } = before;
  Object.assign(base, { arguments: text, pending, pieces, opened, depth, last, inString, escaped });
  append(base, joined);
  state.calls = state.calls.filter((call) => !others.has(call));
  for (const places of [state.byIndex, state.byId] as Map<unknown, OpenCall>[]) {
    for (const [key, call] of places) if (others.has(call)) places.set(key, base);
  }
  state.ids = 'changing';
  state.doubt = undefined;
  return base;
}

/** The answer has ended: calls that are whole only together are one. */
export function settleDoubt(state: ToolCalls): void {
  const { doubt } = state;
  if (doubt === undefined) return;
  if (!isComplete(doubt.base) && completes(doubt.before, doubt.joined)) mergeCalls(state);
  else separateCalls(state);
}
