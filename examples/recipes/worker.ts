import { streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { readMessages } from './read-messages';
import { readableError } from './readable-error';

interface Bindings {
  DASHSCOPE_API_KEY: string;
  /** For another region or a gateway. */
  DASHSCOPE_COMPATIBLE_BASE_URL?: string;
}

export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    const qwen = createQwen({
      apiKey: bindings.DASHSCOPE_API_KEY,
      baseURL: bindings.DASHSCOPE_COMPATIBLE_BASE_URL,
    });
    const messages = await readMessages(request);
    if (messages instanceof Response) return messages;
    const result = streamText({
      model: qwen('qwen-plus'),
      messages,
      abortSignal: request.signal,
      onError: ({ error }) => console.error(error),
    });
    return result.toDataStreamResponse({ getErrorMessage: readableError });
  },
};
