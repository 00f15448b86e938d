import { InvalidResponseDataError } from '@ai-sdk/provider';
import { finiteNumber, isObject, nonEmptyString } from '../util/json.js';
import type { Ranking } from './reranking.js';

/**
 * Reads the results of a reranking answer. Both endpoints of Model Studio write them alike, at the top or under
 * `output`; other servers as `data` (Fireworks), as a bare list (SGLang, TEI), or as one score a document (DeepInfra). Throws
 * `InvalidResponseDataError` for a result that names none of the documents.
 */
export function decodeRanking(body: unknown, documents: number): Pick<Ranking, 'ranking' | 'id' | 'tokens'> {
  const answer = isObject(body) ? body : {};
  const results = resultsOf(body);
  if (results === undefined) {
    throw new InvalidResponseDataError({
      data: body,
      message: 'The service answered without a list of results.',
    });
  }
  const usage = isObject(answer.usage) ? answer.usage : {};
  return {
    ranking: results.map((result) => decodeResult(result, documents)),
    id: nonEmptyString(answer.id) ?? nonEmptyString(answer.request_id),
    tokens: finiteNumber(usage.total_tokens) ?? finiteNumber(usage.input_tokens) ?? finiteNumber(answer.input_tokens),
  };
}

function resultsOf(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body;
  const answer = isObject(body) ? body : {};
  const output = isObject(answer.output) ? answer.output : answer;
  if (Array.isArray(output.results)) return output.results;
  if (Array.isArray(output.data)) return output.data;
  if (!Array.isArray(output.scores)) return undefined;
  const scored = output.scores.map((score: unknown, index) => ({ index, score }));
  return scored.sort((first, second) => Number(second.score) - Number(first.score));
}

function decodeResult(result: unknown, documents: number): Ranking['ranking'][number] {
  const index = isObject(result) ? finiteNumber(result.index) : undefined;
  const relevanceScore = isObject(result)
    ? (finiteNumber(result.relevance_score) ?? finiteNumber(result.score))
    : undefined;
  const known = index !== undefined && Number.isInteger(index) && index >= 0 && index < documents;
  if (known && relevanceScore !== undefined) {
    return { index, relevanceScore };
  }
  throw new InvalidResponseDataError({
    data: result,
    message: `The service ranked ${documents} documents and gave a result that is none of them.`,
  });
}
