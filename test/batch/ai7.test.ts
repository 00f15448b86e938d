import * as ai from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { expect, test } from 'vitest';
import * as z from 'zod/v4';
import { collect } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// https://ai-sdk.dev/docs/reference/ai-sdk-core (experimental_startBatch)

function connect(options: EmulatorOptions = {}) {
  const emulator = strictEmulator({ region: 'beijing', ...options });
  return { emulator, provider: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch }) };
}

const request = (id: string, prompt: string, more: object = {}) => ({
  id,
  type: 'text' as const,
  model: 'qwen-plus',
  prompt,
  ...more,
});

/** Polls a batch until it has ended. */
async function settled(provider: ReturnType<typeof createQwen>, batch: { version: 2; id: string; provider: string }) {
  for (;;) {
    const status = await ai.experimental_getBatchStatus({ provider, batch });
    if (status.status !== 'pending') return status;
  }
}

test('a batch of AI SDK 7 runs on the Batch engine, and its reference is plain JSON', async () => {
  const { provider, emulator } = connect();
  const batch = await ai.experimental_startBatch({
    provider,
    requests: [request('a', 'Say one.'), request('b', 'Say two.')],
  });
  expect(batch).toMatchObject({ version: 2, provider: 'qwen.batch', status: 'pending', warnings: [] });
  const { version, id, provider: name } = batch;
  const reference = JSON.parse(JSON.stringify({ version, id, provider: name })) as typeof batch;
  expect(await settled(provider, reference)).toMatchObject({
    status: 'completed',
    requestCounts: { total: 2, pending: 0, completed: 2, failed: 0 },
  });
  const results = await collect(ai.experimental_getBatchResults({ provider, batch: reference }));
  expect(results.map((result) => [result.id, result.status]).sort()).toEqual([
    ['a', 'succeeded'],
    ['b', 'succeeded'],
  ]);
  expect(results.find(({ id: own }) => own === 'a')).toMatchObject({ text: expect.stringContaining('Say one.') });
  expect(emulator.batches).toMatchObject({ created: 1, billed: 2 });
});

test('requests to several models, and for JSON, are several batches under one id', async () => {
  const { provider, emulator } = connect();
  const schema = { type: 'object', properties: { mood: { enum: ['good'] } }, required: ['mood'] };
  const options = {
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hm?' }] }],
    responseFormat: { type: 'json', schema },
  };
  const batches = provider.experimental_batch();
  const { batchId } = await batches.doStartBatch({
    requests: [
      { id: 'text', type: 'text', modelId: 'qwen-plus', options: { prompt: options.prompt } },
      { id: 'json', type: 'text', modelId: 'qwen-plus', options },
      { id: 'other', type: 'text', modelId: 'qwen-flash', options: { prompt: options.prompt } },
    ],
  });
  expect(batchId.split('+')).toHaveLength(3);
  await settled(provider, { version: 2, id: batchId, provider: 'qwen.batch' });
  const results = await collect(
    (await batches.doGetBatchResults({ batchId })) as unknown as AsyncIterable<{ id: string }>,
  );
  expect(results.map(({ id }) => id).sort()).toEqual(['json', 'other', 'text']);
  expect(results.find(({ id }) => id === 'json')).toMatchObject({
    result: { content: [{ type: 'text', text: '{"mood":"good"}' }] },
  });
  expect(emulator.batches.created).toBe(3);
});

test('tools are those of a live call, and calls come back under their own names', async () => {
  const { provider } = connect({
    answer: ({ customId, body }) => {
      if (customId === undefined) return undefined;
      const [
        {
          function: { name },
        },
      ] = body.tools as [{ function: { name: string } }];
      expect(name).toMatch(/^[\w-]+$/);
      return { toolCalls: [{ name, arguments: { city: 'Kiel' } }] };
    },
  });
  // The service takes no dots in the name of a tool, so it has an alias there.
  const tools = { 'get.weather': ai.tool({ description: 'The weather', inputSchema: z.object({ city: z.string() }) }) };
  const batch = await ai.experimental_startBatch({ provider, requests: [request('a', 'Weather?', { tools })] });
  await settled(provider, batch);
  const [result] = await collect(ai.experimental_getBatchResults({ provider, batch, tools }));
  expect(result).toMatchObject({
    status: 'succeeded',
    content: [{ type: 'tool-call', toolName: 'get.weather', input: { city: 'Kiel' } }],
  });
});

