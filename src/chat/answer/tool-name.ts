import { hasArguments, type OpenCall, type ToolFragment } from './tool-call.js';
import type { CallsInDoubt } from './tool-doubt.js';

/** Calls, and the names that they can have. */
export interface NamedCalls extends Pick<CallsInDoubt, 'calls' | 'byIndex' | 'byId'> {
  /** Names of the tools by the names that were sent. */
  toolNames: ReadonlyMap<string, string>;
}

/**
 * Joins a tool name that comes in pieces, or longer each time, before any arguments (continuedev/continue#5849). Only a
 * beginning of a tool's name is a piece: any other word is the name of another call. Returns the rest of the fragment.
 */
export function joinName(state: NamedCalls, fragment: ToolFragment): ToolFragment {
  const { name } = fragment;
  const call = name === undefined ? undefined : callAt(state, fragment);
  if (name === undefined || call === undefined || call.name === '' || hasArguments(call)) return fragment;
  if (state.toolNames.has(call.name)) return fragment;
  const whole = name.startsWith(call.name) ? name : call.name + name;
  if (![...state.toolNames.keys()].some((known) => known.startsWith(whole))) return fragment;
  call.name = state.toolNames.get(whole) ?? whole;
  return { ...fragment, name: undefined };
}

function callAt({ byId, byIndex, calls }: NamedCalls, { id, index }: ToolFragment): OpenCall | undefined {
  if (id !== undefined) return byId.get(id);
  return index === undefined ? calls.at(-1) : byIndex.get(index);
}
