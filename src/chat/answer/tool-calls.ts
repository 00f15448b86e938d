import { InvalidResponseDataError } from '@ai-sdk/provider';
import type { Packets } from './cumulative.js';
import type { ToolCallEvent, ToolDeltaEvent } from './event.js';

/** A piece of a tool call as a stream carries it. What the service wrote as "" or null is absent here. */
export interface ToolFragment {
  index?: number;
  id?: string;
  name?: string;
  /** A piece of the arguments as JSON text; a value if a server sent them parsed. */
  arguments?: unknown;
}

interface OpenCall {
  id: string;
  /** The id and the index that it was opened with. */
  givenId?: string;
  index?: number;
  /** Whether the service gave the id, or it was made up here. */
  identified: boolean;
  name: string;
  arguments: string;
  /** Arguments that have not gone out as a delta yet: they wait for the name. */
  pending: string;
  /** A fragment that may go on with the arguments or repeat them: the next one tells. */
  held: string;
  /** Whether a bracket has come, and how many are open. Counted once each: parsing again and again is quadratic. */
  opened: boolean;
  depth: number;
  /** Whether the arguments end within a string, and there behind a backslash. */
  inString: boolean;
  escaped: boolean;
  /** Set when the service begins to send the call a second time. */
  closed: boolean;
}

/** The tool calls of one answer while it comes in. */
export interface ToolCalls {
  calls: OpenCall[];
  /** The call that an index stands for now; a later call may use the index again. */
  byIndex: Map<number, OpenCall>;
  byId: Map<string, OpenCall>;
  /** Whether fragments repeat all arguments that came before. */
  packets: Packets;
  createId: () => string;
}

export function createToolCalls(createId: () => string, packets: Packets = { mode: 'delta' }): ToolCalls {
  return { calls: [], byIndex: new Map(), byId: new Map(), packets, createId };
}

/**
 * Takes in a fragment and returns the delta to send on, if there is one. Arguments are only joined and never parsed,
 * which would be quadratic and would take `1` of `12` for the whole. `grew` says whether the service has counted tokens
 * for it.
 */
export function addFragment(state: ToolCalls, fragment: ToolFragment, grew = true): ToolDeltaEvent | undefined {
  const text = argumentText(fragment.arguments);
  const known = callOfId(state, fragment);
  const candidate = known ?? (fragment.index === undefined ? state.calls.at(-1) : state.byIndex.get(fragment.index));
  let call = candidate;
  if (call === undefined || (known === undefined && !continues(state, call, fragment, text))) {
    // The empty tail of a call whose id changes with every fragment is no call of its own.
    if (candidate !== undefined && fragment.name === undefined && text.trim() === '') return undefined;
    call = openCall(state, fragment);
  }
  identify(state, call, fragment);
  // Nothing can follow whole arguments: an object that begins behind them is the same call once more.
  if (isComplete(call) && text.trimStart().startsWith('{')) call.closed = true;
  if (fragment.name !== undefined && call.name === '') call.name = fragment.name;
  if (call.closed) return undefined;
  append(call, newText(state.packets, call, text, grew));
  // A call whose id another one has may be that one once more, which only its end tells.
  return hasTakenId(call) ? undefined : delta(call);
}

/**
 * The call that a fragment's id stands for. Some servers number all calls alike, or use the tool's name as the id: such
 * an id says nothing beside another name, or at another place once its call is whole.
 */
function callOfId(state: ToolCalls, { id, index, name }: ToolFragment): OpenCall | undefined {
  const call = id === undefined ? undefined : state.byId.get(id);
  if (call === undefined) return undefined;
  if (name !== undefined && call.name !== '' && name !== call.name) return undefined;
  const elsewhere = index !== undefined && call.index !== undefined && index !== call.index;
  return elsewhere && isComplete(call) ? undefined : call;
}

/** What a fragment adds to the arguments. */
function newText(packets: Packets, call: OpenCall, text: string, grew: boolean): string {
  if (packets.mode === 'delta' || text === '' || call.arguments === '') return takeHeld(call) + text;
  // No longer text is looked at than has come in, so the work stays linear.
  const repeats = text.startsWith(call.arguments);
  if (packets.mode === 'open') {
    const mode = repeats ? modeOfRepetition(call, text, grew) : 'delta';
    if (mode === undefined) {
      call.held = text;
      return '';
    }
    packets.mode = mode;
  }
  const held = takeHeld(call);
  if (packets.mode === 'delta') return held + text;
  // A fragment that does not repeat what came before is a delta after all.
  return repeats ? text.slice(call.arguments.length) : text;
}

/**
 * What a fragment that begins with all arguments so far tells. Where no object can follow it repeats them; where a
 * value is due (`{"child":`) it may be a child that begins like its parent.
 */
