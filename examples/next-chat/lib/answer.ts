import { streamText, type Message } from 'ai';
import { qwen } from 'ai-sdk-qwen';
import { z } from 'zod';
import { models } from './models.ts';
import { tools } from './tools.ts';

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

/** Answers what useChat posts. */
export async function answer(request: Request): Promise<Response> {
  const asked = question.safeParse(await request.json().catch(() => undefined));
  if (!asked.success) {
    const [issue] = asked.error.issues;
    return new Response(`${issue?.path.join('.') || 'The body'}: ${issue?.message}`, { status: 400 });
  }
  const { messages, model, thinking } = asked.data;
  const thinks = models.find(({ id }) => id === model)?.thinking;

  const result = streamText({
    model: qwen(model),
    messages: withoutOpenCalls(messages),
    ...(asked.data.tools && { tools, maxSteps: 4, toolCallStreaming: true }),
    providerOptions: { qwen: thinks === 'hybrid' ? { enableThinking: thinking } : {} },
    // The page has a button for another try, so a reader does not wait for many.
    maxRetries: 1,
    // The model stops when the reader stops or leaves.
    abortSignal: request.signal,
  });

  return result.toDataStreamResponse({
    sendReasoning: true,
    // These messages say what happened and what to do. Quotas and bills may be more than strangers should read.
    getErrorMessage: (error) => (error instanceof Error ? error.message : 'Something went wrong.'),
  });
}

/** A call that was stopped has no result, and the AI SDK refuses to send it on. */
function withoutOpenCalls(messages: Message[]): Message[] {
  return messages.map((message) => ({
    ...message,
    parts: message.parts?.filter((part) => part.type !== 'tool-invocation' || part.toolInvocation.state === 'result'),
  }));
}
