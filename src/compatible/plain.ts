import type { Message } from '../core/prompt.js';
import type { ChatRequest } from '../core/request.js';
import type { WireMessage, WireRequest } from './wire.js';

/** Writes a request of texts alone, with no options but such as are sent as they are: what `encodeChat` writes of it. */
export function encodePlain({ prompt, options, ...request }: ChatRequest): WireRequest {
  return {
    model: request.model,
    messages: prompt.map(encodeTexts).filter(({ role, content }) => role !== 'assistant' || content !== ''),
    ...(request.stream && { stream: true, stream_options: { include_usage: true } }),
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
    max_tokens: request.maxTokens,
    seed: request.seed,
    stop: request.stop,
    presence_penalty: request.presencePenalty,
    ...options.extra,
  };
}

function encodeTexts(message: Message): WireMessage {
  if (message.role === 'system') return { role: 'system', content: message.text };
  const parts = message.role === 'tool' ? [] : message.parts;
  const texts = parts.map((part) => (part.type === 'text' ? part.text : ''));
  return message.role === 'user'
    ? { role: 'user', content: texts.join('\n') }
    : { role: 'assistant', content: texts.join('') };
}
