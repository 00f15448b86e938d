import type { Chat } from './chat.js';
import type { Lazy } from '../util/lazy.js';

/** A chat that is loaded at its first call. */
export function lazyChat(chat: Lazy<Chat>): Chat {
  return {
    answer: async (call, context) => (chat.value ?? (await chat.load(context.abortSignal))).answer(call, context),
    stream: async (call, context) => (chat.value ?? (await chat.load(context.abortSignal))).stream(call, context),
  };
}
