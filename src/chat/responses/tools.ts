import { InvalidArgumentError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import { modelsWithTools, responsesCapabilitiesOf } from '../../catalogue/responses.js';
import type { Warning } from '../../options/warning.js';
import type { ChatRequest } from '../prompt/request.js';
import { thinks } from '../rules/thinking.js';
import { toolMethods, type BuiltInTool, type BuiltInToolType } from '../tools/built-in.js';

const maxServers = 10;

/**
 * Checks the service's own tools of a call against the rules of the service, and turns thinking on where a tool needs it
 * and the caller has not said anything. Returns warnings.
 */
export function settleBuiltInTools(request: ChatRequest, capabilities: ModelCapabilities): Warning[] {
  const { builtInTools: tools = [] } = request;
  if (tools.length === 0) return [];
  checkTogether(tools);
  return [...checkModel(request, tools), ...settleThinking(request, tools, capabilities), ...idle(request, tools)];
}

/** Checks that need no model: which tools go together. */
function checkTogether(tools: readonly BuiltInTool[]): void {
  const seen = new Map<string, string>();
  for (const { type, name, mcp } of tools) {
    const what = mcp === undefined ? `${methodOf(type)}(...)` : `an MCP server with the label ${mcp.serverLabel}`;
    const other = seen.get(what);
    if (other !== undefined) throw refuse(name, `${other} and ${name} are both ${what}; a call can have one.`);
    seen.set(what, name);
  }
  const reader = tools.find(({ type }) => type === 'web_extractor');
  if (reader !== undefined && !tools.some(({ type }) => type === 'web_search')) {
    throw refuse(reader.name, 'webExtractor reads pages that a search has found. Add qwen.tools.webSearch().');
  }
  const servers = tools.filter(({ type }) => type === 'mcp');
  const tooMany = servers[maxServers];
  if (tooMany !== undefined) {
    throw refuse(tooMany.name, `There are ${servers.length} MCP servers; the service accepts ${maxServers} a call.`);
  }
}

function refuse(tool: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: `tools.${tool}`, message });
}

function methodOf(type: BuiltInToolType): string {
  return `qwen.tools.${toolMethods[type]}`;
}

function checkModel({ model }: ChatRequest, tools: readonly BuiltInTool[]): Warning[] {
  const { served, searchOnly, connects } = responsesCapabilitiesOf(model);
  const names = (wanted: readonly BuiltInTool[]) => wanted.map(({ type }) => methodOf(type)).join(', ');
  const lacking = served === false ? tools : tools.filter(({ type }) => searchOnly === true && type !== 'web_search');
  if (lacking.length > 0) {
    throw new UnsupportedFunctionalityError({
      functionality: names(lacking),
      message: `${model} does not have ${names(lacking)}. Models that do are ${modelsWithTools}.`,
    });
  }
  const unsure = tools.filter(({ type }) => connects === false && (type === 'mcp' || type === 'file_search'));
  if (unsure.length === 0) return [];
  const message =
    `${names(unsure)} is not documented for ${model}, and the service may leave it out without a word. ` +
    `Models that have it are ${modelsWithTools}.`;
  return [{ type: 'other', message }];
}

/** "Normal mode does not support Code interpreter. Please set enable_thinking to true." */
function settleThinking(
  request: ChatRequest,
  tools: readonly BuiltInTool[],
  capabilities: ModelCapabilities,
): Warning[] {
  const { readsThinking } = responsesCapabilitiesOf(request.model);
  const needy = tools.find(
    ({ type }) => type === 'code_interpreter' || (type === 'web_extractor' && readsThinking === true),
  );
  if (needy === undefined) return [];
  const { known } = request.options;
  const method = methodOf(needy.type);
  const thinking = thinks(capabilities, request);
  if (thinking === 'yes') return [];
  if (capabilities.thinking === 'none') {
    const message = `${method} needs a model that thinks, and ${request.model} does not. ${modelsWithTools} do.`;
    throw new UnsupportedFunctionalityError({ functionality: method, message });
  }
  if (known.enableThinking === false || known.reasoningEffort === 'none') {
    throw refuse(
      needy.name,
      `${method} needs thinking, which this call has turned off: by enableThinking, reasoning or reasoningEffort, or ` +
        'because toolChoice forces a tool.',
    );
  }
  known.enableThinking = true;
  if (thinking === 'maybe') return [];
  return [{ type: 'other', message: `Thinking is on for this call: ${method} needs it.` }];
}

/** Tools that cannot do anything in this call. */
function idle(
  { prompt, options: { known }, tools: functions, toolChoice }: ChatRequest,
  tools: readonly BuiltInTool[],
): Warning[] {
  const warnings: Warning[] = [];
  const continues = known.previousResponseId !== undefined || known.conversation !== undefined;
  const shows = prompt.some((message) => message.role === 'user' && message.parts.some(({ type }) => type === 'image'));
  if (tools.some(({ type }) => type === 'image_search') && !shows && !continues) {
    const message = 'qwen.tools.imageSearch looks for pictures like one of the prompt, and this prompt has none.';
    warnings.push({ type: 'other', message });
  }
  if (toolChoice === 'required' && functions.length === 0) {
    const message = 'Model Studio cannot be forced to use qwen.tools: the model chooses freely (toolChoice).';
    return [...warnings, { type: 'other', message }];
  }
  const named = typeof toolChoice === 'object' ? tools.find(({ name }) => name === toolChoice.name) : undefined;
  if (named === undefined) return warnings;
  const message =
    `Model Studio cannot be forced to use ${methodOf(named.type)}: the model may use it, and no other tool ` +
    '(toolChoice).';
  return [...warnings, { type: 'other', message }];
}