test('a line that failed has an error, and a batch that expired still has results', async () => {
  const { provider, emulator } = connect({
    answer: ({ customId }) =>
      customId === '0.1.a'
        ? { failure: { status: 400, code: 'data_inspection_failed', message: 'Not that.' } }
        : undefined,
  });
  emulator.answerNext({ batch: { status: 'expired', ran: 2 } });
  const batch = await ai.experimental_startBatch({
    provider,
    requests: ['a', 'b', 'c'].map((id) => request(id, 'Hi')),
  });
  expect(await settled(provider, batch)).toMatchObject({ status: 'failed', rawStatus: 'expired' });
  const results = await collect(ai.experimental_getBatchResults({ provider, batch }));
  expect(results.map((result) => [result.id, result.status]).sort()).toEqual([
    ['a', 'failed'],
    ['b', 'succeeded'],
    ['c', 'expired'],
  ]);
  expect(results.find(({ id }) => id === 'a')).toMatchObject({
    error: { message: 'Not that.', code: 'data_inspection_failed' },
  });
});

test('a batch is cancelled and listed', async () => {
  const { provider } = connect({ batch: { delay: { milliseconds: 3_600_000 } } });
  const batch = await ai.experimental_startBatch({ provider, requests: [request('a', 'Hi')] });
  await ai.experimental_cancelBatch({ provider, batch });
  expect(await settled(provider, batch)).toMatchObject({ status: 'failed', rawStatus: 'cancelled' });
  const { batches } = await ai.experimental_listBatches({ provider });
  expect(batches).toMatchObject([{ id: batch.id, rawStatus: 'cancelled', createdAt: expect.any(String) }]);
});

test('an abort in the middle of several batches cancels those that were created, because nobody has their id', async () => {
  const emulator = strictEmulator({ region: 'beijing', batch: { delay: { milliseconds: 3_600_000 } } });
  const abort = new AbortController();
  const provider = createQwen({
    apiKey: 'sk-test',
    region: 'beijing',
    async fetch(input, init) {
      if (emulator.batches.created === 1 && String(input).endsWith('/files')) abort.abort();
      init?.signal?.throwIfAborted();
      return await emulator.fetch(input, init);
    },
  });
  const requests = [request('a', 'Hi'), request('b', 'Hi', { model: 'qwen-flash' })];
  const start = ai.experimental_startBatch({ provider, requests, abortSignal: abort.signal });
  await expect(start).rejects.toMatchObject({ name: 'AbortError' });
  const { batches } = await ai.experimental_listBatches({ provider });
  expect(batches).toMatchObject([{ rawStatus: 'cancelled' }]);
});

test('warnings name their request, and a request that cannot be sent is refused with its id', async () => {
  const { provider, emulator } = connect();
  const batches = provider.experimental_batch();
  const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];
  const start = (options: object) =>
    batches.doStartBatch({ requests: [{ id: 'x', type: 'text', modelId: 'qwen-plus', options }] });
  const { warnings } = await start({
    prompt,
    tools: [{ type: 'provider', id: 'other.search', name: 'search', args: {} }],
  });
  expect(warnings).toMatchObject([{ requestId: 'x', warning: { type: 'unsupported' } }]);
  const created = emulator.batches.created;
  await expect(start({ prompt: [{ role: 'robot', content: [] }] })).rejects.toThrow(
    'The request x of the batch cannot be sent:',
  );
  await expect(
    batches.doStartBatch({ requests: [{ id: 'x', type: 'image', modelId: 'wan', options: {} }] }),
  ).rejects.toThrow('batches of the type image');
  expect(emulator.batches.created).toBe(created);
});
