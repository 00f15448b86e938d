import { addAlternative, addReasoning, addSpeech, addText, type AnswerState } from '../answer/answer.js';
import type { AnswerEvent } from '../answer/event.js';
import type { Failure } from '../../http/failure.js';
import { readErrorText, readFailure } from '../../http/read-failure.js';
import { finiteNumber, isObject, nonEmptyString, type JSONValue } from '../../util/json.js';
import { decodeLogprobs, decodeToolCalls } from '../wire/calls.js';
import { contentText } from '../wire/content.js';
import { setFinishReason } from '../wire/finish-reason.js';
import { decodeUsage } from './usage.js';

/**
 * Reads one chunk of a stream, or a whole answer, whose `message` is one large delta. Whatever is missing, null, empty
 * or of a wrong type is passed over. Returns a failure if the chunk says that the answer broke off; `events` then has
 * what it said before.
 */
export function decodeChunk(state: AnswerState, chunk: unknown, events: AnswerEvent[] = []): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return events;
  decodeHead(state, chunk, events);
  // Groq has the usage of a stream in a field of its own.
  const usage = decodeUsage(chunk.usage) ?? decodeUsage(isObject(chunk.x_groq) ? chunk.x_groq.usage : undefined);
  if (usage) state.usage = usage;
  if (!Array.isArray(chunk.choices)) return events;
  const several = chunk.choices.length > 1;
  for (const [place, choice] of chunk.choices.entries()) {
    if (!isObject(choice)) continue;
    const failure = decodeChoice(state, choice, several ? place : undefined, events);
    if (failure) return failure;
  }
  return events;
}

/** Id, model and time stand in every chunk; only the first ones are news. */
function decodeHead(state: AnswerState, chunk: Record<string, unknown>, events: AnswerEvent[]): void {
  if (state.id !== undefined) return;
  const id = nonEmptyString(chunk.id);
  const model = nonEmptyString(chunk.model);
  if (id === undefined && (model === undefined || model === state.model)) return;
  state.id = id;
  state.model = model ?? state.model;
  // The uuid of an answer's id is the request id (recordings of 2026).
  state.requestId = nonEmptyString(chunk.request_id) ?? id?.replace(/^(chat)?cmpl-/, '');
  const created = finiteNumber(chunk.created);
  const timestamp = created === undefined ? undefined : new Date(created * 1000);
  events.push({
    type: 'metadata',
    ...(id !== undefined && { id }),
    ...(model !== undefined && { model }),
    ...(timestamp !== undefined && !Number.isNaN(timestamp.getTime()) && { timestamp }),
    ...(state.requestId !== undefined && { requestId: state.requestId }),
  });
}

/** Servers have one of two names for what a model thinks. */
function decodeThoughts(state: AnswerState, delta: Record<string, unknown>, events: AnswerEvent[]): void {
  for (const field of ['reasoning_content', 'reasoning'] as const) {
    const thoughts = nonEmptyString(delta[field]);
    if (thoughts === undefined) continue;
    state.thoughtsField = field;
    addReasoning(state, thoughts, events);
    return;
  }
}

function decodeChoice(
  state: AnswerState,
  choice: Record<string, unknown>,
  place: number | undefined,
  events: AnswerEvent[],
): Failure | undefined {
  const delta = isObject(choice.delta) ? choice.delta : isObject(choice.message) ? choice.message : {};
  const text = contentText(delta.content ?? choice.text);
  const index = finiteNumber(choice.index) ?? place ?? state.choice ?? 0;
  const rawReason = nonEmptyString(choice.finish_reason);
  if (rawReason === 'error_finish') return readErrorText(text, state.requestId);
  state.choice ??= index;
  if (index !== state.choice) {
    addAlternative(state, index, text);
    return undefined;
  }
  decodeThoughts(state, delta, events);
  if (text !== '') addText(state, text, events);
  decodeToolCalls(state, delta.tool_calls, events, { whole: !isObject(choice.delta) });
  if (isObject(delta.audio)) addSpeech(state, delta.audio, events);
  if (Array.isArray(delta.annotations)) state.metadata.annotations = delta.annotations as JSONValue;
  decodeLogprobs(state, choice.logprobs);
  // "null" is a word of the native protocol, which some gateways pass on.
  if (rawReason !== undefined && rawReason !== 'null') setFinishReason(state, rawReason);
  // OpenRouter puts the error of the service behind it here.
  return isObject(choice.error) ? readFailure({ error: choice.error }) : undefined;
}
