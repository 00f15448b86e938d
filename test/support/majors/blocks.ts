import type * as sdk from 'ai5';
import type { createQwen as CreateQwen, QwenProviderSettings } from 'ai-sdk-qwen/ai5';
import { z } from 'zod/v4';
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

/** In which the majors from 5 on differ, as far as the scenarios go. */
export interface Dialect {
  name: Major['name'];
  ai: typeof sdk;
  createQwen: typeof CreateQwen;
  stepCountIs: (steps: number) => sdk.StopCondition<sdk.ToolSet>;
  /** Name of the output, in the options and in the result. */
  output: 'experimental_output' | 'output';
}

const person = z.object({ name: z.string(), age: z.int() });

const tools = {
  weather: {
    description: descriptions.weather,
    inputSchema: z.object({ city: z.string() }),
    execute: async (input: { city: string }) => execute.weather(input),
  },
  now: { description: descriptions.now, inputSchema: z.object({}), execute: async () => execute.now() },
  search: {
    description: descriptions.search,
    inputSchema: z.object({ query: z.string() }),
    execute: async () => execute.search(),
  },
};

/** A call whose arguments could not be read. */
interface BrokenCall {
  toolCallId: string;
  toolName: string;
  input: string;
}

/** Usage of a call: 6 and 7 also have its details. */
interface Usage extends sdk.LanguageModelUsage {
  inputTokenDetails?: { cacheReadTokens?: number };
  outputTokenDetails?: { reasoningTokens?: number };
}

function toResult(steps: sdk.StepResult<sdk.ToolSet>[], usage: Usage): CallResult {
  const last = steps.at(-1);
  const counts = last?.usage as Usage | undefined;
  return present({
    steps: steps.map((step) =>
      present({
        text: step.text,
        reasoning: step.reasoningText,
        calls: step.toolCalls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })),
        results: step.toolResults.map((result) => result.output as unknown),
        finishReason: step.finishReason,
      }),
    ),
    usage: { input: usage.inputTokens, output: usage.outputTokens, total: usage.totalTokens },
    reasoningTokens: counts?.outputTokenDetails?.reasoningTokens ?? counts?.reasoningTokens,
    cachedTokens: counts?.inputTokenDetails?.cacheReadTokens ?? counts?.cachedInputTokens,
    sources: last?.sources.map((source) => ({
      id: source.id,
      url: source.sourceType === 'url' ? source.url : '',
      title: source.title,
    })),
  });
}

type Models = (id: string, options: Ask['model']) => sdk.LanguageModel;

function optionsOf({ stepCountIs }: Dialect, models: Models, ask: Ask) {
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
                ...pictures.map((data) =>
                  data instanceof URL
                    ? { type: 'image' as const, image: data }
                    : { type: 'file' as const, data, mediaType: 'image/png' },
                ),
                { type: 'text' as const, text: prompt },
              ],
            },
          ],
        }),
    ...(named.length > 0 && { tools: Object.fromEntries(named) as sdk.ToolSet }),
    maxOutputTokens: ask.maxTokens,
    temperature: ask.temperature,
    stopWhen: stepCountIs(steps ?? 1),
    abortSignal,
    maxRetries,
    ...(options && { providerOptions: { qwen: options as Record<string, never> } }),
    ...(repair && {
      experimental_repairToolCall: async ({ toolCall }: { toolCall: BrokenCall }) => ({
        ...toolCall,
        type: 'tool-call' as const,
        input: repair(toolCall.input),
      }),
    }),
  };
}

function connect(dialect: Dialect, settings: QwenProviderSettings, protocol: Protocol): Calls {
  const { ai, output, createQwen } = dialect;
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
      const { steps, totalUsage } = await ai.generateText(optionsOf(dialect, models, ask));
      return toResult(steps, totalUsage);
    },
    async stream(ask) {
      const result = ai.streamText({ ...optionsOf(dialect, models, ask), onError: () => {} });
      const kinds: (string | undefined)[] = [];
      const inputs: Record<string, string> = {};
      const errors: unknown[] = [];
      let aborted = false;
      for await (const part of result.fullStream) {
        kinds.push(kindOf(part.type));
        if (part.type === 'text-delta') ask.onText?.();
        if (part.type === 'tool-input-delta') inputs[part.id] = (inputs[part.id] ?? '') + part.delta;
        if (part.type === 'error') errors.push(part.error);
        if (part.type === 'abort') aborted = true;
      }
      const streamed = { kinds: runs(kinds), inputs, errors, aborted };
      // The promises of a call that was aborted, or refused before its stream began, stay open in 5.
      if (!kinds.includes('finish')) return streamed;
      await Promise.all([
        result.content,
        result.text,
        result.reasoning,
        result.reasoningText,
        result.files,
        result.sources,
        result.toolCalls,
        result.toolResults,
        result.finishReason,
        result.usage,
        result.warnings,
        result.request,
        result.response,
        result.providerMetadata,
      ]);
      return { result: toResult(await result.steps, await result.totalUsage), ...streamed };
    },
    async object({ modelId, model, ...ask }) {
      return (await ai.generateObject({ model: models(modelId, model), schema: person, ...ask })).object;
    },
    async outputObject({ modelId, model, ...ask }) {
      const wanted = { [output]: ai.Output.object({ schema: person }) };
      const result = await ai.generateText({ model: models(modelId, model), ...wanted, ...ask });
      return (result as unknown as Record<string, unknown>)[output];
    },
    async streamObject({ modelId, model, ...ask }) {
      const errors: unknown[] = [];
      const result = ai.streamObject({
        model: models(modelId, model),
        schema: person,
        ...ask,
        onError: ({ error }) => void errors.push(error),
      });
      const { object, usage, warnings, finishReason, request, response, providerMetadata } = result;
      const settled = Promise.allSettled([object, usage, warnings, finishReason, request, response, providerMetadata]);
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

/** A major from 5 on: what the scenarios use has the same names and shapes in all of them, but for the dialect. */
export function createBlockMajor(dialect: Dialect): Major {
  return {
    name: dialect.name,
    errors: dialect.ai,
    brokenCalls: 'are answered',
    connect: (settings, protocol) => connect(dialect, settings, protocol),
  };
}
