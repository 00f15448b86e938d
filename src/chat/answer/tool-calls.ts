import { InvalidResponseDataError } from '@ai-sdk/provider';
import type { ChunkMode } from './chunk-mode.js';
import type { ToolCallEvent, ToolDeltaEvent } from './event.js';
import { beginDoubt, distrustIds, settleDoubts, trustIds, type CallsInDoubt } from './tool-doubt.js';
import {
  append,
  canonicalArguments,
  createCall,
  endOfArguments,
  expectsObject,
  fillArguments,
  flushHeld,
  hasArguments,
  isComplete,
  mayBegin,
  mayBeNothing,
  newText,
  startsObject,
  writtenArguments,
  type OpenCall,
  type ToolFragment,
} from './tool-call.js';
import { joinName, type NamedCalls } from './tool-name.js';

/** The tool calls of one answer while they arrive. */
export interface ToolCalls extends CallsInDoubt, NamedCalls {
  /** Tells if fragments repeat all earlier arguments. */
  chunkMode: ChunkMode;
  createId: () => string;
}

export function createToolCalls(
  createId: () => string,
  chunkMode: ChunkMode = { mode: 'delta' },
  toolNames: ReadonlyMap<string, string> = new Map(),
): ToolCalls {
  return {
    calls: [],
    byIndex: new Map(),
    byId: new Map(),
    ids: 'unknown',
    doubts: new Set(),
    chunkMode,
    toolNames,
    createId,
  };
}

/**
 * Adds a fragment and returns the delta to pass on, if there is one. Arguments are joined and never parsed: parsing
 * would be quadratic and would take the `1` of `12` for the whole. `grew` is true if the service has counted tokens for
 * the fragment.
 */
export function addFragment(state: ToolCalls, received: ToolFragment, grew = true): ToolDeltaEvent | undefined {
  const fragment = joinName(state, received);
  let rest = argumentText(fragment.arguments);
  const found = callFor(state, fragment, rest);
  if (found === undefined) return undefined;
  identify(state, found, fragment);
  if (fragment.name !== undefined && found.name === '') found.name = fragment.name;
  let event: ToolDeltaEvent | undefined;
  do {
    const call = twinFor(state, found, rest);
    if (call === undefined) return event;
    const all = newText(state.chunkMode, call, rest, grew);
    const splits = state.chunkMode.mode === 'delta' && call.doubt === undefined;
    // What follows a whole object is the next call.
    const end = splits ? endOfArguments(call, all) : all.length;
    const added = all.slice(0, end);
    append(call, added);
    if (call.doubt !== undefined) append(call.doubt.whole, added);
    event ??= mayGoOut(call) ? delta(call) : undefined;
    rest = all.slice(end);
  } while (rest !== '');
  return event;
}

/** The call that a fragment belongs to, opened if it is new; undefined for an empty last fragment. */
function callFor(state: ToolCalls, fragment: ToolFragment, text: string): OpenCall | undefined {
  const known = callOfId(state, fragment);
  if (known !== undefined) {
    // An id that comes again for an unfinished call can be relied on.
    if (text !== '' && !isComplete(known)) trustIds(state);
    return known;
  }
  const { index } = fragment;
  const placed = index === undefined ? state.calls.at(-1) : state.byIndex.get(index);
  let candidate = strayOwner(state, placed, fragment, text) ?? placed;
  if (candidate?.doubt !== undefined && continuesWithNewId(candidate.doubt.base, fragment, text)) {
    candidate = candidate.doubt.base;
    distrustIds(state);
  }
  if (candidate === undefined) return openCall(state, fragment);
  if (continues(state, candidate, fragment, text)) {
    if (continuesWithNewId(candidate, fragment, text)) state.ids = 'changing';
    return candidate;
  }
  // The empty last fragment of a call whose id changes with every fragment is not a call.
  if (fragment.name === undefined && text.trim() === '') return undefined;
  const call = openCall(state, fragment);
  const { base = candidate, whole = candidate } = candidate.doubt ?? {};
  if (mayBeOne(state, whole, fragment, text)) beginDoubt(state, base, call);
  return call;
}

/**
 * The call that a fragment's id stands for. Some servers give all calls the same id, or use the tool's name as the id.
 * Such an id means nothing next to another name, or at another index once its call is complete.
 */
function callOfId(state: ToolCalls, { id, index, name }: ToolFragment): OpenCall | undefined {
  const call = id === undefined ? undefined : state.byId.get(id);
  if (call === undefined) return undefined;
  if (name !== undefined && call.name !== '' && name !== call.name) return undefined;
  const elsewhere = index !== undefined && call.index !== undefined && index !== call.index;
  return elsewhere && isComplete(call) ? undefined : call;
}

// Calls that may be open at once, so that not all of thousands are searched for every fragment.
const maxParallel = 64;

/**
 * The unfinished call that a fragment without id and name must belong to, if the call at its index is complete or
 * missing.
 */
function strayOwner(
  { calls, chunkMode }: ToolCalls,
  placed: OpenCall | undefined,
  { id, name }: ToolFragment,
  text: string,
): OpenCall | undefined {
  if (placed !== undefined && !isComplete(placed)) return undefined;
  if (id !== undefined || name !== undefined || text === '') return undefined;
  const open = calls.slice(-maxParallel).findLast((call) => !isComplete(call));
  if (open === undefined || !startsObject(text)) return open;
  const repeats = chunkMode.mode !== 'delta' && text === placed?.arguments;
  return placed !== undefined && expectsObject(open) && !repeats ? open : undefined;
}

/**
 * True if a fragment whose id is new or missing continues the call at its index. Servers send late ids, ids that change
 * with every fragment, names in every fragment, one index for several calls, and no index at all.
 */
