import { originalOf } from './relatives.js';

/** The tools of the service that a model has over the Responses protocol. An absent field is not known. */
export interface ResponsesCapabilities {
  /** True for a model that the documentation lists; false for one that the service was seen to refuse. */
  served?: boolean;
  /** True for a model that has function tools and the web search only. */
  searchOnly?: boolean;
  /** True for a model that is documented to have `mcp` and `file_search`. */
  connects?: boolean;
  /** True if the model reads pages only while it thinks. */
  readsThinking?: boolean;
}

// The Responses page of September 2026, and the models of its page of May that are missing there. Its tool pages list
// the models that have `mcp` and `file_search`.
const connecting =
  'qwen3.8-max qwen3.7-max qwen3.7-plus qwen3.6-plus qwen3.5-plus qwen3.8-flash qwen3.7-flash qwen3.6-flash ' +
  'qwen3.5-flash qwen3.8-2.4t-a95b qwen3.8-27b qwen3.6-35b-a3b qwen3.5-397b-a17b qwen3.5-122b-a10b qwen3.5-27b ' +
  'qwen3.5-35b-a3b';
const others =
  'qwen3-max qwen3.5-ocr deepseek-v4.1-flash deepseek-v4-pro deepseek-v4-flash glm-5.3 glm-5.2 kimi-k3 qwen-plus ' +
  'qwen-flash qwen3-coder-plus qwen3-coder-flash qwen3-coder-next';

// Models that were tried one by one in September 2026 and refused, most with "Unsupported model". Models outside of
// both lists may answer.
const refused =
  'qwen3.6-27b qwen3-vl-plus qwen3.5-omni-plus qwen3-235b-a22b-instruct-2507 qwen3-14b qwen-max qwen-coder-plus ' +
  'qwen-coder-turbo qwq-plus qwen-long MiniMax-M2.5';

/** Capabilities over the Responses protocol, by model id. */
export const responsesModels: ReadonlyMap<string, ResponsesCapabilities> = new Map<string, ResponsesCapabilities>([
  ...others.split(' ').map((id) => [id, { served: true, connects: false }] as const),
  ...connecting.split(' ').map((id) => [id, { served: true, connects: true }] as const),
  ...refused.split(' ').map((id) => [id, { served: false }] as const),
  ['qwen3.8-omni-flash', { served: true, searchOnly: true }] as const,
  ...['qwen3.5-plus', 'qwen3.7-plus'].map((id) => [id, { served: true, connects: true, readsThinking: true }] as const),
]);

/**
 * The capabilities of a model over the Responses protocol; those of the model that it is a snapshot of, if any. Nobody
 * has tried the snapshots of models that were refused.
 */
export function responsesCapabilitiesOf(id: string): ResponsesCapabilities {
  const own = responsesModels.get(id);
  if (own !== undefined) return own;
  const original = responsesModels.get(originalOf(id, responsesModels) ?? '');
  return original?.served === true ? original : {};
}

/** Some models with all tools, for messages. */
export const modelsWithTools = 'qwen3.8-max, qwen3.7-max, qwen3.7-plus, qwen3.6-plus, qwen3.8-flash and qwen3.7-flash';
