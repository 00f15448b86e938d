import type { ChatRequest } from '../prompt/request.js';

/**
 * The headers of a chat request, the same on both protocols.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/get-temporary-file-url (oss:// and its header)
 */
export function serviceHeaders(request: ChatRequest): Record<string, string> {
  const { dataInspection, waitTimeout } = request.options.known;
  const headers: Record<string, string> = {};
  if (dataInspection === true) headers['x-dashscope-datainspection'] = '{"input":"cip","output":"cip"}';
  if (typeof dataInspection === 'object') {
    headers['x-dashscope-datainspection'] = JSON.stringify(dataInspection);
  }
  if (waitTimeout !== undefined) headers['x-dashscope-wait-timeout'] = String(waitTimeout);
  if (usesTemporaryStore(request)) headers['x-dashscope-ossresourceresolve'] = 'enable';
  return headers;
}

function usesTemporaryStore({ prompt, traits }: ChatRequest): boolean {
  if (!traits.media) return false;
  return prompt.some(
    (message) =>
      message.role === 'user' &&
      message.parts.some(
        (part) => part.type !== 'text' && part.source.kind === 'url' && part.source.url.startsWith('oss://'),
      ),
  );
}