function modeOfRepetition(call: OpenCall, text: string, grew: boolean): 'delta' | 'cumulative' | undefined {
  const written = call.arguments.trimEnd();
  // A key, too, may begin with a bracket.
  const fits = call.inString ? written === '{"' : ':[,'.includes(written.slice(-1));
  if (!fits || !grew) return 'cumulative';
  const before = call.held === '' ? call.arguments : call.held;
  if (!text.startsWith(before) || text.length === before.length) return 'delta';
  return call.held === '' ? undefined : 'cumulative';
}

function takeHeld(call: OpenCall): string {
  const { held } = call;
  call.held = '';
  return held;
}

/** What is held back of a call that has ended: if it closes what it opens and no more, it is all of the arguments. */
function settle(call: OpenCall): void {
  const held = takeHeld(call);
  const joined = { ...call };
  follow(joined, held);
  append(call, joined.depth === call.depth ? held.slice(call.arguments.length) : held);
}

/**
 * Whether a fragment whose id is new or missing goes on with the call that its place points to. Seen in the wild: ids
 * that come late or change with every fragment, names repeated in every fragment, an index used again by the next
 * call, and no index at all.
 */
function continues({ packets }: ToolCalls, call: OpenCall, { id, name }: ToolFragment, text: string): boolean {
  // Names come whole, so another name is another call's.
  if (name !== undefined && call.name !== '' && name !== call.name) return false;
  const otherId = id !== undefined && call.identified;
  const repeats = packets.mode === 'cumulative' && call.arguments !== '' && text.startsWith(call.arguments);
  if (repeats && !otherId) return true;
  if (isComplete(call)) return !otherId && (name === undefined || text.trim() === '');
  return !otherId || name === undefined || call.arguments !== '';
}

function isComplete(call: OpenCall): boolean {
  return call.opened && call.depth === 0;
}

function openCall(state: ToolCalls, { index, id, name }: ToolFragment): OpenCall {
  // An id that another call has already would make one call of two for the SDK.
  const free = id !== undefined && !state.byId.has(id);
  const call: OpenCall = {
    id: free ? id : state.createId(),
    givenId: id,
    index,
    identified: id !== undefined,
    name: name ?? '',
    arguments: '',
    pending: '',
    held: '',
    opened: false,
    depth: 0,
    inString: false,
    escaped: false,
    closed: false,
  };
  state.calls.push(call);
  if (index !== undefined) state.byIndex.set(index, call);
  if (id !== undefined) state.byId.set(id, call);
  return call;
}

/** Notes the fragment's id. One that comes after deltas have gone out can't become the call's own any more. */
function identify(state: ToolCalls, call: OpenCall, { id }: ToolFragment): void {
  if (id === undefined || state.byId.has(id)) return;
  state.byId.set(id, call);
  if (call.identified) return;
  call.identified = true;
  if (call.pending === call.arguments) call.id = id;
}

function append(call: OpenCall, text: string): void {
  if (text === '') return;
  call.arguments += text;
  call.pending += text;
  follow(call, text);
}

/** Counts the brackets of a piece of the arguments, save for those within strings. */
function follow(call: OpenCall, text: string): void {
  for (let position = 0; position < text.length; position += 1) {
    const character = text[position];
    if (call.inString) {
      if (call.escaped) call.escaped = false;
      else if (character === '\\') call.escaped = true;
      else if (character === '"') call.inString = false;
    } else if (character === '"') {
      call.inString = true;
    } else if (character === '{' || character === '[') {
      call.opened = true;
      call.depth += 1;
    } else if (character === '}' || character === ']') {
      call.depth -= 1;
    }
  }
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
 * The calls of an answer that has ended, each behind the delta that it still lacks. A call without arguments takes
 * `{}`, as a delta too, since `streamObject` reads deltas alone. Throws `InvalidResponseDataError` for a call that
 * never got a name.
 */
export function finishToolCalls(state: ToolCalls): (ToolDeltaEvent | ToolCallEvent)[] {
  const events: (ToolDeltaEvent | ToolCallEvent)[] = [];
  const byOwnId = new Map(state.calls.map((call) => [call.id, call]));
  for (const call of state.calls) {
    if (call.name === '') {
      throw new InvalidResponseDataError({
        data: { id: call.id, arguments: call.arguments },
        message: `The service sent a tool call (${call.id}) without a name.`,
      });
    }
    if (call.held !== '') settle(call);
    if (isReplay(byOwnId, call)) continue;
    if (call.arguments.trim() === '') append(call, '{}');
    const last = delta(call);
    if (last) events.push(last);
    events.push({ type: 'tool-call', id: call.id, name: call.name, arguments: call.arguments });
  }
  return events;
}

function hasTakenId({ id, givenId }: OpenCall): boolean {
  return givenId !== undefined && id !== givenId;
}

/** Whether a call is an earlier one once more, at another place: the same id, name and arguments. */
function isReplay(byOwnId: ReadonlyMap<string, OpenCall>, call: OpenCall): boolean {
  const { givenId } = call;
  if (givenId === undefined || givenId === call.id) return false;
  const first = byOwnId.get(givenId);
  return first !== undefined && first.name === call.name && first.arguments === call.arguments;
}
