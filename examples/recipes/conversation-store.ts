import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Checks an id that comes from a browser: it must not lead out of the folder. */
export function isConversationId(id: unknown): id is string {
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id);
}

/** Keeps each conversation in a JSON file. A database has the same two functions. */
export function createConversationStore<Message>(folder: string) {
  function fileOf(id: string): string {
    if (!isConversationId(id)) throw new Error('The id of a conversation may have only letters, digits, _ and -.');
    return join(folder, `${id}.json`);
  }
  return {
    /** Loads the messages; a conversation that was never saved has none. */
    async load(id: string): Promise<Message[]> {
      try {
        return JSON.parse(await readFile(fileOf(id), 'utf8')) as Message[];
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw error;
      }
    },
    async save(id: string, messages: Message[]): Promise<void> {
      const file = fileOf(id);
      const draft = `${file}.${randomUUID()}`;
      await mkdir(folder, { recursive: true });
      await writeFile(draft, JSON.stringify(messages));
      // Readers find the old file or the new one, never half of it.
      await rename(draft, file);
    },
  };
}
