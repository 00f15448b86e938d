import { createQwen, type QwenBatchStatus } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { describe, expect, test, vi } from 'vitest';
import { collect, keptJournal } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// Refusals of files, of creations and of lines: https://help.aliyun.com/zh/model-studio/batch-inference

function connect(options: EmulatorOptions = {}) {
  const emulator = strictEmulator({ region: 'beijing', ...options });
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch });
  const uploads = () =>
    emulator.calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/files')).length;
  return { emulator, qwen, uploads };
}

const day = 24 * 3_600_000;
const job = { model: 'qwen-plus', pollInterval: 1 } as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Prompt number ${index}.`);
const noRoom = {
  status: 429,
  code: 'insufficient_quota',
  message:
    'Too many requests. Batch requests are being throttled due to system capacity limits. Please try again later.',
} as const;

const shown = <Result extends { index: number; status: string; attempt: number; id: string }>(results: Result[]) =>
  results
    .map(({ index, id, status, attempt }) => [index, id, status, attempt] as const)
    .sort(([one], [other]) => one - other);

describe('a batch whose validation fails for some lines', () => {
  const long = { id: 'long', prompt: 'x'.repeat(2_000) };
  const prompts = [{ id: 'first', prompt: 'One.' }, long, { id: 'last', prompt: 'Three.' }];
  const limits = { batch: { limits: { lineBytes: 1_000 } } };

  test.each(['completion', 'input'] as const)(
    'these lines have failed, with the ids of their prompts, and the others go again (order: %s)',
    async (order) => {
      const { qwen, emulator } = connect(limits);
      const results = await collect(qwen.batch('limits', { ...job, prompts, order }));
      expect(shown(results)).toEqual([
        [0, 'first', 'succeeded', 2],
        [1, 'long', 'failed', 1],
        [2, 'last', 'succeeded', 2],
      ]);
      expect(results.find(({ index }) => index === 1)).toHaveProperty(
        'error.message',
        expect.stringMatching(/^The line of the prompt "long" at index 1 failed: This line has more than 1000 bytes\./),
      );
      expect(emulator.batches).toMatchObject({ created: 2, lines: 2, billed: 2 });
      // Both input files and the file of results.
      expect(emulator.calls.filter(({ method }) => method === 'DELETE')).toHaveLength(3);
    },
  );

  test('the other lines of prompts that can be read only once have not run', async () => {
    const { qwen } = connect(limits);
    const results = await collect(qwen.batch('limits', { ...job, prompts: prompts.values() }));
    expect(shown(results).map(([index, , status]) => [index, status])).toEqual([
      [0, 'not-run'],
      [1, 'failed'],
      [2, 'not-run'],
    ]);
  });
});

describe('a service without room', () => {
  test('a batch that is refused after its creation is created again from the same file', async () => {
    const { qwen, emulator, uploads } = connect();
    emulator.answerNext({ batch: { failure: noRoom } });
    const results = await collect(qwen.batch('busy', { ...job, prompts: numbers(3) }));
    expect(results.map(({ status, attempt }) => [status, attempt])).toEqual(numbers(3).map(() => ['succeeded', 1]));
    expect(uploads()).toBe(1);
    expect(emulator.batches).toMatchObject({ created: 2, billed: 3 });
  });

  test('a creation that is refused for hours is made as soon as there is room, from the same file', async () => {
    const { qwen, emulator, uploads } = connect();
    const statuses = new Set<string | undefined>();
    emulator.failNext('batch-capacity', { at: 'creation', times: 5 });
    const onProgress = ({ parts }: QwenBatchStatus) => statuses.add(parts[0]?.status);
    const results = await collect(qwen.batch('busy', { ...job, prompts: numbers(3), onProgress }));
    expect(results.map(({ status, attempt }) => [status, attempt])).toEqual(numbers(3).map(() => ['succeeded', 1]));
    expect(statuses).toContain('uploading');
    // A refused creation is certain: nothing has to be looked for.
    expect(emulator.calls.map(({ method, path }) => `${method} ${path}`)).not.toContain(
      'GET /compatible-mode/v1/batches',
    );
    expect(uploads()).toBe(1);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('a creation without room for as long as a batch may take ends the run, and the next run goes on with it', async () => {
    const { qwen, emulator, uploads } = connect();
    emulator.failNext('batch-capacity', { at: 'creation', times: 4 });
    const options = { ...job, prompts: numbers(3), journal: keptJournal() };
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const run = collect(qwen.batch('busy', { ...options, onProgress: () => vi.setSystemTime(Date.now() + 2 * day) }));
      await expect(run).rejects.toThrow(/throttled due to system capacity limits.*\(input file file-batch-/);
    } finally {
      vi.useRealTimers();
    }
    expect(await collect(qwen.batch('busy', options))).toHaveLength(3);
    expect(uploads()).toBe(1);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('batches that are refused after their creation for as long as one may take end the run', async () => {
    const { qwen, emulator } = connect();
    emulator.answerNext(...Array.from({ length: 4 }, () => ({ batch: { failure: noRoom } })));
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      const onProgress = () => vi.setSystemTime(Date.now() + 2 * day);
      const run = collect(qwen.batch('busy', { ...job, prompts: numbers(3), onProgress }));
      await expect(run).rejects.toThrow('throttled due to system capacity limits');
    } finally {
      vi.useRealTimers();
    }
    expect(emulator.batches).toMatchObject({ created: 2, billed: 0 });
  });

  test('a creation whose answer was lost is still looked for after a refusal, however late it is listed', async () => {
    let lists = 0;
    const { emulator } = connect();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const path = new URL(String(input)).pathname;
      const isList = init?.method === 'GET' && path.endsWith('/batches');
      if (isList) lists += 1;
      // The service lists the batch only now.
      if (isList && lists <= 3) return Response.json({ object: 'list', data: null, has_more: false });
      return await emulator.fetch(input as URL, init);
    };
    const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
    emulator.breakNext('lost', { at: 'creation' });
    emulator.failNext('batch-capacity', { at: 'creation' });
    expect(await collect(qwen.batch('lost', { ...job, prompts: numbers(3) }))).toHaveLength(3);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('a model that is refused once there is room ends the run, and its file is deleted', async () => {
    const { qwen, emulator } = connect();
    emulator.failNext('batch-capacity', { at: 'creation', times: 2 });
    const unknown = { status: 404, code: 'model_not_found', message: 'The provided model is not supported.' };
    emulator.failNext(unknown, { at: 'creation' });
    const run = collect(qwen.batch('busy', { ...job, prompts: numbers(3) }));
    await expect(run).rejects.toThrow(
      /^The provided model is not supported\.[^()]*\([^()]*\)[^()]*\(request id [^()]*\) \(input file file-batch-\w*\)$/,
    );
    expect(emulator.calls.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'DELETE']);
  });

  test('submit() says that a batch was not created, and the iteration creates it', async () => {
    const { qwen, emulator } = connect();
    emulator.failNext('batch-capacity', { at: 'creation', times: 2 });
    const submitted = qwen.batch('busy', { ...job, prompts: numbers(3), journal: keptJournal() });
    expect(await submitted.submit()).toMatchObject({ complete: false, parts: [{ status: 'uploading' }] });
    expect(await collect(submitted)).toHaveLength(3);
    expect(emulator.batches.created).toBe(1);
  });

  test('a job that is cancelled while a batch has no room does not create it', async () => {
    const { qwen, emulator } = connect();
    emulator.failNext('batch-capacity', { at: 'creation', times: 2 });
    const onProgress = (): Promise<void> => running.cancel();
    const running = qwen.batch('busy', { ...job, prompts: numbers(3), onProgress });
    expect((await collect(running)).map(({ status }) => status)).toEqual(['not-run', 'not-run', 'not-run']);
    expect(emulator.batches.created).toBe(0);
  });

  test('two polls at the same time create a batch once', async () => {
    const { qwen, emulator } = connect();
    emulator.failNext('batch-capacity', { at: 'creation', times: 2 });
    let looks = 0;
    const running = qwen.batch('busy', {
      ...job,
      prompts: numbers(3),
      onProgress() {
        looks += 1;
        // Not awaited: the job looks meanwhile.
        if (looks === 1) void Promise.all([running.status(), running.status()]);
      },
    });
    expect(await collect(running)).toHaveLength(3);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('an upload that is refused for the moment is repeated', async () => {
    const { qwen, emulator, uploads } = connect();
    emulator.failNext('batch-capacity', { at: 'upload' });
    expect(await collect(qwen.batch('busy', { ...job, prompts: numbers(3) }))).toHaveLength(3);
    expect(uploads()).toBe(2);
  });
});

describe('a file that the service refuses', () => {
  test('its error names the prompts and the size, and a run with smaller files goes on', async () => {
    const { qwen, emulator } = connect({ batch: { limits: { fileBytes: 400 } } });
    const options = { ...job, prompts: numbers(4), journal: keptJournal() };
    await expect(collect(qwen.batch('large', options))).rejects.toThrow(
      /purpose batch file cannot exceed 500MB.*\(the file of the prompts at index 0 to 3, \d+ bytes\)/,
    );
    const results = await collect(qwen.batch('large', { ...options, maxLines: 1 }));
    expect(results.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1]);
    expect(emulator.batches).toMatchObject({ created: 4, billed: 4 });
  });

  test('the error for a file above the limit of a gateway advises smaller files', async () => {
    const { emulator } = connect();
    const fetch: typeof globalThis.fetch = async (input, init) =>
      init?.method === 'POST' ? new Response('Too large', { status: 413 }) : await emulator.fetch(input as URL, init);
    const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
    const run = collect(qwen.batch('large', { ...job, prompts: numbers(4) }));
    await expect(run).rejects.toThrow('A lower maxLines makes smaller files.');
  });
});
