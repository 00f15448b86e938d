import { createQwen, type QwenBatchPromptOptions } from 'ai-sdk-qwen/ai7';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../support/strict-emulator.js';
import { collect, keptJournal } from '../support/batch-jobs.js';

// A crash may come before a request is sent, or after the service has acted on it. The lessons of QwenLM/qwen-code#12297.

const key = 'sk-0123456789abcdef0123456789abcdef';
const prompts = Array.from({ length: 12 }, (_, index) => `Prompt number ${index}.`);
const options = { model: 'qwen-plus', prompts, maxLines: 5, pollInterval: 1 } as const;

/** A process that dies at one of its requests. What it appends to the journal afterwards is lost with it. */
function process(emulator: Emulator, entries: string[], dies: { at: number; after: boolean }) {
  let requests = 0;
  let isDead = false;
  const never = new Promise<never>(() => {});
  let die!: () => void;
  const death = new Promise<void>((resolve) => (die = resolve));
  const qwen = createQwen({
    apiKey: key,
    region: 'beijing',
    async fetch(input, init) {
      requests += 1;
      if (isDead) return await never;
      if (requests === dies.at) {
        isDead = true;
        if (dies.after) await emulator.fetch(input, init);
        die();
        return await never;
      }
      return await emulator.fetch(input, init);
    },
  });
  const journal = keptJournal(entries);
  const { append } = journal;
  journal.append = (entry, how) => (isDead ? never : append(entry, how));
  return { qwen, journal, death };
}

/** Runs a job in one process after the other, each of which dies at a request, and returns all results. */
async function runWithDeath(dies: { at: number; after: boolean }, more: Partial<QwenBatchPromptOptions> = {}) {
  const emulator = strictEmulator({ region: 'beijing' });
  const entries: string[] = [];
  const seen: number[] = [];
  const first = process(emulator, entries, dies);
  const running = (async () => {
    for await (const { index, status } of first.qwen.batch('crash', { ...options, journal: first.journal, ...more })) {
      expect(status).toBe('succeeded');
      seen.push(index);
    }
    return 'ended';
  })();
  const outcome = await Promise.race([running, first.death]);
  const second = process(emulator, entries, { at: 0, after: false });
  const rest = await collect(second.qwen.batch('crash', { ...options, journal: second.journal, ...more }));
  for (const { index, status } of rest) {
    expect(status).toBe('succeeded');
    seen.push(index);
  }
  return { emulator, seen, hasDied: outcome !== 'ended', entries };
}

describe.each([
  ['before', false],
  ['after', true],
] as const)('a process that dies %s the service has got a request', (_when, after) => {
  test.each([undefined, 'input'] as const)(
    'a job loses nothing and pays for nothing twice (order: %s)',
    async (order) => {
      let at = 0;
      for (;;) {
        at += 1;
        const { emulator, seen, hasDied } = await runWithDeath({ at, after }, { order });
        // A result that the caller was busy with may come again: at most one.
        expect(seen.length - new Set(seen).size).toBeLessThanOrEqual(1);
        expect([...new Set(seen)].sort((one, other) => one - other)).toEqual(prompts.map((_prompt, index) => index));
        expect({ at, ...emulator.batches }).toMatchObject({ at, created: 3, lines: 12, billed: 12 });
        if (!hasDied) break;
      }
      // Three uploads, creations, looks and results at least.
      expect(at).toBeGreaterThan(12);
    },
    60_000,
  );
});

