import { InvalidArgumentError } from '@ai-sdk/provider';
import type { QwenBatchPrompt } from '../../batch/options.js';
import { refuseUnknown } from '../../options/call-options.js';
import { inWords, isObject } from '../../util/json.js';
import type { CallOptions } from '../chat/call-v2.js';
import { toPromptMessages } from './messages.js';
import { readSchema, type ReadSchema } from './schema.js';

const known = {
  id: true,
  prompt: true,
  messages: true,
  system: true,
  instructions: true,
  tools: true,
  toolChoice: true,
  schema: true,
  maxOutputTokens: true,
  maxTokens: true,
  temperature: true,
  topP: true,
  topK: true,
  presencePenalty: true,
  frequencyPenalty: true,
  stopSequences: true,
  seed: true,
  reasoning: true,
  providerOptions: true,
} as const satisfies Record<keyof QwenBatchPrompt, true>;

/** Reads prompts of a job as the calls of a model. Schemas and tools that many prompts share are read once. */
export interface CallReader {
  read(prompt: string | QwenBatchPrompt): { call: CallOptions; schema: ReadSchema | undefined };
}

export function createCallReader(jobSchema: unknown): CallReader {
  const schemas = new Map<unknown, ReadSchema>();
  const schemaOf = (given: unknown): ReadSchema | undefined => {
    if (given === undefined || given === null) return undefined;
    const read = schemas.get(given) ?? readSchema(given);
    // Prompts may bring a schema each, and not all can be kept.
    if (schemas.size < maxKept) schemas.set(given, read);
    return read;
  };
  return {
    read(item) {
      const prompt: QwenBatchPrompt = typeof item === 'string' ? { prompt: item } : item;
      if (typeof item !== 'string') checkPrompt(item);
      const schema = schemaOf(prompt.schema ?? jobSchema);
      return { call: toCall(prompt, schema, schemaOf), schema };
    },
  };
}

const maxKept = 100;

function checkPrompt(prompt: QwenBatchPrompt): void {
  if (!isObject(prompt)) throw refused(`A prompt is ${inWords(prompt)}; expected a text or an object with a prompt.`);
  refuseUnknown(prompt as QwenBatchPrompt, known);
}

function refused(message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument: 'prompts', message });
}

function toCall(
  prompt: QwenBatchPrompt,
  schema: ReadSchema | undefined,
  schemaOf: (given: unknown) => ReadSchema | undefined,
): CallOptions {
  const { maxOutputTokens = prompt.maxTokens, temperature, topP, topK, presencePenalty, frequencyPenalty } = prompt;
  const { stopSequences, seed, reasoning, providerOptions, tools, toolChoice } = prompt;
  return {
    prompt: toPromptMessages(prompt),
    maxOutputTokens,
    temperature,
    topP,
    topK,
    presencePenalty,
    frequencyPenalty,
    stopSequences,
    seed,
    reasoning,
    providerOptions,
    responseFormat: schema && { type: 'json', schema: schema.jsonSchema },
    tools: tools && Object.entries(tools).map(([name, tool]) => toTool(name, tool, schemaOf)),
    toolChoice: typeof toolChoice === 'string' ? { type: toolChoice } : toolChoice,
  };
}

function toTool(name: string, given: object, schemaOf: (given: unknown) => ReadSchema | undefined) {
  const tool = given as Record<string, unknown>;
  // A tool that its provider runs has an id; the reader of calls refuses it with a warning.
  if (typeof tool.id === 'string') return { type: 'provider', name, id: tool.id };
  const { description, inputSchema = tool.parameters, providerOptions, strict, inputExamples } = tool;
  return {
    type: 'function',
    name,
    description,
    inputSchema: schemaOf(inputSchema)?.jsonSchema,
    providerOptions,
    strict,
    inputExamples,
  };
}
