import { createQwen } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { collect, keptJournal } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// https://help.aliyun.com/zh/model-studio/batch-inference

function connect(options: EmulatorOptions = {}) {
  const emulator = strictEmulator({ region: 'beijing', ...options });
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch });
  return { emulator, qwen, methods: () => emulator.calls.map(({ method, path }) => `${method} ${path.slice(19)}`) };
}

const prompts = Array.from({ length: 5 }, (_, index) => `Prompt number ${index}.`);
const job = { model: 'qwen-plus', prompts, maxLines: 2, pollInterval: 1 } as const;

describe('job.submit()', () => {
  test('submit() uploads and creates, and asks for nothing else', async () => {
    const { qwen, emulator, methods } = connect();
    const submission = await qwen.batch('sent', { ...job, journal: keptJournal() }).submit();
    expect(submission).toMatchObject({ run: 'sent', sent: 5, delivered: 0, refused: 0, complete: true });
    expect(submission.parts.map(({ lines, batchId }) => [lines, typeof batchId])).toEqual([
      [2, 'string'],
      [2, 'string'],
      [1, 'string'],
    ]);
    expect(methods()).toEqual(Array.from({ length: 3 }, () => ['POST /files', 'POST /batches']).flat());
    expect(emulator.batches.created).toBe(3);
  });

  test('another process yields the results of submitted lines, and nothing is created twice', async () => {
    const { qwen, emulator } = connect();
    const journal = keptJournal();
    await qwen.batch('sent', { ...job, journal }).submit();
    expect((await qwen.batch('sent', { ...job, journal: keptJournal(journal.entries) }).submit()).complete).toBe(true);
    const results = await collect(qwen.batch('sent', { ...job, journal: keptJournal(journal.entries) }));
    expect(results.map(({ index, status }) => `${index} ${status}`).sort()).toEqual(
      prompts.map((_prompt, index) => `${index} succeeded`),
    );
    expect(emulator.batches).toMatchObject({ created: 3, billed: 5 });
  });

  test('the submitted job itself may be iterated', async () => {
    const { qwen } = connect();
    const submitted = qwen.batch('sent', { ...job, journal: keptJournal() });
    await submitted.submit();
    expect(await collect(submitted)).toHaveLength(5);
  });

  test('refused prompts are counted, and yielded by the iteration', async () => {
    const { qwen } = connect();
    const submitted = qwen.batch('sent', { ...job, prompts: ['Fine.', { prompt: [] }], journal: keptJournal() });
    expect(await submitted.submit()).toMatchObject({ sent: 1, refused: 1, complete: true });
    expect((await collect(submitted)).map(({ status }) => status).sort()).toEqual(['refused', 'succeeded']);
  });

  test('no more than 100 files are open, and the iteration sends the rest', async () => {
    const { qwen, emulator } = connect();
    const many = Array.from({ length: 103 }, (_, index) => `Prompt ${index}.`);
    const submitted = qwen.batch('many', { ...job, prompts: many, maxLines: 1, journal: keptJournal() });
    expect(await submitted.submit()).toMatchObject({ sent: 100, complete: false });
    expect(emulator.batches.created).toBe(100);
    expect(await collect(submitted)).toHaveLength(103);
    expect(emulator.batches).toMatchObject({ created: 103, billed: 103 });
  });

  test('a process that cancels the job of another one gets not-run for each line, and sends nothing', async () => {
    const { qwen, emulator } = connect({ batch: { delay: { milliseconds: 60_000 } } });
    const journal = keptJournal();
    await qwen.batch('sent', { ...job, journal }).submit();
    const later = qwen.batch('sent', { ...job, prompts: [...prompts, 'One more.'], journal });
    await later.cancel();
    const results = await collect(later);
    expect(results.map(({ index, status }) => `${index} ${status}`).sort()).toEqual(
      prompts.map((_prompt, index) => `${index} not-run`),
    );
    expect(emulator.batches).toMatchObject({ created: 3, billed: 0 });
  });

  test('a cancelled job creates no batch for a file whose upload was cut off', async () => {
    const { qwen, emulator } = connect();
    const journal = keptJournal();
    await qwen.batch('sent', { ...job, journal }).submit();
    const [head, part] = journal.entries;
    const later = qwen.batch('sent', { ...job, journal: keptJournal([head!, part!]) });
    await later.cancel();
    expect(await collect(later)).toEqual([]);
    expect(emulator.batches.created).toBe(3);
  });

  test('an abort leaves what was created, and its error names it', async () => {
    const stop = new AbortController();
    const { emulator, qwen } = connect();
    const onProgress = () => stop.abort();
    const options = { ...job, journal: keptJournal(), onProgress, abortSignal: stop.signal };
    const error: unknown = await qwen
      .batch('left', options)
      .submit()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'AbortError', batchIds: [expect.any(String)] });
    expect(emulator.batches.created).toBe(1);
  });

  test.each([
    [{}, 'submit() needs a journal'],
    [{ engine: 'live', journal: keptJournal() }, "submit() needs engine: 'batch'"],
  ] as const)('the options %j are refused, and nothing is sent', async (options, message) => {
    const { qwen, emulator } = connect();
    await expect(qwen.batch('sent', { ...job, ...options }).submit()).rejects.toThrow(message);
    expect(emulator.calls).toEqual([]);
  });

  test('a job that is being iterated is not submitted', async () => {
    const { qwen } = connect();
    const running = qwen.batch('both', { ...job, journal: keptJournal() });
    const results = running[Symbol.asyncIterator]();
    await results.next();
    await expect(running.submit()).rejects.toThrow('The job is running');
    await results.return?.();
    expect((await running.submit()).complete).toBe(true);
  });
});
