import { convertToModelMessages, safeValidateUIMessages, type ModelMessage, type UIMessage } from 'ai';
import { readJson } from './read-json';

// A call that was stopped has no result, and the AI SDK refuses to send it on.
const options = { ignoreIncompleteToolCalls: true };

/** Reads the messages that `useChat` posts, for the model. Anything else has a response in its place. */
export async function readMessages(request: Request): Promise<ModelMessage[] | Response> {
  const posted = await readJson(request);
  if (posted instanceof Response) return posted;
  const { messages } = Object(posted) as { messages?: unknown };
  const checked = await checkMessages(messages);
  if (checked === undefined) return new Response('These are not the messages of a chat.', { status: 400 });
  return convertToModelMessages(checked, options);
}

/** Messages from a browser; undefined if they are something else. A visitor must not write system messages. */
export async function checkMessages(
  messages: unknown,
  roles: UIMessage['role'][] = ['user', 'assistant'],
): Promise<UIMessage[] | undefined> {
  const checked = await safeValidateUIMessages({ messages });
  if (!checked.success || !checked.data.every(({ role }) => roles.includes(role))) return undefined;
  // The AI SDK looks at some members, such as the URLs of files, only when it converts a message.
  return convertToModelMessages(checked.data, options).then(
    () => checked.data,
    () => undefined,
  );
}
