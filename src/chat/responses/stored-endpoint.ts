import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Connection } from '../../connection/connection.js';
import type { CallContext } from '../../http/call-context.js';
import { redactValue } from '../../http/redact.js';
import { checkTimeout, type QwenTimeout } from '../../http/timeout.js';
import { readAnswer, request } from '../../http/transport.js';
import { refuseUnknown } from '../../options/call-options.js';
import { contentText } from '../wire/content.js';
import { inWords, isObject, nonEmptyString, toText, type JSONObject } from '../../util/json.js';
import { checkServer } from './server.js';

/** Options of every call about stored answers and conversations. */
export interface QwenStoredCallOptions {
  /** Ends the call at once. */
  abortSignal?: AbortSignal | undefined;
  /** Headers of this call, which win over the provider's. */
  headers?: Record<string, string | undefined> | undefined;
  /** Time limits of the request in milliseconds. Default: the provider's. */
  timeout?: QwenTimeout | undefined;
}

/** Options of a list of items. */
export interface QwenItemListOptions extends QwenStoredCallOptions {
  /** Id of the item after which the page begins: `lastId` of the page before. */
  after?: string | undefined;
  /** Maximum number of items in a page, 1 to 100. Default 20. */
  limit?: number | undefined;
  /** `asc`: the oldest item first. Default `desc`. */
  order?: 'asc' | 'desc' | undefined;
}

/** A stored item: a message of the input or of an answer. */
export interface QwenStoredItem {
  id: string;
  /** `message`; other kinds of items have the names of the service. */
  type: string;
  role?: 'user' | 'assistant' | 'system' | 'developer' | (string & {});
  /** Text of a message, its parts joined; empty for an item without one. */
  text: string;
  /** The item as the service describes it. */
  raw: JSONObject;
}

/** One page of stored items. */
export interface QwenItemPage {
  items: QwenStoredItem[];
  /** True if there is another page, which begins after `lastId`. */
  hasMore: boolean;
  /** Id of the last item of this page; absent if it is empty. */
  lastId?: string;
}

const callOptions = { abortSignal: true, headers: true, timeout: true } as const;
const listOptions = { ...callOptions, after: true, limit: true, order: true } as const;

/** A request about something stored. */
export interface StoredRequest {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below the URL of the protocol. */
  path: string;
  body?: object;
  /** The method that needs Model Studio, for the error elsewhere. */
  caller: string;
}

/** A described thing, and a function to make an error about its description. */
export interface StoredAnswer {
  body: Record<string, unknown>;
  fail(message: string): Error;
}

/** Makes a request and reads the object that comes back. */
export async function callStored(
  connection: Connection,
  { method, path, body, caller }: StoredRequest,
  context: CallContext,
): Promise<StoredAnswer> {
  checkServer(connection, caller);
  const sent = body === undefined ? {} : { body: JSON.stringify(body), values: body };
  const reply = await request(connection, { ...context, ...sent, method, url: connection.compatibleURL(path) });
  const answer = redactValue(await readAnswer(reply), reply.redact);
  const fail = (message: string) => reply.toError({ message }, { responseBody: toText(answer) });
  if (!isObject(answer)) throw fail('The service answered with something else than an object.');
  return { body: answer, fail };
}

/** Deletes something; throws if the service does not confirm it. */
export async function deleteStored(
  connection: Connection,
  { path, caller, what }: { path: string; caller: string; what: string },
  options: QwenStoredCallOptions | undefined,
): Promise<void> {
  const { body, fail } = await callStored(connection, { method: 'DELETE', path, caller }, contextOf(options));
  if (body.deleted !== true) throw fail(`The service did not delete ${what}.`);
}

/** Gets one page of items. */
export async function listItems(
  connection: Connection,
  { path, caller }: { path: string; caller: string },
  options: QwenItemListOptions | undefined,
): Promise<QwenItemPage> {
  refuseUnknown(options, listOptions);
  const { after, limit, order, ...rest } = options ?? {};
  if (after !== undefined) checkId('after', after, 'the id of an item');
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 100)) {
    refuse('limit', limit, 'an integer from 1 to 100');
  }
  if (order !== undefined && order !== 'asc' && order !== 'desc') refuse('order', order, "'asc' or 'desc'");
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ after, limit, order })) {
    if (value !== undefined) query.set(name, String(value));
  }
  const text = query.toString();
  const list = { method: 'GET', path: text === '' ? path : `${path}?${text}`, caller } as const;
  return readPage(await callStored(connection, list, contextOf(rest)));
}

/** Reads a page of items. Throws if it lists none, not even an empty list. */
export function readPage({ body, fail }: StoredAnswer): QwenItemPage {
  if (!Array.isArray(body.data)) throw fail('The service listed no items.');
  const items = body.data.filter(isObject).map(readItem);
  const lastId = nonEmptyString(body.last_id) ?? items.at(-1)?.id;
  return { items, hasMore: body.has_more === true, ...(lastId !== undefined && { lastId }) };
}

export function readItem(item: Record<string, unknown>): QwenStoredItem {
  const role = nonEmptyString(item.role);
  return {
    id: nonEmptyString(item.id) ?? '',
    type: nonEmptyString(item.type) ?? 'message',
    ...(role !== undefined && { role }),
    text: contentText(item.content),
    raw: item as JSONObject,
  };
}

/** Checks the options of a call. JavaScript passes null as well. */
export function contextOf(options: QwenStoredCallOptions | undefined | null): CallContext {
  refuseUnknown(options ?? undefined, callOptions);
  const { abortSignal, headers, timeout } = options ?? {};
  checkTimeout(timeout);
  return { abortSignal, headers, timeout };
}

/** Ids become part of a path. An empty id or dots would address something else. */
export function checkId(argument: string, id: unknown, accepted: string): void {
  if (typeof id !== 'string' || !/^[\w-][\w.-]*$/.test(id)) refuse(argument, id, accepted);
}

export function refuse(argument: string, given: unknown, accepted: string): never {
  throw new InvalidArgumentError({ argument, message: `${argument} is ${inWords(given)}; expected ${accepted}.` });
}
