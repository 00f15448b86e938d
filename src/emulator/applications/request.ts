import { findModel } from '../catalogue/models.js';
import { readBody } from '../checks/body.js';
import { type Message, type Part, plainQuestion, type Question } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject, toText } from '../util/objects.js';

/** A call of an application that passed the checks. */
export interface ApplicationRequest {
  question: Question;
  sessionId: string;
  /** Workflows have ids that begin with `workflow`. */
  workflow: boolean;
  /** Thoughts are returned. */
  thoughts: boolean;
  /** Chunks hold only what is new. */
  incremental: boolean;
  flow: string;
  variables: JsonObject | undefined;
  /** Ids of the knowledge bases to search. */
  knowledge: string[];
}

const inputFields = new Set('prompt messages session_id memory_id image_list file_list biz_params'.split(' '));
const parameterFields = new Set(
  (
    'incremental_output has_thoughts enable_thinking flow_stream_mode rag_options model_id enable_web_search ' +
    'enable_system_time dialog_round temperature top_p top_k seed stream'
  ).split(' '),
);

/** Reads and checks a request. */
export function readRequest(context: RequestContext, appId: string): ApplicationRequest {
  readBody(context);
  const { input, parameters = {}, debug: _debug, ...others } = context.given;
  if (!isObject(input)) refuse('empty-input');
  if (!isObject(parameters))
    refuse('application-field', { field: 'parameters', given: toText(parameters), accepted: 'an object' });
  for (const field of Object.keys(others)) context.policy.unknown(field);
  for (const field of Object.keys(input)) if (!inputFields.has(field)) context.policy.unknown(`input.${field}`);
  for (const field of Object.keys(parameters)) {
    if (!parameterFields.has(field)) context.policy.unknown(`parameters.${field}`);
  }
  const workflow = appId.startsWith('workflow');
  const { sessionId, messages } = readConversation(context, input);
  const modelId = parameters.model_id ?? 'qwen-plus';
  const model = findModel(toText(modelId), context.region) ?? refuse('model-unknown', { model: modelId });
  const thinking = parameters.enable_thinking === true && !workflow;
  return {
    question: { ...plainQuestion, model, messages, thinking, stream: isStreamed(context.headers) },
    sessionId,
    workflow,
    thoughts: parameters.has_thoughts === true,
    incremental: parameters.incremental_output === true,
    flow: workflow ? toText(parameters.flow_stream_mode ?? 'full_thoughts') : 'full_thoughts',
    variables: isObject(input.biz_params) ? input.biz_params : undefined,
    knowledge: readKnowledge(parameters.rag_options),
  };
}

/** The official SDKs send the first header; a recorded client sent the second. */
export function isStreamed(headers: Headers): boolean {
  if (headers.get('x-dashscope-sse')?.toLowerCase() === 'enable') return true;
  return headers.get('accept')?.includes('text/event-stream') === true;
}

/** Messages win over a prompt. A session has the earlier turns; one that was forgotten starts over. */
function readConversation(
  { sessions, newId, now, warnings }: RequestContext,
  input: JsonObject,
): { sessionId: string; messages: Message[] } {
  const { prompt, messages, session_id: given } = input;
  const media = [
    ...readUrls('image_list', input.image_list).map((url): Part => ({ kind: 'image', url })),
    ...readUrls('file_list', input.file_list).map((url): Part => ({ kind: 'document', urls: [url] })),
  ];
  if (typeof given === 'string' && typeof prompt !== 'string') refuse('application-session');
  const sessionId = typeof given === 'string' ? given : newId().replaceAll('-', '');
  const earlier = typeof given === 'string' ? sessions.get(given, now) : [];
  if (earlier === undefined) warnings.push(`The session ${sessionId} is unknown or over an hour old; it starts over.`);
  if (Array.isArray(messages) && messages.length > 0) {
    const read = messages.map(readMessage);
    if (!read.some(({ role }) => role === 'user')) refuse('application-prompt');
    read.at(-1)!.parts.push(...media);
    return { sessionId, messages: read };
  }
  if (typeof prompt !== 'string' || prompt === '') refuse('application-prompt');
  const asked: Message = {
    role: 'user',
    parts: [...media, { kind: 'text', text: prompt }],
    toolCalls: [],
    partial: false,
  };
  return { sessionId, messages: [...(earlier ?? []), asked] };
}

function readMessage(message: unknown, index: number): Message {
  const { role, content } = isObject(message) ? message : {};
  const field = `input.messages[${index}]`;
  if (role !== 'system' && role !== 'user' && role !== 'assistant') {
    refuse('application-field', {
      field: `${field}.role`,
      given: toText(role ?? null),
      accepted: 'system, user or assistant',
    });
  }
  if (typeof content !== 'string') {
    refuse('application-field', { field: `${field}.content`, given: toText(content ?? null), accepted: 'a string' });
  }
  return { role, parts: [{ kind: 'text', text: content }], toolCalls: [], partial: false };
}

function readUrls(field: string, value: unknown): string[] {
  if (value === undefined) return [];
  const urls = Array.isArray(value) ? value.filter((url) => typeof url === 'string') : undefined;
  if (urls !== undefined && urls.length === (value as unknown[]).length) return urls;
  return refuse('application-field', { field: `input.${field}`, given: toText(value), accepted: 'a list of URLs' });
}

const limits: [field: string, max: number][] = [
  ['pipeline_ids', 5],
  ['file_ids', 5],
  ['session_file_ids', 10],
];

/** The knowledge bases to search, after the limits of the documentation. */
function readKnowledge(options: unknown): string[] {
  if (!isObject(options)) return [];
  for (const [field, max] of limits) {
    const ids = options[field];
    if (ids === undefined) continue;
    if (!Array.isArray(ids) || ids.length > max) {
      refuse('application-field', {
        field: `rag_options.${field}`,
        given: toText(ids),
        accepted: `at most ${max} ids`,
      });
    }
    const wrong = field === 'session_file_ids' && ids.find((id) => !String(id).startsWith('file_session_'));
    if (wrong) refuse('application-field', { field: `rag_options.${field}`, given: wrong, accepted: 'file_session_…' });
  }
  return Array.isArray(options.pipeline_ids) ? options.pipeline_ids.map(toText) : [];
}
