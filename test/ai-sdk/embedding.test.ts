import { TooManyEmbeddingValuesForCallError } from '@ai-sdk/provider';
import { createQwen as createV2 } from 'ai-sdk-qwen/ai5';
import { createQwen as createV3 } from 'ai-sdk-qwen/ai6';
import { createQwen as createV4 } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { createRecorder, failureOf } from '../support/recorder.js';
import { serviceOf } from '../support/scripted-service.js';

const unknownOption = 'It was not sent: there is no such option. Did you mean dimensions?';
const concurrency = 'All calls of a model share it: set it as an option of the model.';

/** Warnings of V2 embeddings are in the metadata, which have no other place for them. */
const inMetadata = (name: string, words: string) => ({
  providerMetadata: { qwen: { warnings: [`${name}: ${words}`] } },
});
const inWarnings = (name: string, words: string) => ({
  warnings: [{ type: 'unsupported', feature: name, details: words }],
});

describe.each([
  {
    version: 'v2',
    kind: 'textEmbeddingModel',
    createQwen: createV2 as unknown as typeof createV3,
    warning: inMetadata,
  },
  { version: 'v3', kind: 'embeddingModel', createQwen: createV3, warning: inWarnings },
  { version: 'v4', kind: 'embeddingModel', createQwen: createV4 as unknown as typeof createV3, warning: inWarnings },
])('an embedding model of $version', ({ version, kind, createQwen, warning }) => {
  const { fetch, calls } = createRecorder();
  const qwen = createQwen({ apiKey: 'sk-test', fetch });
  const model = qwen.embedding('text-embedding-v4', { dimensions: 64, concurrency: 2 });
  const values = ['a'];

  test('an embedding model takes one request at a time, any number of them', () => {
    expect(model).toMatchObject({
      specificationVersion: version,
      provider: 'qwen.embedding',
      modelId: 'text-embedding-v4',
      maxEmbeddingsPerCall: 10,
      supportsParallelCalls: true,
    });
  });

  test('an embedding model gives vectors, usage and the response', async () => {
    expect(await model.doEmbed({ values: ['a', 'b'] })).toEqual({
      embeddings: [
        [0, 1],
        [1, 1],
      ],
      usage: { tokens: 1 },
      response: {
        headers: { 'content-type': 'application/json' },
        body: expect.objectContaining({ data: expect.anything() }),
      },
      ...(version !== 'v2' && { warnings: [] }),
    });
  });

  test('an embedding model has no usage where the service did not count', async () => {
    const { settings } = serviceOf({ data: [{ index: 0, embedding: [1] }] });
    expect(await createQwen(settings).embedding('text-embedding-v4').doEmbed({ values })).not.toHaveProperty('usage');
  });

  test('options of a call win over those of the embedding model', async () => {
    await model.doEmbed({ values });
    await model.doEmbed({ values, providerOptions: { qwen: { dimensions: 128 } } });
    expect(calls.slice(-2).map(({ body }) => body.dimensions)).toEqual([64, 128]);
  });

  test('an unknown option of a call or of the embedding model is a warning', async () => {
    const call = { values, providerOptions: { qwen: { dimension: 64 } } };
    expect(await model.doEmbed(call)).toMatchObject(warning('providerOptions.qwen.dimension', unknownOption));
    const misspelt = qwen.embedding('text-embedding-v4', { dimension: 64 } as never);
    expect(await misspelt.doEmbed({ values })).toMatchObject(warning('options.dimension', unknownOption));
  });

  test('a concurrency of a call is a warning', async () => {
    const call = { values, providerOptions: { qwen: { concurrency: 2 } } };
    expect(await model.doEmbed(call)).toMatchObject(warning('concurrency', concurrency));
  });

  test('more texts than fit in a request are an error', async () => {
    const error = await failureOf(model.doEmbed({ values: Array<string>(11).fill('a') }));
    expect(TooManyEmbeddingValuesForCallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      provider: 'qwen.embedding',
      modelId: 'text-embedding-v4',
      maxEmbeddingsPerCall: 10,
    });
  });

  test('an id of another kind is an error that says what the specification calls an embedding model', () => {
    expect(() => qwen.embedding('chat:qwen-plus')).toThrow(
      expect.objectContaining({ name: 'AI_NoSuchModelError', modelType: kind }),
    );
  });

  // The specifications from V3 on have a place for them in the call.
  test.skipIf(version === 'v2')(
    'dimensions of the provider options win, then of the call, then of the model',
    async () => {
      const providerOptions = { qwen: { dimensions: 256 } };
      await model.doEmbed({ values });
      await model.doEmbed({ values, dimensions: 128 });
      await model.doEmbed({ values, dimensions: 128, providerOptions });
      expect(calls.slice(-3).map(({ body }) => body.dimensions)).toEqual([64, 128, 256]);
      await expect(model.doEmbed({ values, dimensions: 100 })).rejects.toMatchObject({
        name: 'AI_InvalidArgumentError',
        argument: 'dimensions',
      });
    },
  );
});
