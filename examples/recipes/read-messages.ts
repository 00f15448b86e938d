import { convertToCoreMessages, coreMessageSchema, type CoreMessage, type Message } from 'ai';
import { readJson } from './read-json';

/** Reads the messages that `useChat` posts, for the model. Anything else has a response in its place. */
export async function readMessages(request: Request): Promise<CoreMessage[] | Response> {
  const posted = await readJson(request);
  if (posted instanceof Response) return posted;
  const { messages } = Object(posted) as { messages?: unknown };
  return checkMessages(messages) ?? new Response('These are not the messages of a chat.', { status: 400 });
}

/** Converts messages from a browser; undefined if they are something else. A visitor must not write system messages. */
export function checkMessages(posted: unknown, roles = ['user', 'assistant']): CoreMessage[] | undefined {
  if (!Array.isArray(posted) || posted.length === 0) return undefined;
  const messages = posted as Message[];
  try {
    const converted = convertToCoreMessages(messages.map(withoutOpenCalls));
    const isAllowed = messages.every(({ role, content }) => roles.includes(role) && typeof content === 'string');
    return isAllowed && converted.every((message) => coreMessageSchema.safeParse(message).success)
      ? converted
      : undefined;
  } catch {
    // The AI SDK found a fault.
    return undefined;
  }
}

/** A call that was stopped has no result, and the AI SDK refuses to send it on. */
function withoutOpenCalls(message: Message): Message {
  const parts = message.parts?.filter(
    (part) => part.type !== 'tool-invocation' || part.toolInvocation.state === 'result',
  );
  return { ...message, parts };
}
