import { checkEnd } from './core/answer.js';
import type { ChatProtocol } from './core/chat.js';
import { decodeChunk } from './dashscope/decode.js';
import { encodeChat } from './dashscope/encode.js';
import { createRoutes } from './dashscope/routes.js';
import type { Service } from './service.js';
import { serviceHeaders } from './wire/headers.js';

/** The native protocol's way to chat. What is learnt of where a model is served holds for all models of a provider. */
export function nativeProtocol({ nativeURL, row }: Service): ChatProtocol {
  const routes = createRoutes((model) => row(model).service);
  return {
    encode(request) {
      const { path, headers, ...encoded } = encodeChat(request, routes.serviceOf(request));
      return { ...encoded, url: nativeURL(path), headers: { ...serviceHeaders(request), ...headers } };
    },
    decode: decodeChunk,
    checkEnd,
    misrouted: routes.misrouted,
    reroute: routes.reroute,
  };
}
