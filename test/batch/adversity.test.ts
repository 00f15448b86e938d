import { createQwen, type QwenBatchStatus } from 'ai-sdk-qwen/ai7';
import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { describe, expect, test, vi } from 'vitest';
import { collect, keptJournal } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// https://help.aliyun.com/zh/model-studio/batch-inference and the lessons of QwenLM/qwen-code#12297

type Fetch = typeof globalThis.fetch;

/** A provider before an emulator. `meets` sees each request and may answer it instead. */
function connect(
  options: EmulatorOptions = {},
  meets?: (path: string, init: RequestInit, emulator: Emulator) => unknown,
) {
  const emulator = strictEmulator({ region: 'beijing', ...options });
  const send = emulator.fetch as Fetch;
  const fetch: Fetch = async (input, init = {}) => {
    const path = new URL(String(input)).pathname.replace('/compatible-mode/v1', '');
    const answer = await meets?.(`${init.method} ${path}`, init, emulator);
    return answer instanceof Response ? answer : await send(input, init);
  };
  return { emulator, qwen: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch }) };
}

const job = { model: 'qwen-plus', pollInterval: 1 } as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Prompt number ${index}.`);
const indexesOf = (results: { index: number }[]) => results.map(({ index }) => index).sort((one, other) => one - other);

describe('prompts', () => {
  test('prompts that throw end the run with their error, and the next run sends what is missing', async () => {
    const { qwen, emulator } = connect();
    const broken = new Error('The database is gone.');
    let isBroken = true;
    async function* prompts() {
      for (const prompt of numbers(7)) {
        if (isBroken && prompt.includes('5')) throw broken;
        yield prompt;
      }
    }
    const options = { ...job, prompts, maxLines: 2, journal: keptJournal() };
    await expect(collect(qwen.batch('torn', options))).rejects.toBe(broken);
    isBroken = false;
    expect(indexesOf(await collect(qwen.batch('torn', options)))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(emulator.batches).toMatchObject({ lines: 7, billed: 7 });
  });

  test('two prompts with one id have a result each, told apart by the index', async () => {
    const { qwen } = connect();
    const prompts = ['One.', 'Two.'].map((prompt) => ({ id: 'same', prompt }));
    const results = await collect(qwen.batch('twins', { ...job, prompts }));
    expect(results.map(({ id, index, status }) => [id, index, status]).sort()).toEqual([
      ['same', 0, 'succeeded'],
      ['same', 1, 'succeeded'],
    ]);
  });

  test('an abort ends a run whose prompts never come', async () => {
    const { qwen } = connect();
    const abort = new AbortController();
    async function* prompts() {
      yield 'One.';
      abort.abort();
      await new Promise(() => {});
    }
    const run = collect(qwen.batch('endless', { ...job, prompts, abortSignal: abort.signal }));
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('an abort at any request loses nothing, and the next run pays for nothing twice', async () => {
  const options = { ...job, prompts: numbers(5), maxLines: 2 };
  let at = 0;
  for (;;) {
    at += 1;
    let requests = 0;
    const abort = new AbortController();
    const { qwen, emulator } = connect({}, (_path, { signal }) => {
      requests += 1;
      if (requests === at) abort.abort();
      signal?.throwIfAborted();
    });
    const journal = keptJournal();
    const seen: number[] = [];
    const run = (async () => {
      for await (const { index } of qwen.batch('left', { ...options, journal, abortSignal: abort.signal }))
        seen.push(index);
    })();
    await run.catch((error: Error) => expect(error.name).toBe('AbortError'));
    if (!abort.signal.aborted) break;
    seen.push(...indexesOf(await collect(qwen.batch('left', { ...options, journal }))));
    expect(seen.length - new Set(seen).size).toBeLessThanOrEqual(1);
    expect([...new Set(seen)].sort()).toEqual([0, 1, 2, 3, 4]);
    expect({ at, ...emulator.batches }).toMatchObject({ at, created: 3, billed: 5 });
  }
  // Three uploads, creations, looks and results at least.
  expect(at).toBeGreaterThan(12);
}, 60_000);

test('onProgress that throws ends the run with its error, and the next run goes on', async () => {
  const { qwen, emulator } = connect();
  const options = { ...job, prompts: numbers(3), journal: keptJournal() };
  const broken = new Error('The screen is gone.');
  const onProgress = () => {
    throw broken;
  };
  await expect(collect(qwen.batch('shown', { ...options, onProgress }))).rejects.toBe(broken);
  expect(await collect(qwen.batch('shown', options))).toHaveLength(3);
  expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
});

test('a text that a live call refuses is refused before the upload, with its id', async () => {
  const { qwen, emulator } = connect();
  const texts = [{ id: 'empty', text: '' }, { id: 'none' } as never, 'Fine.'];
  const options = { model: 'text-embedding-v4', texts, pollInterval: 1, order: 'input' } as const;
  const results = await collect(qwen.batch('texts', options));
  expect(results.map(({ id, status }) => [id, status])).toEqual([
    ['empty', 'refused'],
    ['none', 'refused'],
    ['2', 'succeeded'],
  ]);
  expect(emulator.batches.lines).toBe(1);
});

describe('creations', () => {
  test('a batch that is created while its job is cancelled is cancelled as well', async () => {
    const { qwen, emulator } = connect({ batch: { delay: { polls: 3 } } }, async (path): Promise<void> => {
      if (path === 'POST /batches') await running.cancel();
    });
    const running = qwen.batch('late', { ...job, prompts: numbers(3) });
    expect((await collect(running)).map(({ status }) => status)).toEqual(['not-run', 'not-run', 'not-run']);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 0 });
  });

  test('after a refusal for lack of room, a crash finds the batch that runs, not the one that was refused', async () => {
    let creations = 0;
    const { qwen, emulator } = connect({}, async (path, init, { fetch }) => {
      if (path !== 'POST /batches') return undefined;
      creations += 1;
      if (creations !== 2) return undefined;
      await fetch('https://dashscope.aliyuncs.com/compatible-mode/v1/batches', init);
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
      });
    });
    const message = 'Batch requests are being throttled due to system capacity limits. Please try again later.';
    emulator.answerNext({ batch: { failure: { status: 429, code: 'insufficient_quota', message } } });
    const results = await collect(qwen.batch('busy', { ...job, prompts: numbers(3) }));
    expect(indexesOf(results)).toEqual([0, 1, 2]);
    expect(emulator.batches).toMatchObject({ created: 2, billed: 3 });
  });

  test('a crash before the first upload goes on when the list of files is null', async () => {
    const journal = keptJournal();
    const dying = connect({}, () => new Promise<never>(() => {}));
    const abort = new AbortController();
    const options = { ...job, prompts: numbers(2), journal };
    const append = journal.append.bind(journal);
    journal.append = (entry, how) => {
      if (entry.includes('"part"')) setTimeout(() => abort.abort());
      return append(entry, how);
    };
    await collect(dying.qwen.batch('first', { ...options, abortSignal: abort.signal })).catch(() => {});
    journal.append = append;
    const { qwen } = connect({}, (path) =>
      path === 'GET /files' ? Response.json({ object: 'list', data: null, has_more: false }) : undefined,
    );
    expect(await collect(qwen.batch('first', options))).toHaveLength(2);
  });
});

describe('results', () => {
  // The pages of the service disagree on whether batches show the thinking.
  test('a result has the thinking if the service shows it, and calls of tools even if their arguments are no JSON', async () => {
    const { qwen } = connect({
      batch: { reasoning: true },
      answer: ({ customId }) =>
        customId === undefined
          ? undefined
          : customId.startsWith('0.')
            ? { reasoning: 'One and one.', text: 'Two.' }
            : { toolCalls: [{ name: 'weather', arguments: '{"city":' }] },
    });
    const providerOptions = { qwen: { enableThinking: true } };
    const tools = { weather: { description: 'The weather', inputSchema: { type: 'object' } } };
    const prompts = [
      { prompt: 'Add.', providerOptions },
      { prompt: 'Weather?', providerOptions, tools },
    ];
    const results = await collect(qwen.batch('thoughts', { ...job, prompts }));
    expect(results.find(({ index }) => index === 0)).toMatchObject({
      status: 'succeeded',
      text: 'Two.',
      reasoning: 'One and one.',
    });
    expect(results.find(({ index }) => index === 1)).toMatchObject({
      status: 'succeeded',
      toolCalls: [{ toolName: 'weather', input: '{"city":' }],
    });
  });

  const gone = () =>
    Response.json({ error: { code: 'invalid_request_error', message: 'No such File object.' } }, { status: 404 });

  test('results that were deleted end the run with an error after all the others, in each run', async () => {
    let first: string | undefined;
    const { qwen, emulator } = connect({}, (path) => {
      if (!path.endsWith('/content')) return undefined;
      first ??= path;
      return path === first ? gone() : undefined;
    });
    const options = { ...job, prompts: numbers(6), maxLines: 2, journal: keptJournal() };
    const seen: number[] = [];
    const run = (async () => {
      for await (const { index } of qwen.batch('deleted', options)) seen.push(index);
    })();
    await expect(run).rejects.toThrow(
      /No such File object\. \(batch batch_.*, input file file-batch-.*\)\. The results of the prompts at index \d to \d are lost with it/,
    );
    expect(seen).toHaveLength(4);
    await expect(collect(qwen.batch('deleted', options))).rejects.toThrow('are lost with it');
    expect(emulator.batches).toMatchObject({ created: 3, billed: 6 });
  });

  test('a batch that is unknown for a moment goes on, and one that is gone does not hold up the others', async () => {
    const looks = new Map<string, number>();
    const { qwen } = connect({}, (path) => {
      if (!path.startsWith('GET /batches/')) return undefined;
      const count = (looks.get(path) ?? 0) + 1;
      looks.set(path, count);
      const [first] = looks.keys();
      return path === first || count === 1 ? gone() : undefined;
    });
    const seen: number[] = [];
    const run = (async () => {
      for await (const { index } of qwen.batch('gone', { ...job, prompts: numbers(6), maxLines: 2 })) seen.push(index);
    })();
    await expect(run).rejects.toThrow('are lost with it');
    expect(seen).toHaveLength(4);
  });

  test('lines that a first download lacks are in a second one, and are not paid for again', async () => {
    let downloads = 0;
    const { qwen, emulator } = connect({}, async (path, init, { fetch }) => {
      if (!path.endsWith('/content')) return undefined;
      downloads += 1;
      if (downloads > 1) return undefined;
      const whole = await fetch(`https://dashscope.aliyuncs.com/compatible-mode/v1${path.slice(4)}`, init);
      return new Response((await whole.text()).slice(0, 900));
    });
    const results = await collect(qwen.batch('cut', { ...job, prompts: numbers(6) }));
    expect(indexesOf(results)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 6 });
  });

  test('a batch that was cancelled in the console yields what it did, and a later run sends the rest', async () => {
    const { qwen, emulator } = connect({ batch: { delay: { polls: 3, standstill: 0 } } });
    const options = { ...job, prompts: numbers(6), journal: keptJournal() };
    const onProgress = async ({ parts: [part] }: QwenBatchStatus) => {
      if (part?.status !== 'in_progress' || part.completed === 0) return;
      const url = `https://dashscope.aliyuncs.com/compatible-mode/v1/batches/${part.batchId}/cancel`;
      await emulator.fetch(url, { method: 'POST', headers: { authorization: 'Bearer sk-test' } });
    };
    const first = await collect(qwen.batch('console', { ...options, onProgress }));
    const count = (status: string) => first.filter((result) => result.status === status).length;
    expect(count('succeeded')).toBeGreaterThan(0);
    expect(count('not-run')).toBe(6 - count('succeeded'));
    const rest = await collect(qwen.batch('console', options));
    expect(rest).toHaveLength(count('not-run'));
    for (const result of rest) expect(result).toMatchObject({ status: 'succeeded', attempt: 2 });
    expect(emulator.batches.billed).toBe(6);
  });

  // The service documents no code for such lines.
  test.each(['cancelled', 'expired'] as const)(
    'a line of a %s batch without a response was not run, whatever its error says',
    async (status) => {
      const { qwen, emulator } = connect({}, async (path, init, { fetch }) => {
        if (!path.endsWith('/content')) return undefined;
        const whole = await fetch(`https://dashscope.aliyuncs.com/compatible-mode/v1${path.slice(4)}`, init);
        return new Response(
          (await whole.text()).replaceAll(/"error":\{[^}]*\}/g, '"error":{"code":"Stopped","message":"Stopped."}'),
        );
      });
      emulator.answerNext({ batch: { status: 'expired', ran: 1 } });
      const onProgress = () => status === 'cancelled' && running.cancel();
      const running: AsyncIterable<{ status: string }> & { cancel(): Promise<void> } = qwen.batch('stopped', {
        ...job,
        prompts: numbers(3).values(),
        onProgress,
      });
      const statuses = (await collect(running)).map((result) => result.status).sort();
      expect(statuses).toEqual(
        status === 'cancelled' ? ['not-run', 'not-run', 'not-run'] : ['not-run', 'not-run', 'succeeded'],
      );
    },
  );

  test('a batch that stands still beyond its window is cancelled, and its lines say why they have no result', async () => {
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
    try {
      let cancellations = 0;
      const { qwen, emulator } = connect({}, (path) => {
        vi.setSystemTime(Date.now() + 1_800_000);
        if (path.endsWith('/cancel')) cancellations += 1;
        // It is tried again when it fails.
        return path.endsWith('/cancel') && cancellations === 1 ? gone() : undefined;
      });
      const month = 30 * 24 * 3_600_000;
      emulator.answerNext({ batch: { status: 'stuck', delay: { milliseconds: month, standstill: month } } });
      const results = await collect(qwen.batch('stuck', { ...job, prompts: numbers(2), maxAttempts: 1 }));
      expect(results.map(({ status }) => status)).toEqual(['not-run', 'not-run']);
      expect(results[0]).toHaveProperty(
        'error.message',
        expect.stringContaining(
          'stood still beyond its window of time, and was cancelled. A URL that the service cannot reach',
        ),
      );
    } finally {
      vi.useRealTimers();
    }
  });

  test('the files of a job are kept with keepFiles', async () => {
    const { qwen, emulator } = connect({ batch: { limits: { lineBytes: 1_000 } } });
    const prompts = ['One.', 'x'.repeat(2_000)];
    expect(await collect(qwen.batch('kept', { ...job, prompts, keepFiles: true }))).toHaveLength(2);
    expect(emulator.calls.map(({ method }) => method)).not.toContain('DELETE');
  });
});

