import {
  convertToModelMessages,
  createUIMessageStreamResponse,
  isStepCount,
  safeValidateUIMessages,
  streamText,
  toUIMessageStream,
} from 'ai';
import { qwen } from 'ai-sdk-qwen/ai7';
import { z } from 'zod';
import { models } from './models.ts';
import { tools } from './tools.ts';

const question = z.object(
  {
    // Visitors must not write system messages. The rest of a message is checked by the AI SDK.
    messages: z.array(z.object({ role: z.enum(['user', 'assistant']) }).loose()).min(1),
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
  const { model, thinking } = asked.data;
  const messages = await safeValidateUIMessages({ messages: asked.data.messages });
  if (!messages.success) return new Response('messages: Not what useChat posts.', { status: 400 });
  const thinks = models.find(({ id }) => id === model)?.thinking;

  const result = streamText({
    model: qwen(model),
    // A call that was stopped has no result, and the AI SDK refuses to send it on.
    messages: await convertToModelMessages(messages.data, { ignoreIncompleteToolCalls: true }),
    ...(asked.data.tools && { tools, stopWhen: isStepCount(4) }),
    providerOptions: { qwen: thinks === 'hybrid' ? { enableThinking: thinking } : {} },
    // The page has a button for another try, so a reader does not wait for many.
    maxRetries: 1,
    // The model stops when the reader stops or leaves.
    abortSignal: request.signal,
  });

  return createUIMessageStreamResponse({
    stream: toUIMessageStream({
      stream: result.stream,
      sendReasoning: true,
      messageMetadata: ({ part }) => (part.type === 'finish' ? { usage: part.totalUsage } : undefined),
      // These messages say what happened and what to do. Quotas and bills may be more than strangers should read.
      onError: (error) => (error instanceof Error ? error.message : 'Something went wrong.'),
    }),
  });
}
