import { InvalidResponseDataError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { encodeRerank } from '../../src/reranking/compatible.js';
import { encodeRerank as encodeNative } from '../../src/reranking/dashscope.js';
import { decodeRanking } from '../../src/reranking/decode.js';

/** What is sent of a body. */
const sent = (body: object): unknown => JSON.parse(JSON.stringify(body));

describe('a reranking request', () => {
  test('is flat, with what is asked for alone', () => {
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

  test('of the native protocol has input and parameters', () => {
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

  test('is read from the top of an answer, or from under output', () => {
    expect(decodeRanking({ object: 'list', results, id: 'one', usage: { total_tokens: 79 } }, 3)).toEqual({
      ranking,
      id: 'one',
      tokens: 79,
    });
    expect(decodeRanking({ output: { results }, request_id: 'two', usage: { total_tokens: 79 } }, 3)).toEqual({
      ranking,
      id: 'two',
      tokens: 79,
    });
  });

  test('counts input tokens, which older answers have alone, and may have none', () => {
    expect(decodeRanking({ results, usage: { input_tokens: 12 } }, 3).tokens).toBe(12);
    expect(decodeRanking({ results, usage: {} }, 3).tokens).toBeUndefined();
    expect(decodeRanking({ results }, 3)).toEqual({ ranking, id: undefined, tokens: undefined });
  });

  test.each([
    ['nothing', null],
    ['a text', 'ok'],
    ['no results', { usage: { total_tokens: 1 } }],
    ['results that are no list', { output: { results: {} } }],
  ])('is not read from %s', (_what, body) => {
    expect(() => decodeRanking(body, 3)).toThrow(InvalidResponseDataError);
    expect(() => decodeRanking(body, 3)).toThrow('The service answered without a list of results.');
  });

  test.each([
    ['an index beyond the documents', { index: 3, relevance_score: 1 }],
    ['an index below them', { index: -1, relevance_score: 1 }],
    ['an index between two', { index: 0.5, relevance_score: 1 }],
    ['an index in words', { index: '1', relevance_score: 1 }],
    ['no index', { relevance_score: 1 }],
    ['no score', { index: 0 }],
    ['a score that is none', { index: 0, relevance_score: null }],
    ['nothing', null],
  ])('is refused with %s in it', (_what, result) => {
    const body = { results: [{ index: 1, relevance_score: 0.5 }, result] };
    expect(() => decodeRanking(body, 3)).toThrow(InvalidResponseDataError);
    expect(() => decodeRanking(body, 3)).toThrow('ranked 3 documents and gave a result that is none of them');
  });
});
