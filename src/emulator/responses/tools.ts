import { readsOnlyThinking } from '../catalogue/responses.js';
import type { ParameterPolicy } from '../checks/policy.js';
import type { Question, Tool } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import { isObject, type JsonObject, toText } from '../util/objects.js';

const functionName = /^[A-Za-z0-9_-]{1,64}$/;
const maxMcpTools = 10;

/** Built-in tools, with the settings that they have. */
const settings: Record<string, readonly string[]> = {
  web_search: [],
  web_extractor: [],
  code_interpreter: [],
  web_search_image: [],
  image_search: [],
  file_search: ['vector_store_ids'],
  mcp: ['server_protocol', 'server_label', 'server_description', 'server_url', 'headers'],
};

/** The tools of a request. */
export interface GivenTools {
  functions: Tool[];
  /** As they were sent. */
  builtIn: JsonObject[];
  choice: Question['toolChoice'];
}

/** Reads tools and the choice among them. Unknown tools and settings are ignored, and told. */
export function readTools(given: JsonObject, policy: ParameterPolicy, warnings: string[]): GivenTools {
  const list = given.tools ?? [];
  if (!Array.isArray(list)) refuse('responses-item', { field: 'tools', given: toText(list), accepted: 'a list' });
  const functions: Tool[] = [];
  const builtIn: JsonObject[] = [];
  for (const [index, tool] of list.entries()) {
    const field = `tools[${index}]`;
    if (!isObject(tool)) refuse('responses-item', { field, given: toText(tool), accepted: 'an object' });
    const known = Object.hasOwn(settings, toText(tool.type)) ? settings[toText(tool.type)]! : undefined;
    if (tool.type === 'function') functions.push(readFunction(tool, index, policy));
    else if (known === undefined) warnings.push(`The tool type ${toText(tool.type)} is unknown; the tool is ignored.`);
    else {
      builtIn.push(tool);
      warnOfSettings(tool, known, `${field}.`, warnings);
    }
  }
  const remote = builtIn.filter((tool) => tool.type === 'mcp').length;
  if (remote > maxMcpTools) refuse('responses-mcp-count', { given: remote });
  return { functions, builtIn, choice: readChoice(given.tool_choice, list.length, policy) };
}

function warnOfSettings(tool: JsonObject, known: readonly string[], path: string, warnings: string[]): void {
  for (const name of Object.keys(tool)) {
    if (name === 'type' || known.includes(name) || tool[name] === null) continue;
    warnings.push(`'${path}${name}' has no effect: the tool ${toText(tool.type)} has no such setting.`);
  }
}

function readFunction(tool: JsonObject, index: number, policy: ParameterPolicy): Tool {
  // The nested form of chat completions.
  if (isObject(tool.function)) refuse('responses-nested-function');
  const { name, description, parameters = {} } = tool;
  if (typeof name !== 'string' || !functionName.test(name)) {
    refuse('responses-function-name', { index, given: name ?? '' });
  }
  if (parameters !== null && !isObject(parameters)) refuse('responses-nested-function');
  for (const field of Object.keys(tool)) {
    if (!['type', 'name', 'description', 'parameters', 'strict'].includes(field)) {
      policy.unknown(`tools[${index}].${field}`);
    }
  }
  return { name, description: typeof description === 'string' ? description : '', schema: parameters ?? {} };
}

function readChoice(value: unknown, count: number, policy: ParameterPolicy): Question['toolChoice'] {
  if (value === undefined || value === null || value === 'auto') return 'auto';
  if (value === 'none') return 'none';
  if (value === 'required') return count === 1 ? 'required' : refuse('responses-required');
  if (isObject(value) && value.type === 'allowed_tools' && Array.isArray(value.tools)) {
    const [only, ...others] = value.tools.filter((tool) => isObject(tool) && tool.type === 'function') as JsonObject[];
    const forced = value.mode === 'required' && others.length === 0 && typeof only?.name === 'string';
    return forced ? { name: toText(only.name) } : 'auto';
  }
  // OpenAI's other choices are not in the documentation.
  policy.unknown(`tool_choice ${toText(value)}`);
  return 'auto';
}

/** Refuses built-in tools that miss what they need. */
export function checkBuiltInTools(builtIn: readonly JsonObject[], model: string, thinking: boolean): void {
  const types = new Set(builtIn.map((tool) => tool.type));
  if (types.has('web_extractor')) {
    if (!types.has('web_search')) refuse('responses-extractor-search');
    if (!thinking && readsOnlyThinking(model)) refuse('responses-extractor-thinking');
  }
  if (types.has('code_interpreter') && !thinking) refuse('responses-interpreter-thinking');
}
