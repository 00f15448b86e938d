import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { emptyKeysOf, type HostManner } from './host.js';
import { echoOf } from './request.js';

/** The outcome of a request. */
export interface Outcome {
  output: JsonObject[];
  usage: JsonObject;
  /** Why the answer is incomplete; undefined for a complete one. */
  cut?: 'max_output_tokens' | 'content_filter';
}

/** The body of an answer. Without an outcome it has only begun: it names no model and has no output. */
export function renderResponse(
  context: RequestContext,
  host: HostManner,
  state: Outcome | 'queued' | 'in_progress',
): JsonObject {
  const { body, id, now } = context;
  const seconds = Math.floor(now / 1000);
  const ended = typeof state === 'string' ? undefined : state;
  return {
    ...emptyKeysOf(host),
    background: false,
    ...(ended && { completed_at: seconds + 1 }),
    created_at: seconds,
    frequency_penalty: 0,
    id: `resp_${id}`,
    metadata: {},
    model: ended ? body.model : '',
    object: 'response',
    output: ended?.output ?? [],
    parallel_tool_calls: true,
    presence_penalty: 0,
    service_tier: 'default',
    status: typeof state === 'string' ? state : state.cut ? 'incomplete' : 'completed',
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    tool_choice: body.tool_choice ?? 'auto',
    tools: echoTools(body.tools, host),
    top_logprobs: 0,
    top_p: body.top_p ?? 1,
    ...settingsOf(body),
    ...echoOf(body),
    ...(ended?.cut && { incomplete_details: { reason: ended.cut } }),
    ...(ended && { usage: ended.usage }),
  };
}

/** Settings that are named only by a request that has them. */
function settingsOf(body: JsonObject): JsonObject {
  const names = ['instructions', 'max_output_tokens', 'previous_response_id', 'conversation', 'reasoning'];
  return Object.fromEntries(names.filter((name) => body[name] != null).map((name) => [name, body[name]]));
}

/** The host of a workspace names the settings that OpenAI's web search has, as null. */
function echoTools(tools: unknown, host: HostManner): unknown[] {
  if (!Array.isArray(tools)) return [];
  if (host === 'shared') return tools;
  const empty = { filters: null, search_context_size: null, user_location: null };
  return tools.map((tool) => (isObject(tool) && tool.type === 'web_search' ? { ...empty, ...tool } : tool));
}
