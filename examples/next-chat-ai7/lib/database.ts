import { PGlite } from '@electric-sql/pglite';

// Postgres in this process, in a folder. A development server loads this module again at every change, and two
// Postgres on one folder would destroy it: so the first one is kept.
const kept = globalThis as typeof globalThis & { database?: Promise<PGlite> };

/** The database of the app. Any other Postgres client with `query` will do. */
export function database(): Promise<PGlite> {
  kept.database ??= open().catch((error: unknown) => {
    delete kept.database;
    throw error;
  });
  return kept.database;
}

async function open(): Promise<PGlite> {
  const postgres = await PGlite.create(process.env.DATABASE_FOLDER ?? '.database');
  await postgres.exec(`
    create table if not exists conversations (
      id text primary key,
      visitor text not null,
      title text not null,
      messages jsonb not null,
      version integer not null default 1,
      changed timestamptz not null default now()
    );
    create index if not exists conversations_of_visitor on conversations (visitor, changed desc);
    create table if not exists pictures (
      id text primary key,
      visitor text not null,
      media_type text not null,
      bytes bytea not null
    );`);
  return postgres;
}
