import { streamText } from 'ai';
import { qwen } from 'ai-sdk-qwen';

export async function POST(request: Request) {
  const { messages } = await request.json();
  const result = streamText({ model: qwen('qwen-plus'), messages, abortSignal: request.signal });
  return result.toDataStreamResponse({ sendReasoning: true });
}
