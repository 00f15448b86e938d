import {
  convertToModelMessages,
  createUIMessageStreamResponse,
  streamText,
  toUIMessageStream,
  type UIMessage,
} from 'ai7';
import { qwen } from 'ai-sdk-qwen/ai7';
import { readableError } from './readable-error.js';

// app/api/chat/route.ts, for useChat() of @ai-sdk/react
export async function POST(request: Request): Promise<Response> {
  const { messages } = (await request.json()) as { messages: UIMessage[] };
  const { stream } = streamText({
    model: qwen('qwen-plus'),
    messages: await convertToModelMessages(messages),
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });
  return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream, onError: readableError }) });
}
