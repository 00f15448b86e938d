import { streamText, type Message } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { readableError } from './readable-error.js';

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
    const { messages } = (await request.json()) as { messages: Message[] };
    const result = streamText({
      model: qwen('qwen-plus'),
      messages,
      abortSignal: request.signal,
      onError: ({ error }) => console.error(error),
    });
    return result.toDataStreamResponse({ getErrorMessage: readableError });
  },
};
