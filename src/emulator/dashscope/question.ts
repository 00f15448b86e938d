import { checkFields } from '../checks/fields.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { checkParameters } from '../checks/parameters.js';
import type { CheckScope } from '../checks/values.js';
import type { RequestContext } from '../server/context.js';
import { readMessages } from '../checks/messages.js';
import { isIncrementalOnly, resultFormatOf } from '../catalogue/dashscope.js';
import type { Model } from '../catalogue/model.js';
import type { Message, Question } from '../model/question.js';
import { readQuestion } from '../checks/question.js';
import { refuse } from '../rules/api-error.js';
import { contentOf } from './content.js';
import { nativeParameters, parameterNames } from './parameters.js';

/** A chat request, and the form of its answer. */
export interface Asked {
  question: Question;
  /** `text`: `output.text`; `message`: `output.choices`. */
  format: 'text' | 'message';
  /** Chunks hold only new text, not all text so far. */
  incremental: boolean;
}

/** True if a request asks for a stream, by the SSE header or by `accept` (recorded). */
export function isStreamed(headers: Headers): boolean {
  const accepts = headers.get('accept')?.includes('text/event-stream') === true;
  return accepts || headers.get('x-dashscope-sse')?.toLowerCase() === 'enable';
}

/** Reads and checks a request to one of the two chat services. */
export function readChat(context: RequestContext, model: Model, service: Model['service']): Asked {
  const { given, headers, policy } = context;
  const scope = { model, policy };
  if (model.kind === 'native') refuse('model-not-emulated', { model: model.id });
  if (model.kind === 'embedding' || model.service !== service) refuse('url-mismatch');
  checkFields(given, 'model input parameters', policy);
  const sent = given.parameters ?? {};
  if (!isObject(sent)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  const known = checkFields(sent, parameterNames, policy, 'parameters.');
  const parameters = checkParameters(known, scope, nativeParameters);
  const messages = readInput(given.input as JsonObject, scope);
  const question = readQuestion(parameters, { model, messages, stream: isStreamed(headers) }, context);
  return {
    question,
    format: readResultFormat(question, parameters),
    incremental: readIncremental(question, parameters),
  };
}

function readInput(input: JsonObject, scope: CheckScope): Message[] {
  checkFields(input, 'messages prompt history', scope.policy, 'input.');
  const { messages, prompt, history } = input;
  const prompted = typeof prompt === 'string' && prompt !== '';
  if (messages !== undefined && messages !== null) {
    if (prompted) refuse('input-both');
    return readMessages(messages, contentOf(scope), scope.policy);
  }
  if (!prompted) refuse('input-none');
  if (scope.model.service === 'multimodal') refuse('messages-missing');
  return [...readHistory(history, scope), textMessage('user', prompt)];
}

/** Reads the legacy `history` of a prompt: pairs of user and bot texts. */
function readHistory(history: unknown, { policy }: CheckScope): Message[] {
  if (history === undefined || history === null) return [];
  if (!Array.isArray(history)) refuse('history-malformed');
  return history.flatMap((turn: unknown) => {
    if (!isObject(turn)) refuse('history-malformed');
    checkFields(turn, 'user bot', policy, 'input.history.');
    const { user, bot } = turn;
    if (typeof user !== 'string' || typeof bot !== 'string') refuse('history-malformed');
    return [textMessage('user', user), textMessage('assistant', bot)];
  });
}

function textMessage(role: Message['role'], text: string): Message {
  return { role, parts: [{ kind: 'text', text }], toolCalls: [], partial: false };
}

/** Reads `result_format`, which the multimodal service ignores. */
function readResultFormat({ model, thinking, tools }: Question, given: JsonObject): Asked['format'] {
  if (model.service === 'multimodal') return 'message';
  const asked = given.result_format;
  const standard = resultFormatOf(model.id);
  if (asked === 'text' && standard.only) {
    refuse('parameter-value', { given: asked, accepted: "['message']", field: 'parameters.result_format' });
  }
  const format = (asked as Asked['format'] | null | undefined) ?? standard.format;
  if (format === 'text' && thinking) refuse('format-thinking');
  if (format === 'text' && tools.length > 0) refuse('format-tools');
  return format;
}

/** Reads `incremental_output`, which has no effect without a stream (recorded with thinking models in 2026). */
function readIncremental({ model, thinking, stream }: Question, given: JsonObject): boolean {
  if (!stream) return true;
  const always = isIncrementalOnly(model.id);
  const asked = given.incremental_output as boolean | null | undefined;
  if (always && asked === false) refuse('incremental-false');
  // Assumed: a model that thinks by default streams increments, as a plain call must not fail.
  const incremental = asked ?? (always || (thinking && given.enable_thinking !== true));
  if (thinking && !incremental) refuse('incremental-thinking');
  // qwen-mt-plus and qwen-mt-turbo always repeat the whole text (qwen-mt page).
  return incremental && !model.can.has('cumulative');
}
