import { applyRules } from '../rules/rules.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import { checkEnd, type AnswerExpectation } from '../answer/answer.js';
import { refuseBuiltInTools, withoutResponses } from '../api.js';
import { createChat, type ChatParts } from '../chat.js';
import type { ChatProtocol } from '../protocol.js';
import { withModelOptions, type LoadedChat } from '../model.js';
import type { QwenChatOptions } from '../options.js';
import type { ChatCall } from '../prompt/request.js';
import { decodeChunk } from './decode.js';
import { encodeChat } from './encode.js';
import { createRoutes } from './routes.js';
import type { Connection } from '../../connection/connection.js';
import { createToolCallId } from '../tool-call-id.js';
import { serviceHeaders } from '../wire/headers.js';
import { schemaRefusals } from '../wire/schema-refusals.js';

/**
 * Makes the chats of a provider's models over the DashScope protocol. They share what they learn about the endpoint of
 * each model.
 */
export function dashscopeChats(
  connection: Connection,
  resolveMedia: ChatParts['resolveMedia'],
): (modelId: string, options: QwenChatOptions) => LoadedChat {
  const { dashscopeURL, capabilities } = connection;
  const routes = createRoutes((model) => capabilities(model).endpoint);
  const protocol: ChatProtocol = {
    encode(request) {
      const { path, headers, body, warnings } = encodeChat(request, routes.endpointOf(request));
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
      schemaRefusals: schemaRefusals(connection.refusedSchemas, modelId),
      protocol,
      prepare(given) {
        refuseBuiltInTools(given, 'qwen.dashscope(...) speaks the DashScope protocol');
        const call = withoutResponses(given);
        const { request, warnings } = applyRules(capabilities(modelId), modelId, call, 'dashscope');
        const omitted = call.warnings.slice(given.warnings.length);
        return { chunkMode: chunkModeOf(capabilities(modelId), call), request, warnings: [...omitted, ...warnings] };
      },
    });
    return withModelOptions('chat', options, connection, chat);
  };
}

/**
 * Requests ask for deltas, and recordings of all kinds of models have them. The documentation does not say if the
 * translation models that repeat text on the compatible protocol also do so here. A caller can ask for repetition with
 * `incremental_output`.
 */
function chunkModeOf({ cumulativeStream }: ModelCapabilities, { options }: ChatCall): AnswerExpectation['chunkMode'] {
  if (options.extra.incremental_output === false) return 'cumulative';
  return cumulativeStream === true ? 'unknown' : 'delta';
}
