import { type EndpointCase, times } from './endpoint-case.js';

const query = 'When does the ferry leave?';
const documents = ['The museum opens at ten.', 'The ferry leaves at nine.'];

/** A request to a reranking model; `input` is laid over one that is accepted. */
function rerank(rule: EndpointCase['rule'], input: object, message: string, model = 'gte-rerank-v2'): EndpointCase {
  return {
    rule,
    request: {
      protocol: 'dashscope',
      path: '/services/rerank/text-rerank/text-rerank',
      body: { model, input: { query, documents, ...input }, parameters: { top_n: 1 } },
    },
    code: 'InvalidParameter',
    message,
  };
}

/** A request for each rule of reranking. */
export const rerankingCases: EndpointCase[] = [
  rerank('rerank-empty', { query: '' }, "'query' must not be empty"),
  rerank('rerank-empty', { documents: [] }, "'documents' must not be empty"),
  rerank('rerank-empty', { documents: ['a', ''] }, "'documents.[1]' must not be empty"),
  rerank('rerank-item', { documents: [{ text: 'a' }] }, "'documents.[0]' must be String"),
  rerank('rerank-count', { documents: times(501, 'a') }, 'Range of the number of documents should be [1, 500]'),
  rerank(
    'rerank-count',
    { documents: times(101, 'a') },
    'Range of the number of documents should be [1, 100]',
    'qwen3-vl-rerank',
  ),
  // The query counts once for each document.
  rerank(
    'rerank-length',
    { query: 'a '.repeat(3_900), documents: times(8, 'a') },
    'Range of input length should be [1, 30000]',
  ),
];
