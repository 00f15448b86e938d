import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileJournal, type QwenBatchJournal } from 'ai-sdk-qwen/batch';
import { expect, test } from 'vitest';

const newPath = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'job.jsonl');

async function readAll(journal: QwenBatchJournal): Promise<string[]> {
  const entries: string[] = [];
  for await (const entry of await journal.load()) entries.push(entry);
  return entries;
}

const entriesOf = (path: string) => readAll(fileJournal(path));

test('entries are read in the order in which they were appended, in another process as well', async () => {
  const path = newPath();
  const journal = fileJournal(path);
  await journal.append('{"t":"d","i":1}', { durable: true });
  await journal.append('{"t":"d","i":2}', { durable: false });
  await journal.close?.();
  expect(await entriesOf(path)).toEqual(['{"t":"d","i":1}', '{"t":"d","i":2}']);
});

test('a journal of any length, with characters of any length, is read whole', async () => {
  const path = newPath();
  const entries = Array.from({ length: 5_000 }, (_, index) => `{"t":"${'é😀'.repeat(index % 20)}","n":${index}}`);
  writeFileSync(path, entries.map((entry) => `${entry}\n`).join(''));
  expect(await entriesOf(path)).toEqual(entries);
});

test('a line that a crash has torn is cut off before the next one is appended', async () => {
  const path = newPath();
  writeFileSync(path, '{"t":"d","i":1}\n{"t":"d","i":2}\n{"t":"d","i":');
  const journal = fileJournal(path);
  await readAll(journal);
  await journal.append('{"t":"d","i":3}', { durable: true });
  await journal.close?.();
  expect(readFileSync(path, 'utf8')).toBe('{"t":"d","i":1}\n{"t":"d","i":2}\n{"t":"d","i":3}\n');
});

test('a journal that another process has gone on with since it was read is refused', async () => {
  const path = newPath();
  const journal = fileJournal(path);
  await readAll(journal);
  appendFileSync(path, '{"t":"d","i":1}\n');
  await expect(journal.append('{"t":"d","i":2}', { durable: true })).rejects.toThrow(/has changed since it was read/);
  expect(readFileSync(path, 'utf8')).toBe('{"t":"d","i":1}\n');
});

test('two jobs of one process cannot write a journal at the same time', async () => {
  const path = newPath();
  const first = fileJournal(path);
  await first.append('{"t":"run"}', { durable: true });
  await expect(fileJournal(path).append('{"t":"run"}', { durable: true })).rejects.toThrow(
    /this process writes it already/,
  );
  await first.close?.();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('the journal of a living process is refused, and the lock of an ended one is taken over', async () => {
  const path = newPath();
  writeFileSync(`${path}.lock`, String(process.ppid));
  await expect(fileJournal(path).append('{"t":"run"}', { durable: true })).rejects.toThrow(
    `the process ${process.ppid} writes it; if that is no longer so, delete ${path}.lock`,
  );
  // No process has this number: the highest one of Linux is 4,194,304.
  writeFileSync(`${path}.lock`, '99999999');
  const journal = fileJournal(path);
  await journal.append('{"t":"run"}', { durable: true });
  await journal.close?.();
  expect(await entriesOf(path)).toEqual(['{"t":"run"}']);
});

test('a journal that was closed is written again only after it was read', async () => {
  const path = newPath();
  const journal = fileJournal(path);
  await journal.append('{"t":"d","i":1}', { durable: true });
  await journal.close?.();
  await expect(journal.append('{"t":"d","i":2}', { durable: true })).rejects.toThrow('its job has ended');
  await readAll(journal);
  await journal.append('{"t":"d","i":3}', { durable: true });
  await journal.close?.();
  expect(readFileSync(path, 'utf8')).toBe('{"t":"d","i":1}\n{"t":"d","i":3}\n');
});

test('a journal without a path is refused', () => {
  expect(() => fileJournal('')).toThrow('fileJournal() needs the path of a file.');
});

test.each(['[{"review":"Good"}]', '{"reviews":[]}', 'a text\nwithout an end', 'a text\n'])(
  'a file that is not a journal is refused and left as it is: %j',
  async (content) => {
    const path = newPath();
    writeFileSync(path, content);
    await expect(entriesOf(path)).rejects.toThrow(`${path} is a file that fileJournal() did not write.`);
    await expect(fileJournal(path).append('{"t":"run"}', { durable: true })).rejects.toThrow();
    expect(readFileSync(path, 'utf8')).toBe(content);
  },
);
