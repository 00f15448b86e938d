import { InvalidResponseDataError } from '@ai-sdk/provider';
import { finiteNumber, inWords, isObject, nonEmptyString } from '../util/json.js';
import type { Ranking } from './reranking.js';

/** The expected size of a ranking. */
export interface RankingExpectation {
  /** Number of documents that were sent. */
  documents: number;
  /** Number of best documents that were requested. Default: all. */
  topN?: number;
  /** True if parameters were sent that may leave documents out. */
  mayLeaveOut?: boolean;
}

type Result = Ranking['ranking'][number] & { document?: unknown };

/**
 * Reads the results of a reranking answer, best first. Model Studio's endpoints have them at the top level or under
 * `output`; other servers as `data` (Fireworks), as a bare list (SGLang, TEI), or as one score for each document
 * (DeepInfra). Throws `InvalidResponseDataError` with the result unless each expected document is there once.
 */
export function decodeRanking(
  body: unknown,
  expected: RankingExpectation,
): Pick<Ranking, 'ranking' | 'id' | 'tokens'> & { documents: unknown[] } {
  const answer = isObject(body) ? body : {};
  const usage = isObject(answer.usage) ? answer.usage : {};
  const results = readRanking(body, expected);
  return {
    ranking: results.map(({ index, relevanceScore }) => ({ index, relevanceScore })),
    documents: results.map(({ document }) => document),
    id: nonEmptyString(answer.id) ?? nonEmptyString(answer.request_id),
    tokens: finiteNumber(usage.total_tokens) ?? finiteNumber(usage.input_tokens) ?? finiteNumber(answer.input_tokens),
  };
}

function readRanking(
  body: unknown,
  { documents, topN = documents, mayLeaveOut = false }: RankingExpectation,
): Result[] {
  const refuse = (message: string): never => {
    throw new InvalidResponseDataError({ data: body, message });
  };
  const results = resultsOf(body) ?? refuse('The service answered without a list of results.');
  const positions = new Map<number, number>();
  const ranking = results.map((result, position): Result => {
    const { index, score, document } = fieldsOf(result);
    const name = `Result ${position} of the ranking`;
    if (!isPlace(index, documents)) {
      return refuse(`${name} is none of the ${documents} documents: its index is ${inWords(index)}.`);
    }
    const before = positions.get(index);
    if (before !== undefined) return refuse(`${name} is document ${index} again, which result ${before} is already.`);
    positions.set(index, position);
    const relevanceScore = finiteNumber(score);
    if (relevanceScore === undefined)
      return refuse(`${name} (document ${index}) can't be placed: its score is ${inWords(score)}.`);
    return { index, relevanceScore, document };
  });
  const due = Math.min(topN, documents);
  if (ranking.length < due && !mayLeaveOut) {
    refuse(`The service was asked for the best ${due} of ${documents} documents and ranked ${ranking.length} of them.`);
  }
  // Some servers keep the order of the documents, and rank all of them whatever they are asked.
  return ranking.sort((one, other) => other.relevanceScore - one.relevanceScore).slice(0, topN);
}

function resultsOf(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body;
  const answer = isObject(body) ? body : {};
  const output = isObject(answer.output) ? answer.output : answer;
  if (Array.isArray(output.results)) return output.results;
  if (Array.isArray(output.data)) return output.data;
  if (!Array.isArray(output.scores)) return undefined;
  return output.scores.map((score: unknown, index) => ({ index, score }));
}

function fieldsOf(result: unknown): { index?: unknown; score?: unknown; document?: unknown } {
  if (!isObject(result)) return {};
  return { index: result.index, score: result.relevance_score ?? result.score, document: result.document };
}

function isPlace(value: unknown, documents: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < documents;
}
