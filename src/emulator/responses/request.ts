import { countsThinking } from '../catalogue/responses.js';
import type { Model } from '../catalogue/model.js';
import { checkConversation } from '../checks/conversation.js';
import { checkMedia } from '../checks/media.js';
import { createPolicy } from '../checks/policy.js';
import { type Message, plainQuestion, type Question } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { describeDataURL } from '../util/media.js';
import { itemsIn, type Conversation } from '../stores/conversations.js';
import { isObject, type JsonObject, toText } from '../util/objects.js';
import { isEmptied, itemsOf, readItems } from './input.js';
import { checkBuiltInTools, type GivenTools, readTools } from './tools.js';

/** A request to the Responses API that passed the checks. */
export interface ResponsesRequest {
  question: Question;
  tools: GivenTools;
  /** The items of `input`. */
  items: JsonObject[];
  /** Input and output of the turns before it. */
  history: JsonObject[];
  /** The conversation that the answer belongs to. */
  conversation: Conversation | undefined;
  stored: boolean;
  /** The service answers with an empty output. */
  emptied: boolean;
}

const acting =
  'model input instructions previous_response_id conversation store stream temperature top_p max_output_tokens ' +
  'reasoning enable_thinking tools tool_choice ocr_options';
const idle =
  'text metadata parallel_tool_calls thinking_budget background include truncation user service_tier ' +
  'prompt_cache_key safety_identifier max_tool_calls top_logprobs';

const actingFields = new Set(acting.split(' '));
const idleFields = new Set(idle.split(' '));
const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];

/** Reads and checks a request. */
export function readRequest(context: RequestContext, model: Model): ResponsesRequest {
  const { given, policy, warnings } = context;
  tellIgnored(context);
  const thinking = readThinking(given, model, context);
  const tools = readTools(given, policy, warnings);
  checkBuiltInTools(tools.builtIn, model.id, thinking);
  checkRanges(given);
  const conversation = readConversation(context);
  const previous = conversation === undefined ? readPrevious(context) : itemsIn(conversation, context.now);
  const items = itemsOf(given.input);
  const messages = [
    ...systemMessage(given.instructions),
    ...readItems(previous, { model: model.id, policy: createPolicy('warn', []), warnings: [] }),
    ...readItems(items, { model: model.id, policy, warnings }),
  ];
  const question = questionOf(context, model, { messages, tools, thinking });
  checkConversation({ ...question, model: { ...model, input: Infinity } });
  checkMedia(question);
  const stored = given.store !== false;
  return { question, tools, items, history: previous, conversation, stored, emptied: isEmptied(items) };
}

function systemMessage(instructions: unknown): Message[] {
  if (typeof instructions !== 'string' || instructions === '') return [];
  return [{ role: 'system', parts: [{ kind: 'text', text: instructions }], toolCalls: [], partial: false }];
}

/** Warns of fields that the service echoes and otherwise ignores. The policy decides about unknown fields. */
function tellIgnored({ given, policy, warnings }: RequestContext): void {
  for (const [field, value] of Object.entries(given)) {
    if (actingFields.has(field)) continue;
    if (!idleFields.has(field)) policy.unknown(field);
    else if (!isDefault(field, value)) warnings.push(`'${field}' has no effect in the Responses API; it is echoed.`);
  }
  const { reasoning } = given;
  if (!isObject(reasoning)) return;
  for (const name of Object.keys(reasoning)) {
    if (name === 'summary' && reasoning.summary != null) warnings.push("'reasoning.summary' has no effect.");
    if (name !== 'summary' && name !== 'effort') policy.unknown(`reasoning.${name}`);
  }
}

/** True for a value that asks for what the service does anyway. */
function isDefault(field: string, value: unknown): boolean {
  if (value === null) return true;
  if (field === 'parallel_tool_calls') return value === true;
  if (field === 'background') return value === false;
  if (field === 'metadata') return isObject(value) && Object.keys(value).length === 0;
  if (field === 'text') return isObject(value) && (!isObject(value.format) || value.format.type === 'text');
  return (Array.isArray(value) && value.length === 0) || ['disabled', 'auto', 'default', 0].includes(value as string);
}

