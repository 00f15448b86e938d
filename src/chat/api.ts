import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { CallContext } from '../http/call-context.js';
import type { Warning } from '../options/warning.js';
import type { Chat } from './chat.js';
import type { ChatOptions } from './checked-options.js';
import type { ChatCall } from './prompt/request.js';
import { toolMethods } from './tools/built-in.js';

/** An API of the service for chats: chat completions, or Responses. */
export type Api = NonNullable<ChatOptions['known']['api']>;

/**
 * A chat that sends each call to the API that it needs, or that its option `api` names. `own` is the API of all other
 * calls. The other chat is loaded by the first call that goes there.
 */
export function routedChat(own: Api, chat: Chat, other: (abortSignal: AbortSignal | undefined) => Promise<Chat>): Chat {
  const route = async (call: ChatCall, { abortSignal }: CallContext): Promise<[Chat, ChatCall]> => {
    const { api, asked } = chooseApi(own, call);
    return [api === own ? chat : await other(abortSignal), asked];
  };
  return {
    async answer(call, context) {
      const [chosen, asked] = await route(call, context);
      return chosen.answer(asked, context);
    },
    async stream(call, context) {
      const [chosen, asked] = await route(call, context);
      return chosen.stream(asked, context);
    },
  };
}

function chooseApi(own: Api, call: ChatCall): { api: Api; asked: ChatCall } {
  const { api: given } = call.options.known;
  if (given === 'chat') refuseBuiltInTools(call, 'of the option api: "chat"');
  if (call.builtInTools !== undefined) return { api: 'responses', asked: call };
  const wanted = given ?? own;
  if (wanted === 'responses' && call.output.kind === 'text') return { api: wanted, asked: call };
  return { api: 'chat', asked: wanted === 'responses' ? withJson(call) : withoutResponses(call, own) };
}

/** Throws for built-in tools in a call that cannot go to the Responses API. */
export function refuseBuiltInTools({ builtInTools }: ChatCall, because: string): void {
  if (builtInTools === undefined) return;
  const methods = builtInTools.map(({ type }) => `qwen.tools.${toolMethods[type]}`).join(', ');
  throw new UnsupportedFunctionalityError({
    functionality: methods,
    message: `Only the Responses API has ${methods}, and this call cannot go there because ${because}. Use qwen(id) or qwen.responses(id).`,
  });
}

/** Throws for a call that asks for the Responses API where only chat completions are. */
export function refuseResponses(call: ChatCall, because: string): void {
  refuseBuiltInTools(call, because);
  if (call.options.known.api !== 'responses') return;
  throw new UnsupportedFunctionalityError({
    functionality: "api: 'responses'",
    message: `This call cannot go to the Responses API because ${because}. Leave api: 'responses' out.`,
  });
}

/** The options that only the Responses API has. */
const responsesOnly = ['previousResponseId', 'conversation', 'store', 'sessionCache'] as const;

/** The call for chat completions, with a warning for each option that only the Responses API has. */
export function withoutResponses(call: ChatCall, own: Api = 'chat'): ChatCall {
  const { known, extra } = call.options;
  const names = responsesOnly.filter((name) => known[name] !== undefined);
  if (names.length === 0) return call;
  if (own === 'responses' && (known.previousResponseId ?? known.conversation) !== undefined) {
    throw new UnsupportedFunctionalityError({
      functionality: "previousResponseId and conversation with api: 'chat'",
      message: "Only the Responses API can continue a stored answer. Leave api: 'chat' out, or send all messages.",
    });
  }
  const details = "It was not sent: it is an option of qwen.responses(...), and of calls with api: 'responses'.";
  const warnings = names.map((setting): Warning => ({ type: 'unsupported-setting', setting, details }));
  return { ...call, options: { known: without(known), extra }, warnings: [...call.warnings, ...warnings] };
}

/**
 * The call for chat completions, because it asks for JSON: the Responses API ignores the form of an answer. Throws if it
 * continues an answer, which only that API can.
 */
function withJson(call: ChatCall): ChatCall {
  const { known, extra } = call.options;
  if ((known.previousResponseId ?? known.conversation ?? extra.previous_response_id) !== undefined) throw continued();
  const details =
    'The Responses protocol ignores it, so this call went over the OpenAI-compatible protocol, as of qwen(...).';
  return {
    ...call,
    // The other chat must not send it back.
    options: { known: { ...without(known), api: undefined }, extra },
    warnings: [...call.warnings, { type: 'unsupported-setting', setting: 'responseFormat', details }],
  };
}

function without(known: ChatOptions['known']): ChatOptions['known'] {
  const { previousResponseId: _id, conversation: _talk, store: _store, sessionCache: _cache, ...rest } = known;
  return rest;
}

function continued(): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: 'JSON output of a stored conversation',
    message:
      'The Responses protocol has no JSON output, and qwen(...), which has it, cannot continue a stored answer. Leave ' +
      'previousResponseId and conversation out and send all messages, or ask for the object through a tool.',
  });
}
