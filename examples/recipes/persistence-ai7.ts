import {
  consumeStream,
  convertToModelMessages,
  createIdGenerator,
  createUIMessageStreamResponse,
  isStepCount,
  streamText,
  tool,
  toUIMessageStream,
  validateUIMessages,
  type UIMessage,
} from 'ai7';
import { z } from 'zod/v4';
import { qwen } from 'ai-sdk-qwen/ai7';
import { createConversationStore } from './conversation-store.js';
import { readableError } from './readable-error.js';

const conversations = createConversationStore<UIMessage>('conversations');

const tools = {
  weather: tool({
    description: 'The weather in a city',
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => ({ city, sky: 'cloudy', celsius: 21 }),
  }),
};

// app/api/chat/route.ts. The page sends only its last message:
// new DefaultChatTransport({
//   prepareSendMessagesRequest: ({ id, messages }) => ({ body: { id, message: messages.at(-1) } }),
// })
export async function POST(request: Request): Promise<Response> {
  const { id, message } = (await request.json()) as { id: string; message: UIMessage };
  const kept = [...(await conversations.load(id)), message];
  // Stored messages may have been written with other tools. This throws where they no longer fit.
  const messages = await validateUIMessages({ messages: kept, tools });
  await conversations.save(id, messages);
  const { stream } = streamText({
    model: qwen('qwen3.6-plus'),
    messages: await convertToModelMessages(messages, { tools }),
    tools,
    stopWhen: isStepCount(5),
    providerOptions: { qwen: { enableThinking: true, preserveThinking: true } },
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });
  return createUIMessageStreamResponse({
    stream: toUIMessageStream({
      stream,
      originalMessages: messages,
      generateMessageId: createIdGenerator({ prefix: 'answer' }),
      onError: readableError,
      // Also called after an abort, with the answer so far.
      onEnd: async ({ messages: all }) => conversations.save(id, all),
    }),
    // Without a signal that the reader has left, the answer is written to its end.
    consumeSseStream: consumeStream,
  });
}
