import { embed as embed5, embedMany as embedMany5 } from 'ai5';
import { embed as embed6, embedMany as embedMany6 } from 'ai6';
import { embed as embed7, embedMany as embedMany7 } from 'ai7';
import { createQwen as createQwen5, type QwenEmbeddingMetadata } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const providerOptions = { qwen: { outputType: 'dense&sparse' } };
const id = 'text-embedding-v4';

type Fetch = typeof globalThis.fetch;

interface Embedded {
  embeddings: number[][];
  metadata: QwenEmbeddingMetadata | undefined;
}

const majors: Record<string, (fetch: Fetch, values: string[], options?: typeof providerOptions) => Promise<Embedded>> =
  {
    async ai5(fetch, values, options) {
      const model = createQwen5({ apiKey: 'sk-test', fetch }).embedding(id);
      const { embeddings } = await embedMany5({ model, values, providerOptions: options, maxRetries: 0 });
      const { providerMetadata } = await embed5({ model, value: values[0]!, providerOptions: options, maxRetries: 0 });
      const many = await model.doEmbed({ values, providerOptions: options });
      expect(providerMetadata?.qwen?.sparseEmbeddings).toEqual(
        many.providerMetadata?.qwen.sparseEmbeddings?.slice(0, 1),
      );
      return { embeddings, metadata: many.providerMetadata?.qwen };
    },
    async ai6(fetch, values, options) {
      const model = createQwen6({ apiKey: 'sk-test', fetch }).embedding(id);
      const { embeddings, providerMetadata } = await embedMany6({
        model,
        values,
        providerOptions: options,
        maxRetries: 0,
      });
      await embed6({ model, value: values[0]!, providerOptions: options, maxRetries: 0 });
      return { embeddings, metadata: providerMetadata?.qwen };
    },
    async ai7(fetch, values, options) {
      const model = createQwen7({ apiKey: 'sk-test', fetch }).embedding(id);
      const { embeddings, providerMetadata } = await embedMany7({
        model,
        values,
        providerOptions: options,
        maxRetries: 0,
      });
      await embed7({ model, value: values[0]!, providerOptions: options, maxRetries: 0 });
      return { embeddings, metadata: providerMetadata?.qwen };
    },
  };

const row = (index: number, sparse: unknown) => ({
  text_index: index,
  embedding: [index, 1],
  sparse_embedding: sparse,
});
const answering =
  (...embeddings: object[]): Fetch =>
  async () =>
    Response.json({ output: { embeddings }, usage: { total_tokens: 2 }, request_id: 'r' });

describe.each(Object.entries(majors))('sparse vectors with %s', (_major, embedAll) => {
  test('sparse vectors are in the metadata, in the order of the texts', async () => {
    const { metadata, embeddings } = await embedAll(strictEmulator().fetch, ['wind', 'sea wind'], providerOptions);
    expect(embeddings).toHaveLength(2);
    expect(metadata?.sparseEmbeddings?.map((vector) => vector.map(({ token }) => token))).toEqual([
      ['wind'],
      ['sea', 'wind'],
    ]);
    for (const { index, value } of metadata?.sparseEmbeddings?.flat() ?? []) {
      expect(Number.isInteger(index)).toBe(true);
      expect(value).toBeGreaterThan(0);
    }
  });

  test('sparse vectors are absent unless the call asked for them', async () => {
    const { metadata } = await embedAll(strictEmulator().fetch, ['wind']);
    expect(metadata?.sparseEmbeddings).toBeUndefined();
  });
});

const { ai7 } = majors;

test('sparse vectors follow the index of their row, and a text may have none of its words in the vocabulary', async () => {
  const model = createQwen7({
    apiKey: 'sk-test',
    fetch: answering(row(1, []), row(0, [{ index: 7, value: 0.5, token: 'a', more: 1 }])),
  }).embedding(id);
  const { providerMetadata } = await model.doEmbed({ values: ['a', 'b'], providerOptions });
  expect(providerMetadata?.qwen.sparseEmbeddings).toEqual([[{ index: 7, value: 0.5, token: 'a' }], []]);
});

test.each<[string, object[], string]>([
  [
    'none for one of the texts',
    [row(0, [{ index: 1, value: 1 }]), row(1, undefined)],
    'The sparse vector of row 1 (index 1) is missing; expected a list of { index, value }.',
  ],
  [
    'a value that is not a number',
    [
      row(1, [{ index: 1, value: 1 }]),
      row(0, [
        { index: 1, value: 1 },
        { index: 2, value: 'x' },
      ]),
    ],
    'The sparse vector of row 1 (index 0) has {"index":2,"value":"x"} at 1; expected',
  ],
])('sparse vectors with %s are an error', async (_what, rows, message) => {
  const error = await failureOf(ai7!(answering(...rows), ['a', 'b'], providerOptions));
  expect(error).toMatchObject({ name: 'AI_InvalidResponseDataError', message: expect.stringContaining(message) });
});
