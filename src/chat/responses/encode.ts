import { InvalidArgumentError } from '@ai-sdk/provider';
import type { JSONObject } from '../../util/json.js';
import type { ChatRequest, Tool } from '../prompt/request.js';
import { withoutDialect, withoutUndefined } from '../wire/parameters.js';
import { encodeInput } from './messages.js';
import type { BuiltInTool } from '../tools/built-in.js';
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
      tools: nonEmpty([...tools.map(encodeTool), ...offered(request).map(encodeBuiltIn)]),
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

/** A list of allowed tools cannot tell one MCP server from another, so a choice of one leaves the others out. */
function offered({ builtInTools = [], toolChoice }: ChatRequest): BuiltInTool[] {
  if (typeof toolChoice !== 'object') return builtInTools;
  const chosen = builtInTools.find(({ name }) => name === toolChoice.name);
  return builtInTools.filter((tool) => chosen?.type !== 'mcp' || tool === chosen || tool.type !== 'mcp');
}

function encodeBuiltIn({ type, fileSearch, mcp }: BuiltInTool): WireTool {
  return withoutUndefined({
    type,
    vector_store_ids: fileSearch?.vectorStoreIds,
    server_protocol: mcp && (mcp.serverProtocol ?? 'sse'),
    server_label: mcp?.serverLabel,
    server_description: mcp?.serverDescription,
    server_url: mcp?.serverUrl,
    headers: mcp?.headers,
  }) as WireTool;
}

function nonEmpty<Item>(items: Item[]): Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

/**
 * The word `required` is accepted only with exactly one tool; a list of allowed tools does the same for several. The
 * service cannot be forced to use a built-in tool, but it can be kept from using another one.
 */
function encodeToolChoice(request: ChatRequest): JSONObject | string | undefined {
  const { tools, toolChoice } = request;
  const all = [...tools.map(({ name }) => ({ type: 'function', name })), ...offered(request)];
  if (all.length === 0 || toolChoice === undefined) return undefined;
  if (toolChoice === 'auto' || toolChoice === 'none') return toolChoice;
  const wanted = toolChoice === 'required' ? all : all.filter(({ name }) => name === toolChoice.name);
  const forced = wanted.some(({ type }) => type === 'function');
  if (all.length === 1) return forced ? 'required' : 'auto';
  const allowed = wanted.map(({ type, name }): JSONObject => (type === 'function' ? { type, name } : { type }));
  return { type: 'allowed_tools', mode: forced ? 'required' : 'auto', tools: allowed };
}
