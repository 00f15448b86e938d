import type { Connection } from '../../connection/connection.js';
import type { Warning } from '../../options/warning.js';
import { checkEnd } from '../answer/answer.js';
import { routedChat } from '../api.js';
import { createChat, type Chat, type ChatParts, type Prepared } from '../chat.js';
import { withModelOptions, type LoadedChat } from '../model.js';
import type { ChatCall } from '../prompt/request.js';
import { applyRules } from '../rules/rules.js';
import { createToolCallId } from '../tool-call-id.js';
import { serviceHeaders } from '../wire/headers.js';
import { decodeChunk } from './decode.js';
import { encodeResponse } from './encode.js';
import { withoutIgnored } from './ignored.js';
import { namesOf } from './built-in.js';
import type { QwenResponsesOptions } from './options.js';
import { secretsIn } from './secrets.js';
import { checkInputs } from './messages.js';
import { checkServer } from './server.js';
import { silentLimits } from './silent-limits.js';
import { settleBuiltInTools } from './tools.js';

/**
 * The chat of a model over the Responses protocol, with the options of the model. The service ignores the form of an
 * answer there, so a call that asks for JSON goes to `jsonChat`, the same model over the OpenAI-compatible protocol.
 */
export function responsesChat(
  connection: Connection,
  modelId: string,
  options: QwenResponsesOptions,
  resolveMedia: ChatParts['resolveMedia'],
  jsonChat: (abortSignal: AbortSignal | undefined) => Promise<Chat>,
): LoadedChat {
  const chat = routedChat('responses', plainChat(connection, modelId, resolveMedia), jsonChat);
  return withModelOptions('responses', options, connection, chat);
}

/** A chat over the Responses protocol without options of the model. */
export function plainChat(connection: Connection, modelId: string, resolveMedia: ChatParts['resolveMedia']): Chat {
  const { compatibleURL } = connection;
  return createChat({
    connection,
    resolveMedia,
    createId: createToolCallId,
    prepare(call) {
      checkServer(connection, call.builtInTools === undefined ? undefined : 'qwen.tools');
      checkInputs(call.prompt);
      const asked = withoutIgnored(call);
      const capabilities = { ...connection.capabilities(modelId), json: 'none' as const };
      const ruled = applyRules(capabilities, modelId, asked.call);
      const { request, warnings } = withoutBudget(ruled, asked.call);
      const more = settleBuiltInTools(request, capabilities);
      const silent = silentLimits(asked.call, modelId, capabilities);
      return { chunkMode: 'delta', request, warnings: [...asked.warnings, ...warnings, ...more, ...silent] };
    },
    protocol: {
      encode(request) {
        const { body, headers } = encodeResponse(request);
        const { builtInTools = [] } = request;
        return {
          url: compatibleURL('/responses'),
          body,
          ...secretsIn(builtInTools, body),
          headers: { ...serviceHeaders(request), ...headers },
          warnings: [],
          builtInNames: namesOf(builtInTools),
        };
      },
      decode: decodeChunk,
      checkEnd,
    },
  });
}

/** The protocol has efforts but no budget; the rules may have turned the AI SDK's effort into one. */
function withoutBudget(
  { request, warnings }: Pick<Prepared, 'request' | 'warnings'>,
  call: ChatCall,
): Pick<Prepared, 'request' | 'warnings'> {
  const { thinkingBudget, ...known } = request.options.known;
  if (thinkingBudget === undefined) return { request, warnings };
  const warning: Warning = {
    type: 'unsupported-setting',
    setting: 'reasoning',
    details: `${request.model} has no efforts over the Responses protocol, so "${call.reasoning}" was left out; thinking is on.`,
  };
  return { request: { ...request, options: { ...request.options, known } }, warnings: [...warnings, warning] };
}
