import { applyRules } from '../rules/rules.js';
import { connectionOf } from '../../connection/connection.js';
import { checkEnd } from '../answer/answer.js';
import { createChat, type Chat, type ChatParts, type ChatProtocol } from '../chat.js';
import { decodeChunk } from './decode.js';
import { encodeChat } from './encode.js';
import { createRoutes } from './routes.js';
import type { Service } from '../../connection/service.js';
import { createToolCallId } from '../tool-call-id.js';
import { serviceHeaders } from '../wire/headers.js';

/** Makes the chats of a provider's models over the native protocol, which share what is learnt of where each is served. */
export function nativeChats(service: Service, resolveMedia: ChatParts['resolveMedia']): (modelId: string) => Chat {
  const { nativeURL, row } = service;
  const routes = createRoutes((model) => row(model).service);
  const protocol: ChatProtocol = {
    encode(request) {
      const { path, headers, body, warnings } = encodeChat(request, routes.serviceOf(request));
      return { url: nativeURL(path), body, headers: { ...serviceHeaders(request), ...headers }, warnings };
    },
    decode: decodeChunk,
    checkEnd,
    misrouted: routes.misrouted,
    reroute: routes.reroute,
  };
  return (modelId) =>
    createChat({
      connection: connectionOf(service),
      resolveMedia,
      createId: createToolCallId,
      protocol,
      prepare: (call) => ({
        // A server can repeat the text so far in every packet, and they differ on who does.
        cumulative: 'maybe',
        ...applyRules(row(modelId), modelId, call, 'native'),
      }),
    });
}
