import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { jsonType, respondText } from '../server/response.js';
import type { StoredResponse } from '../stores/responses.js';
import type { JsonObject } from '../util/objects.js';

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

const maxLimit = 100;
const defaultLimit = '20';

/** A page of the items of an input, the newest first unless `order` is `asc`. */
function listItems({ id, body, input, created, previous }: StoredResponse, query: URLSearchParams): JsonObject {
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    refuse('responses-item', { field: 'limit', given: query.get('limit'), accepted: `1 to ${maxLimit}` });
  }
  const ordered = query.get('order') === 'asc' ? [...input] : input.map((_, place) => input.at(-1 - place)!);
  const after = query.get('after');
  const start = after === null ? 0 : ordered.findIndex((item) => item.id === after) + 1;
  const data = ordered.slice(start, start + limit);
  return {
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < ordered.length,
    id,
    model: body.model,
    created_at: created,
    ...(previous !== undefined && { previous_response_id: previous }),
  };
}
