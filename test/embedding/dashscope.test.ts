import {
  InvalidArgumentError,
  InvalidResponseDataError,
  TooManyEmbeddingValuesForCallError,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider';
import { embed, embedMany } from 'ai';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { nativeQwen, type Responder } from '../support/native-service.js';

const nativeURL = 'https://dashscope-intl.aliyuncs.com/api/v1/services/embeddings/text-embedding/text-embedding';
const answer =
  (embeddings: unknown, more: object = { usage: { total_tokens: 5 } }): Responder =>
  () =>
    Response.json({ output: { embeddings }, request_id: 'r-1', ...more });

describe('an embedding over the native protocol', () => {
  test('an embedding over the native protocol has its texts in the input and its options in the parameters', async () => {
    const { qwen, calls } = nativeQwen();
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4', {
      dimensions: 512,
      textType: 'query',
      outputType: 'dense',
      instruct: 'Find papers.',
      new_option: true,
    });
    const { embeddings, usage } = await embedMany({ model, values: ['a', 'b'] });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.url).toBe(nativeURL);
    expect(calls[0]?.body).toEqual({
      model: 'text-embedding-v4',
      input: { texts: ['a', 'b'] },
      parameters: {
        dimension: 512,
        text_type: 'query',
        output_type: 'dense',
        instruct: 'Find papers.',
        new_option: true,
      },
    });
    expect([embeddings, usage]).toEqual([
      [
        [0, 1],
        [1, 1],
      ],
      { tokens: 2 },
    ]);
  });

  test('an embedding over the native protocol without options has no parameters', async () => {
    const { qwen, calls } = nativeQwen();
    await embed({ model: qwen.dashscope.textEmbeddingModel('text-embedding-v3'), value: 'a' });
    expect(calls[0]?.body.parameters).toEqual({});
  });

  test('an embedding over the native protocol is the same under every name of the SDK', async () => {
    const { qwen, calls } = nativeQwen();
    const { textEmbeddingModel, embedding, embeddingModel } = qwen.dashscope;
    for (const create of [textEmbeddingModel, embedding, embeddingModel]) {
      await embed({ model: create('text-embedding-v3', { textType: 'query' }), value: 'a' });
    }
    expect(calls.map(({ url }) => url)).toEqual(Array(3).fill(nativeURL));
  });

  test('an embedding over the native protocol puts the vectors in the order of their texts', async () => {
    const rows = [2, 0, 1].map((text_index) => ({ embedding: [text_index], text_index }));
    const { qwen } = nativeQwen(answer(rows));
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4');
    expect((await embedMany({ model, values: ['a', 'b', 'c'] })).embeddings).toEqual([[0], [1], [2]]);
  });

  test('an embedding over the native protocol takes rows without an index in the order in which they come', async () => {
    const { qwen } = nativeQwen(answer([{ embedding: [1] }, { embedding: [2] }], {}));
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4');
    const { embeddings, usage } = await embedMany({ model, values: ['a', 'b'] });
    expect([embeddings, usage]).toEqual([[[1], [2]], { tokens: Number.NaN }]);
  });

  // AI SDK 4 has no metadata of embeddings.
  test('an embedding over the native protocol leaves sparse vectors in the response', async () => {
    const sparse_embedding = [{ index: 7149, value: 0.829, token: 'wind' }];
    const { qwen, calls } = nativeQwen(answer([{ embedding: [1, 2], sparse_embedding, text_index: 0 }]));
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4', { outputType: 'dense&sparse' });
    const { embeddings, rawResponse } = await model.doEmbed({ values: ['a'] });
    expect(calls[0]?.body.parameters).toEqual({ output_type: 'dense&sparse' });
    expect(embeddings).toEqual([[1, 2]]);
    expect(rawResponse).toMatchObject({ body: { output: { embeddings: [{ sparse_embedding }] } } });
  });

  test('an embedding over the native protocol with only sparse vectors is an error, because the SDK returns dense ones', async () => {
    const { qwen, calls } = nativeQwen();
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4', { outputType: 'sparse' as never });
    await expect(model.doEmbed({ values: ['a'] })).rejects.toThrow(InvalidArgumentError);
    expect(calls).toEqual([]);
    await expect(model.doEmbed({ values: ['a'] })).rejects.toThrow(/outputType is "sparse"; expected .*dense&sparse/);
  });

  test.each<[string, unknown]>([
    ['fewer vectors than texts', [{ embedding: [1], text_index: 0 }]],
    [
      'two vectors for one text',
      [
        { embedding: [1], text_index: 0 },
        { embedding: [2], text_index: 0 },
      ],
    ],
    ['an empty vector', [{ embedding: [1] }, { embedding: [] }]],
    ['a vector of no numbers', [{ embedding: [1] }, { embedding: ['x'] }]],
    ['no list', 'x'],
    ['nothing', undefined],
  ])(
    'an embedding over the native protocol that is answered with %s is an InvalidResponseDataError',
    async (_title, rows) => {
      const { qwen } = nativeQwen(answer(rows));
      const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4');
      const error = await failureOf(model.doEmbed({ values: ['a', 'b'] }));
      expect(InvalidResponseDataError.isInstance(error)).toBe(true);
    },
  );

  test('an embedding over the native protocol that is refused is an error in the words of the service', async () => {
    const body = { code: 'InvalidParameter', message: 'batch size is invalid', request_id: 'r-1' };
    const { qwen } = nativeQwen(() => Response.json(body, { status: 400 }));
    const error = await failureOf(qwen.dashscope.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] }));
    expect(error).toMatchObject({ statusCode: 400, data: { code: 'InvalidParameter', requestId: 'r-1' } });
  });
});

