import { entryOf } from '../util/objects.js';
import type { Endings } from '../server/breakage.js';
import type { RequestContext, Protocol } from '../server/context.js';
import { renderFrame } from '../server/native-errors.js';
import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel, servedModels } from '../catalogue/models.js';
import type { Model } from '../catalogue/model.js';
import type { PreparedAnswer } from '../server/answer-script.js';
import { answerGenerations, answerImageChat } from '../images/openai.js';
import { findImageModel } from '../catalogue/image-models.js';
import { type ApiError, refuse } from '../rules/api-error.js';
import { jsonType, respondText } from '../server/response.js';
import { send } from '../server/send.js';
import type { Head } from './answer.js';
import { answerChat } from './chat.js';
import { answerCompletion } from './completions.js';
import { answerEmbeddings } from './embeddings.js';
import { defaultForm, errorBody, renderFailure, renderLine } from './errors.js';
import { isFilesPath, serveFiles } from './files.js';
import { renderErrorFinish } from './stream.js';
import { answerInTurn, waits } from './waiting.js';

/** Reads and checks a request, and prepares its answer. */
type Endpoint = (context: RequestContext, model: Model, head: Head) => Promise<PreparedAnswer>;

const endpoints: Record<string, Endpoint> = {
  '/chat/completions': answerChat,
  '/completions': answerCompletion,
  '/embeddings': answerEmbeddings,
};

const imagesPath = '/images/generations';

/** The OpenAI-compatible protocol. */
export const compatible: Protocol = {
  prefix: '/compatible-mode/v1',
  endpoints: [
    ...Object.keys(endpoints).map((path) => `POST ${path}`),
    `POST ${imagesPath}`,
    'GET /models',
    'POST /files',
    'GET /files',
    'GET /files/{id}',
    'GET /files/{id}/content',
    'DELETE /files/{id}',
  ],
  serve,
  refuse: renderError,
};

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, region } = context;
  const endpoint = entryOf(endpoints, path);
  const known = endpoint !== undefined || path === imagesPath || path === '/models' || isFilesPath(path);
  if (!known) return respondText(context, 404, jsonType, notServed(context));
  if (isFilesPath(path)) {
    checkKey(headers.get('authorization'), region, context.url.hostname);
    return serveFiles(context);
  }
  if (method !== (endpoint || path === imagesPath ? 'POST' : 'GET')) refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  if (path === '/models') return listModels(context);
  readBody(context);
  if (endpoint === undefined) return answerGenerations(context);
  const { model: id } = context.body;
  if (typeof id !== 'string' || id === '') refuse('model-missing');
  const image = path === '/chat/completions' ? findImageModel(id, region) : undefined;
  if (image !== undefined) return answerImageChat(context, image);
  const model = findModel(id, region) ?? refuse('model-unknown', { model: id });
  const head = { model: id, id: context.id, created: Math.floor(context.now / 1000) };
  const prepare = () => endpoint(context, model, head);
  const prepared = waits(context) ? await answerInTurn(context, id, prepare) : await prepare();
  return send(context, prepared, endingsOf(head));
}

/** The ways in which an answer of this protocol ends early. Its events have no numbers. */
function endingsOf(head: Head): Endings {
  return {
    frame: (cause) => renderFrame(cause, head.id),
    data: (cause) => renderLine(cause, head.id),
    finish: (message) => [renderErrorFinish(message, head), 'data: [DONE]\n\n'],
    malformed: () => 'data: {"choices":[{"delta":{"content":"\n\n',
    error: (cause) => errorBody(cause, head.id),
    finished: (message) => ({
      choices: [
        {
          message: { content: message, role: 'assistant' },
          finish_reason: 'error_finish',
          index: 0,
          logprobs: null,
        },
      ],
      object: 'chat.completion',
      created: head.created,
      system_fingerprint: null,
      model: head.model,
      id: `chatcmpl-${head.id}`,
    }),
  };
}

function renderError(context: RequestContext, { failure, form }: ApiError): Response {
  if (isFilesPath(context.path)) {
    // Errors of the files API have no ids (recorded Jul 2024).
    const { error } = errorBody(failure, context.id);
    return respondText(context, failure.status, jsonType, JSON.stringify({ error }));
  }
  const framed = form ?? defaultForm(failure, context.body.stream === true);
  const { body, type } = renderFailure(failure, framed, context.id);
  return respondText(context, failure.status, type, body);
}

function listModels(context: RequestContext): Response {
  const data = servedModels().map(({ id }) => ({
    id,
    object: 'model',
    created: 1_700_000_000,
    owned_by: 'system',
  }));
  return respondText(context, 200, jsonType, JSON.stringify({ object: 'list', data }));
}

function notServed({ id, describeUnserved }: RequestContext): string {
  const message = describeUnserved();
  return JSON.stringify({
    error: { message, type: 'invalid_request_error', param: null, code: 'not_found' },
    request_id: id,
  });
}
