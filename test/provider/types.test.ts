import type { EmbeddingModelV1, ImageModelV1, LanguageModelV1, ProviderV1, SpeechModelV1 } from '@ai-sdk/provider';
import {
  createQwen,
  qwen,
  type QwenChatModelId,
  type QwenChatOptions,
  type QwenCompletionOptions,
  type QwenEmbeddingModelId,
  type QwenEmbeddingOptions,
  type QwenMessageOptions,
  type QwenPartOptions,
  type QwenProvider,
  type QwenProviderSettings,
  type QwenRegion,
} from 'ai-sdk-qwen';
import { customProvider, generateText, type EmbeddingModel, type LanguageModel, type createProviderRegistry } from 'ai';
import { describe, expectTypeOf, test } from 'vitest';

// The compiler is the test here: `tsc -p test/tsconfig.json` fails on a wrong type, and on a `@ts-expect-error` that
// stands before a line without an error. Nothing of this runs anything.

describe('the provider', () => {
  test('the provider is a ProviderV1 that is called with an id', () => {
    expectTypeOf<QwenProvider>().toExtend<ProviderV1>();
    expectTypeOf(qwen).toEqualTypeOf<QwenProvider>();
    expectTypeOf(createQwen).parameter(0).toEqualTypeOf<QwenProviderSettings | undefined>();
    expectTypeOf(createQwen).returns.toEqualTypeOf<QwenProvider>();
    expectTypeOf(qwen('qwen-plus')).toEqualTypeOf<LanguageModelV1>();
    expectTypeOf(qwen.completion('qwen-coder-turbo')).toEqualTypeOf<LanguageModelV1>();
    expectTypeOf(qwen.textEmbeddingModel('text-embedding-v4')).toEqualTypeOf<EmbeddingModelV1<string>>();
    expectTypeOf(qwen.imageModel('qwen-image-max')).toExtend<ImageModelV1>();
    expectTypeOf(qwen.speechModel('qwen3-tts-flash')).toExtend<SpeechModelV1>();
  });

  test('ai@4 accepts the provider', () => {
    expectTypeOf<ReturnType<QwenProvider>>().toExtend<LanguageModel>();
    expectTypeOf<ReturnType<QwenProvider['embedding']>>().toExtend<EmbeddingModel<string>>();
    expectTypeOf(qwen).toExtend<Parameters<typeof createProviderRegistry>[0][string]>();
    expectTypeOf(customProvider).toBeCallableWith({ fallbackProvider: qwen });
    expectTypeOf(generateText).toBeCallableWith({ model: qwen('qwen-plus'), prompt: 'Hi' });
  });

  test('the provider type is not a class', () => {
    // @ts-expect-error a provider has no constructor
    void (() => new qwen('qwen-plus'));
  });
});

describe('ids', () => {
  test('ids are offered from the catalogue, with room for any string', () => {
    expectTypeOf<'qwen3.8-max' | 'qwen-vl-max' | 'deepseek-r1' | 'some-new-model'>().toExtend<QwenChatModelId>();
    expectTypeOf<'text-embedding-v4' | 'some-new-model'>().toExtend<QwenEmbeddingModelId>();
    expectTypeOf<string>().toExtend<QwenChatModelId>();
    // Were the ids widened to `string`, editors would have nothing to offer.
    expectTypeOf<QwenChatModelId>().not.toEqualTypeOf<string>();
    expectTypeOf<QwenEmbeddingModelId>().not.toEqualTypeOf<string>();
  });

  test('ids are strings', () => {
    // @ts-expect-error a number is not an id
    void (() => qwen(5));
    // @ts-expect-error an id is needed
    void (() => qwen());
  });
});

describe('settings', () => {
  test('settings take their documented types', () => {
    expectTypeOf<QwenRegion>().toEqualTypeOf<
      'singapore' | 'virginia' | 'beijing' | 'hong-kong' | 'frankfurt' | 'tokyo'
    >();
    expectTypeOf<{ baseURL: { compatible: string } }>().toExtend<QwenProviderSettings>();
    expectTypeOf<{ fetch: typeof globalThis.fetch }>().toExtend<QwenProviderSettings>();
    expectTypeOf<{ headers: { a: string; b: undefined } }>().toExtend<QwenProviderSettings>();
  });

  test('settings refuse other types', () => {
    // @ts-expect-error no such region
    void (() => createQwen({ region: 'mars' }));
    // @ts-expect-error no such setting
    void (() => createQwen({ apikey: 'sk-test' }));
    // @ts-expect-error no such protocol
    void (() => createQwen({ baseURL: { http: 'https://a.example' } }));
  });
});

describe('options', () => {
  test('options of a chat model have their documented types', () => {
    expectTypeOf(qwen).parameter(1).toEqualTypeOf<QwenChatOptions | undefined>();
    expectTypeOf<QwenChatOptions['enableThinking']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<QwenChatOptions['stopTokenIds']>().toEqualTypeOf<number[] | number[][] | undefined>();
    expectTypeOf<{ some_new_parameter: { deep: [1] } }>().toExtend<QwenChatOptions>();
    expectTypeOf<{ searchOptions: { searchStrategy: 'anything'; new_key: 1 } }>().toExtend<QwenChatOptions>();
  });

  test('options of a chat model refuse wrong types and unknown names', () => {
    // @ts-expect-error a flag
    void (() => qwen('qwen-plus', { enableThinking: 'yes' }));
    // @ts-expect-error misspelt
    void (() => qwen('qwen-plus', { enableThinkng: true }));
    // @ts-expect-error the target language is missing
    void (() => qwen('qwen-mt-plus', { translationOptions: { sourceLang: 'auto' } }));
    // @ts-expect-error what goes over the wire is JSON
    void (() => qwen('qwen-plus', { some_new_parameter: () => 1 }));
    // @ts-expect-error no such modality
    void (() => qwen('qwen3-omni-flash', { modalities: ['smell'] }));
  });

  test('options of a completion model have their documented types', () => {
    expectTypeOf(qwen.completion).parameter(1).toEqualTypeOf<QwenCompletionOptions | undefined>();
    // @ts-expect-error completions do not think
    void (() => qwen.completion('qwen-coder-turbo', { enableThinking: true }));
  });

  test('options of an embedding model have their documented types', () => {
    expectTypeOf(qwen.embedding).parameter(1).toEqualTypeOf<QwenEmbeddingOptions | undefined>();
    // @ts-expect-error misspelt
    void (() => qwen.embedding('text-embedding-v4', { dimension: 64 }));
    // @ts-expect-error no such type of text
    void (() => qwen.embedding('text-embedding-v4', { textType: 'question' }));
  });

  test('options are accepted by providerOptions, checked with satisfies', () => {
    const call = { enableThinking: true, thinkingBudget: 100, new_key: 1 } satisfies QwenChatOptions;
    const message = { cacheControl: { type: 'ephemeral' } } satisfies QwenMessageOptions;
    const part = { frame: { fps: 2 }, minPixels: 4 } satisfies QwenPartOptions;
    expectTypeOf(generateText).toBeCallableWith({
      model: qwen('qwen-plus'),
      messages: [
        {
          role: 'user',
          content: [{ type: 'text', text: 'Hi', providerOptions: { qwen: part } }],
          providerOptions: { qwen: message },
        },
      ],
      providerOptions: { qwen: call },
    });
  });
});
