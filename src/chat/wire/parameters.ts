import { toSnakeCase, type JSONObject, type JSONValue } from '../../util/json.js';
import type { ChatOptions } from '../options.js';
import type { ChatRequest, Tool } from '../prompt/request.js';

type OptionName = keyof ChatOptions['known'];

/** Options that both protocols carry as a parameter of the same name in snake_case. */
const shared: ReadonlySet<string> = new Set([
  'enableThinking',
  'thinkingBudget',
  'reasoningEffort',
  'preserveThinking',
  'clearThinking',
  'enableSearch',
  'searchOptions',
  'enableCodeInterpreter',
  'repetitionPenalty',
  'vlHighResolutionImages',
  'maxCompletionTokens',
  'n',
  'logprobs',
  'topLogprobs',
  'translationOptions',
  'asrOptions',
  'skill',
] satisfies OptionName[]);

/** Options whose own fields are options too; all other objects are the caller's data and stay as they are. */
const groups: ReadonlySet<string> = new Set(['searchOptions', 'translationOptions', 'asrOptions', 'ocrOptions']);
const innerGroups: ReadonlySet<string> = new Set(['intentionOptions', 'taskConfig']);

/**
 * The parameters of a chat request, which both protocols name alike: the compatible one has them at the top level, the
 * native one under `parameters`. `own` are the options that only this protocol carries.
 */
export function encodeParameters(request: ChatRequest, own: readonly string[]): JSONObject {
  const { known, extra } = request.options;
  return withoutUndefined({
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK ?? known.topK,
    max_tokens: request.maxTokens,
    seed: request.seed,
    stop: request.stop ?? known.stopTokenIds,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    response_format: encodeResponseFormat(request),
    ...encodeTools(request),
    ...encodeOptions(known, own),
    ...extra,
  });
}

function encodeOptions(known: ChatOptions['known'], own: readonly string[]): JSONObject {
  const fields: JSONObject = {};
  for (const [name, value] of Object.entries(known)) {
    if (value === undefined || !(shared.has(name) || own.includes(name))) continue;
    fields[toSnakeCase(name)] = groups.has(name) ? encodeGroup(value as object) : (value as JSONValue);
  }
  return fields;
}

function encodeGroup(group: object): JSONObject {
  return withoutUndefined(
    Object.fromEntries(
      Object.entries(group).map(([name, value]) => [
        toSnakeCase(name),
        innerGroups.has(name) ? encodeGroup(value as object) : value,
      ]),
    ),
  );
}

function withoutUndefined(fields: Record<string, unknown>): JSONObject {
  const defined: JSONObject = {};
  for (const name of Object.keys(fields)) {
    if (fields[name] !== undefined) defined[name] = fields[name] as JSONValue;
  }
  return defined;
}

/** Tools and what goes with them; the service refuses a choice without tools. */
function encodeTools({ tools, toolChoice, options: { known } }: ChatRequest): JSONObject {
  if (tools.length === 0) return {};
  return withoutUndefined({
    tools: tools.map(encodeTool),
    tool_choice:
      typeof toolChoice === 'object' ? { type: 'function', function: { name: toolChoice.name } } : toolChoice,
    parallel_tool_calls: known.parallelToolCalls,
    tool_stream: known.toolStream,
  });
}

function encodeTool({ name, description, parameters, cacheControl }: Tool): JSONObject {
  return withoutUndefined({
    type: 'function',
    function: withoutUndefined({ name, description, parameters: withoutDialect(parameters) }),
    cache_control: cacheControl,
  });
}

function encodeResponseFormat({ output, responseFormat, options }: ChatRequest): JSONObject | undefined {
  if (output.kind === 'text' || responseFormat === 'none') return undefined;
  if (responseFormat === 'object' || output.schema === undefined) return { type: 'json_object' };
  return {
    type: 'json_schema',
    json_schema: withoutUndefined({
      name: schemaName(output.name),
      description: output.description,
      schema: withoutDialect(output.schema),
      strict: options.known.strictJsonSchema ?? true,
    }),
  };
}

/** Names of schemas are at most 64 of A–Z a–z 0–9 _ - (structured output page, 2026). */
function schemaName(name: string | undefined): string {
  return name?.replace(/[^\w-]/g, '_').slice(0, 64) || 'response';
}

/** `$schema` names the JSON schema dialect, which no model needs and the documentation does not list. */
function withoutDialect({ $schema: _dialect, ...schema }: JSONObject): JSONObject {
  return schema;
}
