import { embed } from '../model/embed.js';
import type { Exchange, Protocol } from '../server/exchange.js';
import { endingsOf, respondRefusal } from '../server/native-errors.js';
import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel, type Model } from '../catalogue/models.js';
import { type Prepared, takeScript } from '../server/answer-script.js';
import { refuse } from '../rules/api-error.js';
import { readFlat, readNative, type RerankItem, type RerankRequest } from './request.js';
import { JSON_TYPE, respondText } from '../server/response.js';
import { send } from '../server/send.js';

/** The flat endpoint, which has a prefix of its own, and the errors of the native protocol. */
export const flatReranking: Protocol = {
  prefix: '/compatible-api/v1',
  endpoints: ['POST /reranks'],
  serve,
  refuse: (exchange, refusal) => respondRefusal(exchange, refusal, false),
};

async function serve(exchange: Exchange): Promise<Response> {
  const { method, path, headers, region, id } = exchange;
  if (path !== '/reranks') {
    const body = { code: 'NotFound', message: exchange.describeUnserved(), request_id: id };
    return respondText(exchange, 404, JSON_TYPE, JSON.stringify(body));
  }
  if (method !== 'POST') refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region);
  readBody(exchange);
  const { model: name } = exchange.body;
  if (typeof name !== 'string' || name === '') refuse('empty-model');
  const model = findModel(name, region) ?? refuse('model-unknown', { model: name });
  const request = readFlat(exchange.given, { model, policy: exchange.policy });
  const prepared = await prepare(exchange, request, (results) => ({
    object: 'list',
    results,
    model: name,
    id,
    usage: { total_tokens: request.tokens },
  }));
  return send(exchange, prepared, endingsOf(exchange));
}

/** Answers POST /services/rerank/text-rerank/text-rerank of the native protocol. */
export async function answerReranking(exchange: Exchange, model: Model): Promise<Prepared> {
  const request = readNative(exchange.given, { model, policy: exchange.policy });
  return prepare(exchange, request, (results) => ({
    output: { results },
    usage: { total_tokens: request.tokens },
    request_id: exchange.id,
  }));
}

async function prepare(
  exchange: Exchange,
  request: RerankRequest,
  render: (results: object[]) => object,
): Promise<Prepared> {
  const script = await takeScript(exchange, request.query.content);
  if (script.raw !== undefined) return { script };
  return { script, body: render(rank(request, script.scores)) };
}

/** The documents by their scores, the best one first. A script may have scores for the first ones alone. */
function rank(request: RerankRequest, scores?: readonly number[]): { relevance_score: number }[] {
  const { query, documents, instruct, topN, returnsDocuments } = request;
  const asked = embed(wordsIn(query), DIMENSIONS, instruct);
  return documents
    .slice(0, scores?.length)
    .map((item, index) => ({
      ...(returnsDocuments && { document: documentOf(item) }),
      index,
      relevance_score: scores?.[index] ?? score(asked, item),
    }))
    .sort((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, topN);
}

function documentOf({ given }: RerankItem): unknown {
  return typeof given === 'string' ? { text: given } : given;
}

const DIMENSIONS = 512;
/** Where the score is a half (about a third of the words in common), and how steep it is there. */
const MIDDLE = 0.35;
const STEEPNESS = 8;

/** How much a document has in common with what is asked: between 0 and 1, near 0 without a shared word. */
function score(asked: number[], item: RerankItem): number {
  const vector = embed(wordsIn(item), DIMENSIONS);
  const closeness = asked.reduce((sum, value, place) => sum + value * vector[place]!, 0);
  return Number((1 / (1 + Math.exp(-STEEPNESS * (closeness - MIDDLE)))).toFixed(8));
}

/** Media are not looked at: the words in a file's name have to do. */
function wordsIn({ kind, content }: RerankItem): string {
  if (kind === 'text') return content;
  return content.startsWith('data:') ? kind : content.replace(/[?#][^]*/, '').replace(/^.*\//, '');
}
