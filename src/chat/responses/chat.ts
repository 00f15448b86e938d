import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { Connection } from '../../connection/connection.js';
import type { CallContext } from '../../http/call-context.js';
import type { Warning } from '../../options/warning.js';
import { checkEnd } from '../answer/answer.js';
import { createChat, type ChatParts, type Prepared } from '../chat.js';
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
import { settleBuiltInTools } from './tools.js';

/**
 * The chat of a model over the Responses protocol. The service ignores the form of an answer there, so a call that asks
 * for JSON goes to `jsonChat`, the same model over the OpenAI-compatible protocol.
 */
export function responsesChat(
  connection: Connection,
  modelId: string,
  options: QwenResponsesOptions,
  resolveMedia: ChatParts['resolveMedia'],
  jsonChat: (abortSignal: AbortSignal | undefined) => Promise<LoadedChat>,
): LoadedChat {
  const { compatibleURL, capabilities } = connection;
  const chat = createChat({
    connection,
    resolveMedia,
    createId: createToolCallId,
    prepare(call) {
      checkServer(connection);
      checkInputs(call.prompt);
      const asked = withoutIgnored(call);
      const ruled = applyRules(capabilities(modelId), modelId, asked.call);
      const { request, warnings } = withoutBudget(ruled, asked.call);
      const more = settleBuiltInTools(request, capabilities(modelId));
      return { chunkMode: 'delta', request, warnings: [...asked.warnings, ...warnings, ...more] };
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
  const loaded = withModelOptions('responses', options, connection, chat);
  const forJson = async (call: ChatCall, { abortSignal }: CallContext) => {
    const asked = toChatCall(call);
    return { chat: await jsonChat(abortSignal), asked };
  };
  return {
    ...loaded,
    async answer(call, context) {
      if (call.output.kind === 'text') return loaded.answer(call, context);
      const { chat: other, asked } = await forJson(call, context);
      return other.answer(asked, context);
    },
    async stream(call, context) {
      if (call.output.kind === 'text') return loaded.stream(call, context);
      const { chat: other, asked } = await forJson(call, context);
      return other.stream(asked, context);
    },
  };
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

/** The call as the OpenAI-compatible protocol gets it. Throws if it continues an answer, which only this protocol can. */
function toChatCall(call: ChatCall): ChatCall {
  const { previousResponseId, conversation, store: _store, sessionCache: _cache, ...known } = call.options.known;
  const { extra } = call.options;
  const continued = previousResponseId ?? conversation ?? extra.previous_response_id;
  if (continued !== undefined) {
    throw new UnsupportedFunctionalityError({
      functionality: 'JSON output of a stored conversation',
      message:
        'The Responses protocol has no JSON output, and qwen(...), which has it, cannot continue a stored answer. Leave ' +
        'previousResponseId and conversation out and send all messages, or ask for the object through a tool.',
    });
  }
  const details =
    'The Responses protocol ignores it, so this call went over the OpenAI-compatible protocol, as of qwen(...).';
  return {
    ...call,
    options: { ...call.options, known },
    warnings: [...call.warnings, { type: 'unsupported-setting', setting: 'responseFormat', details }],
  };
}
