import type { ChatModelId } from '../catalogue/models.js';
import type { QwenConversations } from '../chat/responses/conversations.js';
import type { QwenResponsesOptions } from '../chat/responses/options.js';
import type { QwenStoredResponses } from '../chat/responses/stored.js';
import { doors, loadedWith } from './doors.js';
import type { Shared } from './shared.js';

/** `qwen.responses`: makes models, and has methods for the answers that the service stores. */
export interface ResponsesFactory<Language> extends QwenStoredResponses {
  (modelId: ChatModelId, options?: QwenResponsesOptions): Language;
}

/** The stored answers and conversations of a provider, each loaded by the first call about one. */
export function lazyStored(connection: Shared) {
  return { storedResponses: lazyResponses(connection), conversations: lazyConversations(connection) };
}

function lazyResponses(connection: Shared): QwenStoredResponses {
  const stored = loadedWith(doors.stored, connection, ({ createStoredResponses }, shared) =>
    createStoredResponses(shared),
  );
  return {
    get: async (id, options) => (await stored.load(options?.abortSignal)).get(id, options),
    delete: async (id, options) => (await stored.load(options?.abortSignal)).delete(id, options),
    inputItems: async (id, options) => (await stored.load(options?.abortSignal)).inputItems(id, options),
  };
}

function lazyConversations(connection: Shared): QwenConversations {
  const conversations = loadedWith(doors.conversations, connection, ({ createConversations }, shared) =>
    createConversations(shared),
  );
  const { load } = conversations;
  return {
    create: async (options) => (await load(options?.abortSignal)).create(options),
    get: async (id, options) => (await load(options?.abortSignal)).get(id, options),
    update: async (id, metadata, options) => (await load(options?.abortSignal)).update(id, metadata, options),
    delete: async (id, options) => (await load(options?.abortSignal)).delete(id, options),
    addItems: async (id, messages, options) => (await load(options?.abortSignal)).addItems(id, messages, options),
    items: async (id, options) => (await load(options?.abortSignal)).items(id, options),
    getItem: async (id, itemId, options) => (await load(options?.abortSignal)).getItem(id, itemId, options),
    deleteItem: async (id, itemId, options) => (await load(options?.abortSignal)).deleteItem(id, itemId, options),
  };
}
