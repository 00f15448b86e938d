import * as ai5 from 'ai-sdk-qwen/ai5';
import * as ai6 from 'ai-sdk-qwen/ai6';
import * as ai7 from 'ai-sdk-qwen/ai7';
import type * as sdk5 from 'ai5';
import type * as sdk6 from 'ai6';
import type * as sdk7 from 'ai7';
import type {
  EmbeddingModelV2,
  LanguageModelV2,
  LanguageModelV2CallOptions,
  ProviderV2,
  SpeechModelV2,
} from 'provider-v2';
import type {
  EmbeddingModelV3,
  LanguageModelV3,
  LanguageModelV3CallOptions,
  ProviderV3,
  RerankingModelV3,
  SpeechModelV3,
} from 'provider-v3';
import type {
  EmbeddingModelV4,
  FilesV4,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  ProviderV4,
  RerankingModelV4,
  SpeechModelV4,
  TranscriptionModelV4,
} from 'provider-v4';
import { describe, expectTypeOf, test } from 'vitest';

// The compiler is the test here, as in types.test.ts: `tsc -p test/tsconfig.json` fails on a wrong type. What the entries
// declare is stated structurally, so these lines hold it to the oldest release of each specification.

describe('the entry for AI SDK 5', () => {
  test('the entry for AI SDK 5 gives models and a provider of specification V2', () => {
    expectTypeOf(ai5.qwen('qwen-plus')).toExtend<LanguageModelV2>();
    expectTypeOf(ai5.qwen.dashscope('qwen-plus')).toExtend<LanguageModelV2>();
    expectTypeOf(ai5.qwen.completion('qwen-coder-turbo')).toExtend<LanguageModelV2>();
    expectTypeOf(ai5.qwen.textEmbeddingModel('text-embedding-v4')).toExtend<EmbeddingModelV2<string>>();
    expectTypeOf(ai5.qwen.speech('qwen3-tts-flash')).toExtend<SpeechModelV2>();
    expectTypeOf(ai5.qwen).toExtend<ProviderV2>();
    expectTypeOf<Parameters<ReturnType<typeof ai5.qwen>['doStream']>[0]>().not.toBeAny();
    expectTypeOf<LanguageModelV2CallOptions>().toExtend<Parameters<ReturnType<typeof ai5.qwen>['doStream']>[0]>();
  });

  test('the entry for AI SDK 5 types the sparse vectors of an embedding', () => {
    type Embedded = Awaited<ReturnType<ReturnType<typeof ai5.qwen.embedding>['doEmbed']>>;
    type Metadata = NonNullable<Embedded['providerMetadata']>['qwen'];
    expectTypeOf<Metadata>().toEqualTypeOf<ai5.QwenEmbeddingMetadata>();
    expectTypeOf<Metadata['sparseEmbeddings']>().toEqualTypeOf<
      { index: number; value: number; token?: string }[][] | undefined
    >();
  });

  test('ai@5 accepts the entry for AI SDK 5', () => {
    expectTypeOf(ai5.qwen('qwen-plus')).toExtend<sdk5.LanguageModel>();
    expectTypeOf(ai5.qwen.embedding('text-embedding-v4')).toExtend<sdk5.EmbeddingModel<string>>();
    expectTypeOf(ai5.qwen).toExtend<Parameters<typeof sdk5.createProviderRegistry>[0][string]>();
  });

  test('the entry for AI SDK 5 has no reranking, which came with V3', () => {
    // @ts-expect-error there is no such specification
    void (() => ai5.qwen.reranking('qwen3-rerank'));
  });
});

