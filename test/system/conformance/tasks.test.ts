import type { QwenTask } from 'ai-sdk-qwen';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../../support/recorder.js';
import { mediaMajors, type MediaMajor } from '../../support/majors/media.js';
import { emulate, sizeOf } from '../../support/listening-emulator.js';

// https://www.alibabacloud.com/help/en/model-studio/manage-asynchronous-tasks
describe.each(mediaMajors)('tasks of $name', ({ connect }) => {
  let emulator: Emulator;
  let settings: { apiKey: string; baseURL: string };
  let provider: ReturnType<MediaMajor['connect']>;

  beforeEach(async () => {
    const served = await emulate();
    emulator = served.emulator;
    settings = { apiKey: 'sk-test-key', baseURL: `${served.url}/compatible-mode/v1` };
    provider = connect(settings);
  });

  /** The id of a task whose call did not wait for it. */
  async function leaveTask(delay: { polls: number; pending: number }): Promise<string> {
    emulator.answerNext({ task: { delay } });
    const options = { async: true, deadline: 1 };
    const error = await failureOf(
      provider.images({ modelId: 'wan2.7-image', prompt: 'A cat', size: '1024x1024', options }),
    );
    expect(error).toMatchObject({ isRetryable: false });
    return (error as { data: { taskId: string } }).data.taskId;
  }

  test('a call that waits no longer leaves a task, which another process watches and loads', async () => {
    const id = await leaveTask({ polls: 4, pending: 2 });
    const later = connect(settings);
    expect(await later.qwen.tasks.get(id)).toMatchObject({ id, status: 'PENDING', submittedAt: expect.any(Date) });
    const seen: QwenTask[] = [];
    const done = await later.qwen.tasks.wait(id, { pollInterval: 1, onProgress: (task) => seen.push(task) });
    expect(done).toMatchObject({ id, status: 'SUCCEEDED', usage: { image_count: 1 } });
    expect(seen.map(({ status }) => status)).toEqual(['RUNNING', 'RUNNING', 'SUCCEEDED']);
    expect(seen.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [expect.any(Date), undefined],
      [expect.any(Date), undefined],
      [expect.any(Date), expect.any(Date)],
    ]);
    const result = await later.images({
      modelId: 'wan2.7-image',
      prompt: 'A cat',
      options: { resume: { taskId: id } },
    });
    expect(result.images.map(sizeOf)).toEqual([{ width: 1024, height: 1024 }]);
    expect(emulator.creations.image).toBe(1);
  });

  test('a task is canceled while it is pending, and not after that', async () => {
    const pending = await leaveTask({ polls: 1_000_000, pending: 1_000_000 });
    const running = await leaveTask({ polls: 1_000_000, pending: 0 });
    const { tasks } = provider.qwen;
    expect(await tasks.cancel(pending)).toBe(true);
    expect(await tasks.cancel(running)).toBe(false);
    expect((await tasks.get(pending)).status).toBe('CANCELED');
    expect(await failureOf(tasks.wait(pending))).toMatchObject({
      isRetryable: false,
      message: expect.stringContaining('was canceled'),
      data: { taskId: pending },
    });
  });

  test('tasks are listed by model, page by page', async () => {
    const forever = { polls: 1_000_000, pending: 0 };
    const ids = [await leaveTask(forever), await leaveTask(forever), await leaveTask(forever)];
    const { tasks } = provider.qwen;
    const first = await tasks.list({ model: 'wan2.7-image', pageSize: 2 });
    const second = await tasks.list({ model: 'wan2.7-image', pageSize: 2, page: 2 });
    expect(first).toMatchObject({ page: 1, pages: 2, total: 3 });
    expect([...first.tasks, ...second.tasks].map(({ id }) => id).sort()).toEqual([...ids].sort());
    for (const { model, submittedAt } of first.tasks) {
      expect([model, submittedAt]).toEqual(['wan2.7-image', expect.any(Date)]);
    }
    expect(await tasks.list({ model: 'wan2.7-t2v' })).toMatchObject({ tasks: [], total: 0 });
  });

  test('a task that the service does not know is an error, and a wait can be aborted', async () => {
    const { tasks } = provider.qwen;
    expect((await tasks.get('not-a-task')).status).toBe('UNKNOWN');
    expect(await failureOf(tasks.wait('not-a-task'))).toMatchObject({ data: { taskId: 'not-a-task' } });
    const id = await leaveTask({ polls: 1_000_000, pending: 1_000_000 });
    const controller = new AbortController();
    const wait = tasks.wait(id, {
      pollInterval: 1,
      abortSignal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(await failureOf(wait)).toMatchObject({ name: 'AbortError', taskId: id });
    // An abort of a wait is not one of the work.
    expect((await tasks.get(id)).status).toBe('PENDING');
  });
});
