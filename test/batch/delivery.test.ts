import { createQwen } from 'ai-sdk-qwen/ai7';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { collect, keptJournal } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// Results are handed over one by one, and the journal has each before the job waits for anything.

const prompts = Array.from({ length: 150 }, (_, index) => `Prompt number ${index}.`);
const options = { model: 'qwen-plus', prompts, pollInterval: 1 } as const;

afterEach(() => {
  vi.useRealTimers();
});

function connect() {
  const emulator = strictEmulator({ region: 'beijing' });
  return { emulator, qwen: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch }) };
}

/** The indexes that each entry about deliveries has. */
function deliveriesOf(entries: readonly string[]): number[][] {
  const parsed = entries.map((entry) => JSON.parse(entry) as { t: string; i: number[] });
  return parsed.filter(({ t }) => t === 'd').map(({ i }) => i);
}

/** Runs a job whose caller takes some milliseconds for each result, by the clock. */
async function runWith(milliseconds: number): Promise<number[][]> {
  const { qwen } = connect();
  const journal = keptJournal();
  let isFirst = true;
  for await (const { status } of qwen.batch('run', { ...options, journal })) {
    expect(status).toBe('succeeded');
    if (isFirst) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    else vi.setSystemTime(Date.now() + milliseconds);
    isFirst = false;
  }
  return deliveriesOf(journal.entries);
}

test('a caller that is fast has at most 64 deliveries in one entry of the journal', async () => {
  const deliveries = await runWith(0);
  expect(new Set(deliveries.flat()).size).toBe(150);
  expect(deliveries.map(({ length }) => length)).toEqual([1, 64, 64, 21]);
});

test('a caller that takes longer for a result has each delivery in the journal at once', async () => {
  const deliveries = await runWith(11);
  expect(new Set(deliveries.flat()).size).toBe(150);
  expect(deliveries.map(({ length }) => length)).toEqual(Array.from({ length: 150 }, () => 1));
});

test('a job goes on with a journal that has an entry for each delivery', async () => {
  const { emulator, qwen } = connect();
  const journal = keptJournal();
  let count = 0;
  for await (const { status } of qwen.batch('run', { ...options, journal })) {
    expect(status).toBe('succeeded');
    count += 1;
    if (count === 100) break;
  }
  const entries = journal.entries.flatMap((entry) => {
    const { t, i } = JSON.parse(entry) as { t: string; i: number[] };
    return t === 'd' ? i.map((index) => JSON.stringify({ t, i: index })) : [entry];
  });
  expect(await collect(qwen.batch('run', { ...options, journal: keptJournal(entries) }))).toHaveLength(51);
  expect(emulator.batches).toMatchObject({ created: 1, billed: 150 });
});

test('several results that are asked for at once come once each', async () => {
  const { qwen } = connect();
  const iterator = qwen.batch('run', options)[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 152 }, () => iterator.next()));
  expect(results.map(({ done }) => done)).toEqual(Array.from({ length: 152 }, (_, place) => place >= 150));
  expect(new Set(results.slice(0, 150).map(({ value }) => (value as { index: number }).index)).size).toBe(150);
});

test('an iterator that was left has no further result, and writes nothing more', async () => {
  const { qwen } = connect();
  const journal = keptJournal();
  const iterator = qwen.batch('run', { ...options, journal })[Symbol.asyncIterator]();
  for (let count = 0; count < 3; count += 1) expect(await iterator.next()).toMatchObject({ done: false });
  await iterator.return!();
  const written = [...journal.entries];
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
  expect(deliveriesOf(journal.entries).flat()).toHaveLength(2);
  expect(journal.entries).toEqual(written);
});

test('the journal has each delivery before the job waits for the next result', async () => {
  const { emulator } = connect();
  const journal = keptJournal();
  const written: number[] = [];
  const fetch: typeof globalThis.fetch = (...call) => {
    written.push(deliveriesOf(journal.entries).flat().length);
    return emulator.fetch(...call);
  };
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const live = { ...options, prompts: prompts.slice(0, 4), engine: 'live', concurrency: 1, journal } as const;
  expect(await collect(qwen.batch('run', live))).toHaveLength(4);
  expect(written).toEqual([0, 1, 2, 3]);
});

describe('a journal that fails to store a delivery', () => {
  function failingJournal(fail: () => Promise<void>) {
    const { append, ...journal } = keptJournal();
    return {
      ...journal,
      append: (entry: string, how: { durable: boolean }) =>
        entry.startsWith('{"t":"d"') ? fail() : append(entry, how),
      close: vi.fn(),
    };
  }
  const rejects = () => Promise.reject(new Error('The store is gone.'));
  const throws = (): never => {
    throw new Error('The store is gone.');
  };

  test.each([
    ['rejects', rejects],
    ['throws', throws],
  ])('ends the job with its error, and is closed (it %s)', async (_, fail) => {
    const { qwen } = connect();
    const journal = failingJournal(fail);
    await expect(collect(qwen.batch('run', { ...options, journal }))).rejects.toThrow('The store is gone.');
    expect(journal.close).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['rejects', rejects],
    ['throws', throws],
  ])('ends the calls that follow the one with the error (it %s)', async (_, fail) => {
    const { qwen } = connect();
    const iterator = qwen.batch('run', { ...options, journal: failingJournal(fail) })[Symbol.asyncIterator]();
    const calls = await Promise.allSettled([iterator.next(), iterator.next(), iterator.next()]);
    expect(calls).toMatchObject([
      { value: { done: false } },
      { reason: { message: 'The store is gone.' } },
      { value: { done: true } },
    ]);
  });
});
