import { streamText } from 'ai';
import { qwen } from 'ai-sdk-qwen';
import { readMessages } from './read-messages';
import { readableError } from './readable-error';

// app/api/chat/route.ts, for useChat() of @ai-sdk/react
export async function POST(request: Request): Promise<Response> {
  const messages = await readMessages(request);
  if (messages instanceof Response) return messages;
  const result = streamText({
    model: qwen('qwen-plus'),
    messages,
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });
  return result.toDataStreamResponse({ sendReasoning: true, getErrorMessage: readableError });
}
