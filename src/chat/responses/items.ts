import { addReasoning, addText, toolsOf, type AnswerState } from '../answer/answer.js';
import type { AnswerEvent } from '../answer/event.js';
import { createOutputItems, type OutputItem, type OutputItems } from '../answer/output-items.js';
import { replaceArguments } from '../answer/tool-call.js';
import { addFragment } from '../answer/tool-calls.js';
import { finiteNumber, isObject, nonEmptyString } from '../../util/json.js';
import { contentText } from '../wire/content.js';
import { toolOf } from './built-in-items.js';
import { decodeBuiltIn, keepItem } from './built-in.js';

type Fields = Record<string, unknown>;

/**
 * The item that an event is about. Its id decides: an item may be added at one index and done at another. Some events
 * have only the index; one without either is about the item of the event before it.
 */
export function itemOf(state: AnswerState, id: unknown, index: unknown): OutputItem {
  const items = (state.items ??= createOutputItems());
  const at = finiteNumber(index) ?? -1;
  const own = nonEmptyString(id);
  const unnamed = `#${at}`;
  const key = own ?? (at === -1 ? items.last : items.idAt.get(at)) ?? unnamed;
  items.idAt.set(at, key);
  items.last = key;
  const known = items.byId.get(key) ?? withEarly(items, unnamed);
  const item = known ?? { place: items.byId.size, begun: false, early: '' };
  if (own !== undefined) item.id ??= own;
  items.byId.set(key, item);
  return item;
}

/** An item of which only arguments have come, without its id: the item that comes next at its index is that one. */
function withEarly({ byId }: OutputItems, unnamed: string): OutputItem | undefined {
  const item = byId.get(unnamed);
  if (item === undefined || item.early === '') return undefined;
  byId.delete(unnamed);
  return item;
}

/** Passes on text or thinking. Another item, or another part of one, begins after a blank line. */
export function addSaid(
  state: AnswerState,
  item: OutputItem,
  { kind, text, part = 0 }: { kind: 'text' | 'reasoning'; text: string; part?: number },
  events: AnswerEvent[],
): void {
  if (text === '') return;
  const add = kind === 'text' ? addText : addReasoning;
  state.saying = item.id;
  const begun = (state.items ??= createOutputItems()).begun;
  const goesOn = item.begun && part === (item.part ?? part);
  if (!goesOn && begun.has(kind)) add(state, '\n\n', events);
  begun.add(kind);
  item.begun = true;
  item.part = part;
  add(state, text, events);
}

/** Reads an item that was added, or one that is done; a whole answer has only the latter. */
export function decodeItem(state: AnswerState, item: OutputItem, fields: Fields, done: boolean, events: AnswerEvent[]) {
  switch (fields.type) {
    case 'message':
      if (done && !item.begun) addSaid(state, item, { kind: 'text', text: contentText(fields.content) }, events);
      if (done && refuses(fields.content)) state.refused = true;
      return;
    case 'reasoning':
      if (done && !item.begun) addSaid(state, item, { kind: 'reasoning', text: thinkingOf(fields) }, events);
      return;
    case 'function_call':
      return decodeCall(state, item, fields, done, events);
    default: {
      const tool = toolOf(fields);
      if (tool !== undefined) decodeBuiltIn(state, { item, tool }, fields, done, events);
      if (done) keepItem(state, fields);
    }
  }
}

function refuses(content: unknown): boolean {
  return Array.isArray(content) && content.some((part) => isObject(part) && part.type === 'refusal');
}

function thinkingOf({ summary, content }: Fields): string {
  const parts = Array.isArray(summary) && summary.length > 0 ? summary : content;
  if (!Array.isArray(parts)) return contentText(parts);
  return parts.map(contentText).filter(Boolean).join('\n\n');
}

/** The item of a call has its name; arguments may have come before it. */
function decodeCall(state: AnswerState, item: OutputItem, fields: Fields, done: boolean, events: AnswerEvent[]): void {
  const name = typeof fields.name === 'string' ? nonEmptyString(fields.name.trim()) : undefined;
  const id = nonEmptyString(fields.call_id) ?? nonEmptyString(fields.id);
  if (item.call === undefined && name !== undefined) {
    item.call = { id: id ?? state.createId(), name: state.toolNames?.get(name) ?? name };
    if (item.id !== undefined) state.items?.callIds.set(item.call.id, item.id);
    addToCall(state, item, '', events);
  }
  if (item.call === undefined) {
    // A call that never gets a name is an error at the end, not nothing.
    const text = item.early === '' ? fields.arguments : item.early;
    if (done) addFragment(toolsOf(state), { index: item.place, id, arguments: text });
    return;
  }
  const early = item.early;
  item.early = '';
  if (early !== '') addToCall(state, item, early, events);
  if (done) settleArguments(state, item, fields.arguments, events);
}

/** Adds a piece of arguments to its call. */
export function addArguments(state: AnswerState, item: OutputItem, text: unknown, events: AnswerEvent[]): void {
  if (typeof text !== 'string' || text === '') return;
  if (item.call === undefined) item.early += text;
  else addToCall(state, item, text, events);
}

/** The arguments that the service sends in the end are the ones that count. */
export function settleArguments(state: AnswerState, item: OutputItem, value: unknown, events: AnswerEvent[]): void {
  const text = isObject(value) ? JSON.stringify(value) : value;
  if (typeof text !== 'string' || text.trim() === '') return;
  if (item.call === undefined) {
    item.early = text;
    return;
  }
  const call = toolsOf(state).byIndex.get(item.place);
  if (call === undefined || text.startsWith(call.arguments)) {
    addToCall(state, item, text.slice(call?.arguments.length ?? 0), events);
  } else {
    replaceArguments(call, text);
  }
}

function addToCall(state: AnswerState, { call, place }: OutputItem, text: string, events: AnswerEvent[]): void {
  const event = addFragment(toolsOf(state), { index: place, ...call, arguments: text });
  if (event) events.push(event);
}
