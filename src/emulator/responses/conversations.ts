import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { refuse } from '../rules/api-error.js';
import type { Protocol, RequestContext } from '../server/context.js';
import { jsonType, respondText } from '../server/response.js';
import { addItems, itemsIn, type Conversation } from '../stores/conversations.js';
import { isObject, type JsonObject, toText } from '../util/objects.js';
import { respondError } from './errors.js';
import { itemsOf, readItems } from './input.js';
import { keptItem, pageOf } from './item-list.js';

function conversationsAt(prefix: string): Protocol {
  return {
    prefix,
    endpoints: [
      'POST ',
      'GET /{id}',
      'POST /{id}',
      'DELETE /{id}',
      'POST /{id}/items',
      'GET /{id}/items',
      'GET /{id}/items/{id}',
      'DELETE /{id}/items/{id}',
    ],
    serve,
    refuse: respondError,
  };
}

/** The conversations that the Responses API continues. */
export const conversations: Protocol = conversationsAt('/compatible-mode/v1/conversations');

/** The older path, which answers with the same bodies. */
export const olderConversations: Protocol = conversationsAt('/api/v2/apps/protocols/compatible-mode/v1/conversations');

async function serve(context: RequestContext): Promise<Response> {
  const { path, region, url, headers } = context;
  checkKey(headers.get('authorization'), region, url.hostname);
  const [, id, items, itemId] = /^(?:\/([^/]+)(?:\/(items)(?:\/([^/]+))?)?)?$/.exec(path) ?? refuse('responses-path');
  context.failAsScripted();
  if (id === undefined) return respond(context, create(context));
  const conversation = context.conversations.get(id) ?? refuse('conversation-lost', { id });
  if (items === undefined) return respond(context, serveConversation(context, conversation));
  if (itemId === undefined) return respond(context, serveItems(context, conversation));
  return respond(context, serveItem(context, conversation, itemId));
}

function respond(context: RequestContext, body: JsonObject): Response {
  return respondText(context, 200, jsonType, JSON.stringify(body));
}

function wrongMethod({ method, url }: RequestContext): never {
  return refuse('responses-method', { method, path: url.pathname });
}

function create(context: RequestContext): JsonObject {
  const { newId, now, conversations: store } = context;
  if (context.method !== 'POST') wrongMethod(context);
  if (context.text !== '') readBody(context);
  const { items, metadata } = context.given;
  const conversation: Conversation = {
    id: `conv_${newId()}`,
    metadata: readMetadata(metadata ?? {}),
    created: now,
    kept: [],
  };
  if (items !== undefined) addItems(conversation, readMessages(context, items), now);
  store.add(conversation);
  return render(conversation);
}

function render({ created, id, metadata }: Conversation): JsonObject {
  return { created_at: created, id, metadata, object: 'conversation' };
}

function serveConversation(context: RequestContext, conversation: Conversation): JsonObject {
  const { method, conversations: store } = context;
  const { id } = conversation;
  if (method === 'DELETE') {
    store.delete(id);
    return { deleted: true, id, object: 'conversation.deleted' };
  }
  if (method === 'POST') {
    readBody(context);
    conversation.metadata = readMetadata(context.given.metadata);
  } else if (method !== 'GET') wrongMethod(context);
  return render(conversation);
}

function serveItems(context: RequestContext, conversation: Conversation): JsonObject {
  const { method, url, now } = context;
  if (method === 'GET') return { ...pageOf(itemsIn(conversation, now), url.searchParams), object: 'list' };
  if (method !== 'POST') wrongMethod(context);
  readBody(context);
  const data = readMessages(context, context.given.items);
  addItems(conversation, data, now);
  return { data, first_id: data[0]?.id ?? null, has_more: false, last_id: data.at(-1)?.id ?? null };
}

function serveItem(context: RequestContext, conversation: Conversation, itemId: string): JsonObject {
  const item = itemsIn(conversation, context.now).find(({ id }) => id === itemId);
  if (item === undefined) refuse('conversation-item-lost', { id: itemId });
  if (context.method === 'GET') return item;
  if (context.method !== 'DELETE') wrongMethod(context);
  conversation.kept = conversation.kept.filter((one) => one.item !== item);
  return { deleted: true, id: itemId, object: 'conversation.item.deleted' };
}

const maxItems = 20;

function readMessages({ newId, policy, warnings }: RequestContext, given: unknown): JsonObject[] {
  if (!Array.isArray(given) || given.length > maxItems) {
    const accepted = `a list of at most ${maxItems} items`;
    refuse('responses-item', { field: 'items', given: toText(given ?? null).slice(0, 100), accepted });
  }
  if (given.length === 0) return [];
  const items = itemsOf(given);
  for (const [index, { type = 'message' }] of items.entries()) {
    if (type !== 'message')
      refuse('responses-item', { field: `items[${index}].type`, given: type, accepted: 'message' });
  }
  readItems(items, { model: '', policy, warnings });
  return items.map((item) => keptItem(item, newId));
}

const maxPairs = 16;
const maxName = 64;
const maxValue = 512;

function readMetadata(metadata: unknown): JsonObject {
  const accepted = `at most ${maxPairs} pairs of ${maxName} and ${maxValue} characters`;
  const wrong = () =>
    refuse('responses-item', { field: 'metadata', given: toText(metadata ?? null).slice(0, 100), accepted });
  if (!isObject(metadata) || Object.keys(metadata).length > maxPairs) return wrong();
  for (const [name, value] of Object.entries(metadata)) {
    if (name.length > maxName || typeof value !== 'string' || value.length > maxValue) return wrong();
  }
  return metadata;
}