describe('the entry for AI SDK 6', () => {
  test('the entry for AI SDK 6 gives models and a provider of specification V3', () => {
    expectTypeOf(ai6.qwen('qwen-plus')).toExtend<LanguageModelV3>();
    expectTypeOf(ai6.qwen.dashscope('qwen-plus')).toExtend<LanguageModelV3>();
    expectTypeOf(ai6.qwen.embeddingModel('text-embedding-v4')).toExtend<EmbeddingModelV3>();
    expectTypeOf(ai6.qwen.reranking('qwen3-rerank')).toExtend<RerankingModelV3>();
    expectTypeOf(ai6.qwen.speech('qwen3-tts-flash')).toExtend<SpeechModelV3>();
    expectTypeOf(ai6.qwen).toExtend<ProviderV3>();
    expectTypeOf<LanguageModelV3CallOptions>().toExtend<Parameters<ReturnType<typeof ai6.qwen>['doStream']>[0]>();
  });

  test('the entry for AI SDK 6 types the metadata of embeddings and rankings', () => {
    type Embedded = Awaited<ReturnType<ReturnType<typeof ai6.qwen.embedding>['doEmbed']>>;
    type Ranked = Awaited<ReturnType<ReturnType<typeof ai6.qwen.reranking>['doRerank']>>;
    expectTypeOf<NonNullable<Embedded['providerMetadata']>['qwen']>().toEqualTypeOf<ai6.QwenEmbeddingMetadata>();
    expectTypeOf<NonNullable<Ranked['providerMetadata']>['qwen']>().toEqualTypeOf<ai6.QwenRerankingMetadata>();
    expectTypeOf<ai6.QwenRerankingMetadata['documents']>().not.toBeAny();
    expectTypeOf<ai6.QwenSparseEmbedding>().toEqualTypeOf<ai7.QwenSparseEmbedding>();
  });

  test('ai@6 accepts the entry for AI SDK 6', () => {
    expectTypeOf(ai6.qwen('qwen-plus')).toExtend<sdk6.LanguageModel>();
    expectTypeOf(ai6.qwen.embedding('text-embedding-v4')).toExtend<sdk6.EmbeddingModel>();
    expectTypeOf(ai6.qwen).toExtend<Parameters<typeof sdk6.createProviderRegistry>[0][string]>();
  });
});

describe('the entry for AI SDK 7', () => {
  test('the entry for AI SDK 7 gives models, files and a provider of specification V4', () => {
    expectTypeOf(ai7.qwen('qwen-plus')).toExtend<LanguageModelV4>();
    expectTypeOf(ai7.qwen.dashscope('qwen-plus')).toExtend<LanguageModelV4>();
    expectTypeOf(ai7.qwen.embeddingModel('text-embedding-v4')).toExtend<EmbeddingModelV4>();
    expectTypeOf(ai7.qwen.reranking('qwen3-rerank')).toExtend<RerankingModelV4>();
    expectTypeOf(ai7.qwen.files()).toExtend<FilesV4>();
    expectTypeOf(ai7.qwen.speech('qwen3-tts-flash')).toExtend<SpeechModelV4>();
    expectTypeOf(ai7.qwen).toExtend<ProviderV4>();
    expectTypeOf<LanguageModelV4CallOptions>().toExtend<Parameters<ReturnType<typeof ai7.qwen>['doStream']>[0]>();
  });

  test('ai@7 accepts the entry for AI SDK 7', () => {
    expectTypeOf(ai7.qwen('qwen-plus')).toExtend<sdk7.LanguageModel>();
    expectTypeOf(ai7.qwen.embedding('text-embedding-v4')).toExtend<sdk7.EmbeddingModel>();
    expectTypeOf(ai7.qwen).toExtend<Parameters<typeof sdk7.createProviderRegistry>[0][string]>();
  });
});

