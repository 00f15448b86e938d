import { expect, expectTypeOf, test } from 'vitest';
import {
  rerankingCapabilitiesOf,
  type KnownRerankingModelId,
  type RerankingModelId,
} from '../../src/catalogue/rerankers.js';

test.each([
  ['qwen3-rerank', { endpoint: 'flat', inputs: ['text'], instruct: true }],
  ['gte-rerank-v2', { endpoint: 'dashscope', inputs: ['text'], instruct: false }],
  ['gte-rerank', { endpoint: 'dashscope', inputs: ['text'], instruct: false }],
  ['qwen3-vl-rerank', { endpoint: 'dashscope', inputs: ['text', 'image', 'video'], instruct: true }],
  ['qwen3.9-vl-rerank', { endpoint: 'dashscope', inputs: ['text', 'image', 'video'], instruct: true }],
  ['qwen3.7-text-rerank', { endpoint: 'dashscope', inputs: ['text'] }],
  ['qwen3.8-text-rerank-2027-01-01', { endpoint: 'dashscope', inputs: ['text'] }],
  ['tuned', { endpoint: 'flat', inputs: ['text'] }],
  ['constructor', { endpoint: 'flat', inputs: ['text'] }],
])('%s is ranked as its entry or its line says', (id, capabilities) => {
  expect(rerankingCapabilitiesOf(id)).toEqual(capabilities);
});

test('known ids are literal types, and any other string is let in', () => {
  expectTypeOf<'qwen3-rerank'>().toExtend<KnownRerankingModelId>();
  expectTypeOf<string>().not.toExtend<KnownRerankingModelId>();
  expectTypeOf<string>().toExtend<RerankingModelId>();
});
