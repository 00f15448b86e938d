import { InvalidResponseDataError } from '@ai-sdk/provider';
import { finiteNumber, isObject, nonEmptyString } from '../core/json.js';
import type { Ranking } from '../core/reranking.js';

/**
 * Reads the results of a reranking answer, which both endpoints write alike: at the top, or under `output`. Throws
 * `InvalidResponseDataError` for a result that names none of the documents.
 */
export function decodeRanking(body: unknown, documents: number): Pick<Ranking, 'ranking' | 'id' | 'tokens'> {
  const answer = isObject(body) ? body : {};
  const output = isObject(answer.output) ? answer.output : answer;
  if (!Array.isArray(output.results)) {
    throw new InvalidResponseDataError({
      data: body,
      message: 'The service answered without a list of results.',
    });
  }
  const usage = isObject(answer.usage) ? answer.usage : {};
  return {
    ranking: output.results.map((result: unknown) => decodeResult(result, documents)),
    id: nonEmptyString(answer.id) ?? nonEmptyString(answer.request_id),
    tokens: finiteNumber(usage.total_tokens) ?? finiteNumber(usage.input_tokens),
  };
}

function decodeResult(result: unknown, documents: number): Ranking['ranking'][number] {
  const index = isObject(result) ? finiteNumber(result.index) : undefined;
  const relevanceScore = isObject(result) ? finiteNumber(result.relevance_score) : undefined;
  const known = index !== undefined && Number.isInteger(index) && index >= 0 && index < documents;
  if (known && relevanceScore !== undefined) {
    return { index, relevanceScore };
  }
  throw new InvalidResponseDataError({
    data: result,
    message: `The service ranked ${documents} documents and gave a result that is none of them.`,
  });
}
