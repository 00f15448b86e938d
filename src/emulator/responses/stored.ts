import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { jsonType, respondText } from '../server/response.js';
import type { StoredResponse } from '../stores/responses.js';
import type { JsonObject } from '../util/objects.js';
import { pageOf } from './item-list.js';

/** The id in a path below /responses, and whether its items are asked for. */
export interface StoredPath {
  id: string;
  items: boolean;
}

/** Reads `/{id}` and `/{id}/input_items`; undefined for another path. */
export function readStoredPath(path: string): StoredPath | undefined {
  const [, id, items] = /^\/([^/]+)(\/input_items)?$/.exec(path) ?? [];
  return id === undefined ? undefined : { id, items: items !== undefined };
}

/** Answers GET and DELETE of a stored answer, and GET of its input items. */
export function serveStored(context: RequestContext, { id, items }: StoredPath): Response {
  const { method, url, answers, now } = context;
  if (method !== 'GET' && (items || method !== 'DELETE')) refuse('responses-method', { method, path: url.pathname });
  const stored = answers.get(id, now) ?? refuse(items ? 'responses-items-lost' : 'responses-lost', { id });
  if (items) return respond(context, listItems(stored, url.searchParams));
  if (method === 'GET') return respond(context, { ...stored.body, metadata: {} });
  answers.delete(id);
  return respond(context, { deleted: true, id });
}

function respond(context: RequestContext, body: object): Response {
  return respondText(context, 200, jsonType, JSON.stringify(body));
}

/** A page of the messages that an answer was made from, those of earlier turns included. */
function listItems(
  { id, body, input, history, created, previous }: StoredResponse,
  query: URLSearchParams,
): JsonObject {
  return {
    ...pageOf([...history, ...input], query),
    id,
    model: body.model,
    created_at: created,
    ...(previous !== undefined && { previous_response_id: previous }),
  };
}
