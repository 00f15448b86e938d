import {
  appendClientMessage,
  appendResponseMessages,
  convertToCoreMessages,
  createIdGenerator,
  streamText,
  tool,
  type Message,
} from 'ai';
import { z } from 'zod';
import { qwen } from 'ai-sdk-qwen';
import { createConversationStore, isConversationId } from './conversation-store';
import { readJson } from './read-json';
import { checkMessages } from './read-messages';
import { readableError } from './readable-error';

const conversations = createConversationStore<Message>('conversations');

const tools = {
  weather: tool({
    description: 'The weather in a city',
    parameters: z.object({ city: z.string() }),
    execute: async ({ city }) => ({ city, sky: 'cloudy', celsius: 21 }),
  }),
};

// app/api/chat/route.ts. The page sends only its last message:
// useChat({ id, experimental_prepareRequestBody: ({ id, messages }) => ({ id, message: messages.at(-1) }) })
export async function POST(request: Request): Promise<Response> {
  const posted = await readJson(request);
  if (posted instanceof Response) return posted;
  const { id, message } = Object(posted) as { id: unknown; message: Message };
  if (!isConversationId(id) || checkMessages([message], ['user']) === undefined) {
    return new Response('This is not a message of a chat.', { status: 400 });
  }
  const messages = appendClientMessage({ messages: await conversations.load(id), message });
  // The question is kept even if the answer fails.
  await conversations.save(id, messages);
  const result = streamText({
    model: qwen('qwen3.6-plus'),
    messages: convertToCoreMessages(messages.flatMap(splitSteps)),
    tools,
    maxSteps: 5,
    providerOptions: { qwen: { enableThinking: true, preserveThinking: true } },
    experimental_generateMessageId: createIdGenerator({ prefix: 'answer' }),
    onFinish: async ({ response }) => {
      await conversations.save(id, appendResponseMessages({ messages, responseMessages: response.messages }));
    },
    onError: ({ error }) => console.error(error),
  });
  // Reads to the end and saves even if the reader leaves, so there is no abortSignal.
  void result.consumeStream({ onError: () => {} });
  return result.toDataStreamResponse({ sendReasoning: true, getErrorMessage: readableError });
}

/** A message for each step. In one message, AI SDK 4 would put all thinking before the first tool call. */
function splitSteps(message: Message): Message[] {
  if (message.role !== 'assistant' || message.parts === undefined) return [message];
  const steps: NonNullable<Message['parts']>[] = [];
  for (const part of message.parts) {
    if (part.type === 'step-start' || steps.length === 0) steps.push([]);
    if (part.type !== 'tool-invocation') steps.at(-1)!.push(part);
    else steps.at(-1)!.push({ ...part, toolInvocation: { ...part.toolInvocation, step: 0 } });
  }
  return steps.map((parts) => ({ ...message, parts }));
}
