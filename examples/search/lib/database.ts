import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { origin } from './models';

/** A text with the heading that it stands under. */
export interface Text {
  topic: string;
  body: string;
}

/** A result. `score` is its cosine similarity to the query, 1 at most. */
export interface Match extends Text {
  score: number;
}

// Postgres in this process, in a folder. A development server loads this module again at every change, and two
// Postgres on one folder would destroy it: so the first one is kept.
const kept = globalThis as typeof globalThis & { database?: Promise<PGlite> };

function database(): Promise<PGlite> {
  kept.database ??= open().catch((error: unknown) => {
    delete kept.database;
    throw error;
  });
  return kept.database;
}

async function open(): Promise<PGlite> {
  const dataDir = process.env.DATABASE_FOLDER ?? '.database';
  const postgres = await PGlite.create({ dataDir, extensions: { vector } });
  // Every text is compared with the query, which is exact, and quick for thousands. For more, give the vectors a size,
  // such as vector(512), and add an index: create index on vectors using hnsw (embedding vector_cosine_ops).
  await postgres.exec(`
    create extension if not exists vector;
    create table if not exists vectors (
      origin text not null,
      body text not null,
      topic text not null,
      embedding vector not null,
      primary key (origin, body)
    );`);
  return postgres;
}

export async function storeTexts(texts: Text[], embeddings: number[][]): Promise<void> {
  const postgres = await database();
  await postgres.transaction(async (transaction) => {
    for (const [index, { topic, body }] of texts.entries()) {
      await transaction.query(
        `insert into vectors (origin, topic, body, embedding) values ($1, $2, $3, $4)
         on conflict (origin, body) do update set topic = excluded.topic, embedding = excluded.embedding`,
        [origin, topic, body, JSON.stringify(embeddings[index])],
      );
    }
  });
}

/** Deletes every text but these. */
export async function keepTexts(texts: Text[]): Promise<void> {
  await (await database()).query('delete from vectors where body <> all($1)', [texts.map(({ body }) => body)]);
}

/** A value that changes when the stored texts change. */
export async function storedVersion(): Promise<string> {
  const { rows } = await (
    await database()
  ).query<{ version: string }>(
    "select md5(coalesce(string_agg(body, ' ' order by body), '')) as version from vectors where origin = $1",
    [origin],
  );
  return rows[0]!.version;
}

/** Every text that is stored, with its vector. */
export async function storedTexts(): Promise<(Text & { embedding: number[] })[]> {
  const { rows } = await (
    await database()
  ).query<Text & { embedding: string }>('select topic, body, embedding from vectors where origin = $1 order by body', [
    origin,
  ]);
  return rows.map((row) => ({ ...row, embedding: JSON.parse(row.embedding) as number[] }));
}

/** The stored texts, without their vectors. */
export async function storedBodies(): Promise<Set<string>> {
  const { rows } = await (
    await database()
  ).query<{ body: string }>('select body from vectors where origin = $1', [origin]);
  return new Set(rows.map(({ body }) => body));
}

/** The texts nearest to a vector, nearest first. */
export async function nearestTexts(embedding: number[], count: number): Promise<Match[]> {
  const { rows } = await (
    await database()
  ).query<Match>(
    `select topic, body, 1 - (embedding <=> $1) as score
     from vectors where origin = $3 order by embedding <=> $1 limit $2`,
    [JSON.stringify(embedding), count, origin],
  );
  return rows;
}
