import fs, { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { fileJournal } from 'ai-sdk-qwen/batch';
import { afterEach, expect, test } from 'vitest';
import { collect, keptJournal } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// A journal is all that a job has after a crash: it must be whole, or say that it is not.

const prompts = Array.from({ length: 6 }, (_, index) => `Prompt number ${index}.`);
const job = { model: 'qwen-plus', prompts, maxLines: 2, pollInterval: 1 } as const;
const newPath = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'job.jsonl');

function connect() {
  const emulator = strictEmulator({ region: 'beijing' });
  return { emulator, qwen: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch }) };
}

/** The entries of a job that was left after three results. */
async function begun() {
  const { emulator, qwen } = connect();
  const journal = keptJournal();
  for await (const { index } of qwen.batch('begun', { ...job, journal })) if (index === 3) break;
  return { emulator, qwen, entries: journal.entries };
}

test('a journal with a damaged line is refused, wherever the line is, and nothing is sent', async () => {
  const { emulator, qwen, entries } = await begun();
  const { length } = emulator.calls;
  for (let place = 1; place < entries.length - 1; place += 1) {
    const torn = entries.map((entry, index) => (index === place ? entry.slice(0, -3) : entry));
    const run = collect(qwen.batch('begun', { ...job, journal: keptJournal(torn) }));
    await expect(run).rejects.toThrow(`Line ${place + 1} of the journal is damaged.`);
  }
  expect(emulator.calls).toHaveLength(length);
});

test.each(['{"t":"d"}', '{"t":"d","i":"1"}', '{"t":"d","i":[1.5]}', '{"t":"d","i":{}}'])(
  'a journal with the entry %s of deliveries is refused, and nothing is sent',
  async (entry) => {
    const { emulator, qwen, entries } = await begun();
    const { length } = emulator.calls;
    const run = collect(qwen.batch('begun', { ...job, journal: keptJournal([...entries, entry]) }));
    await expect(run).rejects.toThrow('The journal has lines that qwen.batch() did not write');
    expect(emulator.calls).toHaveLength(length);
  },
);

test('a journal whose last line is torn goes on, even if the next process writes on the same line', async () => {
  const { emulator, qwen, entries } = await begun();
  const last = entries.at(-1)!.slice(0, -3);
  await collect(qwen.batch('begun', { ...job, journal: keptJournal([...entries.slice(0, -1), last]) }));
  const appended = [...entries.slice(0, -1), `${last}{"t":"run"}`, '{"t":"run"}'];
  await qwen.batch('begun', { ...job, journal: keptJournal(appended) }).status();
  expect(emulator.batches).toMatchObject({ created: 3, billed: 6 });
});

test('a job ends when another process writes its journal, and creates nothing more', async () => {
  const { emulator, qwen } = connect();
  const path = newPath();
  const run = collect(
    qwen.batch('shared', {
      ...job,
      journal: fileJournal(path),
      // On another machine the lock of this one says nothing.
      onProgress: ({ parts }) => parts.length === 1 && appendFileSync(path, '{"t":"run"}\n'),
    }),
  );
  await expect(run).rejects.toThrow('another process has written to it');
  expect(emulator.batches.created).toBe(1);
});

const { writeSync } = fs;
afterEach(() => {
  fs.writeSync = writeSync;
  syncBuiltinESMExports();
});

test('a full disk ends the run, and the torn entry is cut off when there is room again', async () => {
  const { emulator, qwen } = connect();
  const path = newPath();
  let entries = 0;
  fs.writeSync = ((file: number, bytes: Uint8Array, offset: number) => {
    if (offset > 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    entries += 1;
    return entries < 7 ? writeSync(file, bytes, offset) : writeSync(file, bytes, 0, 10);
  }) as typeof fs.writeSync;
  syncBuiltinESMExports();
  await expect(collect(qwen.batch('full', { ...job, journal: fileJournal(path) }))).rejects.toThrow('no space left');
  expect(readFileSync(path, 'utf8').endsWith('\n')).toBe(false);
  fs.writeSync = writeSync;
  syncBuiltinESMExports();
  expect(await collect(qwen.batch('full', { ...job, journal: fileJournal(path) }))).toHaveLength(6);
  expect(emulator.batches).toMatchObject({ created: 3, billed: 6 });
});
