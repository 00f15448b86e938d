import type { Connection } from '../../connection/connection.js';
import { refuseUnknown } from '../../options/call-options.js';
import { isObject, nonEmptyString } from '../../util/json.js';
import { dateOf } from '../../util/time.js';
import {
  callStored,
  checkId,
  contextOf,
  deleteStored,
  listItems,
  readItem,
  readPage,
  refuse,
  type QwenItemListOptions,
  type QwenItemPage,
  type QwenStoredCallOptions,
  type QwenStoredItem,
  type StoredAnswer,
} from './stored-endpoint.js';

/** A conversation that the service keeps. */
export interface QwenConversation {
  /** The id, for the option `conversation`. */
  id: string;
  /** The time of creation; the time of reading if the service gives none. */
  createdAt: Date;
  metadata: Record<string, string>;
}

/** A message to add to a conversation. */
export interface QwenConversationMessage {
  role: 'user' | 'assistant' | 'system' | 'developer';
  /** The text of the message. */
  text: string;
}

/** Options of a new conversation. */
export interface QwenConversationCreateOptions extends QwenStoredCallOptions {
  /** Messages that the conversation begins with, at most 20. */
  messages?: QwenConversationMessage[] | undefined;
  /** At most 16 strings, each up to 512 characters under a name of up to 64. */
  metadata?: Record<string, string> | undefined;
}

/**
 * Conversations, which the service continues by itself: a call of `qwen.responses(id)` with the option `conversation`
 * reads them, and adds its messages and its answer. Messages are kept for 7 days. Beijing and Singapore. Every method
 * rejects with an `APICallError` when the call fails.
 *
 * @see https://help.aliyun.com/zh/model-studio/openai-compatible-conversations
 */
export interface QwenConversations {
  create(options?: QwenConversationCreateOptions): Promise<QwenConversation>;
  get(id: string, options?: QwenStoredCallOptions): Promise<QwenConversation>;
  /** Replaces all metadata of a conversation. */
  update(id: string, metadata: Record<string, string>, options?: QwenStoredCallOptions): Promise<QwenConversation>;
  /** Deletes a conversation. The service keeps its messages until they are 7 days old. */
  delete(id: string, options?: QwenStoredCallOptions): Promise<void>;
  /** Adds messages, at most 20 at a time, and returns them with their ids. */
  addItems(id: string, messages: QwenConversationMessage[], options?: QwenStoredCallOptions): Promise<QwenStoredItem[]>;
  /** Lists the messages of a conversation, one page at a time. */
  items(id: string, options?: QwenItemListOptions): Promise<QwenItemPage>;
  getItem(id: string, itemId: string, options?: QwenStoredCallOptions): Promise<QwenStoredItem>;
  deleteItem(id: string, itemId: string, options?: QwenStoredCallOptions): Promise<void>;
}

const createOptions = { abortSignal: true, headers: true, timeout: true, messages: true, metadata: true } as const;

const caller = 'qwen.conversations';

/** Makes the conversations of a provider. */
export function createConversations(connection: Connection): QwenConversations {
  return {
    async create(options) {
      refuseUnknown(options, createOptions);
      const { messages, metadata, ...rest } = options ?? {};
      const body = {
        ...(metadata !== undefined && { metadata: checkMetadata(metadata) }),
        ...(messages !== undefined && { items: encodeMessages(messages) }),
      };
      const request = { method: 'POST', path: '/conversations', body, caller } as const;
      return readConversation(await callStored(connection, request, contextOf(rest)));
    },
    async get(id, options) {
      const request = { method: 'GET', path: pathOf(id), caller } as const;
      return readConversation(await callStored(connection, request, contextOf(options)));
    },
    async update(id, metadata, options) {
      const body = { metadata: checkMetadata(metadata) };
      const request = { method: 'POST', path: pathOf(id), body, caller } as const;
      return readConversation(await callStored(connection, request, contextOf(options)));
    },
    async delete(id, options) {
      await deleteStored(connection, { path: pathOf(id), caller, what: `the conversation ${id}` }, options);
    },
    async addItems(id, messages, options) {
      const body = { items: encodeMessages(messages) };
      const request = { method: 'POST', path: `${pathOf(id)}/items`, body, caller } as const;
      return readPage(await callStored(connection, request, contextOf(options))).items;
    },
    async items(id, options) {
      return listItems(connection, { path: `${pathOf(id)}/items`, caller }, options);
    },
    async getItem(id, itemId, options) {
      const request = { method: 'GET', path: itemPathOf(id, itemId), caller } as const;
      return readItem((await callStored(connection, request, contextOf(options))).body);
    },
    async deleteItem(id, itemId, options) {
      await deleteStored(connection, { path: itemPathOf(id, itemId), caller, what: `the item ${itemId}` }, options);
    },
  };
}

function pathOf(id: string): string {
  checkId('id', id, 'the id of a conversation, such as conv_…');
  return `/conversations/${id}`;
}

function itemPathOf(id: string, itemId: string): string {
  checkId('itemId', itemId, 'the id of an item, such as msg_…');
  return `${pathOf(id)}/items/${itemId}`;
}

const roles = ['user', 'assistant', 'system', 'developer'];
const maxMessages = 20;

function encodeMessages(messages: unknown): object[] {
  if (!Array.isArray(messages) || messages.length > maxMessages) {
    const given = Array.isArray(messages) ? `${messages.length} messages` : messages;
    refuse('messages', given, `a list of at most ${maxMessages} messages`);
  }
  return messages.map((message: unknown, index) => {
    const { role, text } = isObject(message) ? message : {};
    if (!roles.includes(role as string)) refuse(`messages[${index}].role`, role, roles.join(', '));
    if (typeof text !== 'string') refuse(`messages[${index}].text`, text, 'a string');
    return { type: 'message', role, content: text };
  });
}

const maxPairs = 16;
const maxName = 64;
const maxValue = 512;

function checkMetadata(metadata: unknown): object {
  const accepted = `at most ${maxPairs} strings of up to ${maxValue} characters, their names of up to ${maxName}`;
  if (!isObject(metadata) || Object.keys(metadata).length > maxPairs) refuse('metadata', metadata, accepted);
  for (const [name, value] of Object.entries(metadata)) {
    const fits = typeof value === 'string' && value.length <= maxValue && name.length <= maxName;
    if (!fits) refuse(`metadata.${name.slice(0, maxName)}`, value, accepted);
  }
  return metadata;
}

function readConversation({ body, fail }: StoredAnswer): QwenConversation {
  const id = nonEmptyString(body.id);
  if (id === undefined) throw fail('The service described a conversation without an id.');
  return {
    id,
    // Milliseconds here, unlike the times of answers.
    createdAt: dateOf(body.created_at) ?? new Date(),
    metadata: isObject(body.metadata) ? (body.metadata as Record<string, string>) : {},
  };
}
