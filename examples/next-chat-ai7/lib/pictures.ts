import { generateId } from 'ai';
import { database } from './database';

/** Keeps a picture that a model drew, because the service keeps it for a day; gives its address. */
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
