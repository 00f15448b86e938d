import {
  type LanguageModelV1CallOptions,
  type LanguageModelV1FunctionTool,
  type LanguageModelV1Message,
  type LanguageModelV1Prompt,
  type LanguageModelV1ProviderDefinedTool,
  type LanguageModelV1ToolChoice,
} from '@ai-sdk/provider';
import type { JSONObject } from '../../util/json.js';
import { mapDefined } from '../../util/map-defined.js';
import { withDefaults, type ProviderOptions } from '../../options/types.js';
import type { ChatOptions, OptionReader } from '../../chat/checked-options.js';
import type {
  AssistantMessage,
  MediaPart,
  Message,
  Prompt,
  TextPart,
  ToolResultPart,
} from '../../chat/prompt/prompt.js';
import type { ChatCall, Output, Tool, ToolChoice } from '../../chat/prompt/request.js';
import type { BuiltInTool } from '../../chat/tools/built-in.js';
import { readBuiltInTool } from '../../chat/tools/read.js';
import type { Warning } from '../../options/warning.js';
import { mediaKind, readArguments, readSource, refuseProviderTool, writeJSON } from './parts.js';

type UserPart = Extract<LanguageModelV1Message, { role: 'user' }>['content'][number];
type AssistantPart = Extract<LanguageModelV1Message, { role: 'assistant' }>['content'][number];
type ToolPart = Extract<LanguageModelV1Message, { role: 'tool' }>['content'][number];

/** Reads the call options of specification V1. `defaults` are the model's options; the call's win. */
export function readCall(options: LanguageModelV1CallOptions, reader: OptionReader, defaults: ChatOptions): ChatCall {
  const warnings: Warning[] = [];
  const own = reader.chat(options.providerMetadata, warnings);
  return {
    prompt: readPrompt(options.prompt, reader, warnings),
    stream: false,
    maxTokens: options.maxTokens,
    temperature: options.temperature,
    topP: options.topP,
    topK: options.topK,
    seed: options.seed,
    stop: options.stopSequences?.length ? options.stopSequences : undefined,
    presencePenalty: options.presencePenalty,
    frequencyPenalty: options.frequencyPenalty,
    output: readOutput(options),
    ...readTools(options, warnings),
    options: withDefaults(own, defaults),
    warnings,
  };
}

function readOutput({ mode, responseFormat }: LanguageModelV1CallOptions): Output {
  if (mode.type === 'object-json') {
    return {
      kind: 'json',
      schema: mode.schema as JSONObject | undefined,
      name: mode.name,
      description: mode.description,
    };
  }
  if (mode.type !== 'regular' || responseFormat?.type !== 'json') return { kind: 'text' };
  const { schema, name, description } = responseFormat;
  return { kind: 'json', schema: schema as JSONObject | undefined, name, description };
}

function readTools(
  { mode }: LanguageModelV1CallOptions,
  warnings: Warning[],
): Pick<ChatCall, 'tools' | 'builtInTools' | 'toolChoice'> {
  switch (mode.type) {
    case 'object-json':
      return { tools: [] };
    case 'object-tool':
      return { tools: [readTool(mode.tool)], toolChoice: { name: mode.tool.name } };
    case 'regular': {
      const { tools, builtInTools } = readAll(mode.tools ?? [], warnings);
      const toolChoice = readToolChoice(mode.toolChoice, [...tools, ...builtInTools]);
      return { tools, ...(builtInTools.length > 0 && { builtInTools }), toolChoice };
    }
  }
}

function readAll(
  given: readonly (LanguageModelV1FunctionTool | LanguageModelV1ProviderDefinedTool)[],
  warnings: Warning[],
): { tools: Tool[]; builtInTools: BuiltInTool[] } {
  const tools: Tool[] = [];
  const builtInTools: BuiltInTool[] = [];
  for (const tool of given) {
    if (tool.type === 'function') {
      if (isEmpty(tool.parameters)) warnings.push(emptyParameters(tool.name));
      tools.push(readTool(tool));
      continue;
    }
    const builtIn = readBuiltInTool(tool);
    if (builtIn === undefined) refuseProviderTool(tool, warnings);
    else builtInTools.push(builtIn);
  }
  return { tools, builtInTools };
}

