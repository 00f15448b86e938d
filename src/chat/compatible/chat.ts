import { applyRules } from '../rules/rules.js';
import { decodeChunk } from './decode.js';
import { encodeChat } from './encode.js';
import { connectionOf } from '../../connection/connection.js';
import { checkEnd } from '../answer/answer.js';
import { createChat, type Chat, type ChatParts } from '../chat.js';
import type { Service } from '../../connection/service.js';
import { createToolCallId } from '../tool-call-id.js';
import { serviceHeaders } from '../wire/headers.js';

/** A model's chat over the compatible protocol, with all that a call may ask for. */
export function compatibleChat(service: Service, modelId: string, resolveMedia: ChatParts['resolveMedia']): Chat {
  const { compatibleURL, row } = service;
  return createChat({
    connection: connectionOf(service),
    resolveMedia,
    createId: createToolCallId,
    prepare: (call) => ({
      cumulative: row(modelId).cumulativeStream === true,
      ...applyRules(row(modelId), modelId, call, 'compatible'),
    }),
    protocol: {
      encode: (request) => ({
        url: compatibleURL('/chat/completions'),
        headers: serviceHeaders(request),
        ...encodeChat(request),
      }),
      decode: decodeChunk,
      checkEnd,
    },
  });
}