describe('every later entry', () => {
  test('every later entry offers ids and options as the first one does', () => {
    expectTypeOf(ai5.qwen).parameter(1).toEqualTypeOf<ai5.QwenChatOptions | undefined>();
    expectTypeOf(ai6.qwen).parameter(1).toEqualTypeOf<ai6.QwenChatOptions | undefined>();
    expectTypeOf(ai7.qwen).parameter(1).toEqualTypeOf<ai7.QwenChatOptions | undefined>();
    expectTypeOf(ai7.qwen).parameter(0).toEqualTypeOf<ai7.QwenChatModelId>();
    expectTypeOf(ai5.qwen.embedding).parameter(0).toEqualTypeOf<ai5.QwenEmbeddingModelId>();
    expectTypeOf(ai6.qwen.embeddingModel).parameter(0).toEqualTypeOf<ai6.QwenEmbeddingModelId>();
    expectTypeOf(ai7.qwen.dashscope.embeddingModel).parameter(0).toEqualTypeOf<ai7.QwenEmbeddingModelId>();
    expectTypeOf(ai7.qwen.completion).parameter(0).toEqualTypeOf<ai7.QwenCompletionModelId>();
    expectTypeOf(ai6.qwen.reranking).parameter(0).toEqualTypeOf<ai6.QwenRerankingModelId>();
    expectTypeOf(ai7.qwen.rerankingModel).parameter(0).toEqualTypeOf<ai7.QwenRerankingModelId>();
    // @ts-expect-error misspelt
    void (() => ai7.qwen('qwen-plus', { enableThinkng: true }));
  });

  test('no later entry has a type any', () => {
    expectTypeOf(ai5.qwen('qwen-plus')).not.toBeAny();
    expectTypeOf(ai6.qwen('qwen-plus')).not.toBeAny();
    expectTypeOf(ai7.qwen('qwen-plus')).not.toBeAny();
    expectTypeOf<Awaited<ReturnType<ReturnType<typeof ai7.qwen>['doGenerate']>>['content'][number]>().not.toBeAny();
  });
});

describe('voices', () => {
  test('voices are offered for each model, with room for any string', () => {
    expectTypeOf<'Cherry' | 'Radio Gol' | 'some-new-voice'>().toExtend<ai7.QwenSpeechVoice<'qwen3-tts-flash'>>();
    // Were they widened to `string`, editors would have nothing to offer.
    expectTypeOf<ai7.QwenSpeechVoice<'qwen3-tts-flash'>>().not.toEqualTypeOf<string>();
    expectTypeOf<ai7.QwenSpeechVoice<'cosyvoice-v3-plus'>>().not.toEqualTypeOf<ai7.QwenSpeechVoice<'qwen-tts'>>();
    expectTypeOf<ai7.QwenSpeechVoice<string>>().toEqualTypeOf<string>();
    expectTypeOf(ai7.qwen.speech).toBeCallableWith('qwen3-tts-flash', { voice: 'Cherry', languageType: 'English' });
    // @ts-expect-error a voice is a string
    void (() => ai7.qwen.speech('qwen3-tts-flash', { voice: 5 }));
  });

  test('AI SDK 7 streams speech with the model', () => {
    expectTypeOf(ai7.qwen.speech('qwen3-tts-flash')).toExtend<
      Parameters<typeof sdk7.experimental_streamSpeech>[0]['model']
    >();
    expectTypeOf(ai7.qwen.speech('qwen3-tts-flash')).toExtend<Parameters<typeof sdk7.generateSpeech>[0]['model']>();
  });

  test('AI SDK 7 streams transcripts with the model', () => {
    const model = ai7.qwen.transcription('qwen3-asr-flash');
    type Model = Exclude<Parameters<typeof sdk7.experimental_streamTranscribe>[0]['model'], string>;
    type NewestModel = Extract<Model, { specificationVersion: 'v4' }>;
    expectTypeOf(model).toExtend<TranscriptionModelV4>();
    expectTypeOf(model).toExtend<NewestModel>();
    expectTypeOf<Parameters<NonNullable<NewestModel['doStream']>>[0]>().toExtend<ai7.QwenTranscriptionStreamOptions>();
    type Part<Result> = Result extends { stream: ReadableStream<infer Each> } ? Each : never;
    type NewestResult = Awaited<ReturnType<NonNullable<NewestModel['doStream']>>>;
    expectTypeOf<ai7.QwenTranscriptionStreamPart>().toExtend<Part<NewestResult>>();
    expectTypeOf<ai7.QwenTranscriptionStreamResult>().toExtend<NewestResult>();
  });
});