/** AI SDK 4 writes `z.any()` of zod 3 like this, and also every schema of zod 4, which it cannot read. */
function isEmpty(schema: LanguageModelV1FunctionTool['parameters']): boolean {
  return schema.$schema !== undefined && Object.keys(schema).length === 1;
}

function emptyParameters(tool: string): Warning {
  const message =
    `The parameters of the tool ${tool} are an empty schema, so the model has to guess them. If they are a schema of ` +
    "zod 4: AI SDK 4 reads only schemas of zod 3. Import z from 'zod/v3', or use jsonSchema() of ai.";
  return { type: 'other', message };
}

function readTool({ name, description, parameters }: LanguageModelV1FunctionTool): Tool {
  return { name, description, parameters: parameters as JSONObject };
}

/** A tool choice is kept only if its tool is sent: tools of a provider have been left out. */
function readToolChoice(
  choice: LanguageModelV1ToolChoice | undefined,
  tools: { name: string }[],
): ToolChoice | undefined {
  if (tools.length === 0) return undefined;
  if (choice?.type !== 'tool') return choice?.type;
  return tools.some(({ name }) => name === choice.toolName) ? { name: choice.toolName } : undefined;
}

function readPrompt(prompt: LanguageModelV1Prompt, reader: OptionReader, warnings: Warning[]): Prompt {
  return prompt.map((message): Message => {
    const options = reader.message(message.providerMetadata as ProviderOptions, warnings);
    switch (message.role) {
      case 'system':
        return { role: 'system', text: message.content, options };
      case 'user':
        return {
          role: 'user',
          parts: message.content.map((part) => readUserPart(part, reader, warnings)),
          options,
        };
      case 'assistant':
        return {
          role: 'assistant',
          parts: mapDefined(message.content, (part) => readAssistantPart(part, reader, warnings)),
          options,
        };
      case 'tool':
        return {
          role: 'tool',
          results: message.content.map((part) => ({
            type: 'tool-result',
            id: part.toolCallId,
            name: part.toolName,
            ...readResult(part),
            options: reader.part(part.providerMetadata as ProviderOptions, warnings),
          })),
          options,
        };
    }
  });
}

function readUserPart(part: UserPart, reader: OptionReader, warnings: Warning[]): TextPart | MediaPart {
  const options = reader.part(part.providerMetadata as ProviderOptions, warnings);
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, options };
    case 'image':
      return { type: 'image', source: readSource(part.image), mediaType: part.mimeType, options };
    case 'file':
      return {
        type: mediaKind(part.mimeType),
        source: readSource(part.data),
        mediaType: part.mimeType,
        filename: part.filename,
        options,
      };
  }
}

function readAssistantPart(
  part: AssistantPart,
  reader: OptionReader,
  warnings: Warning[],
): AssistantMessage['parts'][number] | undefined {
  const options = reader.part(part.providerMetadata as ProviderOptions, warnings);
  switch (part.type) {
    case 'text':
      return part.text === '' ? undefined : { type: 'text', text: part.text, options };
    case 'reasoning':
      return part.text === '' ? undefined : { type: 'reasoning', text: part.text, options };
    case 'tool-call':
      return {
        type: 'tool-call',
        id: part.toolCallId,
        name: part.toolName,
        arguments: readArguments(part.args, part.toolName, warnings),
        options,
      };
    case 'redacted-reasoning':
    case 'file': {
      const what = part.type === 'file' ? 'file' : 'redacted reasoning';
      const message = `The service accepts no ${what} in assistant messages; it was left out.`;
      // A spoken answer has many files.
      if (!warnings.some((warning) => warning.type === 'other' && warning.message === message)) {
        warnings.push({ type: 'other', message });
      }
      return undefined;
    }
  }
}

/** Reads a tool result: strings as they are, images as media, everything else as JSON. */
function readResult({ content, result, toolName }: ToolPart): Pick<ToolResultPart, 'text' | 'media'> {
  if (content === undefined) {
    return { text: typeof result === 'string' ? result : writeJSON(result, `A result of the tool ${toolName}`) };
  }
  const text = content.flatMap((item) => (item.type === 'text' ? [item.text] : [])).join('\n');
  const media = content.flatMap((item): MediaPart[] =>
    item.type === 'image' ? [{ type: 'image', source: readSource(item.data), mediaType: item.mimeType }] : [],
  );
  return { text, ...(media.length > 0 && { media }) };
}
