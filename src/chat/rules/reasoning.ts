import type { PreparedCall } from './prepared-call.js';

/**
 * Takes earlier thinking out of the prompt where the service would ignore or misread it: kept is what was thought
 * since the last user message (the current tool loop), and everything with preserveThinking.
 */
export function dropStaleReasoning({ capabilities, request }: PreparedCall): void {
  if (request.options.known.preserveThinking === true || request.traits?.reasoning === false) return;
  const loopStart = request.prompt.findLastIndex((message) => message.role === 'user');
  request.prompt = request.prompt.map((message, index) => {
    if (message.role !== 'assistant' || (index > loopStart && capabilities.thinking !== 'none')) return message;
    if (!message.parts.some((part) => part.type === 'reasoning')) return message;
    return { ...message, parts: message.parts.filter((part) => part.type !== 'reasoning') };
  });
}
