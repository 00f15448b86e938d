import { isObject, nonEmptyString, valueOfJSON, type JSONObject, type JSONValue } from '../../util/json.js';
import type { BuiltInToolType, ToolUse } from '../tools/built-in.js';
import type { WireCall } from './wire.js';

type Fields = Record<string, unknown>;

/** Divides the item of a call into input and output, and puts it together again. */
interface Form {
  use(item: Fields): ToolUse;
  item(use: ToolUse): Fields;
}

const searched: Form = {
  use({ action }) {
    const { sources, ...input } = (isObject(action) ? action : {}) as JSONObject;
    return { input, output: { sources: Array.isArray(sources) ? sources : [] } };
  },
  item: ({ input, output }) => ({ action: { type: 'search', ...input, ...output } }),
};

const pictures: Form = {
  use({ arguments: text, output }) {
    const written = argumentsOf(text);
    return { input: isObject(written) ? written : { arguments: written }, output: imagesOf(output) };
  },
  item: ({ input, output: { images, output } }) => ({
    arguments: typeof input.arguments === 'string' ? input.arguments : JSON.stringify(input),
    output: images === undefined ? (output ?? '') : JSON.stringify(images),
  }),
};

const forms: Record<BuiltInToolType, Form> = {
  web_search: searched,
  web_extractor: {
    use: ({ urls, goal, output }) => ({ input: known({ urls, goal }), output: known({ output: output ?? '' }) }),
    item: ({ input, output }) => ({ ...input, ...output }),
  },
  code_interpreter: {
    use: ({ code, container_id: containerId, outputs }) => ({
      input: known({ code, containerId }),
      output: { outputs: Array.isArray(outputs) ? outputs : [] },
    }),
    item: ({ input: { code, containerId }, output }) => ({
      ...known({ code: code ?? '', container_id: containerId ?? '' }),
      ...output,
    }),
  },
  web_search_image: pictures,
  image_search: pictures,
  file_search: {
    use: ({ queries, results }) => ({
      input: known({ queries }),
      output: { results: Array.isArray(results) ? results.filter(isObject).map(passageOf) : [] },
    }),
    item: ({ input, output: { results } }) => ({
      ...input,
      results: Array.isArray(results) ? results.filter((result) => isObject(result)).map(wirePassageOf) : [],
    }),
  },
  mcp: {
    use: (item) => ({
      input: known({ serverLabel: item.server_label, name: item.name, arguments: argumentsOf(item.arguments) }),
      output: known({ output: item.output ?? '' }),
    }),
    item: ({ input: { serverLabel, name, arguments: given }, output }) => ({
      ...known({
        server_label: serverLabel,
        name,
        arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
      }),
      ...output,
    }),
  },
};

/** The tool whose call an item is. */
export function toolOf({ type }: Fields): BuiltInToolType | undefined {
  const tool = typeof type === 'string' && type.endsWith('_call') ? type.slice(0, -'_call'.length) : '';
  return isTool(tool) ? tool : undefined;
}

export function isTool(tool: string): tool is BuiltInToolType {
  return Object.hasOwn(forms, tool);
}

/** The input and the output of a call. */
export function useOf(tool: BuiltInToolType, item: Fields): ToolUse {
  const { input, output } = forms[tool].use(item);
  const error = item.error ?? undefined;
  return { input, output: error === undefined ? output : { ...output, error: error as JSONValue } };
}

/** True if the tool failed. Python code may fail without that. */
export function isFailed({ status, error }: Fields): boolean {
  return status === 'failed' || (error ?? undefined) !== undefined;
}

/** The item of an earlier call. An output that the application has changed goes back as far as it has a place. */
export function itemOf(tool: BuiltInToolType, id: string, input: unknown, output: unknown): WireCall {
  const { error, ...given } = isObject(output) ? (output as JSONObject) : ({ output: asOutput(output) } as JSONObject);
  const name: JSONObject = tool === 'web_search_image' || tool === 'image_search' ? { name: tool } : {};
  const fields = forms[tool].item({ input: (isObject(input) ? input : {}) as JSONObject, output: given }) as JSONObject;
  const item: WireCall = { type: `${tool}_call`, id, status: 'completed', ...name, ...fields };
  return error === undefined ? item : { ...item, status: 'failed', error };
}

function asOutput(output: unknown): string {
  return typeof output === 'string' ? output : (JSON.stringify(output) ?? '');
}

/** The arguments that the model wrote: parsed, if they are an object. */
function argumentsOf(text: unknown): JSONObject | string {
  const value = parsed(text);
  if (isObject(value)) return value as JSONObject;
  return nonEmptyString(text) ?? {};
}

function imagesOf(text: unknown): JSONObject {
  const value = parsed(text);
  return Array.isArray(value) ? { images: value as JSONValue[] } : { images: [], ...known({ output: text ?? '' }) };
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' ? valueOfJSON(value) : value;
}

function passageOf({ file_id: fileId, ...rest }: Fields): JSONObject {
  return { ...known({ fileId }), ...(rest as JSONObject) };
}

function wirePassageOf({ fileId, ...rest }: JSONObject): JSONObject {
  return { ...known({ file_id: fileId }), ...rest };
}

/** The fields that the service has sent. */
function known(fields: Fields): JSONObject {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as JSONObject;
}
