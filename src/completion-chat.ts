import { penaltyWarnings } from './catalogue/penalty.js';
import { encodeCompletion } from './compatible/complete.js';
import { decodeChunk } from './compatible/decode.js';
import { connectionOf } from './connection.js';
import { checkEnd } from './core/answer.js';
import { createChat, type Chat, type ChatProtocol } from './core/chat.js';
import type { Service } from './service.js';
import { createToolCallId } from './tool-call-id.js';

/** The completions of a model, in the shape of a chat. */
export function completionChat(service: Service, modelId: string): Chat {
  const { compatibleURL, row } = service;
  const protocol: ChatProtocol = {
    encode: (request) => ({ url: compatibleURL('/completions'), headers: {}, ...encodeCompletion(request) }),
    decode: decodeChunk,
    checkEnd,
  };
  return createChat({
    connection: connectionOf(service),
    protocol,
    createId: createToolCallId,
    prepare: (call) => ({
      request: { ...call, model: modelId, responseFormat: 'none' },
      warnings: penaltyWarnings(row(modelId), call),
      cumulative: false,
    }),
  });
}
