import type { Failure } from '../../http/failure.js';
import { readFailure } from '../../http/read-failure.js';
import { addHead, addText, type AnswerHead, type AnswerState } from '../answer/answer.js';
import type { AnswerEvent, FinishReason } from '../answer/event.js';
import { finiteNumber, isObject, nonEmptyString, type JSONValue } from '../../util/json.js';
import { dateOfSeconds } from '../../util/time.js';
import { contentText } from '../wire/content.js';
import { addArguments, addSaid, decodeItem, itemOf, settleArguments } from './items.js';
import { decodeUsage } from './usage.js';

type Fields = Record<string, unknown>;

/**
 * Reads one event of a stream, or a whole answer, which has no type. Ignores fields that are missing, null, empty or of
 * a wrong type. Returns a failure if the service says that the answer failed; `events` then has the events before it.
 */
export function decodeChunk(state: AnswerState, chunk: unknown, events: AnswerEvent[] = []): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return events;
  if (nonEmptyString(chunk.type) === undefined) return decodeAnswer(state, chunk, chunk.status, events);
  const { type, output_index: index } = chunk;
  switch (type) {
    case 'response.created':
    case 'response.queued':
    case 'response.in_progress':
      if (isObject(chunk.response)) addHead(state, headOf(chunk.response), true, events);
      return events;
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
    case 'response.cancelled': {
      const response = isObject(chunk.response) ? chunk.response : {};
      const named = type.slice('response.'.length);
      // An answer that failed may come with the name of one that did not.
      const status = named === 'completed' && finalStatuses.has(response.status) ? response.status : named;
      return decodeAnswer(state, response, status, events);
    }
    case 'response.output_item.added':
    case 'response.output_item.done':
      begin(state, events);
      if (isObject(chunk.item)) {
        decodeItem(state, itemOf(state, chunk.item.id, index), chunk.item, type.endsWith('done'), events);
      }
      return events;
    default:
      decodeDelta(state, chunk, events);
      return events;
  }
}

const finalStatuses = new Set<unknown>(['failed', 'cancelled', 'incomplete']);

/** Passes on the head that came with the first event. */
function begin(state: AnswerState, events: AnswerEvent[]): void {
  if (state.id === undefined) addHead(state, {}, false, events);
}

function decodeDelta(state: AnswerState, chunk: Fields, events: AnswerEvent[]): void {
  const { type, item_id: id, output_index: index, delta } = chunk;
  switch (type) {
    case 'response.output_text.delta':
      begin(state, events);
      if (typeof delta !== 'string') return;
      return addSaid(
        state,
        itemOf(state, id, index),
        { kind: 'text', text: delta, part: finiteNumber(chunk.content_index) },
        events,
      );
    case 'response.refusal.delta':
      begin(state, events);
      state.refused = true;
      if (typeof delta === 'string') addSaid(state, itemOf(state, id, index), { kind: 'text', text: delta }, events);
      return;
    case 'response.output_text.done': {
      // A server may send a text only when it is done.
      const item = itemOf(state, id, index);
      begin(state, events);
      if (!item.begun) addSaid(state, item, { kind: 'text', text: contentText(chunk.text) }, events);
      return;
    }
    case 'response.reasoning_text.delta':
    case 'response.reasoning_summary_text.delta': {
      begin(state, events);
      if (typeof delta !== 'string' || delta === '') return;
      const item = itemOf(state, id, index);
      // The same thinking may come under both names.
      if ((item.thoughts ??= type) !== type) return;
      const part = finiteNumber(chunk.summary_index) ?? finiteNumber(chunk.content_index);
      return addSaid(state, item, { kind: 'reasoning', text: delta, part }, events);
    }
    case 'response.function_call_arguments.delta':
    case 'response.mcp_call_arguments.delta':
      return addArguments(state, itemOf(state, id, index), delta, events);
    case 'response.function_call_arguments.done':
    case 'response.mcp_call_arguments.done':
      return settleArguments(state, itemOf(state, id, index), chunk.arguments, events);
    default:
  }
}

function headOf(response: Fields): AnswerHead {
  const id = nonEmptyString(response.id);
  const model = nonEmptyString(response.model);
  // The uuid in an answer's id is the request id.
  const requestId = nonEmptyString(response.request_id) ?? id?.replace(/^resp_/, '');
  const created = finiteNumber(response.created_at) ?? 0;
  const timestamp = created > 0 ? dateOfSeconds(created) : undefined;
  return {
    ...(id !== undefined && { id }),
    ...(model !== undefined && { model }),
    ...(timestamp !== undefined && { timestamp }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** Reads a whole answer, or the last event of a stream, which repeats the items that have come. */
function decodeAnswer(
  state: AnswerState,
  response: Fields,
  status: unknown,
  events: AnswerEvent[],
): AnswerEvent[] | Failure {
  const head = headOf(response);
  if (state.id === undefined) {
    addHead(state, head, false, events);
  } else if (state.model === undefined && head.model !== undefined) {
    // The first events of a stream lack the model.
    state.model = head.model;
    events.push({ type: 'metadata', model: head.model });
  }
  const output = Array.isArray(response.output) ? response.output : [];
  if (state.items === undefined) {
    // Their places tell the items of a whole answer apart: ids may be missing, or the same for all.
    for (const [place, item] of output.entries()) {
      if (!isObject(item)) continue;
      const entry = itemOf(state, undefined, place);
      entry.id = nonEmptyString(item.id);
      decodeItem(state, entry, item, true, events);
    }
    // OpenAI's clients add this field to an answer; some gateways send only it.
    if (!output.some((item) => isObject(item) && item.type === 'message')) {
      addText(state, contentText(response.output_text), events);
    }
  }
  state.usage = decodeUsage(response.usage) ?? state.usage;
  const plugins = isObject(response.usage) ? response.usage.x_tools : undefined;
  if (isObject(plugins)) state.metadata.plugins = plugins as JSONValue;
  if (status === 'failed' || status === 'cancelled') return failureOf(state, response, status);
  if (status === 'completed' || status === 'incomplete') setReason(state, status, response.incomplete_details);
  return events;
}

function failureOf(state: AnswerState, { error }: Fields, status: 'failed' | 'cancelled'): Failure {
  const failure = isObject(error) || typeof error === 'string' ? readFailure({ error }) : undefined;
  const { requestId } = state;
  if (failure !== undefined) return { ...failure, requestId: failure.requestId ?? requestId };
  if (status === 'cancelled') return { message: 'The service cancelled the answer.', requestId };
  return { message: 'The service failed to answer and gave no reason.', requestId, transient: true };
}

const incompleteReasons = new Map<unknown, FinishReason>([
  ['max_output_tokens', 'length'],
  ['content_filter', 'content-filter'],
]);

/** An incomplete answer without details has reached its limit of tokens: the service documents no other cause. */
function setReason(state: AnswerState, status: 'completed' | 'incomplete', details: unknown): void {
  const reason = isObject(details) ? nonEmptyString(details.reason) : undefined;
  state.rawReason = reason ?? status;
  if (status === 'completed') state.reason = 'stop';
  else state.reason = reason === undefined ? 'length' : (incompleteReasons.get(reason) ?? 'other');
}
