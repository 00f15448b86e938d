import { createUIMessageStreamResponse, streamText, toUIMessageStream } from 'ai';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { readMessages } from './read-messages-ai7';
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
    const { stream } = streamText({
      model: qwen('qwen-plus'),
      messages,
      abortSignal: request.signal,
      onError: ({ error }) => console.error(error),
    });
    return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream, onError: readableError }) });
  },
};
