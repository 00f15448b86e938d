import { createQwen } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/v4';
import { collect, keptJournal } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// https://help.aliyun.com/zh/model-studio/openai-compatible-batch-chat

function connect(options: EmulatorOptions = {}) {
  const emulator = strictEmulator(options);
  const urls: string[] = [];
  let open = 0;
  let mostOpen = 0;
  const qwen = createQwen({
    apiKey: 'sk-test',
    region: 'beijing',
    async fetch(input, init) {
      urls.push(String(input));
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      try {
        return await emulator.fetch(input, init);
      } finally {
        open -= 1;
      }
    },
  });
  return { emulator, qwen, urls, mostOpen: () => mostOpen };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Prompt number ${index}.`);

describe('the engine live', () => {
  test('a job makes ordinary calls, no more than concurrency at a time, and yields the same results', async () => {
    const { qwen, urls, mostOpen } = connect({ firstTokenDelay: 5 });
    const schema = z.object({ mood: z.enum(['good', 'bad']) });
    const results = await collect(
      qwen.batch('live', { model: 'qwen-plus', prompts: numbers(12), schema, engine: 'live', concurrency: 4 }),
    );
    expect(results.map(({ index }) => index).sort((one, other) => one - other)).toEqual(
      numbers(12).map((_, index) => index),
    );
    for (const result of results)
      expect(result).toMatchObject({ status: 'succeeded', object: { mood: expect.any(String) } });
    expect(new Set(urls)).toEqual(new Set(['https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions']));
    expect(mostOpen()).toBe(4);
  });

  test("results come in the order of the input with order: 'input'", async () => {
    const { qwen } = connect({ answer: ({ text }) => ({ text, firstTokenDelay: text.includes('number 0') ? 30 : 0 }) });
    const job = qwen.batch('live', {
      model: 'qwen-plus',
      prompts: numbers(9),
      engine: 'live',
      order: 'input',
      concurrency: 3,
    });
    expect((await collect(job)).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('texts are embedded live as well', async () => {
    const { qwen } = connect();
    const results = await collect(
      qwen.batch('live', {
        model: 'text-embedding-v4',
        modelOptions: { dimensions: 64 },
        texts: numbers(3),
        engine: 'live',
      }),
    );
    for (const result of results)
      expect(result).toMatchObject({ status: 'succeeded', usage: { inputTokens: expect.any(Number) } });
    for (const result of results) expect('embedding' in result && result.embedding).toHaveLength(64);
  });

  test('a call that the rate limit refuses is made again after the time that the service asks for', async () => {
    const { qwen, emulator } = connect();
    emulator.answerNext({
      raw: {
        status: 429,
        headers: { 'retry-after': '0.01' },
        body: '{"error":{"code":"limit_requests","message":"Slow."}}',
      },
    });
    const [result] = await collect(qwen.batch('live', { model: 'qwen-plus', prompts: ['Hi'], engine: 'live' }));
    expect(result).toMatchObject({ status: 'succeeded', attempt: 2 });
  });

  test('a prompt that fails does not end the job, and a refused one is not sent', async () => {
    const { qwen, urls } = connect({
      answer: ({ text }) =>
        text === 'bad' ? { failure: { status: 400, code: 'data_inspection_failed', message: 'No.' } } : undefined,
    });
    const prompts = ['bad', { id: 'odd', prompt: [] }, 'good'];
    const results = await collect(qwen.batch('live', { model: 'qwen-plus', prompts, engine: 'live', order: 'input' }));
    expect(results.map(({ status }) => status)).toEqual(['failed', 'refused', 'succeeded']);
    expect(urls).toHaveLength(2);
  });

  test('a wrong key ends the job at once', async () => {
    const qwen = createQwen({
      apiKey: 'sk-wrong',
      region: 'beijing',
      fetch: async () =>
        Response.json({ code: 'InvalidApiKey', message: 'Invalid API-key provided.' }, { status: 401 }),
    });
    const run = collect(qwen.batch('live', { model: 'qwen-plus', prompts: numbers(100), engine: 'live' }));
    await expect(run).rejects.toThrow('Invalid API-key provided.');
  });

  test('a job that was left makes only the calls whose results were not delivered', async () => {
    const { qwen, urls } = connect();
    const options = {
      model: 'qwen-plus',
      prompts: numbers(6),
      engine: 'live',
      concurrency: 1,
      journal: keptJournal(),
    } as const;
    for await (const { index } of qwen.batch('live', options)) if (index === 3) break;
    const { length } = urls;
    const rest = await collect(qwen.batch('live', options));
    // The caller was not done with the fourth one.
    expect(rest.map(({ index }) => index)).toEqual([3, 4, 5]);
    expect(urls.length - length).toBe(3);
  });
});

describe('the engine waiting', () => {
  test('a job calls the batch chat host', async () => {
    const { qwen, urls, emulator } = connect();
    const results = await collect(
      qwen.batch('waiting', { model: 'qwen-plus', prompts: numbers(3), engine: 'waiting' }),
    );
    expect(results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(new Set(urls)).toEqual(
      new Set(['https://batch.dashscope.aliyuncs.com/compatible-mode/v1/chat/completions']),
    );
    expect(emulator.batches.waited).toBe(3);
  });

  test('a region without the batch chat host is told', async () => {
    const qwen = createQwen({ apiKey: 'sk-test', region: 'singapore' });
    const [result] = await collect(
      qwen.batch('waiting', { model: 'qwen-plus', prompts: ['Hi'], engine: 'waiting' }),
    ).catch((error: unknown) => [error]);
    expect(String(result)).toContain("engine: 'waiting' is offered by dashscope.aliyuncs.com only");
  });

  test('the limit of the fetch of Node is explained', async () => {
    const cause = Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' });
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause });
    };
    const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
    const [result] = await collect(
      qwen.batch('waiting', { model: 'qwen-plus', prompts: ['Hi'], engine: 'waiting', maxAttempts: 1 }),
    );
    expect(result).toHaveProperty('error.message', expect.stringContaining('headersTimeout: 3_600_000'));
  });
});
