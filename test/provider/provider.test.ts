import {
  InvalidArgumentError,
  NoSuchModelError,
  UnsupportedFunctionalityError,
  type LanguageModelV1,
} from '@ai-sdk/provider';
import { createQwen, qwen as ready } from 'ai-sdk-qwen';
import {
  createProviderRegistry,
  customProvider,
  defaultSettingsMiddleware,
  embed,
  embedMany,
  extractReasoningMiddleware,
  generateObject,
  generateText,
  wrapLanguageModel,
} from 'ai';
import { describe, expect, test } from 'vitest';
import { failureOf, recordedQwen } from '../support/recorder.js';

describe('the provider', () => {
  test('the provider is called with an id, and its other names do the same', async () => {
    const { qwen, calls } = recordedQwen();
    for (const model of [
      qwen('qwen-plus'),
      qwen.languageModel('qwen-plus'),
      qwen.chat('qwen-plus'),
      qwen.chatModel('qwen-plus'),
    ]) {
      expect(model).toMatchObject({
        specificationVersion: 'v1',
        provider: 'qwen.chat',
        modelId: 'qwen-plus',
      });
      await generateText({ model, prompt: 'Hi' });
    }
    expect(new Set(calls.map(({ url }) => new URL(url).pathname))).toEqual(
      new Set(['/compatible-mode/v1/chat/completions']),
    );
    expect(calls).toHaveLength(4);
  });

  test('the provider makes completion models', async () => {
    const { qwen, calls } = recordedQwen();
    for (const model of [qwen.completion('qwen-coder-turbo'), qwen.completionModel('qwen-coder-turbo')]) {
      expect(model).toMatchObject({ provider: 'qwen.completion', modelId: 'qwen-coder-turbo' });
      const { text } = await generateText({ model, prompt: 'Once upon' });
      expect(text).toBe('and so on');
    }
    expect(calls.map(({ url }) => new URL(url).pathname)).toEqual(Array(2).fill('/compatible-mode/v1/completions'));
  });

  test('the provider makes embedding models', async () => {
    const { qwen, calls } = recordedQwen();
    for (const model of [
      qwen.textEmbeddingModel('text-embedding-v4'),
      qwen.embedding('text-embedding-v4'),
      qwen.embeddingModel('text-embedding-v4'),
    ]) {
      expect(model).toMatchObject({
        specificationVersion: 'v1',
        provider: 'qwen.embedding',
        supportsParallelCalls: true,
      });
      expect((await embed({ model, value: 'a' })).embedding).toEqual([0, 1]);
    }
    expect(calls.map(({ url }) => new URL(url).pathname)).toEqual(Array(3).fill('/compatible-mode/v1/embeddings'));
  });

  test('the provider is not a class', () => {
    const Qwen = ready as unknown as new (id: string) => unknown;
    expect(() => new Qwen('qwen-plus')).toThrow('qwen is a function, not a class: call qwen(modelId) without "new".');
  });

  test('the provider comes ready made for the environment', () => {
    expect(ready('qwen-plus').modelId).toBe('qwen-plus');
    expect(createQwen()('qwen-plus').provider).toBe('qwen.chat');
  });

  test('the methods of the provider work apart from it', () => {
    const { chat, textEmbeddingModel } = createQwen();
    expect(chat('qwen-plus').modelId).toBe('qwen-plus');
    expect(textEmbeddingModel('text-embedding-v4').modelId).toBe('text-embedding-v4');
  });
});