describe('a journal', () => {
  test('a journal is written before the upload, before the creation and at once after it', async () => {
    const emulator = strictEmulator({ region: 'beijing' });
    const journal = keptJournal();
    const log: string[] = [];
    const qwen = createQwen({
      apiKey: key,
      region: 'beijing',
      async fetch(input, init) {
        log.push(
          `${init?.method} ${new URL(String(input)).pathname.replace('/compatible-mode/v1', '').replace(/\/(file|batch)[-_].*/, '/…')}`,
        );
        return await emulator.fetch(input, init);
      },
    });
    const { append } = journal;
    journal.append = (entry, { durable }) => {
      const { t } = JSON.parse(entry) as { t: string };
      log.push(durable ? `journal ${t}` : 'result');
      return append(entry, { durable });
    };
    await collect(qwen.batch('noted', { ...options, prompts: prompts.slice(0, 2), journal }));
    expect(log).toEqual([
      'journal job',
      'journal part',
      'POST /files',
      'journal file',
      'journal create',
      'POST /batches',
      'journal batch',
      'GET /batches/…',
      'GET /batches/…',
      'journal end',
      'GET /files/…',
      'result',
      'result',
      'journal closed',
      'DELETE /files/…',
      'DELETE /files/…',
    ]);
    expect(journal.entries.join('')).not.toContain(key.slice(3));
  });

  test('a job that has ended yields nothing when it is run again', async () => {
    const { emulator, entries } = await runWithDeath({ at: 0, after: false });
    const { qwen, journal } = process(emulator, entries, { at: 0, after: false });
    expect(await collect(qwen.batch('crash', { ...options, journal }))).toEqual([]);
    expect(emulator.batches.created).toBe(3);
  });

  test('more prompts than before are sent, and only these', async () => {
    const { emulator, entries } = await runWithDeath({ at: 0, after: false });
    const { qwen, journal } = process(emulator, entries, { at: 0, after: false });
    const results = await collect(qwen.batch('crash', { ...options, prompts: [...prompts, 'One more.'], journal }));
    expect(results.map(({ index }) => index)).toEqual([12]);
    expect(emulator.batches).toMatchObject({ created: 4, lines: 13 });
  });

  test.each([
    ['another key', { apiKey: 'sk-another' }, {}, 'a job with another API key.'],
    [
      'another host',
      { region: 'singapore' },
      {},
      'another host: it has dashscope.aliyuncs.com, and this job has dashscope-intl.aliyuncs.com.',
    ],
    ['another model', {}, { model: 'qwen-flash' }, 'another model: it has qwen-plus, and this job has qwen-flash.'],
    ['another engine', {}, { engine: 'live' }, 'another engine: it has batch, and this job has live.'],
  ] as const)('a journal of %s is refused, and nothing is sent', async (_name, settings, changed, message) => {
    const { emulator, entries } = await runWithDeath({ at: 0, after: false });
    const { length } = emulator.calls;
    const qwen = createQwen({ apiKey: key, region: 'beijing', fetch: emulator.fetch, ...settings });
    const run = collect(qwen.batch('crash', { ...options, journal: keptJournal(entries), ...changed }));
    await expect(run).rejects.toThrow(message);
    expect(emulator.calls).toHaveLength(length);
  });

  test.each([
    [
      'in another order',
      [prompts[1]!, prompts[0]!, ...prompts.slice(2)],
      'The prompts are not those that the journal was started with: the lines 0 to 4',
    ],
    ['too few', prompts.slice(0, 3), 'The prompts are only 3, and fewer than those that the journal was started with'],
  ])('a job is not continued with prompts %s', async (_name, others, message) => {
    const emulator = strictEmulator({ region: 'beijing' });
    const entries: string[] = [];
    // It dies at the second upload, when the first batch is open.
    const first = process(emulator, entries, { at: 4, after: true });
    void collect(first.qwen.batch('crash', { ...options, journal: first.journal })).catch(() => {});
    await first.death;
    const second = process(emulator, entries, { at: 0, after: false });
    const run = collect(second.qwen.batch('crash', { ...options, prompts: others, journal: second.journal }));
    await expect(run).rejects.toThrow(message);
  });

  test('a journal with lines of something else is refused', async () => {
    const { qwen, journal } = process(strictEmulator(), ['{"t":"closed","part":1}'], { at: 0, after: false });
    await expect(collect(qwen.batch('crash', { ...options, journal }))).rejects.toThrow('did not write');
  });
});

describe('creations', () => {
  test('a creation whose answer is lost is found by its input file in the same run', async () => {
    const emulator = strictEmulator({ region: 'beijing' });
    let lost = 0;
    const qwen = createQwen({
      apiKey: key,
      region: 'beijing',
      async fetch(input, init) {
        const response = await emulator.fetch(input, init);
        if (init?.method !== 'POST' || !String(input).endsWith('/batches') || lost > 0) return response;
        lost += 1;
        throw new TypeError('fetch failed', {
          cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
        });
      },
    });
    const results = await collect(qwen.batch('lost', { ...options, prompts: prompts.slice(0, 3) }));
    expect(results).toHaveLength(3);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('a refused creation leaves no file behind, and its error has the id of the file and not the key', async () => {
    const emulator = strictEmulator({ region: 'beijing' });
    const deleted: string[] = [];
    const qwen = createQwen({
      apiKey: key,
      region: 'beijing',
      async fetch(input, init) {
        if (init?.method === 'DELETE') deleted.push(String(input));
        if (init?.method !== 'POST' || !String(input).endsWith('/batches')) return await emulator.fetch(input, init);
        return Response.json({ error: { code: 'access_denied', message: `Not for ${key}.` } }, { status: 403 });
      },
    });
    const error: unknown = await collect(qwen.batch('refused', options)).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/\(input file file-batch-/);
    expect(JSON.stringify([error, String(error)])).not.toContain(key.slice(3));
    expect(deleted).toHaveLength(1);
  });
});
