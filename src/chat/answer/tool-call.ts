import type { ChunkMode } from './chunk-mode.js';

// Null as JSON, Python and JavaScript write it, an empty text as JSON, and an empty object as PHP writes it.
const nothings = ['null', 'None', 'undefined', '""', '[]'];

/** One tool call while its fragments arrive. */
export interface OpenCall {
  id: string;
  /** The index of its first fragment. */
  index?: number;
  /** True if the service gave an id; until then the id is a generated one. */
  identified: boolean;
  name: string;
  arguments: string;
  /** The arguments without white space around them, until more of them come. */
  trimmed: string | undefined;
  /** The number of fragments with arguments, counted up to two. */
  pieces: number;
  /** Arguments that have not been passed on as a delta yet. */
  pending: string;
  /** A fragment that may continue the arguments or repeat them; the next one decides. */
  held: string;
  /**
   * True if a bracket has come, and the number of open ones. Counting each once avoids parsing again and again, which
   * is quadratic.
   */
  opened: boolean;
  depth: number;
  /** The last character of the arguments that is not white space. */
  last: string;
  /** True if the arguments end within a string; `escaped` if they end after a backslash there. */
  inString: boolean;
  escaped: boolean;
  /** The call that this one may repeat, which only its end decides; and the latest call that may repeat this one. */
  twinOf: OpenCall | undefined;
  twin: OpenCall | undefined;
  /** Set while this call and others may be one call. */
  doubt: Doubt | undefined;
}

/** Calls that may be one. */
export interface Doubt {
  base: OpenCall;
  others: Set<OpenCall>;
  /** The joined call, if they are one. */
  whole: OpenCall;
}

/** A fragment of a tool call as a stream carries it. A value of "" or null is absent here. */
export interface ToolFragment {
  index?: number;
  id?: string;
  name?: string;
  /** A piece of the arguments as JSON text; a value if a server sent them parsed. */
  arguments?: unknown;
}

export function createCall({
  id,
  index,
  identified,
  name,
  twinOf,
}: Pick<OpenCall, 'id' | 'index' | 'identified' | 'name' | 'twinOf'>): OpenCall {
  // Field by field: V8 makes an object with a spread ten times as slowly.
  return {
    id,
    index,
    identified,
    name,
    arguments: '',
    trimmed: undefined,
    pieces: 0,
    pending: '',
    held: '',
    opened: false,
    depth: 0,
    last: '',
    inString: false,
    escaped: false,
    twinOf,
    twin: undefined,
    doubt: undefined,
  };
}

export function append(call: OpenCall, text: string): void {
  if (text === '') return;
  // Some servers write a word for "no arguments" and then the arguments.
  if (isNothing(call) && startsObject(text)) clear(call);
  call.arguments += text;
  call.trimmed = undefined;
  call.pending += text;
  // Counted only up to two, because this runs for every few bytes.
  if (call.pieces < 2 && text.trim() !== '') call.pieces += 1;
  follow(call, text);
}

function clear(call: OpenCall): void {
  Object.assign(call, {
    arguments: '',
    pending: '',
    opened: false,
    depth: 0,
    last: '',
    inString: false,
    escaped: false,
  });
}

/** Replaces the arguments by the ones that the service sent in the end. Deltas that went out stay as they are. */
export function replaceArguments(call: OpenCall, text: string): void {
  clear(call);
  Object.assign(call, { opened: false, depth: 0, held: '' });
  append(call, text);
  call.pending = '';
}

// JSON's white space characters have this code or lower ones.
const space = 0x20;