function continues(state: ToolCalls, call: OpenCall, fragment: ToolFragment, text: string): boolean {
  const { id, name } = fragment;
  // Names come whole, so another name means another call.
  if (name !== undefined && call.name !== '' && name !== call.name) return false;
  const otherId = id !== undefined && call.identified;
  const repeats = state.chunkMode.mode === 'cumulative' && call.arguments !== '' && text.startsWith(call.arguments);
  if (repeats && !otherId) return true;
  if (isComplete(call)) return !otherId && (name === undefined || text.trim() === '');
  if (!otherId || name === undefined) return true;
  return hasArguments(call) && (!mayBegin(text) || state.ids === 'changing');
}

/** True if a fragment with another id and the same name may still continue a call, as a value or its rest. */
function mayBeOne({ ids }: ToolCalls, call: OpenCall, { id, name }: ToolFragment, text: string): boolean {
  if (ids !== 'unknown' || id === undefined || name !== call.name || isComplete(call)) return false;
  return hasArguments(call) && (text.trim() === '' || expectsObject(call));
}

/**
 * True if a fragment shows that ids change with every fragment: it has another id, and no call begins with its text.
 */
function continuesWithNewId(call: OpenCall, { id, name }: ToolFragment, text: string): boolean {
  if (id === undefined || !call.identified || !hasArguments(call)) return false;
  return (name === undefined || name === call.name) && !mayBegin(text);
}

function openCall(state: ToolCalls, { index, id, name = '' }: ToolFragment): OpenCall {
  // With an id that another call already has, the SDK would merge both calls.
  const other = id === undefined ? undefined : state.byId.get(id);
  const own = id !== undefined && other === undefined ? id : state.createId();
  const twinOf = name === '' || name === other?.name ? (other?.twinOf ?? other) : undefined;
  const call = createCall({ id: own, index, identified: id !== undefined, name, twinOf });
  state.calls.push(call);
  if (index !== undefined) state.byIndex.set(index, call);
  if (id !== undefined) state.byId.set(id, call);
  return call;
}

/** Stores a fragment's id. The call's own id can no longer change once deltas have been passed on. */
function identify(state: ToolCalls, call: OpenCall, { id }: ToolFragment): void {
  if (id === undefined || state.byId.has(id)) return;
  state.byId.set(id, call);
  if (call.identified) return;
  call.identified = true;
  if (call.pending.length === call.arguments.length) call.id = id;
}

/**
 * The call that a text belongs to. Nothing can follow complete arguments, so an object after them repeats the call or
 * begins the next one, which its end decides. Undefined if it repeats the call exactly.
 */
function twinFor(state: ToolCalls, call: OpenCall, text: string): OpenCall | undefined {
  const latest = call.twin ?? call;
  if (!isComplete(latest) || !startsObject(text)) return latest;
  const same = text.trim();
  if (same === writtenArguments(call) || same === writtenArguments(latest)) return undefined;
  const twin = createCall({
    id: state.createId(),
    index: call.index,
    identified: true,
    name: call.name,
    twinOf: call.twinOf ?? call,
  });
  state.calls.push(twin);
  call.twin = twin;
  return twin;
}

/** True if a call's arguments can be passed on as they come, because nothing about the call can change any more. */
function mayGoOut(call: OpenCall): boolean {
  if (call.twinOf !== undefined || call.doubt !== undefined || mayBeNothing(call)) return false;
  // An id may still come after arguments that came in one piece.
  return call.identified || call.pieces > 1;
}

function argumentText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function delta(call: OpenCall): ToolDeltaEvent | undefined {
  if (call.name === '' || call.pending === '') return undefined;
  const text = call.pending;
  call.pending = '';
  return { type: 'tool-delta', id: call.id, name: call.name, delta: text };
}

/**
 * The calls of an answer that has ended, each after its last delta. A call without arguments gets `{}`, also as a
 * delta, because `streamObject` reads only deltas. Throws `InvalidResponseDataError` for a call without a name.
 */
export function finishToolCalls(state: ToolCalls): (ToolDeltaEvent | ToolCallEvent)[] {
  settleDoubts(state);
  const events: (ToolDeltaEvent | ToolCallEvent)[] = [];
  const isReplay = createReplayCheck();
  const named = state.calls.some((call) => call.name !== '');
  for (const call of state.calls) {
    // Some servers end the calls with an empty one (langchain4j/langchain4j#5209).
    if (isEmpty(call) && (named || !call.identified)) continue;
    if (call.name === '' && call.twinOf === undefined) {
      throw new InvalidResponseDataError({
        data: { id: call.id, arguments: call.arguments },
        message: `The service sent a tool call (${call.id}) without a name.`,
      });
    }
    call.name = call.name === '' ? (call.twinOf?.name ?? '') : call.name;
    flushHeld(call);
    if (isReplay(call)) continue;
    fillArguments(call);
    const last = delta(call);
    if (last) events.push(last);
    events.push({ type: 'tool-call', id: call.id, name: call.name, arguments: call.arguments });
  }
  return events;
}

/** True for a call that says nothing: it has neither a name nor arguments. */
function isEmpty(call: OpenCall): boolean {
  return call.name === '' && call.twinOf === undefined && !hasArguments(call);
}

/** True if a call repeats an earlier one: the same values, or a cut-off beginning of them. */
function createReplayCheck(): (call: OpenCall) => boolean {
  const seen = new Map<OpenCall, Set<string>>();
  return (call) => {
    const first = call.twinOf;
    if (first === undefined || first.name !== call.name) return false;
    const values = seen.get(first) ?? new Set([canonicalArguments(first)]);
    seen.set(first, values);
    const own = canonicalArguments(call);
    if (values.has(own) || (!isComplete(call) && first.arguments.startsWith(call.arguments))) return true;
    values.add(own);
    return false;
  };
}
