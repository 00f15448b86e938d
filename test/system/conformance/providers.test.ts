import * as ai4 from 'ai';
import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emulate } from '../../support/listening-emulator.js';

let emulator: Emulator;
let settings: { apiKey: string; baseURL: string };
/** The lines that an SDK would have printed. */
let printed: unknown[];

beforeEach(async () => {
  const served = await emulate({
    answer: ({ body }) =>
      'messages' in body
        ? {
            reasoning: 'Hm.',
            text: 'Hi.',
            usage: { promptTokens: 9, completionTokens: 5, reasoningTokens: 2, cachedTokens: 4 },
          }
        : undefined,
  });
  emulator = served.emulator;
  settings = { apiKey: 'sk-test-key', baseURL: `${served.url}/compatible-mode/v1` };
  printed = [];
  globalThis.AI_SDK_LOG_WARNINGS = ({ warnings }: { warnings: unknown[] }) => void printed.push(...warnings);
});

afterEach(() => {
  globalThis.AI_SDK_LOG_WARNINGS = undefined;
});

const prompt = 'Hello';
const providerOptions = { qwen: { enableThinking: true } };
const values = Array.from({ length: 25 }, (_, index) => `text ${index}`);
const models = () => emulator.calls.map((call) => (call.body as { model: string }).model);
const rows = () => emulator.calls.map((call) => (call.body as { input: string[] }).input.length).sort((a, b) => b - a);

describe('a registry', () => {
  test('a registry of ai 4 finds chat and embedding models', async () => {
    const registry = ai4.createProviderRegistry({ qwen: createQwen4(settings) });
    const { text } = await ai4.generateText({ model: registry.languageModel('qwen:chat:qwen-plus'), prompt });
    const embedding = registry.textEmbeddingModel('qwen:text-embedding-v4');
    const { embeddings } = await ai4.embedMany({ model: embedding, values });
    expect([text, embeddings.length]).toEqual(['Hi.', 25]);
    expect(models()).toEqual(['qwen-plus', 'text-embedding-v4', 'text-embedding-v4', 'text-embedding-v4']);
  });

  test('a registry of ai 5 finds chat and embedding models', async () => {
    const registry = ai5.createProviderRegistry({ qwen: createQwen5(settings) });
    const { text } = await ai5.generateText({ model: registry.languageModel('qwen:chat:qwen-plus'), prompt });
    const embedding = registry.textEmbeddingModel('qwen:text-embedding-v4');
    const { embeddings } = await ai5.embedMany({ model: embedding, values });
    expect([text, embeddings.length]).toEqual(['Hi.', 25]);
    expect(printed).toEqual([]);
  });

  test('a registry of ai 6 finds chat and embedding models, and takes them as V3', async () => {
    const registry = ai6.createProviderRegistry({ qwen: createQwen6(settings) });
    const model = registry.languageModel('qwen:qwen-plus');
    expect(model.specificationVersion).toBe('v3');
    const { text, usage } = await ai6.generateText({ model, prompt, providerOptions });
    const { embeddings } = await ai6.embedMany({ model: registry.embeddingModel('qwen:text-embedding-v4'), values });
    expect([text, embeddings.length]).toEqual(['Hi.', 25]);
    expect(usage.outputTokenDetails).toEqual({ textTokens: 3, reasoningTokens: 2 });
    expect(printed).toEqual([]);
  });

  test('a registry of ai 7 finds chat and embedding models, and takes them as V4', async () => {
    const registry = ai7.createProviderRegistry({ qwen: createQwen7(settings) });
    const model = registry.languageModel('qwen:qwen-plus');
    expect(model.specificationVersion).toBe('v4');
    const { text, usage, rawFinishReason } = await ai7.generateText({ model, prompt, providerOptions });
    const { embeddings } = await ai7.embedMany({ model: registry.embeddingModel('qwen:text-embedding-v4'), values });
    expect([text, embeddings.length, rawFinishReason]).toEqual(['Hi.', 25, 'stop']);
    expect(usage).toMatchObject({
      inputTokens: 9,
      inputTokenDetails: { noCacheTokens: 5, cacheReadTokens: 4, cacheWriteTokens: undefined },
      outputTokens: 5,
      outputTokenDetails: { textTokens: 3, reasoningTokens: 2 },
      totalTokens: 14,
      raw: { prompt_tokens: 9, completion_tokens: 5 },
    });
    expect(printed).toEqual([]);
  });

  test.each([
    ['ai 4', () => ai4.createProviderRegistry({ qwen: createQwen4(settings) }).imageModel('qwen:wan')],
    ['ai 5', () => ai5.createProviderRegistry({ qwen: createQwen5(settings) }).imageModel('qwen:wan')],
    ['ai 6', () => ai6.createProviderRegistry({ qwen: createQwen6(settings) }).imageModel('qwen:wan')],
    ['ai 7', () => ai7.createProviderRegistry({ qwen: createQwen7(settings) }).imageModel('qwen:wan')],
  ])('a registry of %s finds image models', (_name, find) => {
    expect(find()).toMatchObject({ modelId: 'wan', maxImagesPerCall: 1 });
  });

  test('a registry of ai 6 and 7 finds reranking models', () => {
    const id = 'qwen:qwen3-rerank' as const;
    expect(ai6.createProviderRegistry({ qwen: createQwen6(settings) }).rerankingModel(id)).toMatchObject({
      specificationVersion: 'v3',
      modelId: 'qwen3-rerank',
    });
    expect(ai7.createProviderRegistry({ qwen: createQwen7(settings) }).rerankingModel(id)).toMatchObject({
      specificationVersion: 'v4',
      modelId: 'qwen3-rerank',
    });
  });
});

