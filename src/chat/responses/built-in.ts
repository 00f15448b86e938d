import { addSource, type AnswerState } from '../answer/answer.js';
import type { AnswerEvent } from '../answer/event.js';
import type { OutputItem } from '../answer/output-items.js';
import type { BuiltInTool, BuiltInToolType } from '../tools/built-in.js';
import { isObject, nonEmptyString, type JSONValue } from '../../util/json.js';
import { isFailed, useOf } from './built-in-items.js';

type Fields = Record<string, unknown>;

/** The names of a call's tools, by which its answer is read. */
export function namesOf(tools: readonly BuiltInTool[]): ReadonlyMap<string, string> {
  return new Map(tools.map(({ type, name, mcp }) => [mcp === undefined ? type : `mcp:${mcp.serverLabel}`, name]));
}

/** Reads the item of a call. The call is announced when it is added, and passed on when it is done. */
export function decodeBuiltIn(
  state: AnswerState,
  { item, tool }: { item: OutputItem; tool: BuiltInToolType },
  fields: Fields,
  done: boolean,
  events: AnswerEvent[],
): void {
  if (item.done === true) return;
  const key = tool === 'mcp' ? `mcp:${String(fields.server_label)}` : tool;
  const named = state.builtInNames?.get(key);
  const name = named ?? tool;
  const offered = named !== undefined;
  if (item.builtIn === undefined) {
    item.builtIn = callIdOf(state, item);
    events.push({ type: 'built-in-start', id: item.builtIn, name, offered });
  }
  if (!done) return;
  item.done = true;
  // The arguments for an MCP server may have come before the item.
  const { input, output } = useOf(tool, item.early === '' ? fields : { arguments: item.early, ...fields });
  events.push({
    type: 'built-in-call',
    id: item.builtIn,
    tool,
    name,
    offered,
    input,
    output,
    failed: isFailed(fields),
  });
  addSources(state, tool, fields, events);
}

/** The id of the item, unless another call has it: an answer was seen whose items all had the same id. */
function callIdOf({ items, createId }: AnswerState, { id }: OutputItem): string {
  if (id === undefined || items === undefined || items.builtInIds.has(id)) return createId();
  items.builtInIds.add(id);
  return id;
}

/** Passes on the pages that were found or read, and the documents with passages. */
function addSources(state: AnswerState, tool: BuiltInToolType, fields: Fields, events: AnswerEvent[]): void {
  const { action, urls, results } = fields;
  const found = tool === 'web_search' && isObject(action) ? listOf(action.sources).map(({ url }) => url) : [];
  const read = tool === 'web_extractor' && Array.isArray(urls) ? urls : [];
  for (const page of [...found, ...read]) {
    const url = nonEmptyString(page);
    if (url !== undefined) addSource(state, { type: 'source', id: url, url, metadata: {} }, events);
  }
  for (const passage of tool === 'file_search' ? listOf(results) : []) {
    const filename = nonEmptyString(passage.filename);
    const id = nonEmptyString(passage.file_id) ?? filename;
    if (id === undefined) continue;
    const mediaType = mediaTypeOf(filename ?? '');
    const title = filename ?? id;
    addSource(state, { type: 'document', id, mediaType, title, ...(filename !== undefined && { filename }) }, events);
  }
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  md: 'text/markdown',
  txt: 'text/plain',
  html: 'text/html',
};

/** The service names files, and says nothing of their types. */
function mediaTypeOf(filename: string): string {
  const ending = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending]! : 'application/octet-stream';
}

/** Keeps the item of a call in the metadata of the answer as well, for AI SDK 4 and for tools that were not offered. */
export function keepItem(state: AnswerState, fields: Fields): void {
  const kept = (state.metadata.outputItems ??= []) as JSONValue[];
  kept.push(fields as JSONValue);
}
