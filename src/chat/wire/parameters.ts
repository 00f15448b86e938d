import { toSnakeCase, type JSONObject, type JSONValue } from '../../util/json.js';
import { isCarried, type OptionRows, type Protocol } from '../../options/table.js';
import { chatTable } from '../option-table.js';
import type { ChatRequest, Tool } from '../prompt/request.js';

/**
 * The parameters of a chat request. Both protocols use the same names: the compatible one at the top level, the
 * DashScope one under `parameters`.
 */
export function encodeParameters(request: ChatRequest, protocol: Protocol): JSONObject {
  const { known, extra } = request.options;
  const fields = withoutUndefined({
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK ?? known.topK,
    max_tokens: request.maxTokens,
    seed: request.seed,
    stop: request.stop ?? known.stopTokenIds,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    response_format: encodeResponseFormat(request),
  });
  return Object.assign(fields, encodeTools(request), encodeOptions(known, chatTable, protocol), extra);
}

/** The options that a protocol carries as parameters, including the fields of groups. */
export function encodeOptions(options: object, rows: OptionRows, protocol: Protocol): JSONObject {
  const fields: JSONObject = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
    // A group may also have keys in the service's spelling.
    if (row === undefined) fields[name] = value as JSONValue;
    else if (row.sentAs === 'parameter' && isCarried(row, protocol)) {
      fields[toSnakeCase(name)] = row.group === undefined ? value : encodeOptions(value as object, row.group, protocol);
    }
  }
  return fields;
}

/** An object without its undefined fields. */
export function withoutUndefined(fields: Record<string, unknown>): JSONObject {
  const defined: JSONObject = {};
  for (const name of Object.keys(fields)) {
    if (fields[name] !== undefined) defined[name] = fields[name] as JSONValue;
  }
  return defined;
}

/** Tools and their settings. The service refuses a tool choice without tools. */
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

/** `$schema` names the JSON schema dialect. No model needs it, and the documentation does not list it. */
export function withoutDialect({ $schema: _dialect, ...schema }: JSONObject): JSONObject {
  return schema;
}
