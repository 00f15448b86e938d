import { createUIMessageStreamResponse, streamText, toUIMessageStream } from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';
import { readMessages } from './read-messages-ai7';
import { readableError } from './readable-error';

// app/api/chat/route.ts, for useChat() of @ai-sdk/react
export async function POST(request: Request): Promise<Response> {
  const messages = await readMessages(request);
  if (messages instanceof Response) return messages;
  const { stream } = streamText({
    model: qwen('qwen-plus'),
    messages,
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });
  return createUIMessageStreamResponse({ stream: toUIMessageStream({ stream, onError: readableError }) });
}
