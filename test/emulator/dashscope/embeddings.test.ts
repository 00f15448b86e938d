import { describe, expect, test } from 'vitest';
import type { Json } from '../../support/emulator-requests.js';
import { ask as askNative, embeddingPath, post } from '../../support/native-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

/** The words that whole answers put in front of a refusal by the model server. */
const MODEL_SERVER = '<400> InternalError.Algo.InvalidParameter: ';
const texts = ['The harbour is full of boats.', 'Boats sail out of the harbour.', 'My cat sleeps.'];
const embed = (parameters: object = {}, model = 'text-embedding-v4', input: unknown = { texts }) => ({
  model,
  input,
  parameters,
});
const ask = (body: Json, more: object = {}) => askNative(body, { path: embeddingPath, ...more });
const cosine = (a: number[], b: number[]) => a.reduce((sum, value, place) => sum + value * b[place]!, 0);
const vectors = (json: Json): number[][] => json.output.embeddings.map((row: Json) => row.embedding);

describe('native embeddings', () => {
  test('native embeddings have a row a text, with only its index, and the tokens', async () => {
    const { status, json } = await ask(embed({ dimension: 64 }));
    expect(status).toBe(200);
    expect(json).toEqual({
      output: {
        embeddings: texts.map((_, index) => ({ embedding: expect.any(Array), text_index: index })),
      },
      usage: { total_tokens: 20 },
      request_id: expect.any(String),
    });
    const [first, second, third] = vectors(json);
    expect(first).toHaveLength(64);
    expect(cosine(first!, first!)).toBeCloseTo(1, 4);
    expect(cosine(first!, second!)).toBeGreaterThan(cosine(first!, third!) + 0.2);
  });

  test('native embeddings of a query are close to those of the document, and not the same', async () => {
    const rows = [];
    for (const parameters of [{}, { text_type: 'query' }, { text_type: 'query', instruct: 'Find boats' }]) {
      rows.push(vectors((await ask(embed(parameters))).json)[0]!);
    }
    const [document, query, instructed] = rows;
    expect(query).not.toEqual(document);
    expect(instructed).not.toEqual(query);
    expect(cosine(document!, query!)).toBeGreaterThan(0.98);
    expect(cosine(document!, instructed!)).toBeGreaterThan(0.98);
  });

  test('native embeddings are sparse, dense or both as asked', async () => {
    const [sparse] = (await ask(embed({ output_type: 'sparse' }))).json.output.embeddings;
    expect(Object.keys(sparse)).toEqual(['sparse_embedding', 'text_index']);
    expect(sparse.sparse_embedding).toContainEqual({
      index: expect.any(Number),
      value: expect.any(Number),
      token: 'boat',
    });
    const [both] = (await ask(embed({ output_type: 'dense&sparse' }))).json.output.embeddings;
    expect(Object.keys(both)).toEqual(['embedding', 'sparse_embedding', 'text_index']);
    expect(both.embedding).toHaveLength(1024);
  });

  test('native embeddings of a script are sent as they are', async () => {
    const { json } = await ask(embed(), { script: { embeddings: [[1], [2]] } });
    expect(json.output.embeddings).toEqual([
      { embedding: [1], text_index: 0 },
      { embedding: [2], text_index: 1 },
    ]);
  });

  test.each([
    [
      'more rows than v4 takes',
      embed({}, 'text-embedding-v4', { texts: Array(11).fill('a') }),
      400,
      'InvalidParameter',
      MODEL_SERVER + 'Value error, batch size is invalid, it should not be larger than 10.: input.contents',
    ],
    [
      'more rows than v2 takes',
      embed({}, 'text-embedding-v2', { texts: Array(26).fill('a') }),
      400,
      'InvalidParameter',
      'batch size is invalid, it should not be larger than 25.: payload.input.contents',
    ],
    [
      'a text of a wrong type',
      embed({}, 'text-embedding-v3', { texts: ['a', 1] }),
      400,
      'InvalidParameter',
      MODEL_SERVER + 'Value error, contents is neither str nor list of str.: input.contents',
    ],
    [
      'no texts',
      embed({}, 'text-embedding-v3', {}),
      400,
      'InvalidParameter',
      MODEL_SERVER + 'Value error, contents is neither str nor list of str.: input.contents',
    ],
    [
      'an empty text',
      embed({}, 'text-embedding-v3', { texts: [''] }),
      400,
      'InvalidParameter',
      MODEL_SERVER + 'Range of input length should be [1, 8192]',
    ],
    [
      'a length that v2 has not',
      embed({ dimension: 512 }, 'text-embedding-v2'),
      400,
      'InvalidParameter',
      MODEL_SERVER + 'Value error, dimension is invalid, it should be in [1536]: parameters.dimension',
    ],
    [
      'a length by the name of the compatible protocol',
      embed({ dimensions: 512 }),
      400,
      'InvalidParameter',
      /^Unknown parameter: 'parameters.dimensions'/,
    ],
    [
      'an unknown text type',
      embed({ text_type: 'both' }),
      400,
      'InvalidParameter',
      "both is not one of ['query', 'document'] - 'text_type'",
    ],
    [
      'an unknown output type',
      embed({ output_type: 'thin' }),
      400,
      'InvalidParameter',
      "thin is not one of ['dense', 'sparse', 'dense&sparse'] - 'output_type'",
    ],
    [
      'sparse vectors of v1',
      embed({ output_type: 'sparse' }, 'text-embedding-v1'),
      400,
      'InvalidParameter',
      'The model text-embedding-v1 does not support output_type sparse.',
    ],
    [
      'instructions to v3',
      embed({ text_type: 'query', instruct: 'x' }, 'text-embedding-v3'),
      400,
      'InvalidParameter',
      'The model text-embedding-v3 does not support instruct.',
    ],
    [
      'instructions for documents',
      embed({ instruct: 'x' }),
      400,
      'InvalidParameter',
      'The model text-embedding-v4 does not support instruct with text_type document.',
    ],
    [
      'the compatible body',
      { model: 'text-embedding-v4', input: texts },
      400,
      'BadRequest.EmptyInput',
      'Required input parameter missing from request.',
    ],
    ['a chat model', embed({}, 'qwen-plus'), 400, 'InvalidParameter', /^url error, please check url！/],
    [
      'a model of files',
      embed({}, 'text-embedding-async-v2'),
      404,
      'ModelNotFound',
      'The emulator does not serve the model text-embedding-async-v2 on this path.',
    ],
  ])('native embeddings refuse %s', async (_, body, status, code, message) => {
    const answer = await ask(body);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    if (typeof message === 'string') expect(answer.json.message).toBe(message);
    else expect(answer.json.message).toMatch(message);
  });

  test('native embeddings fail as scripted, as JSON even where a stream was asked for', async () => {
    const emulator = strictEmulator();
    emulator.failNext('rate-limit');
    const response = await post(emulator, embed(), {
      path: embeddingPath,
      headers: { accept: 'text/event-stream' },
    });
    expect(response.status).toBe(429);
    expect((await response.json()).code).toBe('Throttling.RateQuota');
  });
});
