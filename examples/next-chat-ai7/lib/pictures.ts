import { generateId } from 'ai';
import { database } from './database';

/** Keeps a picture that a model drew, because the service keeps it only for a day; returns its address. */
export async function savePicture(visitor: string, mediaType: string, bytes: Uint8Array): Promise<string> {
  const id = generateId();
  await (
    await database()
  ).query('insert into pictures (id, visitor, media_type, bytes) values ($1, $2, $3, $4)', [
    id,
    visitor,
    mediaType,
    bytes,
  ]);
  return `/api/pictures/${id}`;
}

export async function readPicture(
  id: string,
  visitor: string,
): Promise<{ mediaType: string; bytes: Uint8Array } | undefined> {
  const { rows } = await (
    await database()
  ).query<{ mediaType: string; bytes: Uint8Array }>(
    'select media_type as "mediaType", bytes from pictures where id = $1 and visitor = $2',
    [id, visitor],
  );
  return rows[0];
}

/** Deletes the pictures that a text names, but not those that another conversation shows: a branch has the same ones. */
export async function deleteUnused(visitor: string, text: string): Promise<void> {
  const ids = [...text.matchAll(/\/api\/pictures\/([\w-]+)/g)].map(([, id]) => id);
  await (
    await database()
  ).query(
    `delete from pictures where visitor = $1 and id = any($2) and not exists (
       select from conversations
       where visitor = $1 and strpos(messages::text, '/api/pictures/' || pictures.id) > 0
     )`,
    [visitor, ids],
  );
}
