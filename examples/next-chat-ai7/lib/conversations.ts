import { generateId } from 'ai';
import { textOf, type ChatMessage } from './chat-message';
import { database } from './database';
import { deleteUnused } from './pictures';
import { isRunning, whenSaved } from './running';
import { listLength } from './settings';

/** A conversation in the list. */
export interface Conversation {
  id: string;
  title: string;
}

/** The last conversations of a visitor, the newest first. */
export async function listConversations(visitor: string, length = listLength): Promise<Conversation[]> {
  const { rows } = await (
    await database()
  ).query<Conversation>('select id, title from conversations where visitor = $1 order by changed desc limit $2', [
    visitor,
    length,
  ]);
  return rows;
}

/** The messages of a conversation; undefined if the visitor has none of that id. */
export async function readMessages(id: string, visitor: string): Promise<ChatMessage[] | undefined> {
  return (await readStored(id, visitor))?.messages;
}

/** The messages as they are stored, and the version that a change of them has to name. */
export interface Stored {
  messages: ChatMessage[];
  version: number;
}

export async function readStored(id: string, visitor: string): Promise<Stored | undefined> {
  const { rows } = await (
    await database()
  ).query<Stored>('select messages, version from conversations where id = $1 and visitor = $2', [id, visitor]);
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

/** Keeps a new conversation. False if there is one with that id. */
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
 * Keeps the messages of an existing conversation: one that was deleted meanwhile stays deleted. False if they have
 * changed since that version.
 */
export async function updateMessages(
  id: string,
  visitor: string,
  messages: ChatMessage[],
  version: number,
): Promise<boolean> {
  const { affectedRows } = await (
    await database()
  ).query(
    `update conversations set messages = $3, version = version + 1, changed = now()
     where id = $1 and visitor = $2 and version = $4`,
    [id, visitor, JSON.stringify(messages), version],
  );
  return affectedRows === 1;
}

/** Returns the messages after a change, or undefined to refuse it. A new conversation has no messages before it. */
type Change = (messages: ChatMessage[] | undefined) => Promise<ChatMessage[] | undefined>;

/**
 * Changes the messages of a conversation, or begins one. If another request changes it meanwhile, the change is applied
 * again. The pictures of messages that are dropped go with them. Returns what is stored then, or the reason why nothing
 * is.
 */
export async function changeMessages(
  id: string,
  visitor: string,
  change: Change,
): Promise<Stored | 'refused' | 'foreign' | 'contested'> {
  for (let tries = 0; tries < 5; tries += 1) {
    const stored = await readStored(id, visitor);
    const messages = await change(stored?.messages);
    if (messages === undefined) return 'refused';
    const isKept = stored
      ? await updateMessages(id, visitor, messages, stored.version)
      : await createConversation(id, visitor, messages);
    if (isKept) {
      const dropped = stored?.messages.filter((message) => !messages.includes(message)) ?? [];
      await deleteUnused(visitor, JSON.stringify(dropped));
      return { messages, version: (stored?.version ?? 0) + 1 };
    }
    if (!stored && !(await readStored(id, visitor))) return 'foreign';
  }
  return 'contested';
}

export async function renameConversation(id: string, visitor: string, title: string): Promise<void> {
  await (
    await database()
  ).query('update conversations set title = $3 where id = $1 and visitor = $2', [id, visitor, title]);
}

/** Deletes a conversation and its pictures. False if the visitor has no conversation of that id. */
export async function deleteConversation(id: string, visitor: string): Promise<boolean> {
  const { rows } = await (
    await database()
  ).query<{ text: string }>(
    'delete from conversations where id = $1 and visitor = $2 returning messages::text as text',
    [id, visitor],
  );
  for (const { text } of rows) await deleteUnused(visitor, text);
  return rows.length > 0;
}

/** Drops a message and all that follow it; nothing if it is not there. */
export async function cutConversation(
  id: string,
  visitor: string,
  messageId: string,
): ReturnType<typeof changeMessages> {
  return changeMessages(id, visitor, async (messages) =>
    messages?.some((message) => message.id === messageId) ? before(messages, messageId) : undefined,
  );
}

/** Copies a conversation up to a message into a new one; returns its id. */
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