describe('a custom provider', () => {
  test('a custom provider of ai 4 gives names to models and falls back on the provider', async () => {
    const qwen = createQwen4(settings);
    const own = ai4.customProvider({
      languageModels: { fast: qwen('qwen-flash') },
      textEmbeddingModels: { texts: qwen.embedding('text-embedding-v3') },
      fallbackProvider: qwen,
    });
    await ai4.generateText({ model: own.languageModel('fast'), prompt });
    await ai4.generateText({ model: own.languageModel('qwen-max'), prompt });
    await ai4.embed({ model: own.textEmbeddingModel('texts'), value: 'a' });
    await ai4.embed({ model: own.textEmbeddingModel('text-embedding-v4'), value: 'a' });
    expect(models()).toEqual(['qwen-flash', 'qwen-max', 'text-embedding-v3', 'text-embedding-v4']);
  });

  test('a custom provider of ai 5 gives names to models and falls back on the provider', async () => {
    const qwen = createQwen5(settings);
    const own = ai5.customProvider({
      languageModels: { fast: qwen('qwen-flash') },
      textEmbeddingModels: { texts: qwen.embedding('text-embedding-v3') },
      fallbackProvider: qwen,
    });
    await ai5.generateText({ model: own.languageModel('fast'), prompt });
    await ai5.generateText({ model: own.languageModel('qwen-max'), prompt });
    await ai5.embed({ model: own.textEmbeddingModel('texts'), value: 'a' });
    await ai5.embed({ model: own.textEmbeddingModel('text-embedding-v4'), value: 'a' });
    expect(models()).toEqual(['qwen-flash', 'qwen-max', 'text-embedding-v3', 'text-embedding-v4']);
    expect(printed).toEqual([]);
  });

  test('a custom provider of ai 6 gives names to models and falls back on the provider', async () => {
    const qwen = createQwen6(settings);
    const own = ai6.customProvider({
      languageModels: { fast: qwen('qwen-flash') },
      embeddingModels: { texts: qwen.embedding('text-embedding-v3') },
      fallbackProvider: qwen,
    });
    await ai6.generateText({ model: own.languageModel('fast'), prompt });
    await ai6.generateText({ model: own.languageModel('qwen-max'), prompt });
    await ai6.embed({ model: own.embeddingModel('texts'), value: 'a' });
    await ai6.embed({ model: own.embeddingModel('text-embedding-v4'), value: 'a' });
    expect(models()).toEqual(['qwen-flash', 'qwen-max', 'text-embedding-v3', 'text-embedding-v4']);
    expect(printed).toEqual([]);
  });

  test('a custom provider of ai 7 gives names to models and falls back on the provider', async () => {
    const qwen = createQwen7(settings);
    const own = ai7.customProvider({
      languageModels: { fast: qwen('qwen-flash') },
      embeddingModels: { texts: qwen.embedding('text-embedding-v3') },
      fallbackProvider: qwen,
    });
    await ai7.generateText({ model: own.languageModel('fast'), prompt });
    await ai7.generateText({ model: own.languageModel('qwen-max'), prompt });
    await ai7.embed({ model: own.embeddingModel('texts'), value: 'a' });
    await ai7.embed({ model: own.embeddingModel('text-embedding-v4'), value: 'a' });
    expect(models()).toEqual(['qwen-flash', 'qwen-max', 'text-embedding-v3', 'text-embedding-v4']);
    expect(printed).toEqual([]);
  });
});

