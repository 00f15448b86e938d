import { applyRules } from '../rules/rules.js';
import { decodeChunk } from './decode.js';
import { encodeChat } from './encode.js';
import { checkEnd } from '../answer/answer.js';
import { refuseResponses, routedChat } from '../api.js';
import { createChat, type Chat, type ChatParts } from '../chat.js';
import { withModelOptions, type LoadedChat } from '../model.js';
import type { QwenChatOptions } from '../options.js';
import type { Connection } from '../../connection/connection.js';
import type { ThoughtsField } from '../../connection/dialect.js';
import { createToolCallId } from '../tool-call-id.js';
import { lazy } from '../../util/lazy.js';
import { serviceHeaders } from '../wire/headers.js';
import { schemaRefusals } from '../wire/schema-refusals.js';

// Most chats call Model Studio and never load it.
const otherServers = /* @__PURE__ */ lazy(() => import('./adapt.js'));

/**
 * The chat of a model. A call that needs the Responses protocol goes to `responses`, the same model over it; a batch has
 * chat completions only.
 */
export async function compatibleChat(
  connection: Connection,
  modelId: string,
  options: QwenChatOptions,
  resolveMedia: ChatParts['resolveMedia'],
  responses: ((abortSignal: AbortSignal | undefined) => Promise<Chat>) | undefined,
): Promise<LoadedChat> {
  const parts = await chatParts(connection, modelId, resolveMedia);
  const chat = createChat(parts);
  const routed = responses === undefined ? chat : routedChat('chat', chat, responses);
  return withModelOptions('chat', options, connection, routed);
}

/** The rules, codec and connection of a chat model. */
export async function chatParts(
  connection: Connection,
  modelId: string,
  resolveMedia: ChatParts['resolveMedia'],
): Promise<ChatParts> {
  const { compatibleURL, capabilities, dialect } = connection;
  const adapt = dialect.modelStudio === true ? undefined : (await otherServers.load()).adaptRequest;
  // Strict servers accept thinking only in the field in which they sent it.
  let thoughts: ThoughtsField | undefined;
  return {
    connection,
    resolveMedia,
    createId: createToolCallId,
    schemaRefusals: schemaRefusals(connection.refusedSchemas, modelId),
    prepare(call) {
      refuseResponses(call, 'batches have chat completions only');
      const ability = capabilities(modelId);
      const { request, warnings } = applyRules(ability, modelId, call, 'compatible');
      return { request, warnings, chunkMode: ability.cumulativeStream === true ? 'cumulative' : 'delta' };
    },
    protocol: {
      encode(request) {
        const headers = dialect.modelStudio === true ? serviceHeaders(request) : {};
        const { body, warnings } = encodeChat(request, dialect, adapt, thoughts);
        return { url: compatibleURL('/chat/completions'), headers, body, warnings };
      },
      decode(state, chunk, events) {
        const decoded = decodeChunk(state, chunk, events);
        thoughts = state.thoughtsField ?? thoughts;
        return decoded;
      },
      checkEnd,
    },
  };
}
