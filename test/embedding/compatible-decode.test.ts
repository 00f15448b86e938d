import { describe, expect, test } from 'vitest';
import { decodeEmbedding } from '../../src/embedding/compatible.js';

const row = (index: unknown, embedding: unknown) => ({ object: 'embedding', index, embedding });

describe('the rows of an embedding answer', () => {
  test('embedding rows have their index and their vector', () => {
    const body = {
      data: [row(2, [3]), row(0, [1]), { embedding: [2] }, null],
      model: 'text-embedding-v4',
      object: 'list',
      usage: { prompt_tokens: 6, total_tokens: 6 },
      id: 'x',
    };
    expect(decodeEmbedding(body)).toEqual({
      rows: [
        { index: 2, vector: [3] },
        { index: 0, vector: [1] },
        { index: undefined, vector: [2] },
        { index: undefined, vector: null },
      ],
      tokens: 6,
    });
  });

  test('an answer without embeddings has no rows', () => {
    for (const body of [null, [], 'x', {}, { data: {} }, { data: null }])
      expect(decodeEmbedding(body).rows).toEqual([]);
  });
});

test('embedding tokens are the total, else those of the prompt, else unknown', () => {
  expect(decodeEmbedding({ data: [], usage: { prompt_tokens: 3, total_tokens: 4 } }).tokens).toBe(4);
  expect(decodeEmbedding({ data: [], usage: { prompt_tokens: 3 } }).tokens).toBe(3);
  expect(decodeEmbedding({ data: [], usage: { total_tokens: '4' } }).tokens).toBeUndefined();
  expect(decodeEmbedding({ data: [] }).tokens).toBeUndefined();
});
