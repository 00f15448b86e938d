import { applyRules } from '../rules/rules.js';
import { checkEnd } from '../answer/answer.js';
import { createChat, type ChatParts, type ChatProtocol } from '../chat.js';
import { withModelOptions, type LoadedChat } from '../model.js';
import type { QwenChatOptions } from '../options.js';
import { decodeChunk } from './decode.js';
import { encodeChat } from './encode.js';
import { createRoutes } from './routes.js';
import type { Connection } from '../../connection/connection.js';
import { createToolCallId } from '../tool-call-id.js';
import { serviceHeaders } from '../wire/headers.js';

/** Makes the chats of a provider's models over the native protocol, which share what is learnt of where each is served. */
export function dashscopeChats(
  connection: Connection,
  resolveMedia: ChatParts['resolveMedia'],
): (modelId: string, options: QwenChatOptions) => LoadedChat {
  const { dashscopeURL, capabilities } = connection;
  const routes = createRoutes((model) => capabilities(model).service);
  const protocol: ChatProtocol = {
    encode(request) {
      const { path, headers, body, warnings } = encodeChat(request, routes.serviceOf(request));
      return { url: dashscopeURL(path), body, headers: { ...serviceHeaders(request), ...headers }, warnings };
    },
    decode: decodeChunk,
    checkEnd,
    misrouted: routes.misrouted,
    reroute: routes.reroute,
  };
  return (modelId, options) => {
    const chat = createChat({
      connection,
      resolveMedia,
      createId: createToolCallId,
      protocol,
      prepare: (call) => ({
        // A server can repeat the text so far in every packet, and they differ on who does.
        cumulative: 'maybe',
        ...applyRules(capabilities(modelId), modelId, call, 'dashscope'),
      }),
    });
    return withModelOptions('chat', options, chat);
  };
}
