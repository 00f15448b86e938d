import { refuse } from '../rules/api-error.js';
import type { JsonObject } from '../util/objects.js';

/** An item of an input as the service keeps it: with an id, its text in a list. */
export function keptItem(item: JsonObject, newId: () => string): JsonObject {
  const { type = 'message', content } = item;
  const kind = item.role === 'assistant' ? 'output_text' : 'input_text';
  const parts = typeof content === 'string' ? [{ text: content, type: kind }] : content;
  return { id: `msg_${newId()}`, ...item, ...(parts !== undefined && { content: parts }), status: 'completed', type };
}

const maxLimit = 100;
const defaultLimit = '20';

/** A page of messages, the newest first unless `order` is `asc`. Other items are not listed. */
export function pageOf(items: readonly JsonObject[], query: URLSearchParams): JsonObject {
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit) {
    refuse('responses-item', { field: 'limit', given: query.get('limit'), accepted: `1 to ${maxLimit}` });
  }
  const messages = items.filter(({ type }) => type === 'message');
  const ordered = query.get('order') === 'asc' ? messages : messages.map((_, place) => messages.at(-1 - place)!);
  const after = query.get('after');
  const start = after === null ? 0 : ordered.findIndex((item) => item.id === after) + 1;
  const data = ordered.slice(start, start + limit);
  return {
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: start + limit < ordered.length,
  };
}
