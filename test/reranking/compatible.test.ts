import { InvalidResponseDataError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { encodeRerank } from '../../src/reranking/compatible.js';
import { encodeRerank as encodeNative } from '../../src/reranking/dashscope.js';
import { decodeRanking } from '../../src/reranking/decode.js';

/** The part of a body that is sent. */
const sent = (body: object): unknown => JSON.parse(JSON.stringify(body));

describe('a reranking request', () => {
  test('a reranking request is flat, and has only what is asked for', () => {
    expect(sent(encodeRerank('qwen3-rerank', 'q', ['a', 'b'], { extra: {} }))).toEqual({
      model: 'qwen3-rerank',
      query: 'q',
      documents: ['a', 'b'],
    });
    const options = { topN: 1, instruct: 'Find it', extra: { return_documents: true } };
    expect(sent(encodeRerank('qwen3-rerank', 'q', ['a'], options))).toEqual({
      model: 'qwen3-rerank',
      query: 'q',
      documents: ['a'],
      top_n: 1,
      instruct: 'Find it',
      return_documents: true,
    });
  });

  test('a reranking request of the native protocol has input and parameters', () => {
    const film = { video: 'https://a.example/a.mp4' };
    const options = { topN: 1, instruct: 'Find it', fps: 0.5, extra: { return_documents: true } };
    expect(sent(encodeNative('qwen3-vl-rerank', { text: 'q' }, [film], options))).toEqual({
      model: 'qwen3-vl-rerank',
      input: { query: { text: 'q' }, documents: [film] },
      parameters: { top_n: 1, instruct: 'Find it', fps: 0.5, return_documents: true },
    });
    expect(sent(encodeNative('gte-rerank-v2', 'q', ['a'], { extra: {} }))).toEqual({
      model: 'gte-rerank-v2',
      input: { query: 'q', documents: ['a'] },
      parameters: {},
    });
  });
});

describe('a ranking', () => {
  const results = [
    { index: 2, relevance_score: 0.93 },
    { index: 0, relevance_score: 0.34, document: { text: 'a' } },
  ];
  const ranking = [
    { index: 2, relevanceScore: 0.93 },
    { index: 0, relevanceScore: 0.34 },
  ];
  const two = { documents: 3, topN: 2 };

  test('a ranking is read from the top of an answer, or from under output', () => {
    expect(decodeRanking({ object: 'list', results, id: 'one', usage: { total_tokens: 79 } }, two)).toEqual({
      ranking,
      documents: [undefined, { text: 'a' }],
      id: 'one',
      tokens: 79,
    });
    expect(decodeRanking({ output: { results }, request_id: 'two', usage: { total_tokens: 79 } }, two)).toEqual({
      ranking,
      documents: [undefined, { text: 'a' }],
      id: 'two',
      tokens: 79,
    });
  });

  test('a ranking counts input tokens, which older answers only have in another place, and may have none', () => {
    expect(decodeRanking({ results, usage: { input_tokens: 12 } }, two).tokens).toBe(12);
    expect(decodeRanking({ results, usage: {} }, two).tokens).toBeUndefined();
    expect(decodeRanking({ results }, two)).toMatchObject({ ranking, id: undefined, tokens: undefined });
  });

  const scored = (...scores: [index: number, score: number][]) => ({
    results: scores.map(([index, relevance_score]) => ({ index, relevance_score })),
  });
  const order = (body: unknown, topN?: number) =>
    decodeRanking(body, { documents: 3, topN }).ranking.map(({ index }) => index);

  test('a ranking has the best document first, in whichever order the server writes them; the first of equals stays first', () => {
    expect(order(scored([0, 0.1], [1, 0.9], [2, 0.5]))).toEqual([1, 2, 0]);
    expect(order(scored([2, 0.5], [0, 0.5], [1, -3]))).toEqual([2, 0, 1]);
    expect(order({ scores: [0.2, 0.3, 0.1] })).toEqual([1, 0, 2]);
  });

  test('a ranking has as many documents as were asked for, though the server ranks all', () => {
    expect(order(scored([0, 0.1], [1, 0.9], [2, 0.5]), 2)).toEqual([1, 2]);
    expect(order(scored([0, 0.1], [1, 0.9], [2, 0.5]), 9)).toEqual([1, 2, 0]);
  });

  test('a ranking is refused with documents missing', () => {
    const message = 'The service was asked for the best 3 of 3 documents and ranked 2 of them.';
    for (const topN of [undefined, 3, 4]) expect(() => order({ results }, topN)).toThrow(message);
    expect(() => order({ results: [] }, 1)).toThrow('the best 1 of 3 documents and ranked 0 of them');
    // A parameter of the caller's own, such as a threshold, may leave some out.
    expect(decodeRanking({ results }, { documents: 3, mayLeaveOut: true }).ranking).toEqual(ranking);
  });

  test.each([
    ['nothing', null],
    ['a text', 'ok'],
    ['no results', { usage: { total_tokens: 1 } }],
    ['results that are no list', { output: { results: {} } }],
  ])('a ranking is not read from %s', (_what, body) => {
    expect(() => decodeRanking(body, two)).toThrow(InvalidResponseDataError);
    expect(() => decodeRanking(body, two)).toThrow('The service answered without a list of results.');
  });

  test.each<[string, unknown, string]>([
    ['an index beyond the documents', { index: 3, relevance_score: 1 }, 'is none of the 3 documents: its index is 3.'],
    ['an index below them', { index: -1, relevance_score: 1 }, 'is none of the 3 documents: its index is -1.'],
    ['an index between two', { index: 0.5, relevance_score: 1 }, 'is none of the 3 documents: its index is 0.5.'],
    ['an index in words', { index: '1', relevance_score: 1 }, 'is none of the 3 documents: its index is "1".'],
    ['no index', { relevance_score: 1 }, 'is none of the 3 documents: its index is missing.'],
    ['a document twice', { index: 1, relevance_score: 1 }, 'is document 1 again, which result 0 is already.'],
    ['no score', { index: 0 }, "(document 0) can't be placed: its score is missing."],
    [
      'a score that is not a number',
      { index: 0, relevance_score: null },
      "(document 0) can't be placed: its score is missing.",
    ],
    ['a score in words', { index: 0, relevance_score: '0.9' }, `(document 0) can't be placed: its score is "0.9".`],
    ['nothing', null, 'is none of the 3 documents: its index is missing.'],
  ])('a ranking is refused with %s in it', (_what, result, message) => {
    const body = { results: [{ index: 1, relevance_score: 0.5 }, result, { index: 2, relevance_score: 0.1 }] };
    expect(() => decodeRanking(body, two)).toThrow(InvalidResponseDataError);
    expect(() => decodeRanking(body, two)).toThrow(`Result 1 of the ranking ${message}`);
  });
});