describe('ids with a kind in front', () => {
  test.each([
    ['chat:qwen-plus', 'qwen.chat', 'qwen-plus'],
    ['vl:qwen-vl-max', 'qwen.chat', 'qwen-vl-max'],
    ['completion:qwen-turbo', 'qwen.completion', 'qwen-turbo'],
    ['chat:vl:odd', 'qwen.chat', 'vl:odd'],
  ])('the id %s is a language model', (id, provider, modelId) => {
    expect(ready(id)).toMatchObject({ provider, modelId });
    expect(ready.languageModel(id)).toMatchObject({ provider, modelId });
  });

  test('an id with embedding: in front is an embedding model', () => {
    expect(ready.textEmbeddingModel('embedding:text-embedding-v3').modelId).toBe('text-embedding-v3');
  });

  test.each(['qwen2.5:7b', 'library/qwen3:latest', 'model:chat', 'Chat:qwen-plus'])(
    'the id %s has its own colon, which stays',
    (id) => {
      expect(ready(id).modelId).toBe(id);
    },
  );

  test.each<[string, () => unknown, string, string]>([
    [
      'languageModel',
      () => ready.languageModel('embedding:text-embedding-v3'),
      'languageModel',
      'embedding:text-embedding-v3',
    ],
    ['chat', () => ready.chat('completion:qwen-turbo'), 'languageModel', 'completion:qwen-turbo'],
    ['completion', () => ready.completion('chat:qwen-turbo'), 'languageModel', 'chat:qwen-turbo'],
    ['textEmbeddingModel', () => ready.textEmbeddingModel('vl:qwen-vl-max'), 'textEmbeddingModel', 'vl:qwen-vl-max'],
    ['an empty id', () => ready(''), 'languageModel', ''],
    ['only a kind', () => ready('chat:'), 'languageModel', 'chat:'],
    [
      'an id that is undefined',
      () => ready(undefined as unknown as string),
      'languageModel',
      undefined as unknown as string,
    ],
    ['imageModel', () => ready.imageModel('chat:qwen-plus'), 'imageModel', 'chat:qwen-plus'],
  ])('NoSuchModelError names what the provider does not have: %s', (_name, make, modelType, modelId) => {
    const error = caught(make);
    expect(NoSuchModelError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ modelType, modelId });
    expect(error.message).toContain(`${modelId}`);
  });

  test('the error of an unknown kind says which kinds are accepted', () => {
    expect(() => ready('embedding:text-embedding-v3')).toThrow(
      /^"embedding:text-embedding-v3" does not name a language model\. Use a model id, with or without the prefix chat: or vl:/,
    );
  });
});

