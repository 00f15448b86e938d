import type { APICallError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { createMediaService, failure, type MediaScript } from '../support/media-service.js';
import { failureOf } from '../support/recorder.js';

// The page on asynchronous tasks of Model Studio, and the recorded answers of cnblogs/dashscope-sdk.

function setUp(script?: MediaScript) {
  const service = createMediaService(script);
  return { service, qwen: createQwen({ apiKey: 'sk-test', fetch: service.fetch }) };
}

/** Creates a task, and leaves it to others. */
async function withTask(script: MediaScript) {
  const { service, qwen } = setUp(script);
  await service.fetch('https://dashscope-intl.aliyuncs.com/api/v1/services/aigc/image-generation/generation', {
    method: 'POST',
    headers: { 'x-dashscope-async': 'enable' },
    body: JSON.stringify({ model: 'wan2.7-image', input: { messages: [] }, parameters: { n: 1 } }),
  });
  return { service, qwen };
}

const quick = { pollInterval: 1 };

describe('a task', () => {
  test('a task is reported with its times in the time zone of the service', async () => {
    const { qwen } = await withTask({ statuses: ['RUNNING'] });
    expect(await qwen.tasks.get('task-1')).toMatchObject({
      id: 'task-1',
      status: 'RUNNING',
      submittedAt: new Date('2026-04-17T05:12:08.928Z'),
      requestId: 'r-2',
    });
  });

  test('a task is waited for, with every poll reported', async () => {
    const { qwen, service } = await withTask({
      statuses: ['PENDING', 'RUNNING'].slice(1).concat('RUNNING', 'SUCCEEDED'),
    });
    const seen: string[] = [];
    const task = await qwen.tasks.wait('task-1', { ...quick, onProgress: ({ status }) => seen.push(status) });
    expect(seen).toEqual(['RUNNING', 'RUNNING', 'SUCCEEDED']);
    expect(task.usage).toEqual({ image_count: 1 });
    expect(service.to('/task-1').every(({ headers }) => headers['x-dashscope-async'] === undefined)).toBe(true);
  });

  test('a task that fails is an error with the reason and the id', async () => {
    const { qwen } = await withTask({ statuses: ['FAILED'] });
    const error = (await failureOf(qwen.tasks.wait('task-1', quick))) as APICallError;
    expect(error).toMatchObject({
      message: 'prompt must contain words (request id r-2) (task task-1)',
      isRetryable: false,
      data: { code: 'InvalidParameter', taskId: 'task-1' },
    });
  });

  test('a task that is not known is an error at once', async () => {
    const { qwen, service } = setUp();
    const error = await failureOf(qwen.tasks.wait('task-9', quick));
    expect((error as Error).message).toMatch(/^The service does not know the task task-9: it keeps tasks for 24 hours/);
    expect(service.calls).toHaveLength(1);
  });

  test('a task that takes longer than the deadline is an error that says how to go on', async () => {
    const { qwen } = await withTask({ statuses: ['RUNNING'] });
    const error = await failureOf(qwen.tasks.wait('task-1', { ...quick, deadline: 20 }));
    expect(error).toMatchObject({ isRetryable: false, data: { taskId: 'task-1' } });
    expect((error as Error).message).toMatch(/was not done after 20 ms.*resume: \{ taskId: 'task-1' \}.*RUNNING/);
  });

  test('a progress callback that rejects ends the wait with its error, and nothing is unhandled', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    try {
      const { qwen } = await withTask({ statuses: ['RUNNING', 'SUCCEEDED'] });
      const onProgress = async () => Promise.reject(new Error('The page is gone.'));
      await expect(qwen.tasks.wait('task-1', { ...quick, onProgress })).rejects.toThrow('The page is gone.');
      await expect(
        qwen.tasks.wait('task-1', { ...quick, onProgress: () => Promise.reject('gone') as never }),
      ).rejects.toThrow('onProgress failed: gone');
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(unheard).toEqual([]);
    } finally {
      process.off('unhandledRejection', hear);
    }
  });

  test('a task is not polled without a pause when the interval is longer than a timer holds', async () => {
    const { qwen, service } = await withTask({ statuses: ['RUNNING'] });
    const abort = new AbortController();
    const waiting = qwen.tasks.wait('task-1', { pollInterval: 2 ** 31, deadline: 2 ** 40, abortSignal: abort.signal });
    await new Promise((resolve) => setTimeout(resolve, 50));
    abort.abort();
    await expect(waiting).rejects.toThrow('The call was aborted.');
    expect(service.to('/task-1')).toHaveLength(1);
  });

  test('a task survives polls that fail', async () => {
    let polls = 0;
    const fault = (step: string) => (step === 'poll' && (polls += 1) < 5 ? failure(503, 'x', 'busy') : undefined);
    const { qwen } = await withTask({ fault });
    expect((await qwen.tasks.wait('task-1', quick)).status).toBe('SUCCEEDED');
  });

  test('a task survives a page of a proxy in place of an answer', async () => {
    let polls = 0;
    const page = () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } });
    const fault = (step: string) => (step === 'poll' && (polls += 1) < 3 ? page() : undefined);
    const { qwen } = await withTask({ fault });
    expect((await qwen.tasks.wait('task-1', quick)).status).toBe('SUCCEEDED');
  });

  test('a task is not polled again when the key is refused', async () => {
    const fault = (step: string) => (step === 'poll' ? failure(401, 'InvalidApiKey', 'Invalid API-key.') : undefined);
    const { qwen, service } = await withTask({ fault });
    const error = await failureOf(qwen.tasks.wait('task-1', quick));
    expect(error).toMatchObject({ statusCode: 401, data: { taskId: 'task-1' } });
    expect(service.to('/task-1')).toHaveLength(1);
  });

  test('a task goes on when its wait is aborted', async () => {
    const { qwen, service } = await withTask({ statuses: ['PENDING'] });
    const controller = new AbortController();
    const wait = qwen.tasks.wait('task-1', { ...quick, abortSignal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    const error = await failureOf(wait);
    expect(error).toMatchObject({ name: 'AbortError', taskId: 'task-1' });
    expect((error as Error).message).toContain('continues and is billed');
    expect(service.canceled).toEqual([]);
  });

  test('a task is canceled while it is pending, and not after that', async () => {
    const { qwen } = await withTask({ statuses: ['RUNNING'] });
    expect(await qwen.tasks.cancel('task-1')).toBe(true);
    await qwen.tasks.get('task-1');
    expect(await qwen.tasks.cancel('task-1')).toBe(false);
  });

  test('a task is asked for without options as with null, which JavaScript passes as well', async () => {
    const { qwen } = await withTask({ statuses: ['SUCCEEDED'] });
    const none = null as unknown as undefined;
    expect((await qwen.tasks.wait('task-1', none)).status).toBe('SUCCEEDED');
    expect((await qwen.tasks.get('task-1', none)).status).toBe('SUCCEEDED');
    expect(await qwen.tasks.cancel('task-1', none)).toBe(false);
  });

  test('a task is waited for as long as told, by timers that cannot count so far', async () => {
    const { qwen, service } = await withTask({ statuses: ['RUNNING'] });
    const far = { pollInterval: 2 ** 40, deadline: 2 ** 41 };
    const controller = new AbortController();
    const wait = qwen.tasks.wait('task-1', { ...far, abortSignal: controller.signal });
    setTimeout(() => controller.abort(), 60);
    expect(await failureOf(wait)).toMatchObject({ name: 'AbortError' });
    // A timer that is told too high a number fires at once.
    expect(service.to('/task-1')).toHaveLength(1);
  });

  test.each([
    ['deadline', 0],
    ['deadline', Infinity],
    ['pollInterval', NaN],
    ['pollInterval', -1],
    ['pollInterval', '5'],
    ['onProgress', 5],
  ])('a task is not waited for with the %s %s', async (name, value) => {
    const { qwen, service } = setUp();
    expect(await failureOf(qwen.tasks.wait('task-1', { [name]: value }))).toMatchObject({ argument: name });
    expect(service.calls).toEqual([]);
  });

  test('a task is waited for by two callers, one of them in another process', async () => {
    const { qwen, service } = await withTask({ statuses: ['RUNNING', 'RUNNING', 'RUNNING', 'SUCCEEDED'] });
    const other = createQwen({ apiKey: 'sk-test', fetch: service.fetch });
    const [one, two] = await Promise.all([qwen.tasks.wait('task-1', quick), other.tasks.wait('task-1', quick)]);
    expect([one.status, two.status, service.created]).toEqual(['SUCCEEDED', 'SUCCEEDED', 1]);
  });

  test.each(['', '..', 'a/b', 5])('the task id %j is refused', async (id) => {
    const { qwen, service } = setUp();
    for (const call of [qwen.tasks.get, qwen.tasks.wait, qwen.tasks.cancel]) {
      expect(await failureOf(call(id as string))).toMatchObject({ name: 'AI_InvalidArgumentError' });
    }
    expect(service.calls).toEqual([]);
  });
});

