import { generateId } from 'ai';
import { textOf, type ChatMessage } from './chat-message';
import { database } from './database';
import { isRunning, whenSaved } from './running';

/** A conversation in the list. */
export interface Conversation {
  id: string;
  title: string;
}

/** The conversations of a visitor, the last one first. */
export async function listConversations(visitor: string): Promise<Conversation[]> {
  const { rows } = await (
    await database()
  ).query<Conversation>('select id, title from conversations where visitor = $1 order by changed desc limit 200', [
    visitor,
  ]);
  return rows;
}

/** The messages of a conversation; undefined if the visitor has none of that id. */
export async function readMessages(id: string, visitor: string): Promise<ChatMessage[] | undefined> {
  return (await readStored(id, visitor))?.messages;
}

/** The messages as they are stored, and the version that a change of them has to name. */
export async function readStored(
  id: string,
  visitor: string,
): Promise<{ messages: ChatMessage[]; version: number } | undefined> {
  const { rows } = await (
    await database()
  ).query<{ messages: ChatMessage[]; version: number }>(
    'select messages, version from conversations where id = $1 and visitor = $2',
    [id, visitor],
  );
  return rows[0];
}

/** The messages of a conversation before the answer that is being written, and whether there is one. */
export async function readConversation(
  id: string,
  visitor: string,
): Promise<{ messages: ChatMessage[]; running: boolean } | undefined> {
  await whenSaved(id);
  const running = isRunning(id);
  const messages = await readMessages(id, visitor);
  // The answer has ended, or another one has begun, while the database was asked.
  if (isRunning(id) !== running) return readConversation(id, visitor);
  return messages && { messages, running };
}

/** Keeps a new conversation. False if there is one of that id. */
export async function createConversation(id: string, visitor: string, messages: ChatMessage[]): Promise<boolean> {
  const { affectedRows } = await (
    await database()
  ).query(
    'insert into conversations (id, visitor, title, messages) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [id, visitor, titleOf(messages), JSON.stringify(messages)],
  );
  return affectedRows === 1;
}

/**
 * Keeps the messages of a conversation that there is: one that was deleted meanwhile stays deleted. With a version,
 * false if the messages have changed since.
 */
export async function updateMessages(
  id: string,
  visitor: string,
  messages: ChatMessage[],
  version?: number,
): Promise<boolean> {
  const { affectedRows } = await (
    await database()
  ).query(
    `update conversations set messages = $3, version = version + 1, changed = now()
     where id = $1 and visitor = $2 and version = coalesce($4, version)`,
    [id, visitor, JSON.stringify(messages), version ?? null],
  );
  return affectedRows === 1;
}

export async function renameConversation(id: string, visitor: string, title: string): Promise<void> {
  await (
    await database()
  ).query('update conversations set title = $3 where id = $1 and visitor = $2', [id, visitor, title]);
}

/** False if the visitor has no conversation of that id. */
export async function deleteConversation(id: string, visitor: string): Promise<boolean> {
  const { affectedRows } = await (
    await database()
  ).query('delete from conversations where id = $1 and visitor = $2', [id, visitor]);
  return affectedRows === 1;
}

/** Drops a message and all that follow it. */
export async function cutConversation(id: string, visitor: string, messageId: string): Promise<void> {
  const messages = await readMessages(id, visitor);
  if (messages) await updateMessages(id, visitor, before(messages, messageId));
}

/** Copies a conversation up to a message into a new one; gives its id. */
export async function branchConversation(id: string, visitor: string, last: string): Promise<string | undefined> {
  const messages = await readMessages(id, visitor);
  const index = messages?.findIndex((message) => message.id === last) ?? -1;
  if (messages === undefined || index === -1) return undefined;
  const branch = generateId();
  await createConversation(branch, visitor, messages.slice(0, index + 1));
  return branch;
}

/** The messages before one; all of them if it is not there. */
export function before(messages: ChatMessage[], id: string): ChatMessage[] {
  const index = messages.findIndex((message) => message.id === id);
  return index === -1 ? messages : messages.slice(0, index);
}

function titleOf([first]: ChatMessage[]): string {
  const line = first === undefined ? '' : textOf(first).replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line || 'New conversation';
}
