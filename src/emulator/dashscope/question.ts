import { checkFields } from '../checks/fields.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { checkParameters } from '../checks/parameters.js';
import type { CheckScope } from '../checks/values.js';
import type { RequestContext } from '../server/context.js';
import { readMessages } from '../checks/messages.js';
import type { Model } from '../catalogue/models.js';
import type { Message, Question } from '../model/question.js';
import { readQuestion } from '../checks/question.js';
import { refuse } from '../rules/api-error.js';
import { contentOf } from './content.js';
import { nativeParameters, parameterNames } from './parameters.js';

/** A chat request, and how its answer is to be written. */
export interface Asked {
  question: Question;
  /** `text`: `output.text`; `message`: `output.choices`. */
  format: 'text' | 'message';
  /** Packets hold what is new, not all that was said so far. */
  incremental: boolean;
}

/** Models whose streams are always incremental, by the API reference (March 2026). */
const alwaysIncremental = /^qwen3-(?!coder-(?:plus|flash))(?!omni|asr)|^qwq|^qvq/;
/** Models whose result format is text unless asked for: commercial ones before Qwen3, and older open ones. */
const textByDefault = /^(?:qwen-|qwen[12]|qwen3-coder-(?:plus|flash)|qwen3-next-80b-a3b-instruct|tongyi-|farui-)/;
/** Models that know one result format only. */
const messageOnly = /^qwen3-max/;

/** Whether a request asks for a stream: by the header, or by what it accepts (recorded). */
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

/** The legacy `history` of `prompt`: pairs of what was said. */
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

/** The multimodal service passes over `result_format`. */
function readResultFormat({ model, thinking, tools }: Question, given: JsonObject): Asked['format'] {
  if (model.service === 'multimodal') return 'message';
  const asked = given.result_format;
  if (asked === 'text' && messageOnly.test(model.id)) {
    refuse('parameter-value', { given: asked, accepted: "['message']", field: 'parameters.result_format' });
  }
  const format = (asked as Asked['format'] | null | undefined) ?? defaultFormat(model);
  if (format === 'text' && thinking) refuse('format-thinking');
  if (format === 'text' && tools.length > 0) refuse('format-tools');
  return format;
}

function defaultFormat({ id }: Model): Asked['format'] {
  return textByDefault.test(id) ? 'text' : 'message';
}

/** Whole answers pass over `incremental_output` (recorded with thinking models in 2026). */
function readIncremental({ model, thinking, stream }: Question, given: JsonObject): boolean {
  if (!stream) return true;
  const always = alwaysIncremental.test(model.id);
  const asked = given.incremental_output as boolean | null | undefined;
  if (always && asked === false) refuse('incremental-false');
  // Models that think unless told otherwise can't demand a parameter of a call that asks for nothing.
  const incremental = asked ?? (always || (thinking && given.enable_thinking !== true));
  if (thinking && !incremental) refuse('incremental-thinking');
  // qwen-mt-plus and qwen-mt-turbo repeat the whole text whatever is asked (qwen-mt page).
  return incremental && !model.can.has('cumulative');
}
