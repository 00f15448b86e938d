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
} from 'ai';
import { z } from 'zod';
import { qwen } from 'ai-sdk-qwen/ai7';
import { createConversationStore, isConversationId } from './conversation-store';
import { readJson } from './read-json';
import { checkMessages } from './read-messages-ai7';
import { readableError } from './readable-error';

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
  const posted = await readJson(request);
  if (posted instanceof Response) return posted;
  const { id, message } = Object(posted) as Record<string, unknown>;
  const question = await checkMessages([message], ['user']);
  if (!isConversationId(id) || question === undefined) {
    return new Response('This is not a message of a chat.', { status: 400 });
  }
  // Stored messages may have been written with other tools. This throws where they no longer fit.
  const messages = await validateUIMessages({ messages: [...(await conversations.load(id)), ...question], tools });
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
