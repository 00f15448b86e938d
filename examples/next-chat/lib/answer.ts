import { convertToCoreMessages, streamText, type CoreMessage, type Message } from 'ai';
import { qwen } from 'ai-sdk-qwen';
import { z } from 'zod';
import { messageOf } from './message';
import { models } from './models';
import { parse, readText } from './read-text';
import { tools } from './tools';

/** The part of a message that is checked here; the AI SDK checks the rest. */
const postedMessage = z.object({
  // Visitors must not write system messages.
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  parts: z
    .array(
      z.union([
        z.object({ type: z.literal('tool-invocation'), toolInvocation: z.object({ state: z.string() }) }),
        z.object({ type: z.enum(['text', 'reasoning', 'source', 'file', 'step-start']) }),
      ]),
    )
    .optional(),
});

const question = z.object(
  {
    messages: z
      .array(z.custom<Message>((given) => postedMessage.safeParse(given).success, 'Not what useChat posts.'))
      .min(1),
    // Without this check a visitor could choose any model that the key pays for.
    model: z.string().refine((id) => models.some((each) => each.id === id), 'The app does not offer this model.'),
    thinking: z.boolean(),
    tools: z.boolean(),
  },
  { message: 'Not what useChat posts.' },
);

/** A conversation with some photos. */
const maxBytes = 20 * 1024 * 1024;

const notPosted = () => new Response('messages: Not what useChat posts.', { status: 400 });

/** Answers what useChat posts. */
export async function answer(request: Request): Promise<Response> {
  const text = await readText(request, maxBytes);
  if (text === undefined) return new Response('The conversation is too long. Start a new chat.', { status: 413 });
  const asked = question.safeParse(parse(text));
  if (!asked.success) {
    const [issue] = asked.error.issues;
    return new Response(`${issue?.path.join('.') || 'The body'}: ${issue?.message}`, { status: 400 });
  }
  const { messages, model, thinking } = asked.data;
  const prompt = promptOf(messages);
  if (prompt === undefined) return notPosted();
  const thinks = models.find(({ id }) => id === model)?.thinking;

  const result = streamText({
    model: qwen(model),
    messages: prompt,
    ...(asked.data.tools && { tools, maxSteps: 4, toolCallStreaming: true }),
    providerOptions: { qwen: thinks === 'hybrid' ? { enableThinking: thinking } : {} },
    // The page has a button for another try, so a reader does not wait for many.
    maxRetries: 1,
    // The model stops when the reader stops or leaves.
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });

  return result.toDataStreamResponse({ sendReasoning: true, getErrorMessage: messageOf });
}

/** The messages for the model; undefined if the AI SDK finds a fault in them. */
function promptOf(messages: Message[]): CoreMessage[] | undefined {
  try {
    return convertToCoreMessages(withoutOpenCalls(messages));
  } catch {
    return undefined;
  }
}

/** A call that was stopped has no result, and the AI SDK refuses to send it on. */
function withoutOpenCalls(messages: Message[]): Message[] {
  return messages.map((message) => ({
    ...message,
    parts: message.parts?.filter((part) => part.type !== 'tool-invocation' || part.toolInvocation.state === 'result'),
  }));
}
