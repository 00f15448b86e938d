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
import { messageOf } from './message';
import { models } from './models';
import { parse, readText } from './read-text';
import { tools } from './tools';

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
  const { model, thinking } = asked.data;
  const messages = await safeValidateUIMessages({ messages: asked.data.messages });
  if (!messages.success) return notPosted();
  // A call that was stopped has no result, and the AI SDK refuses to send it on.
  const conversion = convertToModelMessages(messages.data, { ignoreIncompleteToolCalls: true });
  const prompt = await conversion.catch(() => undefined);
  if (prompt === undefined) return notPosted();
  const thinks = models.find(({ id }) => id === model)?.thinking;

  const result = streamText({
    model: qwen(model),
    messages: prompt,
    ...(asked.data.tools && { tools, stopWhen: isStepCount(4) }),
    providerOptions: { qwen: thinks === 'hybrid' ? { enableThinking: thinking } : {} },
    // The page has a button for another try, so a reader does not wait for many.
    maxRetries: 1,
    // The model stops when the reader stops or leaves.
    abortSignal: request.signal,
    onError: ({ error }) => console.error(error),
  });

  return createUIMessageStreamResponse({
    stream: toUIMessageStream({
      stream: result.stream,
      sendReasoning: true,
      messageMetadata: ({ part }) => (part.type === 'finish' ? { usage: part.totalUsage } : undefined),
      onError: messageOf,
    }),
  });
}
