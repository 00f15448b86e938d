import type { AssistantMessage, Message } from '../prompt/prompt.js';
import type { PreparedCall } from './prepared-call.js';
import { thinks } from './thinking.js';

/**
 * Decides which thinking of earlier turns is sent. A model that reads or requires it gets all of it; every other model
 * gets the thinking since the last user message (the current tool loop). The service would ignore or misread the rest.
 */
export function settleEarlierThinking(prepared: PreparedCall): void {
  const { capabilities, request } = prepared;
  if (capabilities.earlierThinking === 'required' && thinks(capabilities, request) !== 'no') {
    request.prompt = request.prompt.map(withThinking);
  } else if (!readsEarlierThinking(prepared) && request.traits.reasoning) {
    const loopStart = request.prompt.findLastIndex((message) => message.role === 'user');
    request.prompt = request.prompt.map((message, index) =>
      index > loopStart && capabilities.thinking !== 'none' ? message : withoutThinking(message),
    );
  }
}

/** True if the call asks for it, or else if the model reads it by default. */
function readsEarlierThinking({ capabilities, request }: PreparedCall): boolean {
  const { known, extra } = request.options;
  const preserve = known.preserveThinking ?? extra.preserve_thinking;
  if (preserve !== undefined) return preserve === true;
  const clear = known.clearThinking ?? extra.clear_thinking;
  if (clear !== undefined) return clear === false;
  return capabilities.earlierThinking === 'read';
}

/**
 * Another model's history has no thinking. A blank in its place is accepted, an empty string is not
 * (NousResearch/hermes-agent#18263, run against DeepSeek).
 */
function withThinking(message: Message): Message {
  if (message.role !== 'assistant') return message;
  const { parts } = message;
  const lacks = parts.some(({ type }) => type === 'tool-call') && !parts.some(({ type }) => type === 'reasoning');
  return lacks ? { ...message, parts: [{ type: 'reasoning', text: ' ' }, ...parts] } : message;
}

function withoutThinking(message: Message): Message {
  if (message.role !== 'assistant' || !message.parts.some(isThinking)) return message;
  return { ...message, parts: message.parts.filter((part) => !isThinking(part)) };
}

function isThinking({ type }: AssistantMessage['parts'][number]): boolean {
  return type === 'reasoning';
}
