import { isPlain } from './catalogue/plain.js';
import { mustStream } from './catalogue/streaming.js';
import { decodeChunk } from './compatible/decode.js';
import { encodePlain } from './compatible/plain.js';
import { connectionOf } from './connection.js';
import { checkEnd } from './core/answer.js';
import { createChat, type Chat } from './core/chat.js';
import type { ChatCall } from './core/request.js';
import type { Service } from './service.js';
import { createToolCallId } from './tool-call-id.js';

/**
 * A model's chat over the compatible protocol, which answers calls of texts alone by itself and leaves all others to
 * `full`, so that such a call has the least to load.
 */
export function plainChat(
  service: Service,
  modelId: string,
  full: Chat,
): Chat {
  const { compatibleURL, row } = service;
  const plain = createChat({
    connection: connectionOf(service),
    createId: createToolCallId,
    prepare({ warnings: _read, ...call }) {
      const stream = call.stream || mustStream(row(modelId), call);
      const cumulative = row(modelId).cumulativeStream === true;
      return { request: { ...call, stream, model: modelId, responseFormat: 'none' }, warnings: [], cumulative };
    },
    protocol: {
      encode: (request) => ({
        url: compatibleURL('/chat/completions'),
        headers: {},
        body: encodePlain(request),
        warnings: [],
      }),
      decode: decodeChunk,
      checkEnd,
    },
  });
  const chatOf = (call: ChatCall) => (isPlain(row(modelId), call) ? plain : full);
  return {
    answer: async (call, context) => chatOf(call).answer(call, context),
    stream: async (call, context) => chatOf(call).stream(call, context),
  };
}
