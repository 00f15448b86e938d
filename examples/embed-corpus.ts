import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { embed } from 'ai7';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileJournal } from '../src/batch/index.js';
import { createQwen } from '../src/ai7.js';
import { connection, hasKey } from './service.js';

// Batches embed in Beijing only.
const qwen = createQwen({ ...connection, region: 'beijing' });
const dimensions = 256;

// With a folder it goes on after a crash: JOB_FOLDER=. npx tsx examples/embed-corpus.ts
const folder = process.env.JOB_FOLDER ?? (await mkdtemp(join(tmpdir(), 'corpus-')));
const postgres = await PGlite.create({ dataDir: join(folder, 'corpus-database'), extensions: { vector } });
await postgres.exec(`
  create extension if not exists vector;
  create table if not exists passages (id text primary key, body text not null, embedding vector(${dimensions}));`);

const animals = ['gull', 'seal', 'crab', 'heron', 'otter', 'whale', 'eel', 'tern'];
const habits = [
  'sleeps on the rocks',
  'hunts at low tide',
  'nests in the dunes',
  'follows the boats',
  'winters in the bay',
];

/** Passages, as a crawler would bring them: one at a time. */
function* passages() {
  for (const [one, animal] of animals.entries()) {
    for (const [other, habit] of habits.entries()) yield { id: `${one}-${other}`, text: `The ${animal} ${habit}.` };
  }
}

for (const { id, text } of passages()) {
  await postgres.query('insert into passages (id, body) values ($1, $2) on conflict do nothing', [id, text]);
}

const job = qwen.batch('corpus', {
  model: 'text-embedding-v4',
  modelOptions: { dimensions },
  texts: passages,
  journal: fileJournal(join(folder, 'corpus-job.jsonl')),
  // The emulator is done at once.
  pollInterval: hasKey ? 60_000 : 100,
});
for await (const result of job) {
  if (result.status !== 'succeeded') throw result.error;
  // The same row, should a crash bring the result again.
  await postgres.query('update passages set embedding = $2 where id = $1', [
    result.id,
    JSON.stringify(result.embedding),
  ]);
}

const question = 'Which animal hunts at low tide?';
const { embedding } = await embed({
  model: qwen.embedding('text-embedding-v4', { dimensions }),
  value: question,
});
const { rows } = await postgres.query<{ body: string }>('select body from passages order by embedding <=> $1 limit 3', [
  JSON.stringify(embedding),
]);
const { rows: counted } = await postgres.query<{ count: number }>(
  'select count(embedding)::int as count from passages',
);
console.log(`${counted[0]!.count} passages have a vector. ${question}`);
for (const { body } of rows) console.log(body);
await postgres.close();
if (process.env.JOB_FOLDER === undefined) await rm(folder, { recursive: true });