describe('middleware', () => {
  test('middleware of every major wraps a model', async () => {
    const wrapped = [
      ai4.generateText({
        model: ai4.wrapLanguageModel({
          model: createQwen4(settings)('qwen-plus'),
          middleware: { transformParams: async ({ params }) => ({ ...params, temperature: 0.7 }) },
        }),
        prompt,
      }),
      ai5.generateText({
        model: ai5.wrapLanguageModel({
          model: createQwen5(settings)('qwen-plus'),
          middleware: { transformParams: async ({ params }) => ({ ...params, temperature: 0.7 }) },
        }),
        prompt,
      }),
      ai6.generateText({
        model: ai6.wrapLanguageModel({
          model: createQwen6(settings)('qwen-plus'),
          middleware: {
            specificationVersion: 'v3',
            transformParams: async ({ params }) => ({ ...params, temperature: 0.7 }),
          },
        }),
        prompt,
      }),
      ai7.generateText({
        model: ai7.wrapLanguageModel({
          model: createQwen7(settings)('qwen-plus'),
          middleware: {
            specificationVersion: 'v4',
            transformParams: async ({ params }) => ({ ...params, temperature: 0.7 }),
          },
        }),
        prompt,
      }),
    ];
    expect((await Promise.all(wrapped)).map(({ text }) => text)).toEqual(['Hi.', 'Hi.', 'Hi.', 'Hi.']);
    const temperatures = emulator.calls.map((call) => (call.body as { temperature?: number }).temperature);
    expect(temperatures).toEqual([0.7, 0.7, 0.7, 0.7]);
    expect(printed).toEqual([]);
  });

  test('middleware of ai 4 sees what a getter of the model says', () => {
    const model = ai4.wrapLanguageModel({ model: createQwen4(settings)('qwen-max'), middleware: {} });
    expect(model.supportsStructuredOutputs).toBe(false);
    expect(model.defaultObjectGenerationMode).toBe('json');
    expect(model.supportsUrl?.(new URL('https://example.com/a.mp4'))).toBe(true);
  });
});