describe('money', () => {
  const price = { input: 1_000, output: 0 };

  test('maxCost counts the lines that earlier runs have sent', async () => {
    const { qwen, emulator } = connect();
    const options = { ...job, prompts: numbers(20), maxLines: 5, price, journal: keptJournal() };
    const { cost } = await qwen.batch('dear', options).estimate();
    const maxCost = cost!.engine * 0.6;
    await expect(collect(qwen.batch('dear', { ...options, maxCost }))).rejects.toThrow('more than maxCost');
    const { lines } = emulator.batches;
    expect(lines).toBeGreaterThan(0);
    await expect(collect(qwen.batch('dear', { ...options, maxCost }))).rejects.toThrow('more than maxCost');
    expect(emulator.batches.lines).toBe(lines);
    expect(indexesOf(await collect(qwen.batch('dear', options)))).toEqual(numbers(20).map((_, index) => index));
    expect(emulator.batches).toMatchObject({ lines: 20, billed: 20 });
  });

  test('maxCost counts the lines whose results were delivered long ago', async () => {
    const { qwen, emulator } = connect();
    const options = { ...job, prompts: numbers(20), maxLines: 5, price, journal: keptJournal() };
    const { cost } = await qwen.batch('longer', options).estimate();
    await collect(qwen.batch('longer', { ...options, prompts: numbers(10) }));
    const run = collect(qwen.batch('longer', { ...options, maxCost: cost!.engine * 0.6 }));
    await expect(run).rejects.toThrow('more than maxCost');
    expect(emulator.batches.lines).toBe(10);
  });

  test('a line that goes again counts once, because a failed try is not billed', async () => {
    const busy = { failure: { status: 429, code: 'Throttling', message: 'Requests throttling triggered.' } } as const;
    const { qwen, emulator } = connect({ answer: ({ customId }) => (customId?.endsWith('.1') ? busy : undefined) });
    const options = { ...job, prompts: numbers(4), price };
    const { cost } = await qwen.batch('again', options).estimate();
    const results = await collect(qwen.batch('again', { ...options, maxCost: cost!.engine * 1.01 }));
    expect(results.map(({ status, attempt }) => [status, attempt])).toEqual(numbers(4).map(() => ['succeeded', 2]));
    expect(emulator.batches.billed).toBe(4);
  });

  test('estimate() counts the files that the bytes of the lines make', async () => {
    const { qwen, emulator } = connect();
    const prompts = () => Array.from({ length: 40 }, () => 'x'.repeat(1_000_000));
    const { files, bytes } = await qwen.batch('large', { ...job, prompts }).estimate();
    expect(bytes).toBeGreaterThan(40_000_000);
    expect(files).toBe(2);
    expect(emulator.calls).toEqual([]);
  });
});

test.each(['completion', 'input'] as const)(
  'the engine live reports its progress as well (order: %s)',
  async (order) => {
    const { qwen } = connect();
    const told: QwenBatchStatus[] = [];
    const options = { ...job, prompts: numbers(5), engine: 'live', journal: keptJournal() } as const;
    await collect(qwen.batch('live', { ...options, concurrency: 2, order, onProgress: (status) => told.push(status) }));
    expect(told).toHaveLength(5);
    expect(told.at(-1)).toEqual({ run: 'live', sent: 4, delivered: 4, parts: [] });
    expect(await qwen.batch('live', options).status()).toEqual({ run: 'live', sent: 5, delivered: 5, parts: [] });
  },
);
