import type { ChatRequest } from '../prompt/request.js';

/** True if a prompt has a document, or may have media that are too large for a request. */
export function mayUpload({ prompt, traits, options }: ChatRequest): boolean {
  if (options.known.upload === 'auto') return true;
  if (!traits.media) return false;
  return prompt.some((message) => message.role === 'user' && message.parts.some(({ type }) => type === 'document'));
}
