import { isObject, type JSONObject } from '../../util/json.js';
import { withDefaults, type ProviderOptions } from '../../options/types.js';
import type { ChatOptions, OptionReader } from '../../chat/checked-options.js';
import type { ChatCall, Output, Tool, ToolChoice } from '../../chat/prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { readBuiltInTool, type ProviderTool } from '../../chat/tools/read.js';
import type { BuiltInTool } from '../../chat/tools/built-in.js';
import { refuseProviderTool } from './parts.js';
import { readPrompt } from './prompt-v2.js';
import type { PromptMessage } from './reading.js';

/**
 * The call options of the specifications V2 to V4 that are read here. Not imported, so that no declaration of this
 * package refers to a package that an application may lack; type tests compare them with the originals.
 */
export interface CallOptions {
  prompt: readonly PromptMessage[];
  maxOutputTokens?: number | undefined;
  temperature?: number | undefined;
  topP?: number | undefined;
  topK?: number | undefined;
  presencePenalty?: number | undefined;
  frequencyPenalty?: number | undefined;
  stopSequences?: readonly string[] | undefined;
  seed?: number | undefined;
  responseFormat?:
    | { type: 'text' }
    | { type: 'json'; schema?: unknown | undefined; name?: string | undefined; description?: string | undefined }
    | undefined;
  tools?: readonly { type: string; name: string }[] | undefined;
  toolChoice?: { type: string; toolName?: string | undefined } | undefined;
  includeRawChunks?: boolean | undefined;
  /** Specification V4. AI SDK 7 also passes it to older models. */
  reasoning?: string | undefined;
  providerOptions?: ProviderOptions | undefined;
  abortSignal?: AbortSignal | undefined;
  headers?: Record<string, string | undefined> | undefined;
}

/** Reads the call options of the specifications V2 to V4. */
export function readCall(options: CallOptions, reader: OptionReader, defaults: ChatOptions): ChatCall {
  const warnings: Warning[] = [];
  const own = reader.chat(options.providerOptions, warnings);
  const reasoning = options.reasoning === 'provider-default' ? undefined : options.reasoning;
  const { tools, builtInTools } = readTools(options, reader, warnings);
  return {
    prompt: readPrompt(options.prompt, reader, warnings),
    stream: false,
    maxTokens: options.maxOutputTokens,
    temperature: options.temperature,
    topP: options.topP,
    topK: options.topK,
    seed: options.seed,
    stop: options.stopSequences?.length ? [...options.stopSequences] : undefined,
    presencePenalty: options.presencePenalty,
    frequencyPenalty: options.frequencyPenalty,
    reasoning,
    output: readOutput(options),
    tools,
    ...(builtInTools.length > 0 && { builtInTools }),
    toolChoice: readToolChoice(options.toolChoice, [...tools, ...builtInTools]),
    raw: options.includeRawChunks === true,
    options: withDefaults(own, defaultsFor(reasoning, defaults)),
    warnings,
  };
}

/** The reasoning of a call wins over the thinking options of its model. */
function defaultsFor(reasoning: string | undefined, defaults: ChatOptions): ChatOptions {
  if (reasoning === undefined) return defaults;
  const { enableThinking: _switch, thinkingBudget: _budget, reasoningEffort: _effort, ...known } = defaults.known;
  return { ...defaults, known };
}

function readOutput({ responseFormat }: CallOptions): Output {
  if (responseFormat?.type !== 'json') return { kind: 'text' };
  const { schema, name, description } = responseFormat;
  return { kind: 'json', schema: isObject(schema) ? (schema as JSONObject) : undefined, name, description };
}

/** The fields of a function tool besides its name. */
interface FunctionTool {
  type: string;
  name: string;
  description?: string | undefined;
  inputSchema?: unknown | undefined;
  inputExamples?: readonly { input: unknown }[] | undefined;
  strict?: boolean | undefined;
  providerOptions?: ProviderOptions | undefined;
}

function readTools({ tools: given = [] }: CallOptions, reader: OptionReader, warnings: Warning[]) {
  const tools: Tool[] = [];
  const builtInTools: BuiltInTool[] = [];
  for (const tool of given) {
    const builtIn = tool.type === 'function' ? undefined : readBuiltInTool(tool as ProviderTool);
    if (tool.type === 'function') tools.push(readTool(tool, reader, warnings));
    else if (builtIn !== undefined) builtInTools.push(builtIn);
    else refuseProviderTool(tool, warnings);
  }
  return { tools, builtInTools };
}

function readTool(tool: FunctionTool, reader: OptionReader, warnings: Warning[]): Tool {
  if (tool.strict === true) {
    const message = `The tool ${tool.name} is strict, which the service does not document for tools; it was not sent.`;
    warnings.push({ type: 'other', message });
  }
  return {
    name: tool.name,
    description: withExamples(tool),
    parameters: isObject(tool.inputSchema) ? (tool.inputSchema as JSONObject) : {},
    cacheControl: reader.part(tool.providerOptions, warnings)?.cacheControl,
  };
}

/** The wire has no field for examples, so they go into the description, which the model reads. */
function withExamples({ description, inputExamples }: FunctionTool): string | undefined {
  if (inputExamples === undefined || inputExamples.length === 0) return description;
  const examples = inputExamples.map(({ input }) => JSON.stringify(input)).join('\n');
  return `${description === undefined ? '' : `${description}\n`}Examples of the arguments:\n${examples}`;
}

/** A tool choice is kept only if its tool is sent: tools of a provider have been left out. */
function readToolChoice(choice: CallOptions['toolChoice'], tools: { name: string }[]): ToolChoice | undefined {
  if (tools.length === 0) return undefined;
  switch (choice?.type) {
    case 'auto':
    case 'none':
    case 'required':
      return choice.type;
    case 'tool': {
      const named = tools.find(({ name }) => name === choice.toolName);
      return named && { name: named.name };
    }
    default:
      return undefined;
  }
}
