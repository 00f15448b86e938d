import { embed } from '../model/embed.js';
import type { RequestContext, Protocol } from '../server/context.js';
import { endingsOf, respondError } from '../server/native-errors.js';
import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel } from '../catalogue/models.js';
import type { Model } from '../catalogue/model.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import { refuse } from '../rules/api-error.js';
import { readFlat, readNative, type RerankItem, type RerankRequest } from './request.js';
import { jsonType, respondText } from '../server/response.js';
import { send } from '../server/send.js';

/** The flat endpoint. It has a separate prefix, and the errors of the native protocol. */
export const flatReranking: Protocol = {
  prefix: '/compatible-api/v1',
  endpoints: ['POST /reranks'],
  serve,
  refuse: (context, error) => respondError(context, error, false),
};

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, region, id } = context;
  if (path !== '/reranks') {
    const body = { code: 'NotFound', message: context.describeUnserved(), request_id: id };
    return respondText(context, 404, jsonType, JSON.stringify(body));
  }
  if (method !== 'POST') refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  readBody(context);
  const { model: name } = context.body;
  if (typeof name !== 'string' || name === '') refuse('empty-model');
  const model = findModel(name, region) ?? refuse('model-unknown', { model: name });
  const request = readFlat(context.given, { model, policy: context.policy });
  const prepared = await prepare(context, request, (results) => ({
    object: 'list',
    results,
    model: name,
    id,
    usage: { total_tokens: request.tokens },
  }));
  return send(context, prepared, endingsOf(context));
}

/** Answers POST /services/rerank/text-rerank/text-rerank of the native protocol. */
export async function answerReranking(context: RequestContext, model: Model): Promise<PreparedAnswer> {
  const request = readNative(context.given, { model, policy: context.policy });
  return prepare(context, request, (results) => ({
    output: { results },
    usage: { total_tokens: request.tokens },
    request_id: context.id,
  }));
}

async function prepare(
  context: RequestContext,
  request: RerankRequest,
  render: (results: object[]) => object,
): Promise<PreparedAnswer> {
  const script = await takeAnswerScript(context, request.query.content);
  if (script.raw !== undefined) return { script };
  return { script, body: render(rank(request, script.scores)) };
}

/** The documents by score, the best first. A script may have scores for the first documents only. */
function rank(request: RerankRequest, scores?: readonly number[]): { relevance_score: number }[] {
  const { query, documents, instruct, topN, returnsDocuments } = request;
  const asked = embed(wordsIn(query), rankDimensions, instruct);
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

const rankDimensions = 512;
/** The closeness at which the score is 0.5 (about a third of the words in common), and the slope there. */
const middle = 0.35;
const steepness = 8;

/** Scores a document against the query: from 0 to 1, near 0 without a shared word. */
function score(asked: number[], item: RerankItem): number {
  const vector = embed(wordsIn(item), rankDimensions);
  const closeness = asked.reduce((sum, value, place) => sum + value * vector[place]!, 0);
  return Number((1 / (1 + Math.exp(-steepness * (closeness - middle)))).toFixed(8));
}

/** The words of an item. The emulator does not read media, so it uses the words of the file name. */
function wordsIn({ kind, content }: RerankItem): string {
  if (kind === 'text') return content;
  return content.startsWith('data:') ? kind : content.replace(/[?#][^]*/, '').replace(/^.*\//, '');
}
