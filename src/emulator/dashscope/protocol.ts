import { entryOf, isFields } from '../util/objects.js';
import type { Exchange, Protocol } from '../server/exchange.js';
import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel, type Model } from '../catalogue/models.js';
import type { Prepared } from '../server/answer-script.js';
import { type Refusal, refuse } from '../rules/api-error.js';
import { answerReranking } from '../reranking/rank.js';
import { JSON_TYPE, respondText } from '../server/response.js';
import { send } from '../server/send.js';
import { answerChat } from './chat.js';
import { answerEmbeddings } from './embeddings.js';
import { endingsOf, respondRefusal } from '../server/native-errors.js';
import { respondPolicy } from './policy.js';
import { isStreamed } from './question.js';

type Endpoint = (exchange: Exchange, model: Model) => Promise<Prepared>;

const chats: Record<string, Endpoint> = {
  '/services/aigc/text-generation/generation': (exchange, model) => answerChat(exchange, model, 'text'),
  '/services/aigc/multimodal-generation/generation': (exchange, model) => answerChat(exchange, model, 'multimodal'),
};

const endpoints: Record<string, Endpoint> = {
  ...chats,
  '/services/embeddings/text-embedding/text-embedding': answerEmbeddings,
  '/services/rerank/text-rerank/text-rerank': answerReranking,
};

/** The native DashScope protocol. */
export const native: Protocol = {
  prefix: '/api/v1',
  endpoints: [...Object.keys(endpoints).map((path) => `POST ${path}`), 'GET /uploads'],
  serve,
  refuse: renderRefusal,
};

async function serve(exchange: Exchange): Promise<Response> {
  const { method, path, headers, region } = exchange;
  // An OpenAI client on the native base URL: the service answers 404 without a body.
  if (path === '/chat/completions') return respondText(exchange, 404, 'text/plain', '');
  const endpoint = entryOf(endpoints, path);
  if (endpoint === undefined && path !== '/uploads') return respondUnknown(exchange);
  if (method !== (endpoint ? 'POST' : 'GET')) refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region);
  if (endpoint === undefined) return respondPolicy(exchange);
  if (headers.get('x-dashscope-async')?.toLowerCase() === 'enable') refuse('asynchronous-call');
  readBody(exchange);
  const { model: id, input } = exchange.body;
  if (typeof id !== 'string' || id === '') refuse('empty-model');
  if (!isFields(input)) refuse('empty-input');
  const model = findModel(id, region) ?? refuse('model-unknown', { model: id });
  return send(exchange, await endpoint(exchange, model), endingsOf(exchange));
}

function renderRefusal(exchange: Exchange, refusal: Refusal): Response {
  return respondRefusal(exchange, refusal, Object.hasOwn(chats, exchange.path) && isStreamed(exchange.headers));
}

function respondUnknown(exchange: Exchange): Response {
  const body = JSON.stringify({ code: 'NotFound', message: exchange.describeUnserved(), request_id: exchange.id });
  return respondText(exchange, 404, JSON_TYPE, body);
}
