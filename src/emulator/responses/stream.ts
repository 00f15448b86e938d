import type { ResponsesSettings } from '../server/context.js';
import type { StreamEvent } from '../server/response.js';
import type { JsonObject } from '../util/objects.js';
import { frame } from './errors.js';
import type { HostManner } from './host.js';
import type { OutputItem } from './items.js';

/** The settings of the emulator and of the host that a stream depends on. */
interface StreamManner extends ResponsesSettings {
  host: HostManner;
}

/** An event before it has a number. `counts`: it carries a piece of the answer. */
interface BareEvent {
  type: string;
  fields: JsonObject;
  counts?: true;
}

/** The states of the answer that a stream tells. */
interface StreamStates {
  queued: JsonObject;
  running: JsonObject;
  ended: JsonObject;
}

/** The events of a streamed answer, in the framing and with the indexes of the documentation's samples. */
export function* renderStream(items: readonly OutputItem[], states: StreamStates, manner: StreamManner) {
  let number = 0;
  for (const { type, fields, counts = false } of eventsOf(items, states, manner)) {
    number += 1;
    yield { text: frame(number, `response.${type}`, fields), counts } satisfies StreamEvent;
  }
}

function* eventsOf(items: readonly OutputItem[], states: StreamStates, manner: StreamManner): Generator<BareEvent> {
  yield { type: 'created', fields: { response: states.queued } };
  yield { type: 'in_progress', fields: { response: states.running } };
  for (const [index, item] of items.entries()) yield* eventsOfItem(item, index, manner);
  yield { type: String(states.ended.status), fields: { response: states.ended } };
}

function* eventsOfItem(output: OutputItem, index: number, manner: StreamManner): Generator<BareEvent> {
  const { type } = output.item;
  if (type === 'reasoning') yield* reasoningEvents(output, index, manner);
  else if (type === 'message') yield* messageEvents(output, index, manner);
  else if (type === 'mcp_call') yield* mcpEvents(output, index);
  else if (type === 'function_call') yield* functionEvents(output, index);
  else yield* toolEvents(output, index);
}

function added(item: JsonObject, index: number): BareEvent {
  return { type: 'output_item.added', fields: { item, output_index: index } };
}

function done(item: JsonObject, index: number): BareEvent {
  return { type: 'output_item.done', fields: { item, output_index: index } };
}

/** The item of thoughts ends under the next index, as in the sample of the documentation. */
function* reasoningEvents({ item, pieces }: OutputItem, index: number, { thoughts }: StreamManner) {
  const place = {
    item_id: item.id,
    output_index: index,
    ...(thoughts === 'reasoning_summary_text' && { summary_index: 0 }),
  };
  yield added({ ...item, summary: [] }, index);
  for (const delta of pieces) {
    yield { type: `${thoughts}.delta`, fields: { delta, ...place }, counts: true } satisfies BareEvent;
  }
  yield { type: `${thoughts}.done`, fields: { text: pieces.join(''), ...place } };
  yield done(item, index + 1);
}

function* messageEvents({ item, pieces }: OutputItem, index: number, { host }: StreamManner): Generator<BareEvent> {
  const place = { item_id: item.id, output_index: index, content_index: 0 };
  const part = { type: 'output_text', annotations: [], ...(host === 'workspace' && { logprobs: null }) };
  const text = pieces.join('');
  yield added({ ...item, content: [], status: 'in_progress' }, index);
  yield { type: 'content_part.added', fields: { ...place, part: { ...part, text: '' } } };
  for (const delta of pieces) {
    yield { type: 'output_text.delta', fields: { ...place, delta, logprobs: [] }, counts: true };
  }
  yield { type: 'output_text.done', fields: { ...place, text, logprobs: [] } };
  yield { type: 'content_part.done', fields: { ...place, part: { ...part, text } } };
  yield done(item, index);
}

/** The events of OpenAI's API. The documentation lists none for the arguments of functions. */
function* functionEvents({ item, pieces }: OutputItem, index: number): Generator<BareEvent> {
  const place = { item_id: item.id, output_index: index };
  yield added({ ...item, arguments: '', status: 'in_progress' }, index);
  for (const delta of pieces) {
    yield { type: 'function_call_arguments.delta', fields: { ...place, delta }, counts: true };
  }
  yield { type: 'function_call_arguments.done', fields: { ...place, arguments: item.arguments, name: item.name } };
  yield done(item, index);
}

/** The arguments come before the item that they belong to. */
function* mcpEvents({ item, pieces }: OutputItem, index: number): Generator<BareEvent> {
  const { output: _, ...begun } = item;
  const place = { item_id: item.id, output_index: index };
  for (const delta of pieces) yield { type: 'mcp_call_arguments.delta', fields: { ...place, delta }, counts: true };
  yield { type: 'mcp_call_arguments.done', fields: { ...place, arguments: item.arguments } };
  yield added({ ...begun, status: 'in_progress' }, index);
  yield { type: 'mcp_call.completed', fields: place };
  yield done(item, index);
}

/** The states that a call of a tool passes through; other tools are only added and done. */
const steps: Record<string, string[]> = {
  web_search_call: ['in_progress', 'searching', 'completed'],
  file_search_call: ['in_progress', 'searching', 'completed'],
  code_interpreter_call: ['in_progress', 'interpreting', 'completed'],
};

/** Fields that an item has only when it is done. */
const results = new Set(['output', 'outputs', 'results', 'code']);

function* toolEvents({ item }: OutputItem, index: number): Generator<BareEvent> {
  const type = String(item.type);
  const begun = Object.fromEntries(Object.entries(item).filter(([name]) => !results.has(name)));
  yield added({ ...begun, ...withoutSources(item.action), status: 'in_progress' }, index);
  for (const step of steps[type] ?? []) {
    yield { type: `${type}.${step}`, fields: { item_id: item.id, output_index: index } };
  }
  yield done(item, index);
}

function withoutSources(action: unknown): JsonObject {
  if (typeof action !== 'object' || action === null) return {};
  const { sources: _, ...rest } = action as JsonObject;
  return { action: rest };
}
