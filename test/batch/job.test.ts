import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileJournal } from 'ai-sdk-qwen/batch';
import { createQwen, type QwenBatchStatus } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { priceOf } from 'ai-sdk-qwen/models';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/v4';
import { strictEmulator } from '../support/strict-emulator.js';
import { collect, keptJournal } from '../support/batch-jobs.js';

// https://help.aliyun.com/zh/model-studio/batch-inference

const key = 'sk-0123456789abcdef0123456789abcdef';

function connect(options: EmulatorOptions = {}) {
  const emulator = strictEmulator({ region: 'beijing', ...options });
  const qwen = createQwen({ apiKey: key, region: 'beijing', fetch: emulator.fetch });
  const sent = () =>
    emulator.calls.map(
      ({ method, path }) =>
        `${method} ${path.replace('/compatible-mode/v1', '').replace(/\/(file|batch)[-_][^/]*/, '/…')}`,
    );
  return { emulator, qwen, sent };
}

const job = { model: 'qwen-plus', pollInterval: 1 } as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Prompt number ${index}.`);

describe('a job of prompts', () => {
  test('each prompt has an answer, and the files are deleted afterwards', async () => {
    const { qwen, sent } = connect();
    const results = await collect(
      qwen.batch('greetings', { ...job, prompts: ['Say hello.', { id: 'bye', prompt: 'Say goodbye.' }] }),
    );
    expect(results.sort((one, other) => one.index - other.index)).toMatchObject([
      { status: 'succeeded', id: '0', index: 0, attempt: 1, text: expect.stringContaining('hello'), warnings: [] },
      { status: 'succeeded', id: 'bye', index: 1, attempt: 1, finishReason: 'stop' },
    ]);
    expect(sent()).toEqual([
      'POST /files',
      'POST /batches',
      'GET /batches/…',
      'GET /batches/…',
      'GET /files/…/content',
      'DELETE /files/…',
      'DELETE /files/…',
    ]);
  });

  test('the answer of a job with a schema is an object of its type', async () => {
    const { qwen } = connect();
    const schema = z.object({ mood: z.enum(['good', 'bad']), stars: z.number().int() });
    const [result] = await collect(qwen.batch('moods', { ...job, prompts: ['A fine day.'], schema }));
    if (result?.status !== 'succeeded') throw new Error('It failed.');
    const mood: 'good' | 'bad' = result.object.mood;
    expect(['good', 'bad']).toContain(mood);
    expect(result.object.stars).toBeTypeOf('number');
  });

  test('an answer that does not fit the schema has failed, with its text', async () => {
    const { qwen, emulator } = connect({
      answer: ({ customId }) => (customId ? { text: '{"stars":"many"}' } : undefined),
    });
    const schema = z.object({ stars: z.number() });
    const [result] = await collect(qwen.batch('stars', { ...job, prompts: ['How many?'], schema }));
    expect(result).toMatchObject({ status: 'failed', text: '{"stars":"many"}', usage: {} });
    expect(result).toHaveProperty('error.name', 'AI_TypeValidationError');
    expect(emulator.batches.created).toBe(1);
  });

  test('a prompt has the messages, tools and settings of a live call', async () => {
    const { qwen } = connect({
      answer: ({ customId, body, text }) => {
        if (customId === undefined) return undefined;
        expect(body).toMatchObject({
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: 'Weather?' },
            {
              role: 'assistant',
              tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":"Bonn"}' } }],
            },
            { role: 'tool', tool_call_id: 'c1', content: '{"sky":"grey"}' },
            { role: 'user', content: 'And Kiel?' },
          ],
          tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }],
          temperature: 0.2,
          max_tokens: 50,
          enable_thinking: false,
        });
        return { text, toolCalls: [{ name: 'weather', arguments: { city: 'Kiel' } }] };
      },
    });
    const [result] = await collect(
      qwen.batch('weather', {
        ...job,
        prompts: [
          {
            system: 'Be brief.',
            messages: [
              { role: 'user', content: 'Weather?' },
              // The names of AI SDK 4.
              {
                role: 'assistant',
                content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'weather', args: { city: 'Bonn' } }],
              },
              {
                role: 'tool',
                content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'weather', result: { sky: 'grey' } }],
              },
              { role: 'user', content: [{ type: 'text', text: 'And Kiel?' }] },
            ],
            tools: { weather: { description: 'The weather', inputSchema: z.object({ city: z.string() }) } },
            temperature: 0.2,
            maxOutputTokens: 50,
            providerOptions: { qwen: { enableThinking: false } },
          },
        ],
      }),
    );
    expect(result).toMatchObject({
      status: 'succeeded',
      finishReason: 'tool-calls',
      toolCalls: [{ toolName: 'weather', input: { city: 'Kiel' } }],
    });
  });

  test('prompts that think and prompts that do not are in different files', async () => {
    const { qwen, emulator } = connect();
    const think = (enableThinking: boolean) => ({ prompt: 'Hm?', providerOptions: { qwen: { enableThinking } } });
    const results = await collect(
      qwen.batch('thoughts', { ...job, prompts: [think(true), think(false), think(true)] }),
    );
    expect(results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(emulator.batches).toMatchObject({ created: 2, lines: 3 });
  });

  test('a prompt that a live call refuses is refused before the upload, with its id', async () => {
    const { qwen, emulator } = connect();
    const results = await collect(
      qwen.batch('odd', {
        ...job,
        prompts: [
          { id: 'none', prompt: [] },
          { id: 'colour', prompt: 'Hi', colour: 'red' } as never,
          { id: 'x'.repeat(231), prompt: 'Hi' },
          { id: 'fine', prompt: 'Hi' },
          { prompt: 'y'.repeat(1_100_000) },
        ],
      }),
    );
    const shown = results
      .sort((one, other) => one.index - other.index)
      .map((result) => [result.status, result.attempt, result.status === 'succeeded' ? '' : result.error.message]);
    expect(shown).toEqual([
      ['refused', 0, 'Its prompt is []; expected a text, or messages of the AI SDK.'],
      ['refused', 0, expect.stringContaining('colour: there is no such option.')],
      [
        'refused',
        0,
        'The id of the prompt at index 2 is a string of 231 characters. It must be a string of 1 to 230 characters.',
      ],
      ['succeeded', 1, ''],
      ['refused', 0, expect.stringMatching(/prompt at index 4 has 11\d{5} bytes, and maxLineBytes is 1048576/)],
    ]);
    expect(emulator.batches.lines).toBe(1);
  });

  test('a picture that the service cannot reach is refused: its batch would never end', async () => {
    const { qwen } = connect();
    const picture = (image: string) => ({ messages: [{ role: 'user', content: [{ type: 'image', image }] }] });
    const results = await collect(
      qwen.batch('pictures', {
        ...job,
        model: 'qwen3-vl-plus',
        prompts: [picture('http://localhost/a.png'), picture('https://example.com/a.png')],
      }),
    );
    expect(results[0]).toMatchObject({ status: 'refused', index: 0 });
    expect(results[0]).toHaveProperty('error.message', expect.stringContaining('cannot reach when a batch runs'));
    expect(results[1]).toMatchObject({ status: 'succeeded', index: 1 });
  });
});

test('a job with a model of the Responses API is refused: batches have chat completions only', async () => {
  const { qwen } = connect();
  const prompts = ['Hi'];
  const modelOptions = { api: 'responses' as const };
  const results = await collect(
    qwen.batch('answers', { model: 'qwen3.7-plus', modelOptions, prompts, pollInterval: 1 }),
  );
  expect(results).toMatchObject([{ status: 'refused' }]);
  expect(results[0]).toHaveProperty('error.message', expect.stringContaining("Leave api: 'responses' out."));
});

describe('a job of texts', () => {
  test('each text has a vector, and a file has no more lines than maxLines', async () => {
    const { qwen, emulator } = connect();
    const results = await collect(
      qwen.batch('corpus', {
        model: 'text-embedding-v4',
        modelOptions: { dimensions: 64 },
        texts: numbers(25),
        maxLines: 10,
        pollInterval: 1,
      }),
    );
    expect(new Set(results.map(({ index }) => index)).size).toBe(25);
    for (const result of results) {
      if (result.status !== 'succeeded') throw result.error;
      expect(result.embedding).toHaveLength(64);
      expect(result.usage?.inputTokens).toBeGreaterThan(0);
    }
    expect(emulator.batches).toMatchObject({ created: 3, lines: 25, billed: 25 });
  });

  test('an option that no line can carry is refused before anything is read', async () => {
    const { qwen, emulator } = connect();
    const texts = () => {
      throw new Error('It was read.');
    };
    const modelOptions = { outputType: 'dense&sparse' };
    const run = collect(qwen.batch('sparse', { model: 'text-embedding-v4', modelOptions, texts }));
    await expect(run).rejects.toThrow('outputType needs the DashScope protocol');
    expect(emulator.calls).toEqual([]);
  });
});

describe('order', () => {
  test("results come in the order of the input with order: 'input', refused ones and ones of a second try among them", async () => {
    const failed = new Set<string>();
    const { qwen } = connect({
      answer: ({ customId }) => {
        const [index, attempt] = (customId ?? '').split('.');
        if (index !== '3' && index !== '17') return undefined;
        failed.add(`${index}.${attempt}`);
        return attempt === '1' ? { failure: { status: 500, code: 'InternalError', message: 'Try again.' } } : undefined;
      },
    });
    const prompts = [...numbers(10), { prompt: [] }, ...numbers(14)];
    const results = await collect(qwen.batch('ordered', { ...job, prompts, maxLines: 4, order: 'input' }));
    expect(results.map(({ index }) => index)).toEqual(Array.from({ length: 25 }, (_, index) => index));
    expect(results.map(({ status }) => status === 'refused')).toEqual(results.map(({ index }) => index === 10));
    expect(results.map(({ attempt }) => attempt)).toEqual(
      results.map(({ index }) => (index === 10 ? 0 : index === 3 || index === 17 ? 2 : 1)),
    );
    expect([...failed].sort()).toEqual(['17.1', '17.2', '3.1', '3.2']);
  });

  test('results that do not fit into the memory at once are in order as well', async () => {
    const text = 'x'.repeat(300_000);
    const { qwen, sent } = connect({
      answer: ({ customId }) => (customId ? { text: `${customId} ${text}` } : undefined),
    });
    const indexes: number[] = [];
    for await (const result of qwen.batch('long', { ...job, prompts: numbers(60), order: 'input' })) {
      if (result.status === 'succeeded') expect(result.text.startsWith(`${result.index}.1`)).toBe(true);
      indexes.push(result.index);
    }
    expect(indexes).toEqual(numbers(60).map((_, index) => index));
    // Once to find what goes again, and once for each stretch.
    expect(sent().filter((call) => call === 'GET /files/…/content').length).toBeGreaterThan(3);
  });
});

describe('lines that fail', () => {
  const busy = { failure: { status: 429, code: 'Throttling', message: 'Requests throttling triggered.' } } as const;

  test.each(['error-file', 'output-file'] as const)(
    'a line that may succeed goes again, found in the %s',
    async (failures) => {
      const { qwen, emulator } = connect({
        batch: { failures },
        answer: ({ customId }) => (customId === '1.1' || customId === '1.2' ? busy : undefined),
      });
      const results = await collect(qwen.batch('busy', { ...job, prompts: numbers(3) }));
      expect(results.map(({ index, attempt, status }) => [index, attempt, status]).sort()).toEqual([
        [0, 1, 'succeeded'],
        [1, 3, 'succeeded'],
        [2, 1, 'succeeded'],
      ]);
      expect(emulator.batches).toMatchObject({ created: 3, lines: 5, billed: 3 });
    },
  );

  test('a line that fails each time has failed after maxAttempts, with the ids of its batch and file', async () => {
    const { qwen } = connect({ answer: ({ customId }) => (customId?.startsWith('0.') ? busy : undefined) });
    const [result] = await collect(
      qwen.batch('busy', { ...job, prompts: [{ id: 'a', prompt: 'Hi' }], maxAttempts: 2 }),
    );
    expect(result).toMatchObject({ status: 'failed', id: 'a', attempt: 2 });
    expect(result).toHaveProperty(
      'error.message',
      expect.stringMatching(
        /^The line of the prompt "a" at index 0 failed: Requests throttling triggered.*\(batch batch_.*, input file file-batch-.*\)$/,
      ),
    );
    expect(result).toHaveProperty('error.data.batchId', expect.stringMatching(/^batch_/));
  });

  test('a line that can never succeed does not go again', async () => {
    const { qwen, emulator } = connect({
      answer: ({ customId }) =>
        customId === '0.1' ? { failure: { status: 400, code: 'data_inspection_failed', message: 'No.' } } : undefined,
    });
    const results = await collect(qwen.batch('no', { ...job, prompts: numbers(2) }));
    expect(results.find(({ index }) => index === 0)).toMatchObject({ status: 'failed', attempt: 1 });
    expect(emulator.batches.created).toBe(1);
  });

  test('a line of prompts that can be read only once fails at once', async () => {
    const { qwen, emulator } = connect({ answer: ({ customId }) => (customId === '0.1' ? busy : undefined) });
    const results = await collect(qwen.batch('once', { ...job, prompts: numbers(2).values() }));
    expect(results.find(({ index }) => index === 0)).toMatchObject({ status: 'failed', attempt: 1 });
    expect(emulator.batches.created).toBe(1);
  });

  test.each(['error-file', 'missing'] as const)('lines that expired go again (unrun: %s)', async (unrun) => {
    const { qwen, emulator } = connect({ batch: { unrun } });
    emulator.answerNext({ batch: { status: 'expired', ran: 2 } });
    const results = await collect(qwen.batch('late', { ...job, prompts: numbers(6) }));
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'succeeded'));
    expect(results.map(({ attempt }) => attempt).sort()).toEqual([1, 1, 2, 2, 2, 2]);
    expect(emulator.batches).toMatchObject({ created: 2, billed: 6 });
  });

  test('a model that batches do not have ends the job at once, and its file is deleted', async () => {
    const { qwen, emulator, sent } = connect();
    emulator.answerNext({
      batch: {
        status: 'failed',
        failure: {
          status: 404,
          code: 'model_not_found',
          message: 'The provided model qwen-plus is not supported by the Batch API.',
        },
      },
    });
    const run = collect(qwen.batch('unknown', { ...job, prompts: numbers(3), maxLines: 1 }));
    await expect(run).rejects.toThrow(
      /The service refused a batch of the job unknown: The provided model qwen-plus is not supported by the Batch API\..*\(batch batch_.*, input file file-batch-/,
    );
    expect(sent()).toContain('DELETE /files/…');
  });
});

describe('leaving and cancelling', () => {
  const slow: EmulatorOptions = { batch: { delay: { milliseconds: 3_600_000 } } };

  test('a job that is cancelled yields what was done, and the rest as not run', async () => {
    const { qwen, emulator } = connect(slow);
    const running = qwen.batch('stopped', {
      ...job,
      prompts: numbers(6),
      onProgress: async ({ parts }) => {
        if (parts[0]?.status === 'in_progress') await running.cancel();
      },
    });
    const results = await collect(running);
    expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'not-run'));
    expect(results[0]).toHaveProperty(
      'error.message',
      expect.stringMatching(/was not run: .*It was not billed.*\(batch batch_/),
    );
    expect(emulator.batches).toMatchObject({ created: 1, billed: 0 });
  });

  test.each(['a generator', 'a stream'])('a job that is cancelled reads no further prompt (%s)', async (kind) => {
    const { qwen } = connect(slow);
    let read = 0;
    function* endless() {
      for (; read < 1_000; read += 1) yield `Prompt number ${read}.`;
    }
    async function* later() {
      yield* endless();
    }
    const running = qwen.batch('stopped', {
      ...job,
      prompts: kind === 'a stream' ? later() : endless(),
      maxLines: 2,
      onProgress: async ({ parts }) => {
        if (parts[0]?.status === 'in_progress') await running.cancel();
      },
    });
    await collect(running);
    expect(read).toBeLessThan(1_000);
  });

  test('prompts that are promises are awaited', async () => {
    const { qwen } = connect();
    const prompts = [Promise.resolve('One.'), Promise.resolve('Two.')] as unknown as string[];
    const results = await collect(qwen.batch('promised', { ...job, prompts }));
    expect(results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  test('an abort leaves the batches, says which, and the same job goes on with them', async () => {
    const { qwen, emulator } = connect(slow);
    const journal = keptJournal();
    const abort = new AbortController();
    const onProgress = ({ parts }: QwenBatchStatus) => {
      if (parts[0]?.status === 'in_progress') abort.abort(new Error('Enough.'));
    };
    const options = { ...job, prompts: numbers(4), journal };
    const error: unknown = await collect(
      qwen.batch('left', { ...options, onProgress, abortSignal: abort.signal }),
    ).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'AbortError',
      cause: abort.signal.reason,
      batchIds: [expect.stringMatching(/^batch_/)],
    });
    expect(String(error)).toContain('These batches go on at the service: batch_');
    emulator.advance(3_600_000);
    const results = await collect(qwen.batch('left', options));
    expect(results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 4 });
  });

  test('a caller that leaves the loop has the rest in the next run', async () => {
    const { qwen, emulator } = connect();
    const options = { ...job, prompts: numbers(5), journal: keptJournal() };
    const first: number[] = [];
    for await (const { index } of qwen.batch('broken off', options)) {
      first.push(index);
      if (first.length === 3) break;
    }
    const rest = (await collect(qwen.batch('broken off', options))).map(({ index }) => index);
    // The caller was not done with the third one when it left.
    expect([...first.slice(0, 2), ...rest].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 5 });
  });

  test('a journal in a file is closed when the caller leaves in the middle of an upload', async () => {
    const { qwen } = connect(slow);
    const path = join(mkdtempSync(join(tmpdir(), 'left-')), 'job.jsonl');
    const options = { ...job, prompts: numbers(4), maxLines: 1, journal: fileJournal(path) };
    const abort = new AbortController();
    const onProgress = () => abort.abort();
    const run = collect(qwen.batch('left', { ...options, onProgress, abortSignal: abort.signal }));
    await expect(run).rejects.toThrow('The job was left.');
    expect(existsSync(`${path}.lock`)).toBe(false);
    const { length } = readFileSync(path, 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(readFileSync(path, 'utf8')).toHaveLength(length);
  });

  test('the status of a job is read from its journal, and from the service', async () => {
    const { qwen, emulator } = connect(slow);
    const options = { ...job, prompts: numbers(4), journal: keptJournal() };
    const abort = new AbortController();
    const onProgress = ({ parts }: QwenBatchStatus) => parts[0]?.batchId !== undefined && abort.abort();
    await collect(qwen.batch('watched', { ...options, onProgress, abortSignal: abort.signal })).catch(() => {});
    const entries = options.journal.entries.length;
    expect(await qwen.batch('watched', options).status()).toMatchObject({
      run: 'watched',
      sent: 4,
      delivered: 0,
      parts: [
        {
          batchId: expect.stringMatching(/^batch_/),
          inputFileId: expect.any(String),
          status: 'in_progress',
          hasEnded: false,
          lines: 4,
        },
      ],
    });
    emulator.advance(24 * 3_600_000);
    const { parts } = await qwen.batch('watched', options).status();
    expect(parts).toMatchObject([{ status: 'completed', hasEnded: true }]);
    expect(options.journal.entries).toHaveLength(entries);
    expect(emulator.batches.created).toBe(1);
  });
});

describe('before a job', () => {
  test('estimate() says lines, files, tokens and cost, and sends nothing', async () => {
    const { qwen, emulator } = connect();
    const prompts = numbers(25).map((prompt) => ({ prompt, maxOutputTokens: 100 }));
    const estimate = await qwen
      .batch('dear', { ...job, prompts: [...prompts, { prompt: [] }], maxLines: 10, price: { input: 1, output: 2 } })
      .estimate();
    expect(estimate).toMatchObject({
      lines: 25,
      refused: 1,
      refusals: [{ status: 'refused', index: 25, error: { message: expect.stringContaining('Its prompt is []') } }],
      files: 3,
      maxOutputTokens: 2_500,
      breakEvenCacheShare: 0.625,
    });
    const live = (estimate.inputTokens + 2 * 2_500) / 1_000_000;
    expect(estimate.cost!.live).toBeCloseTo(live, 10);
    expect(estimate.cost!.engine).toBeCloseTo(live / 2, 10);
    expect(emulator.calls).toEqual([]);
  });

  test("estimate() takes the list's price of the model", async () => {
    const { qwen } = connect();
    // https://help.aliyun.com/zh/model-studio/model-pricing (October 2026): 0.8 for input, 2 for output in Beijing.
    const price = priceOf('qwen-plus', { region: 'beijing' });
    const prompts = [{ prompt: 'Name a tree.', maxOutputTokens: 100 }];
    const { cost, inputTokens } = await qwen.batch('listed', { model: 'qwen-plus', prompts, price }).estimate();
    expect(cost!.live).toBeCloseTo((inputTokens * 0.8 + 200) / 1_000_000, 12);
    expect(cost!.engine).toBeCloseTo(cost!.live / 2, 12);
  });

  test('a job that would cost more than maxCost stops before the upload', async () => {
    const { qwen, emulator } = connect();
    const price = { input: 1_000, output: 0 };
    const run = collect(qwen.batch('dear', { ...job, prompts: numbers(100), price, maxCost: 0.5 }));
    await expect(run).rejects.toThrow(/would cost about .*, more than maxCost \(0\.5\)/);
    expect(emulator.calls).toEqual([]);
  });

  test('a rehearsal runs the same lines on the free model of the service', async () => {
    const { qwen, emulator } = connect();
    const results = await collect(qwen.batch.rehearse('try', { ...job, prompts: numbers(120), schema: z.object({}) }));
    expect(results).toHaveLength(100);
    expect(results[0]).toMatchObject({ status: 'succeeded', text: 'This is a test result.' });
    expect(emulator.batches).toMatchObject({ created: 1, lines: 100 });
  });

  test.each([
    [{ model: 'qwen-plus' }, 'Pass either prompts, for answers, or texts, for embeddings; neither was given.'],
    [{ ...job, prompts: [], texts: [] }, 'both were given'],
    [{ ...job, prompts: [], pollIntervall: 1 }, 'pollIntervall: there is no such option. Did you mean pollInterval?'],
    [{ ...job, prompts: [], engine: 'fast' }, `engine is "fast"; expected 'batch', 'waiting' or 'live'.`],
    [{ ...job, prompts: [], maxLines: 60_000 }, 'maxLines is 60000; expected an integer from 1 to 50000.'],
    [
      { ...job, prompts: [], maxCost: 1 },
      'maxCost needs the live price of the model: pass price as well, such as priceOf(model, { region }) of ai-sdk-qwen/models.',
    ],
    [{ ...job, prompts: [], journal: {} }, 'journal is {}; expected an object with the functions load and append'],
    [{ ...job, prompts: 'Hi' }, 'prompts must be an array, another iterable'],
    [{ ...job, prompts: [], schema: new Date() }, 'The schema cannot be used'],
    [{ ...job, texts: [], engine: 'waiting' }, "engine: 'waiting' answers only prompts."],
  ])('%j is refused', async (options, message) => {
    const { qwen } = connect();
    await expect(collect(qwen.batch('wrong', options as never))).rejects.toThrow(message);
  });

  test('a job is iterated once', async () => {
    const { qwen } = connect();
    const running = qwen.batch('twice', { ...job, prompts: numbers(1) });
    await collect(running);
    await expect(collect(running)).rejects.toThrow('A job can be iterated once.');
  });
});