/** Counts the brackets of a piece of the arguments, except those within strings. */
function follow(call: OpenCall, text: string): void {
  const end = text.charCodeAt(text.length - 1);
  call.last = end > space ? text[text.length - 1]! : text.trimEnd().slice(-1) || call.last;
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

/** The arguments without white space around them. Many fragments are compared with them, and they may have much of it. */
export function writtenArguments(call: OpenCall): string {
  return (call.trimmed ??= call.arguments.trim());
}

// An object may follow another one at such a place only. Looking for it takes far less than counting brackets.
const nextObject = /\}\s*\{/;

/**
 * The place in a text where the arguments of a call end and another object begins; else the end of the text. Servers
 * join the calls of one tool.
 */
export function endOfArguments(call: OpenCall, text: string): number {
  if (!nextObject.test(text)) return text.length;
  const counted = { ...call };
  for (let position = 0; position < text.length; position += 1) {
    follow(counted, text[position]!);
    if (text[position] === '}' && isComplete(counted) && startsObject(text.slice(position + 1, position + 100))) {
      return position + 1;
    }
  }
  return text.length;
}

/** True if the arguments have closed every bracket that they opened. */
export function isComplete(call: OpenCall): boolean {
  return call.opened && call.depth === 0;
}

export function startsObject(text: string): boolean {
  return text.trimStart().startsWith('{');
}

/** True if a call's arguments may begin with a text: an object, a word for "no arguments", or nothing yet. */
export function mayBegin(text: string): boolean {
  const written = text.trim();
  return written === '' || written.startsWith('{') || nothings.includes(written);
}

/** True if an object may come next in the arguments. */
export function expectsObject(call: OpenCall): boolean {
  return call.inString || call.last === '' || ':[,'.includes(call.last);
}

/**
 * True if the arguments so far are, or may become, a word for "no arguments". Nothing of them has been passed on then.
 */
export function mayBeNothing(call: OpenCall): boolean {
  if (call.arguments.length > 20 || call.pending.length !== call.arguments.length) return false;
  const text = call.arguments.trim();
  return nothings.some((word) => word.startsWith(text));
}

function isNothing(call: OpenCall): boolean {
  return mayBeNothing(call) && nothings.includes(call.arguments.trim());
}

/** True if a call has arguments, or the beginning of them. */
export function hasArguments(call: OpenCall): boolean {
  return call.last !== '' && !isNothing(call);
}

/** Gives a call without arguments an empty object. */
export function fillArguments(call: OpenCall): void {
  if (isNothing(call)) clear(call);
  if (call.last === '') append(call, '{}');
}

/** Returns the text that a fragment adds to the arguments. */
export function newText(shared: ChunkMode, call: OpenCall, text: string, grew: boolean): string {
  if (shared.mode === 'delta' || text === '' || call.arguments === '') return takeHeld(call) + text;
  // Only as much text is compared as has come in, so the work stays linear.
  const repeats = text.startsWith(call.arguments);
  if (shared.mode === 'unknown') {
    const mode = repeats ? modeOfRepetition(call, text, grew) : 'delta';
    if (mode === undefined) {
      call.held = text;
      return '';
    }
    shared.mode = mode;
  }
  const held = takeHeld(call);
  if (shared.mode === 'delta') return held + text;
  // A fragment that does not repeat the earlier arguments is a delta after all.
  return repeats ? text.slice(call.arguments.length) : text;
}

/**
 * Detects the mode by a fragment that begins with all arguments so far. Where no object can follow, it repeats them.
 * Where a value is due (`{"child":`), it may be a child that begins like its parent.
 */
function modeOfRepetition(call: OpenCall, text: string, grew: boolean): 'delta' | 'cumulative' | undefined {
  const written = call.arguments.trimEnd();
  // A key may begin with a bracket as well.
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

/** Appends a held fragment at the end. If it closes exactly what it opens, it is all of the arguments. */
export function flushHeld(call: OpenCall): void {
  if (call.held === '') return;
  const held = takeHeld(call);
  const joined = { ...call };
  follow(joined, held);
  append(call, joined.depth === call.depth ? held.slice(call.arguments.length) : held);
}

/** The arguments in a normal form: equal for equal values. */
export function canonicalArguments(call: OpenCall): string {
  try {
    return JSON.stringify(sorted(JSON.parse(call.arguments)));
  } catch {
    return call.arguments.trim();
  }
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  // A list, so that no key has a special meaning.
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, item]) => ['key', key, sorted(item)]);
}
