import { describe, expect, test } from 'vitest';
import { decodeEmbedding } from '../../src/embedding/compatible.js';

const row = (index: unknown, embedding: unknown) => ({ object: 'embedding', index, embedding });

describe('the rows of an embedding answer', () => {
  test('are put in the order of their index (embeddings page)', () => {
    const body = {
      data: [row(2, [3]), row(0, [1]), row(1, [2])],
      model: 'text-embedding-v4',
      object: 'list',
      usage: { prompt_tokens: 6, total_tokens: 6 },
      id: 'x',
    };
    expect(decodeEmbedding(body)).toEqual({ rows: [[1], [2], [3]], tokens: 6 });
  });

  test('stand in their own order if they have no index', () => {
    expect(decodeEmbedding({ data: [{ embedding: [1] }, row('1', [2]), row(null, [3])] }).rows).toEqual([
      [1],
      [2],
      [3],
    ]);
  });

  test('leave a gap where one is missing, so that it is noticed', () => {
    const { rows } = decodeEmbedding({ data: [row(0, [1]), row(2, [3]), null] });
    expect([rows[0], rows[1], rows[2]]).toEqual([[1], undefined, [3]]);
  });

  test('are none if the answer is something else', () => {
    for (const body of [null, [], 'x', {}, { data: {} }, { data: null }])
      expect(decodeEmbedding(body).rows).toEqual([]);
  });
});

test('the tokens are the total, else those of the prompt, else unknown', () => {
  expect(decodeEmbedding({ data: [], usage: { prompt_tokens: 3, total_tokens: 4 } }).tokens).toBe(4);
  expect(decodeEmbedding({ data: [], usage: { prompt_tokens: 3 } }).tokens).toBe(3);
  expect(decodeEmbedding({ data: [], usage: { total_tokens: '4' } }).tokens).toBeUndefined();
  expect(decodeEmbedding({ data: [] }).tokens).toBeUndefined();
});
