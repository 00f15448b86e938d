import {
  addHead,
  addReasoning,
  addRefusal,
  addSpeech,
  addText,
  isAlternative,
  type AnswerHead,
  type AnswerState,
} from '../answer/answer.js';
import type { AnswerEvent } from '../answer/event.js';
import type { Failure } from '../../http/failure.js';
import { readErrorText, readFailure } from '../../http/read-failure.js';
import { finiteNumber, isObject, nonEmptyString, type JSONValue } from '../../util/json.js';
import { dateOfSeconds } from '../../util/time.js';
import { decodeLogprobs, decodeToolCalls } from '../wire/calls.js';
import { contentText, contentThoughts, thoughtsOf, withoutThoughts } from '../wire/content.js';
import { setFinishReason } from '../wire/finish-reason.js';
import { decodeUsage } from './usage.js';

/**
 * Reads one chunk of a stream, or a whole answer, whose `message` is read as one large delta. Ignores fields that are
 * missing, null, empty or of a wrong type. Returns a failure if the chunk says that the answer broke off; `events` then
 * has the events before it.
 */
export function decodeChunk(state: AnswerState, chunk: unknown, events: AnswerEvent[] = []): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return events;
  const choices = Array.isArray(chunk.choices) ? chunk.choices : [];
  if (state.id === undefined) decodeHead(state, chunk, !choices.some(saysSomething), events);
  // Groq has the usage of a stream in `x_groq`.
  const usage = chunk.usage ?? (isObject(chunk.x_groq) ? chunk.x_groq.usage : usageOfChoice(choices[0]));
  if (isObject(usage)) state.usage = decodeUsage(usage) ?? state.usage;
  const several = choices.length > 1;
  for (let place = 0; place < choices.length; place += 1) {
    const choice: unknown = choices[place];
    if (!isObject(choice)) continue;
    const failure = decodeChoice(state, choice, several ? place : undefined, events);
    if (failure) return failure;
  }
  return events;
}

function decodeHead(state: AnswerState, chunk: Record<string, unknown>, silent: boolean, events: AnswerEvent[]): void {
  // A keep-alive has the time 0.
  if (!silent || chunk.created !== 0) addHead(state, headOf(chunk), silent, events);
}

function headOf(chunk: Record<string, unknown>): AnswerHead {
  const id = nonEmptyString(chunk.id);
  const model = nonEmptyString(chunk.model);
  // The uuid in an answer's id is the request id (recordings of 2026).
  const requestId = nonEmptyString(chunk.request_id) ?? id?.replace(/^(chat)?cmpl-/, '');
  const created = finiteNumber(chunk.created) ?? 0;
  const timestamp = created > 0 ? dateOfSeconds(created) : undefined;
  // Four spreads would take longer than the rest of a short answer.
  const head: AnswerHead = {};
  if (id !== undefined) head.id = id;
  if (model !== undefined) head.model = model;
  if (timestamp !== undefined) head.timestamp = timestamp;
  if (requestId !== undefined) head.requestId = requestId;
  return head;
}

/** Moonshot puts the usage of a stream into the choice (earendil-works/pi#2017). */
function usageOfChoice(choice: unknown): unknown {
  return isObject(choice) ? choice.usage : undefined;
}

/** True if a choice has content, unlike an opener or a keep-alive. */
function saysSomething(choice: unknown): boolean {
  if (!isObject(choice)) return false;
  const { delta, message, text, finish_reason: reason } = choice;
  if ([text, reason].some((value) => nonEmptyString(value) !== undefined && value !== 'null')) return true;
  const fields = isObject(delta) ? delta : isObject(message) ? message : {};
  return telling.some((name) => {
    const value = fields[name];
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : nonEmptyString(value);
  });
}

// Fields of a message that are part of an answer.
const telling = [
  'content',
  'refusal',
  'reasoning_content',
  'reasoning',
  'reasoning_details',
  'tool_calls',
  'function_call',
  'audio',
  'annotations',
];

/**
 * Servers use one of two names for thinking, as text or as parts; some send only a list of details, or parts of the
 * content.
 */
function decodeThoughts(state: AnswerState, delta: Record<string, unknown>, events: AnswerEvent[]): void {
  for (const field of ['reasoning_content', 'reasoning'] as const) {
    const thoughts = contentText(delta[field]);
    if (thoughts === '') continue;
    state.thoughtsField = field;
    addReasoning(state, thoughts, events);
    return;
  }
  const details = Array.isArray(delta.reasoning_details) ? thoughtsOf(delta.reasoning_details) : '';
  const others = details || contentThoughts(delta.content);
  if (others !== '') addReasoning(state, others, events);
}

function decodeChoice(
  state: AnswerState,
  choice: Record<string, unknown>,
  place: number | undefined,
  events: AnswerEvent[],
): Failure | undefined {
  const delta = isObject(choice.delta) ? choice.delta : isObject(choice.message) ? choice.message : {};
  const text = contentText(withoutThoughts(delta.content) ?? choice.text);
  const index = finiteNumber(choice.index) ?? place ?? state.choice ?? 0;
  const rawReason = nonEmptyString(choice.finish_reason);
  if (rawReason === 'error_finish') return readErrorText(text || contentText(delta.reasoning_content), state.requestId);
  if (isAlternative(state, index, text)) return undefined;
  if (delta.reasoning_content || delta.reasoning || delta.reasoning_details || typeof delta.content === 'object') {
    decodeThoughts(state, delta, events);
  }
  if (text !== '') addText(state, text, events);
  // OpenAI's place for the model's reason for not answering.
  if (delta.refusal) addRefusal(state, nonEmptyString(delta.refusal) ?? '', events);
  if (typeof delta.tool_calls === 'object' && delta.tool_calls !== null) {
    decodeToolCalls(state, delta.tool_calls, events, { whole: !isObject(choice.delta) });
  }
  // The older form of a call, of which an answer has one.
  if (isObject(delta.function_call)) decodeToolCalls(state, [{ index: 0, function: delta.function_call }], events);
  if (isObject(delta.audio)) addSpeech(state, delta.audio, events);
  if (Array.isArray(delta.annotations)) state.metadata.annotations = delta.annotations as JSONValue;
  decodeLogprobs(state, choice.logprobs);
  if (rawReason !== undefined) setFinishReason(state, rawReason);
  // OpenRouter puts the error of its upstream service here.
  return isObject(choice.error) ? readFailure({ error: choice.error }) : undefined;
}