test('tasks are listed by model, status and time, in the time zone of the service', async () => {
  const row = { task_id: 'task-1', status: 'SUCCEEDED', model_name: 'wan2.7-t2v', gmt_create: 1_709_260_684_485 };
  const fault = () => Response.json({ total: 11, total_page: 2, page_no: 2, page_size: 10, data: [row] });
  const { qwen, service } = setUp({ fault });
  const startTime = new Date('2026-04-17T20:30:00Z');
  const list = await qwen.tasks.list({ model: 'wan2.7-t2v', status: 'SUCCEEDED', startTime, page: 2 });
  expect(Object.fromEntries(service.calls[0]!.url.searchParams)).toEqual({
    model_name: 'wan2.7-t2v',
    status: 'SUCCEEDED',
    start_time: '20260418043000',
    page_no: '2',
  });
  expect(list).toMatchObject({ page: 2, pages: 2, total: 11 });
  expect(list.tasks[0]).toMatchObject({ id: 'task-1', model: 'wan2.7-t2v', submittedAt: new Date(1_709_260_684_485) });
  expect(await failureOf(qwen.tasks.list({ page: 0 }))).toMatchObject({ argument: 'page' });
  expect(await failureOf(qwen.tasks.list({ status: 5 as never }))).toMatchObject({ argument: 'status' });
  expect(await failureOf(qwen.tasks.list({ model: '' }))).toMatchObject({ argument: 'model' });
});

// A misspelt option must not be dropped in silence: these results have no place for a warning.
test.each([
  ['get', { timeot: {} }, 'timeot: there is no such option. Did you mean timeout?'],
  ['cancel', { header: {} }, 'header: there is no such option. Did you mean headers?'],
  ['wait', { pollIntervall: 1 }, 'pollIntervall: there is no such option. Did you mean pollInterval?'],
  ['list', { pageNumber: 1 }, 'pageNumber: there is no such option. The options are abortSignal, headers, timeout, '],
] as const)('a misspelt option of tasks.%s is an error that names it', async (method, options, message) => {
  const { qwen, service } = setUp();
  const { tasks } = qwen;
  const call = method === 'list' ? tasks.list(options as object) : tasks[method]('task-1', options as object);
  await expect(call).rejects.toThrow(message);
  expect(service.calls).toEqual([]);
});
