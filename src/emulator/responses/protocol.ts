import { findModel } from '../catalogue/models.js';
import { refusalOfModel } from '../catalogue/responses.js';
import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { refuse } from '../rules/api-error.js';
import type { Protocol, RequestContext } from '../server/context.js';
import { send } from '../server/send.js';
import { create } from './create.js';
import { readStoredPath, serveStored } from './stored.js';
import { endingsOf, respondError } from './errors.js';

/** The Responses API. It has its own errors, so it is a protocol next to the OpenAI-compatible one. */
function responsesAt(prefix: string): Protocol {
  return {
    prefix,
    endpoints: ['POST ', 'GET /{id}', 'DELETE /{id}', 'GET /{id}/input_items'],
    serve,
    refuse: respondError,
  };
}

export const responses: Protocol = responsesAt('/compatible-mode/v1/responses');

/** The older path, which answers with the same bodies. */
export const olderResponses: Protocol = responsesAt('/api/v2/apps/protocols/compatible-mode/v1/responses');

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, url, region, headers } = context;
  checkKey(headers.get('authorization'), region, url.hostname);
  if (path !== '') return serveStored(context, readStoredPath(path) ?? refuse('responses-path'));
  if (method !== 'POST') refuse('responses-method', { method, path: url.pathname });
  readBody(context);
  const { model: id } = context.body;
  if (typeof id !== 'string' || id === '') refuse('model-missing');
  const model = findModel(id, region) ?? refuse('model-unknown', { model: id });
  const refusal = refusalOfModel(model);
  if (refusal !== undefined) refuse(refusal, { model: id });
  return send(context, await create(context, model), endingsOf(context));
}
