import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Warning } from '../../options/warning.js';
import type { JSONObject } from '../../util/json.js';
import type { Message } from '../prompt/prompt.js';
import type { ChatRequest, Tool } from '../prompt/request.js';
import { withoutDialect, withoutUndefined } from '../wire/parameters.js';
import { encodeInput } from './messages.js';
import type { WireRequest, WireTool } from './wire.js';

/**
 * Writes a chat request as the body of `POST /responses`, with a warning for each setting that the service would ignore
 * in silence.
 */
export function encodeResponse(request: ChatRequest): {
  body: WireRequest;
  headers: Record<string, string>;
  warnings: Warning[];
} {
  const { model, stream, tools, options } = request;
  const { known, extra } = options;
  if (known.previousResponseId !== undefined && known.conversation !== undefined) {
    throw new InvalidArgumentError({
      argument: 'previousResponseId',
      message: 'previousResponseId and conversation were both given; the service accepts only one of them per call.',
    });
  }
  const { instructions, input } = encodeInput(request.prompt);
  const effort = known.reasoningEffort;
  const body: WireRequest = {
    model,
    input,
    ...(stream && { stream: true }),
    ...withoutUndefined({
      instructions,
      previous_response_id: known.previousResponseId,
      conversation: known.conversation,
      store: known.store,
      temperature: request.temperature,
      top_p: request.topP,
      max_output_tokens: maxOutputTokens(request),
      reasoning: effort === undefined ? undefined : { effort },
      // The effort would win over it.
      enable_thinking: effort === undefined ? known.enableThinking : undefined,
      tools: tools.length === 0 ? undefined : tools.map(encodeTool),
      tool_choice: encodeToolChoice(request),
    }),
    ...extra,
  };
  const headers: Record<string, string> =
    known.sessionCache === undefined ? {} : { 'x-dashscope-session-cache': known.sessionCache ? 'enable' : 'disable' };
  return { body, headers, warnings: ignoredSettings(request) };
}

const minOutputTokens = 16;

function maxOutputTokens({ maxTokens, options: { known } }: ChatRequest): number | undefined {
  const limit = maxTokens ?? known.maxCompletionTokens;
  if (limit === undefined || limit >= minOutputTokens) return limit;
  throw new InvalidArgumentError({
    argument: 'maxOutputTokens',
    message: `maxOutputTokens is ${limit}; the Responses protocol accepts ${minOutputTokens} or more.`,
  });
}

function encodeTool({ name, description, parameters }: Tool): WireTool {
  return withoutUndefined({
    type: 'function',
    name,
    description,
    parameters: withoutDialect(parameters),
  }) as WireTool;
}

/** The word `required` is accepted only with exactly one tool; a list of allowed tools does the same for several. */
function encodeToolChoice({ tools, toolChoice }: ChatRequest): JSONObject | string | undefined {
  if (tools.length === 0 || toolChoice === undefined) return undefined;
  if (toolChoice === 'auto' || toolChoice === 'none') return toolChoice;
  if (tools.length === 1) return 'required';
  const allowed = toolChoice === 'required' ? tools : [toolChoice];
  return { type: 'allowed_tools', mode: 'required', tools: allowed.map(({ name }) => ({ type: 'function', name })) };
}

/** Options that this protocol carries, or that are not sent on any. */
const carried: ReadonlySet<string> = new Set([
  'enableThinking',
  'reasoningEffort',
  'maxCompletionTokens',
  'previousResponseId',
  'conversation',
  'store',
  'sessionCache',
  'dataInspection',
  'waitTimeout',
  'timeout',
  'upload',
  'incrementalOutput',
  'strictJsonSchema',
] satisfies (keyof ChatRequest['options']['known'])[]);

const ignored = 'The Responses protocol has no such parameter. qwen(...) has it.';

function ignoredSettings(request: ChatRequest): Warning[] {
  const { stop, seed, topK, presencePenalty, frequencyPenalty } = request;
  const settings = { stopSequences: stop, seed, topK, presencePenalty, frequencyPenalty };
  const names = new Set(Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [name])));
  for (const [name, value] of Object.entries(request.options.known)) {
    if (value !== undefined && !carried.has(name) && !isDefault(name, value)) names.add(name);
  }
  if (request.traits.options) for (const name of request.prompt.flatMap(optionNames)) names.add(name);
  if (request.tools.some(({ cacheControl }) => cacheControl !== undefined)) names.add('cacheControl');
  return [...names].map((setting) => ({ type: 'unsupported-setting', setting, details: ignored }));
}

/** Text is every model's default. */
function isDefault(name: string, value: unknown): boolean {
  return name === 'modalities' && Array.isArray(value) && value.every((kind) => kind === 'text');
}

/** The options of a message and of its parts. None of them has a place in this protocol. */
function optionNames(message: Message): string[] {
  const parts = message.role === 'system' ? [] : message.role === 'tool' ? message.results : message.parts;
  const places = [message.options, ...parts.map((part) => (part.type === 'reasoning' ? undefined : part.options))];
  return places.flatMap((options) => {
    const { extra, ...known } = { extra: undefined, ...options };
    return Object.entries({ ...known, ...(extra as object | undefined) }).flatMap(([name, value]) =>
      value === undefined ? [] : [name],
    );
  });
}
