import { InvalidArgumentError } from '@ai-sdk/provider';
import type { JSONObject } from '../../util/json.js';
import type { ChatRequest, Tool } from '../prompt/request.js';
import { withoutDialect, withoutUndefined } from '../wire/parameters.js';
import { encodeInput } from './messages.js';
import type { WireRequest, WireTool } from './wire.js';

/** Writes a chat request as the body of `POST /responses`. */
export function encodeResponse(request: ChatRequest): {
  body: WireRequest;
  headers: Record<string, string>;
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
  return { body, headers };
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
