import { streamText, type Message } from 'ai';
import { qwen } from 'ai-sdk-qwen';
import { readableError } from './readable-error.js';

// app/api/chat/route.ts, for useChat() of @ai-sdk/react
export async function POST(request: Request): Promise<Response> {
  const { messages } = (await request.json()) as { messages: Message[] };
  const result = streamText({
    model: qwen('qwen-plus'),
    messages,
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });
  return result.toDataStreamResponse({ sendReasoning: true, getErrorMessage: readableError });
}
