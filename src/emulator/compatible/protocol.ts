import { ConnectionCut } from '../body.js';
import { isFields } from '../checks/fields.js';
import type { Exchange, Protocol } from '../exchange.js';
import { checkKey } from '../keys.js';
import { findModel, servedModels } from '../models.js';
import { failureOf, Refusal, refuse } from '../refusal.js';
import {
  each,
  EVENT_STREAM,
  JSON_TYPE,
  pace,
  respond,
  respondRaw,
  respondText,
  tempoOf,
  type StreamEvent,
} from '../response.js';
import type { Head } from './answer.js';
import { breakAnswer, breakStream } from './breakage.js';
import { answerChat } from './chat.js';
import { answerCompletion } from './completions.js';
import { answerEmbeddings } from './embeddings.js';
import { defaultForm, renderFailure } from './errors.js';
import type { Endpoint, Prepared } from './prepared.js';

const endpoints: Record<string, Endpoint> = {
  '/chat/completions': answerChat,
  '/completions': answerCompletion,
  '/embeddings': answerEmbeddings,
};

/** The OpenAI-compatible protocol. */
export const compatible: Protocol = { prefix: '/compatible-mode/v1', serve, refuse: renderRefusal };

async function serve(exchange: Exchange): Promise<Response> {
  const { method, path, headers, region } = exchange;
  const endpoint = endpoints[path];
  const known = endpoint !== undefined || path === '/models';
  if (!known) return respondText(exchange, 404, JSON_TYPE, notServed(exchange));
  if (method !== (endpoint ? 'POST' : 'GET')) refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region);
  if (endpoint === undefined) return listModels(exchange);
  readBody(exchange);
  const { model: id } = exchange.body;
  if (typeof id !== 'string' || id === '') refuse('model-missing');
  const model = findModel(id, region) ?? refuse('model-unknown', { model: id });
  const head = { model: id, id: exchange.id, created: Math.floor(exchange.now / 1000) };
  return send(exchange, await endpoint(exchange, model, head), head);
}

function readBody(exchange: Exchange): void {
  const type = exchange.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) refuse('content-type', { given: type });
  try {
    const body: unknown = JSON.parse(exchange.text);
    if (isFields(body)) exchange.body = body;
    else refuse('body-not-json');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(failureOf('body-not-json'));
  }
}

function send(exchange: Exchange, { script, body }: Prepared, head: Head): Response {
  const { chunkSize, deltaDelay } = tempoOf(exchange, script);
  if (body === undefined) return respondRaw(exchange, script.raw!, chunkSize);
  if (Array.isArray(body)) {
    const breakage = script.failAfter && breakStream(script.failAfter, head);
    const pieces = pace(body as StreamEvent[], deltaDelay, exchange.signal, breakage);
    const type =
      script.failAfter?.form === 'html' && script.failAfter.deltas === 0 ? 'text/html' : EVENT_STREAM;
    return respond(exchange, { type, pieces }, chunkSize);
  }
  const text = JSON.stringify(body);
  if (script.failAfter === undefined)
    return respond(exchange, { type: JSON_TYPE, pieces: each([text]) }, chunkSize);
  const { type, pieces, cut } = breakAnswer(script.failAfter, text, head);
  return respond(exchange, { type, pieces: cut ? cutAfter(pieces) : each(pieces) }, chunkSize);
}

async function* cutAfter(pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
  throw new ConnectionCut();
}

function renderRefusal(exchange: Exchange, { failure, form }: Refusal): Response {
  const framed = form ?? defaultForm(failure, exchange.body['stream'] === true);
  const { body, type } = renderFailure(failure, framed, exchange.id);
  return respondText(exchange, failure.status, type, body);
}

function listModels(exchange: Exchange): Response {
  const data = servedModels().map(({ id }) => ({
    id,
    object: 'model',
    created: 1_700_000_000,
    owned_by: 'system',
  }));
  return respondText(exchange, 200, JSON_TYPE, JSON.stringify({ object: 'list', data }));
}

function notServed({ method, path, id }: Exchange): string {
  const message = `The emulator does not serve ${method} ${compatible.prefix}${path}.`;
  return JSON.stringify({
    error: { message, type: 'invalid_request_error', param: null, code: 'not_found' },
    request_id: id,
  });
}