function caught(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('in the hands of ai@4', () => {
  test('a registry takes only strings, under any name', async () => {
    const { qwen, calls } = recordedQwen();
    const registry = createProviderRegistry({ alibaba: qwen, alicloud: qwen, aliyun: qwen, dashscope: qwen });
    await generateText({ model: registry.languageModel('alibaba:vl:qwen-vl-max'), prompt: 'Hi' });
    await generateText({ model: registry.languageModel('aliyun:completion:qwen-turbo'), prompt: 'Hi' });
    await generateText({ model: registry.languageModel('alicloud:qwen-plus'), prompt: 'Hi' });
    await embedMany({
      model: registry.textEmbeddingModel('dashscope:embedding:text-embedding-v3'),
      values: ['a'],
    });
    expect(calls.map(({ url, body }) => [new URL(url).pathname, body.model])).toEqual([
      ['/compatible-mode/v1/chat/completions', 'qwen-vl-max'],
      ['/compatible-mode/v1/completions', 'qwen-turbo'],
      ['/compatible-mode/v1/chat/completions', 'qwen-plus'],
      ['/compatible-mode/v1/embeddings', 'text-embedding-v3'],
    ]);
    expect(registry.imageModel('alibaba:image:qwen-image-max')).toMatchObject({ modelId: 'qwen-image-max' });
    expect(qwen.speechModel('speech:qwen3-tts-flash')).toMatchObject({
      modelId: 'qwen3-tts-flash',
      provider: 'qwen.speech',
    });
    expect(() => registry.languageModel('alibaba:embedding:text-embedding-v3')).toThrow(NoSuchModelError);
  });

  test('a custom provider falls back on the provider', async () => {
    const { qwen, calls } = recordedQwen();
    const provider = customProvider({ languageModels: { fast: qwen('qwen-flash') }, fallbackProvider: qwen });
    await generateText({ model: provider.languageModel('fast'), prompt: 'Hi' });
    await generateText({ model: provider.languageModel('vl:qwen-vl-plus' as 'fast'), prompt: 'Hi' });
    await embed({ model: provider.textEmbeddingModel('text-embedding-v4' as never), value: 'a' });
    expect(calls.map(({ body }) => body.model)).toEqual(['qwen-flash', 'qwen-vl-plus', 'text-embedding-v4']);
  });

  test('a wrapped model keeps what it says about itself', async () => {
    const { qwen, calls } = recordedQwen();
    const model = qwen('qwen-plus');
    const wrapped = wrapLanguageModel({
      model,
      middleware: defaultSettingsMiddleware({
        settings: { temperature: 0.4, providerMetadata: { qwen: { topK: 3 } } },
      }),
    });
    await generateText({ model: wrapped, prompt: 'Hi' });
    expect(calls[0]?.body).toMatchObject({ temperature: 0.4, top_k: 3 });
    const { supportsStructuredOutputs, defaultObjectGenerationMode, supportsImageUrls, provider, modelId } = wrapped;
    expect({
      supportsStructuredOutputs,
      defaultObjectGenerationMode,
      supportsImageUrls,
      provider,
      modelId,
    }).toEqual({
      supportsStructuredOutputs: true,
      defaultObjectGenerationMode: 'json',
      supportsImageUrls: true,
      provider: 'qwen.chat',
      modelId: 'qwen-plus',
    });
    expect(wrapped.supportsUrl?.(new URL('oss://bucket/key'))).toBe(true);
  });

  test('extractReasoningMiddleware takes the thinking out of the text of other servers', async () => {
    const answer = (content: string) => ({ choices: [{ message: { content }, finish_reason: 'stop' }] });
    const qwen = createQwen({
      apiKey: 'none',
      baseURL: 'http://localhost:11434/v1',
      fetch: async () => Response.json(answer('<think>Two and two.</think>Four.')),
    });
    const model = wrapLanguageModel({
      model: qwen('qwen3:8b'),
      middleware: extractReasoningMiddleware({ tagName: 'think' }),
    });
    const { text, reasoning } = await generateText({ model, prompt: '2+2?' });
    expect({ text, reasoning }).toEqual({ text: 'Four.', reasoning: 'Two and two.' });
  });
});

describe('embedding models', () => {
  test.each([
    ['text-embedding-v4', 10],
    ['text-embedding-v3', 10],
    ['text-embedding-v2', 25],
    ['text-embedding-v1', 25],
    ['text-embedding-v9', 10],
  ])('the embedding model %s sends %i texts a request, eight requests side by side', async (id, rows) => {
    const { qwen, calls } = recordedQwen();
    const model = qwen.textEmbeddingModel(id);
    expect(model.maxEmbeddingsPerCall).toBe(rows * 8);
    const { embeddings } = await embedMany({
      model,
      values: Array.from({ length: rows + 1 }, (_, index) => `${index}`),
    });
    expect(embeddings).toHaveLength(rows + 1);
    expect(calls.map(({ body }) => body.input.length)).toEqual([rows, 1]);
  });

  test('the concurrency of embeddings is settable', () => {
    expect(ready.textEmbeddingModel('text-embedding-v4', { concurrency: 2 }).maxEmbeddingsPerCall).toBe(20);
  });

  test('dimensions, further parameters and encoding_format of embeddings go along', async () => {
    const { qwen, calls } = recordedQwen();
    await embed({
      model: qwen.textEmbeddingModel('text-embedding-v4', { dimensions: 256, new_key: 1 }),
      value: 'a',
    });
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v4'), value: 'b' });
    expect(calls.map(({ body }) => body)).toEqual([
      { model: 'text-embedding-v4', input: ['a'], dimensions: 256, encoding_format: 'float', new_key: 1 },
      { model: 'text-embedding-v4', input: ['b'], encoding_format: 'float' },
    ]);
  });

  test.each([
    ['text-embedding-v4', 100, '1024, 2048, 1536, 768, 512, 256, 128, 64'],
    ['text-embedding-v3', 2048, '1024, 768, 512, 256, 128, 64'],
    ['text-embedding-v2', 512, '1536'],
  ])('the model %s makes no vectors of %i numbers, and says which it makes', async (id, dimensions, accepted) => {
    const { qwen, calls } = recordedQwen();
    await expect(embed({ model: qwen.textEmbeddingModel(id, { dimensions }), value: 'a' })).rejects.toThrow(
      `dimensions: ${id} makes no vectors of ${dimensions} numbers; expected ${accepted}.`,
    );
    expect(calls).toEqual([]);
  });

  test.each([
    ['v3', { instruct: 'Find.' }, 'instruct: text-embedding-v3 takes no instruction; text-embedding-v4 does.'],
    [
      'v2',
      { outputType: 'dense&sparse' as const },
      'outputType: text-embedding-v2 makes only dense vectors; text-embedding-v3 and -v4 make sparse ones.',
    ],
  ])('text-embedding-%s refuses %j, which the service might ignore', async (version, options, message) => {
    const { qwen, calls } = recordedQwen();
    const model = qwen.textEmbeddingModel(`text-embedding-${version}`, options);
    const error = await failureOf(embed({ model, value: 'a' }));
    expect(InvalidArgumentError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(message);
    expect(calls).toEqual([]);
  });

  test('every model makes dense vectors, and unknown models may be asked for any', async () => {
    const { qwen, calls } = recordedQwen();
    const newer = { outputType: 'dense&sparse', instruct: 'Find.' } as const;
    for (const model of [
      qwen.textEmbeddingModel('text-embedding-v2', { outputType: 'dense' }),
      qwen.textEmbeddingModel('text-embedding-v9', newer),
    ]) {
      await failureOf(embed({ model, value: 'a' }));
    }
    expect(calls).toHaveLength(2);
  });

  test('dimensions of unknown models, and of other servers, are left to the server', async () => {
    const { qwen, calls } = recordedQwen();
    const elsewhere = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v9', { dimensions: 100 }), value: 'a' });
    await embed({
      model: elsewhere.qwen.textEmbeddingModel('text-embedding-v3', { dimensions: 100 }),
      value: 'a',
    });
    expect([calls[0]?.body.dimensions, elsewhere.calls[0]?.body.dimensions]).toEqual([100, 100]);
  });

  test.each([
    ['textType', 'query'],
    ['outputType', 'dense&sparse'],
    ['instruct', 'Find similar questions.'],
  ])(
    'the embedding option %s is an error for a server without the native protocol, and nothing is sent',
    async (name, value) => {
      const { qwen, calls } = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
      const model = qwen.textEmbeddingModel('text-embedding-v4', { [name]: value });
      await expect(embed({ model, value: 'a' })).rejects.toThrow(UnsupportedFunctionalityError);
      expect(calls).toEqual([]);
    },
  );
});

test('a model says what its row says about objects', () => {
  const said = ({ defaultObjectGenerationMode, supportsStructuredOutputs }: LanguageModelV1) => [
    defaultObjectGenerationMode,
    supportsStructuredOutputs,
  ];
  const { qwen } = recordedQwen();
  expect(said(qwen('qwen-plus'))).toEqual(['json', true]); // json_schema
  expect(said(qwen('qwen-max'))).toEqual(['json', false]); // json_object
  expect(said(qwen('qwq-plus'))).toEqual(['json', false]); // only words: it thinks, so no tool can be forced
  expect(said(qwen('qwen3-omni-flash'))).toEqual(['tool', false]); // no JSON, but tools
  expect(said(qwen('qwen-math-plus'))).toEqual(['json', false]); // only words: neither JSON nor tools
  expect(said(qwen('qwen99-max'))).toEqual(['json', false]);
  expect(said(qwen.completion('qwen-turbo'))).toEqual([undefined, false]);
  expect(said(recordedQwen({ baseURL: 'http://localhost:8000/v1' }).qwen('qwen-max'))).toEqual(['json', true]);
});

test.each([
  [{ region: 'mars' as 'tokyo' }, 'region must be'],
  [{ workspaceId: 'sk-1' }, 'workspaceId must be'],
  [{ server: 'vllm' as const }, "server: 'vllm' needs a baseURL"],
  [{ baseURL: 'localhost' }, 'is not a base URL'],
  [{ baseURL: {} }, 'baseURL must be a URL'],
])(
  'the call refuses the settings %j, and the model answers questions about objects before',
  async (settings, message) => {
    const { qwen, calls } = recordedQwen(settings);
    const model = qwen('qwen-plus');
    expect([model.defaultObjectGenerationMode, model.supportsStructuredOutputs]).toEqual(['json', true]);
    const failure = await failureOf(generateObject({ model, output: 'no-schema', prompt: 'A colour.', maxRetries: 0 }));
    expect(InvalidArgumentError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({ message: expect.stringContaining(message) });
    expect(calls).toEqual([]);
  },
);

test.each([
  [{ server: 'tei' as const, baseURL: 'http://localhost:8000/v1' }, false],
  [{ baseURL: 'https://api-inference.modelscope.cn/v1' }, false],
  [{ baseURL: 'https://api.groq.com/openai/v1' }, false],
  [{ baseURL: { compatible: 'http://localhost:1234/v1' } }, true],
  [{ baseURL: 'https://gateway.example/compatible-mode/v1' }, true],
  [{ baseURL: 'https://dashscope.aliyuncs.com/api/v1' }, true],
])('the server of the settings %j decides on structured outputs: %s', (settings, supported) => {
  expect(recordedQwen(settings).qwen('qwen-plus').supportsStructuredOutputs).toBe(supported);
});
