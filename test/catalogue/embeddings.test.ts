import { expect, expectTypeOf, test } from 'vitest';
import { type EmbeddingModelId, embeddingModels, embeddingCapabilitiesOf } from '../../src/catalogue/embeddings.js';

test('v3 and v4 take ten texts and several lengths of vector, 1,024 by default', () => {
  expect(embeddingCapabilitiesOf('text-embedding-v4')).toEqual({
    dimensions: [1024, 2048, 1536, 768, 512, 256, 128, 64],
    rowsPerRequest: 10,
    maxTokensPerRow: 8192,
    sparse: true,
    instruct: true,
  });
  expect(embeddingCapabilitiesOf('text-embedding-v3')).toEqual({
    dimensions: [1024, 768, 512, 256, 128, 64],
    rowsPerRequest: 10,
    maxTokensPerRow: 8192,
    sparse: true,
    instruct: false,
  });
});

test.each(['text-embedding-v1', 'text-embedding-v2'])('%s takes 25 texts and one length of vector', (id) => {
  expect(embeddingCapabilitiesOf(id)).toMatchObject({ dimensions: [1536], rowsPerRequest: 25, maxTokensPerRow: 2048 });
});

test.each(['text-embedding-v5', 'Text-Embedding-V4', 'bge-m3', 'constructor', '__proto__', ''])(
  'an unknown model %j takes ten texts and any length of vector',
  (id) => expect(embeddingCapabilitiesOf(id)).toEqual({ rowsPerRequest: 10 }),
);

test('known ids are literal types, and any other string is let in', () => {
  expect(Object.keys(embeddingModels)).toHaveLength(13);
  expectTypeOf<'text-embedding-v4'>().toExtend<keyof typeof embeddingModels>();
  expectTypeOf<'text-embedding-v5'>().not.toExtend<keyof typeof embeddingModels>();
  expectTypeOf<string>().toExtend<EmbeddingModelId>();
});