describe('models of an older specification behind the proxies of a newer major', () => {
  test('newer majors accept chat models of an older specification', async () => {
    const answers = await Promise.all([
      ai6.generateText({ model: createQwen5(settings)('qwen-plus'), prompt, providerOptions }),
      ai7.generateText({ model: createQwen5(settings)('qwen-plus'), prompt, providerOptions }),
      ai7.generateText({ model: createQwen6(settings)('qwen-plus'), prompt, providerOptions }),
    ]);
    for (const { text, finishReason, usage } of answers) {
      expect({ text, finishReason }).toEqual({ text: 'Hi.', finishReason: 'stop' });
      expect(usage).toMatchObject({ inputTokens: 9, outputTokens: 5, totalTokens: 14 });
    }
    // Only of V2 models the SDK says that it has to adapt them.
    expect(printed).toMatchObject([{ type: 'compatibility' }, { type: 'compatibility' }]);
  });

  test('newer majors accept embedding models of an older specification', async () => {
    const expected = await ai7.embedMany({ model: createQwen7(settings).embedding('text-embedding-v4'), values });
    emulator.calls.length = 0;
    const many = await Promise.all([
      ai6.embedMany({ model: createQwen5(settings).embedding('text-embedding-v4'), values }),
      ai7.embedMany({ model: createQwen5(settings).embedding('text-embedding-v4'), values }),
      ai7.embedMany({ model: createQwen6(settings).embedding('text-embedding-v4'), values }),
    ]);
    for (const { embeddings, usage } of many) {
      expect(embeddings).toEqual(expected.embeddings);
      expect(usage.tokens).toBe(expected.usage.tokens);
    }
    expect(rows()).toEqual([10, 10, 10, 10, 10, 10, 5, 5, 5]);
  });
});

describe('requests of embedMany in flight at once', () => {
  const texts = Array.from({ length: 195 }, (_, index) => String(index));

  /** Counts requests in flight; each one takes a few turns, so that those which may start do. */
  function counter() {
    const seen = { most: 0, requests: 0 };
    let flying = 0;
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      const { input } = JSON.parse(String(init?.body)) as { input: string[] };
      seen.requests += 1;
      seen.most = Math.max(seen.most, (flying += 1));
      for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setImmediate(next));
      flying -= 1;
      const data = input.map((text, index) => ({ index, embedding: [Number(text), 1] }));
      return Response.json({ data, usage: { total_tokens: input.length } });
    };
    return { seen, fetch };
  }

  test.each([
    [undefined, 8],
    [3, 3],
    [64, 20],
  ])(
    'embedMany has as many requests in flight as concurrency %s allows, whatever the major starts',
    async (concurrency, most) => {
      const id = 'text-embedding-v4';
      const options = concurrency === undefined ? {} : { concurrency };
      const expected = texts.map((text) => [Number(text), 1]);
      const runs = [
        (fetch: typeof globalThis.fetch) =>
          ai4.embedMany({ model: createQwen4({ apiKey: 'sk-test', fetch }).embedding(id, options), values: texts }),
        (fetch: typeof globalThis.fetch) =>
          ai5.embedMany({ model: createQwen5({ apiKey: 'sk-test', fetch }).embedding(id, options), values: texts }),
        (fetch: typeof globalThis.fetch) =>
          ai6.embedMany({ model: createQwen6({ apiKey: 'sk-test', fetch }).embedding(id, options), values: texts }),
        (fetch: typeof globalThis.fetch) =>
          ai7.embedMany({ model: createQwen7({ apiKey: 'sk-test', fetch }).embedding(id, options), values: texts }),
      ];
      for (const run of runs) {
        const { seen, fetch } = counter();
        const { embeddings, usage } = await run(fetch);
        expect(embeddings).toEqual(expected);
        expect(usage.tokens).toBe(195);
        expect(seen).toEqual({ requests: 20, most });
      }
    },
  );

  test('requests of embedMany in flight are limited by the model, not by the call', async () => {
    const { seen, fetch } = counter();
    const model = createQwen7({ apiKey: 'sk-test', fetch }).embedding('text-embedding-v4', { concurrency: 4 });
    await Promise.all([ai7.embedMany({ model, values: texts }), ai7.embedMany({ model, values: texts })]);
    expect(seen).toEqual({ requests: 40, most: 4 });
  });
});
