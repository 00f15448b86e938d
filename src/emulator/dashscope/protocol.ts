import { entryOf, isObject } from '../util/objects.js';
import type { RequestContext, Protocol } from '../server/context.js';
import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel } from '../catalogue/models.js';
import type { Model } from '../catalogue/model.js';
import type { PreparedAnswer } from '../server/answer-script.js';
import { type ApiError, refuse } from '../rules/api-error.js';
import { answerMultimodal } from '../multimodal/embeddings.js';
import { answerReranking } from '../reranking/rank.js';
import { jsonType, respondText } from '../server/response.js';
import { send } from '../server/send.js';
import { answerChat } from './chat.js';
import { answerEmbeddings } from './embeddings.js';
import { endingsOf, respondError } from '../server/native-errors.js';
import { answerMedia, mediaEndpoints } from './media.js';
import { respondPolicy } from './policy.js';
import { isStreamed } from './question.js';
import { answerSpeaking, isMute, speechEndpoints } from './speech.js';

type Endpoint = (context: RequestContext, model: Model) => Promise<PreparedAnswer>;

const chats: Record<string, Endpoint> = {
  '/services/aigc/text-generation/generation': (context, model) => answerChat(context, model, 'text'),
  '/services/aigc/multimodal-generation/generation': (context, model) => answerChat(context, model, 'multimodal'),
};

const endpoints: Record<string, Endpoint> = {
  ...chats,
  '/services/embeddings/text-embedding/text-embedding': answerEmbeddings,
  '/services/embeddings/multimodal-embedding/multimodal-embedding': answerMultimodal,
  '/services/rerank/text-rerank/text-rerank': answerReranking,
};

/** The native DashScope protocol. */
export const native: Protocol = {
  prefix: '/api/v1',
  endpoints: [
    ...Object.keys(endpoints).map((path) => `POST ${path}`),
    ...speechEndpoints,
    ...mediaEndpoints,
    'GET /uploads',
  ],
  serve,
  refuse: renderError,
};

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, region } = context;
  if (path === '/chat/completions') {
    // The service answers an OpenAI client on the native base URL with an empty 404.
    context.warnings.push('The base URL of OpenAI clients ends with /compatible-mode/v1.');
    return respondText(context, 404, 'text/plain', '');
  }
  const media = (await answerSpeaking(context)) ?? (await answerMedia(context));
  if (media !== undefined) return media;
  const endpoint = entryOf(endpoints, path);
  if (endpoint === undefined && path !== '/uploads') return respondUnknown(context);
  if (method !== (endpoint ? 'POST' : 'GET')) refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  if (endpoint === undefined) return respondPolicy(context);
  if (headers.get('x-dashscope-async')?.toLowerCase() === 'enable') refuse('asynchronous-call');
  readBody(context);
  const { model: id, input } = context.body;
  if (typeof id !== 'string' || id === '') refuse('empty-model');
  if (!isObject(input)) refuse('empty-input');
  const model = findModel(id, region) ?? refuse('model-unknown', { model: id });
  return send(context, await endpoint(context, model), endingsOf(context));
}

function renderError(context: RequestContext, error: ApiError): Response {
  // Workspace hosts keep the reason to themselves (measured with speech models in Sep 2026).
  if (error.failure.status === 400 && isMute(context)) return respondText(context, 400, jsonType, '{}');
  return respondError(context, error, isStreaming(context.path) && isStreamed(context.headers));
}

function isStreaming(path: string): boolean {
  return Object.hasOwn(chats, path) || speechEndpoints.includes(`POST ${path}`);
}

function respondUnknown(context: RequestContext): Response {
  const body = JSON.stringify({ code: 'NotFound', message: context.describeUnserved(), request_id: context.id });
  return respondText(context, 404, jsonType, body);
}