/** `reasoning.effort` wins over `enable_thinking`. */
function readThinking(given: JsonObject, model: Model, { policy }: RequestContext): boolean {
  const { enable_thinking: wanted, reasoning } = given;
  checkBoolean('enable_thinking', wanted);
  const effort = isObject(reasoning) ? (reasoning.effort ?? undefined) : undefined;
  if (effort !== undefined && !efforts.includes(effort as string)) refuse('responses-effort', { given: effort });
  const asked = effort === undefined ? wanted : effort !== 'none';
  if (model.thinking === 'only') return true;
  if (model.thinking !== 'none') return typeof asked === 'boolean' ? asked : model.thinking === 'on';
  if (asked === true) policy.unsupported(effort === undefined ? 'enable_thinking' : 'reasoning.effort', model.id);
  return false;
}

function checkRanges(given: JsonObject): void {
  const { temperature, top_p: topP, max_output_tokens: max } = given;
  checkBoolean('store', given.store);
  checkBoolean('stream', given.stream);
  if (isGiven(temperature) && !(typeof temperature === 'number' && temperature >= 0 && temperature < 2)) {
    refuse('responses-temperature', { given: temperature });
  }
  if (isGiven(topP) && !(typeof topP === 'number' && topP > 0 && topP <= 1)) refuse('responses-top_p', { given: topP });
  if (isGiven(max) && !(Number.isInteger(max) && (max as number) >= 16)) refuse('responses-max', { given: max });
}

function readConversation({ given, conversations }: RequestContext): Conversation | undefined {
  const { previous_response_id: previous, conversation: id } = given;
  if (isGiven(previous) && isGiven(id)) refuse('responses-exclusive');
  return isGiven(id) ? (conversations.get(toText(id)) ?? refuse('conversation-lost', { id: toText(id) })) : undefined;
}

/** The items of the turns before this one. */
function readPrevious({ given, answers, now }: RequestContext): JsonObject[] {
  const { previous_response_id: id } = given;
  if (!isGiven(id)) return [];
  const previous = answers.get(toText(id), now) ?? refuse('responses-previous', { given: id });
  return [...previous.history, ...previous.input, ...(previous.body.output as JsonObject[])];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function checkBoolean(field: string, value: unknown): void {
  if (isGiven(value) && typeof value !== 'boolean') refuse('responses-boolean', { field, given: toText(value) });
}

interface Read {
  messages: Message[];
  tools: GivenTools;
  thinking: boolean;
}

function questionOf(context: RequestContext, model: Model, { messages, tools, thinking }: Read): Question {
  const { given, headers, store, now } = context;
  const max = typeof given.max_output_tokens === 'number' ? given.max_output_tokens : undefined;
  return {
    ...plainQuestion,
    model,
    messages,
    tools: tools.functions,
    toolChoice: tools.choice,
    parallelToolCalls: true,
    thinking,
    stream: given.stream === true,
    streamsTools: true,
    ...(max !== undefined && (countsThinking(model.id) ? { maxCompletionTokens: max } : { maxTokens: max })),
    resolvesOss: headers.get('x-dashscope-ossresourceresolve')?.toLowerCase() === 'enable',
    describe: (url) => (url.startsWith('oss://') ? store.describe(url, model.id, now) : describeDataURL(url)),
  };
}

/** Part of the window that the input may take; the service cuts the rest in silence. */
const inputShare = 0.8;

/** The maximum input tokens. Warns of an input that the service would cut. */
export function cutInput({ question }: ResponsesRequest, tokens: number, warnings: string[]): number {
  const max = Math.floor(question.model.input * inputShare);
  if (tokens <= max) return tokens;
  warnings.push(`The input has about ${tokens} tokens. The service cuts it to ${max} without saying so.`);
  return max;
}

/** Fields that are echoed although they have no effect. OpenAI's SDK for Python renames `schema`, and so it comes back. */
export function echoOf(body: JsonObject): JsonObject {
  const fields = Object.entries(body).filter(([field, value]) => !actingFields.has(field) && value !== null);
  return Object.fromEntries(fields.map(([field, value]) => [field, field === 'text' ? renameSchema(value) : value]));
}

function renameSchema(text: unknown): unknown {
  if (!isObject(text) || !isObject(text.format) || !('schema' in text.format)) return text;
  const { schema, ...format } = text.format;
  return { ...text, format: { ...format, schema_: schema } };
}
