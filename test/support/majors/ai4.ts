import type { LanguageModelV1FunctionToolCall } from '@ai-sdk/provider';
import * as ai from 'ai';
import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen';
import { z } from 'zod';
import { collect } from '../collect.js';
import {
  descriptions,
  execute,
  kindOf,
  present,
  runs,
  type Ask,
  type Calls,
  type Major,
  type Protocol,
  type CallResult,
} from './major.js';

const tools = {
  weather: ai.tool({
    description: descriptions.weather,
    parameters: z.object({ city: z.string() }),
    execute: async (input) => execute.weather(input),
  }),
  now: ai.tool({ description: descriptions.now, parameters: z.object({}), execute: async () => execute.now() }),
  search: ai.tool({
    description: descriptions.search,
    parameters: z.object({ query: z.string() }),
    execute: async () => execute.search(),
  }),
};

const person = z.object({ name: z.string(), age: z.number().int() });

type Step = ai.StepResult<typeof tools>;

function toResult(steps: Step[], usage: ai.LanguageModelUsage): CallResult {
  const last = steps.at(-1);
  const counts = last?.providerMetadata?.qwen;
  return present({
    steps: steps.map((step) =>
      present({
        text: step.text,
        reasoning: step.reasoning,
        calls: step.toolCalls.map(({ toolCallId, toolName, args }) => ({
          id: toolCallId,
          name: toolName,
          input: args,
        })),
        results: step.toolResults.map((result) => result.result as unknown),
        finishReason: step.finishReason,
      }),
    ),
    usage: { input: usage.promptTokens, output: usage.completionTokens, total: usage.totalTokens },
    reasoningTokens: counts?.reasoningTokens,
    cachedTokens: counts?.cachedPromptTokens,
    sources: last?.sources.map(({ id, url, title }) => ({ id, url, title })),
  });
}

function optionsOf(models: (id: string, options: Ask['model']) => ai.LanguageModel, ask: Ask) {
  const { modelId = 'qwen-plus', model, options, system, prompt = '' } = ask;
  const { pictures, steps, repair, abortSignal, maxRetries } = ask;
  const named = (ask.tools ?? []).map((name) => [name, tools[name]]);
  return {
    model: models(modelId, model),
    system,
    ...(pictures === undefined
      ? { prompt }
      : {
          messages: [
            {
              role: 'user' as const,
              content: [
                ...pictures.map((image) => ({ type: 'image' as const, image })),
                { type: 'text' as const, text: prompt },
              ],
            },
          ],
        }),
    ...(named.length > 0 && { tools: Object.fromEntries(named) as typeof tools }),
    maxTokens: ask.maxTokens,
    temperature: ask.temperature,
    maxSteps: steps,
    abortSignal,
    maxRetries,
    ...(options && { providerOptions: { qwen: options as Record<string, never> } }),
    ...(repair && {
      experimental_repairToolCall: async ({ toolCall }: { toolCall: LanguageModelV1FunctionToolCall }) => ({
        ...toolCall,
        args: repair(toolCall.args),
      }),
    }),
  };
}

function connect(settings: QwenProviderSettings, protocol: Protocol): Calls {
  const qwen = createQwen(settings);
  const { responses, application, textEmbeddingModel } = qwen;
  const models = {
    compatible: qwen,
    native: qwen.dashscope,
    responses: Object.assign((id: string, options: Ask['model']) => responses(id, options), { textEmbeddingModel }),
    application: Object.assign((_id: string, options: Ask['model']) => application('agent-1', options as never), {
      textEmbeddingModel,
    }),
  }[protocol];
  return {
    async whole(ask) {
      const { steps, usage } = await ai.generateText(optionsOf(models, ask));
      return toResult(steps, usage);
    },
    async stream(ask) {
      const result = ai.streamText({ ...optionsOf(models, ask), toolCallStreaming: true, onError: () => {} });
      const kinds: (string | undefined)[] = [];
      const inputs: Record<string, string> = {};
      const errors: unknown[] = [];
      let aborted = false;
      try {
        for await (const part of result.fullStream) {
          kinds.push(kindOf(part.type));
          if (part.type === 'text-delta') ask.onText?.();
          if (part.type === 'tool-call-delta') {
            inputs[part.toolCallId] = (inputs[part.toolCallId] ?? '') + part.argsTextDelta;
          }
          if (part.type === 'error') errors.push(part.error);
        }
      } catch (error) {
        if ((error as Error).name !== 'AbortError') throw error;
        aborted = true;
      }
      const streamed = { kinds: runs(kinds), inputs, errors, aborted };
      // The promises of a call that was aborted, or refused before its stream began, stay open in this major.
      if (!kinds.includes('finish')) return streamed;
      await Promise.all([
        result.text,
        result.reasoning,
        result.reasoningDetails,
        result.files,
        result.sources,
        result.toolCalls,
        result.toolResults,
        result.finishReason,
        result.warnings,
        result.request,
        result.response,
        result.providerMetadata,
      ]);
      return { result: toResult(await result.steps, await result.usage), ...streamed };
    },
    async object({ modelId, model, ...ask }) {
      return (await ai.generateObject({ model: models(modelId, model), schema: person, ...ask })).object;
    },
    async outputObject({ modelId, model, ...ask }) {
      const output = ai.Output.object({ schema: person });
      const result = await ai.generateText({ model: models(modelId, model), experimental_output: output, ...ask });
      return result.experimental_output;
    },
    async streamObject({ modelId, model, ...ask }) {
      const errors: unknown[] = [];
      const result = ai.streamObject({
        model: models(modelId, model),
        schema: person,
        ...ask,
        onError: ({ error }) => void errors.push(error),
      });
      // The warnings of this function never settle in 4.3.19, whatever the provider.
      const { object, usage, request, response, providerMetadata } = result;
      const settled = Promise.allSettled([object, usage, request, response, providerMetadata]);
      const partials = await collect(result.partialObjectStream);
      return { partials, object: (await settled)[0], errors };
    },
    async embed(modelId, options, value) {
      const { embedding, usage } = await ai.embed({ model: models.textEmbeddingModel(modelId, options), value });
      return { vector: embedding, tokens: usage.tokens };
    },
    async embedMany(modelId, options, values) {
      const { embeddings, usage } = await ai.embedMany({ model: models.textEmbeddingModel(modelId, options), values });
      return { vectors: embeddings, tokens: usage.tokens };
    },
  };
}

export const ai4: Major = { name: 'ai 4', errors: ai, brokenCalls: 'throw', connect };