describe('an embedding over the compatible protocol', () => {
  test.each([{ textType: 'query' as const }, { outputType: 'dense&sparse' as const }, { instruct: 'Find.' }])(
    'an embedding over the compatible protocol moves to the native one for %j',
    async (options) => {
      const { qwen, calls } = nativeQwen();
      await embed({ model: qwen.textEmbeddingModel('text-embedding-v4', { ...options, dimensions: 64 }), value: 'a' });
      expect(calls[0]?.url).toBe(nativeURL);
      expect(calls[0]?.body.parameters).toMatchObject({ dimension: 64 });
    },
  );

  test('an embedding over the compatible protocol stays there for the options that it has', async () => {
    const { qwen, calls } = nativeQwen(() => Response.json({ data: [{ embedding: [1], index: 0 }] }));
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v4', { dimensions: 64 }), value: 'a' });
    expect(calls[0]?.url).toMatch(/\/compatible-mode\/v1\/embeddings$/);
  });

  test('an embedding option that needs the native protocol is an error where the host has none', async () => {
    const { qwen, calls } = nativeQwen(undefined, { baseURL: 'https://vllm.example.com/v1' });
    const error = await failureOf(qwen.textEmbeddingModel('bge-m3', { textType: 'query' }).doEmbed({ values: ['a'] }));
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true);
    expect((error as Error).message).toMatch(/textType.*DashScope protocol.*baseURL\.dashscope/);
    expect(calls).toEqual([]);
  });
});

describe('the texts of a call', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => `text ${index}`);

  test.each([
    ['text-embedding-v4', 10],
    ['text-embedding-v3', 10],
    ['text-embedding-v2', 25],
    ['text-embedding-v1', 25],
    ['some-new-embedding', 10],
  ])('texts of a call to %s go %i to a request, on both protocols', async (id, rows) => {
    for (const options of [{}, { textType: 'query' as const }]) {
      const { qwen, calls } = nativeQwen(({ url, body }) =>
        url.endsWith('/embeddings')
          ? Response.json({ data: body.input.map((_: string, index: number) => ({ embedding: [index], index })) })
          : undefined,
      );
      const model = qwen.textEmbeddingModel(id, options);
      await model.doEmbed({ values: values(rows + 1) });
      expect(calls.map(({ body }) => (body.input.texts ?? body.input).length).sort()).toEqual([1, rows]);
    }
  });

  test.each([
    ['text-embedding-v4', 10],
    ['text-embedding-v2', 25],
  ])('texts of a call to %s are an error above %i, one request at a time', async (id, rows) => {
    for (const create of [nativeQwen().qwen.dashscope.textEmbeddingModel, nativeQwen().qwen.textEmbeddingModel]) {
      const model = create(id, { concurrency: 1, textType: 'query' });
      expect(model.maxEmbeddingsPerCall).toBe(rows);
      await model.doEmbed({ values: values(rows) });
      const error = await failureOf(model.doEmbed({ values: values(rows + 1) }));
      expect(TooManyEmbeddingValuesForCallError.isInstance(error)).toBe(true);
    }
  });

  test('texts of a call in several requests come back in their order, with every body', async () => {
    const { qwen } = nativeQwen(({ body }) => {
      const embeddings = (body.input.texts as string[]).map((text, text_index) => ({
        embedding: [Number(text.slice(5))],
        text_index,
      }));
      return Response.json({ output: { embeddings: embeddings.toReversed() }, usage: { total_tokens: 2 } });
    });
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v4');
    const { embeddings, usage, rawResponse } = await model.doEmbed({ values: values(23) });
    expect(embeddings).toEqual(values(23).map((_text, index) => [index]));
    expect(usage).toEqual({ tokens: 6 });
    expect(rawResponse).toMatchObject({ body: [{}, {}, {}] });
  });
});
