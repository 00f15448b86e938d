import { penaltyWarnings } from '../rules/penalty.js';
import { encodeCompletion } from './encode.js';
import { decodeChunk } from '../compatible/decode.js';
import { checkEnd } from '../answer/answer.js';
import { refuseBuiltInTools } from '../api.js';
import { createChat } from '../chat.js';
import type { ChatProtocol } from '../protocol.js';
import { withModelOptions, type LoadedChat } from '../model.js';
import type { QwenCompletionOptions } from './options.js';
import type { PartOptions } from '../checked-options.js';
import type { ChatCall } from '../prompt/request.js';
import { traitsOf } from '../prompt/traits.js';
import type { Warning } from '../../options/warning.js';
import type { Connection } from '../../connection/connection.js';
import { createToolCallId } from '../tool-call-id.js';

/** A completion model as a chat. */
export function completionChat(connection: Connection, modelId: string, options: QwenCompletionOptions): LoadedChat {
  const { compatibleURL, capabilities, dialect } = connection;
  const protocol: ChatProtocol = {
    encode: (request) => ({ url: compatibleURL('/completions'), headers: {}, ...encodeCompletion(request, dialect) }),
    decode: decodeChunk,
    checkEnd,
  };
  const chat = createChat({
    connection,
    protocol,
    createId: createToolCallId,
    prepare(call) {
      refuseBuiltInTools(call, 'completion models have no tools');
      return {
        request: { model: modelId, traits: traitsOf(call.prompt), responseFormat: 'none', ...call },
        warnings: [...penaltyWarnings(capabilities(modelId), call), ...unsupportedOptions(call)],
        chunkMode: 'delta',
      };
    },
  });
  return withModelOptions('completion', options, connection, chat);
}

/** Warns of settings that completions lack: thinking, and options of messages and of their parts. */
function unsupportedOptions({ reasoning, prompt }: ChatCall): Warning[] {
  const unsupported = (setting: string, details: string): Warning => ({
    type: 'unsupported-setting',
    setting,
    details,
  });
  const warnings: Warning[] = [];
  if (reasoning !== undefined && reasoning !== 'none') {
    warnings.push(unsupported('reasoning', 'Completion models do not think.'));
  }
  const places = prompt.flatMap((message) => [message, ...(message.role === 'user' ? message.parts : [])]);
  const names = places.flatMap(({ options }) => {
    const { extra, ...known }: PartOptions = options ?? {};
    return Object.keys({ ...known, ...extra });
  });
  const details = 'Completion models get one text, so options of messages and parts are not sent.';
  return [...warnings, ...[...new Set(names)].map((name) => unsupported(name, details))];
}
