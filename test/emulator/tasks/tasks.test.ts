import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { type Json, send } from '../../support/emulator-requests.js';
import { ASYNC, BASE, draw, poll, post } from '../../support/image-emulator-requests.js';

const TIME = /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/;

/** An emulator with one task. */
async function withTask(options?: EmulatorOptions) {
  const emulator = strictEmulator(options);
  const { json } = await post(emulator, ASYNC, draw('wan2.7-image'));
  const id: string = json.output.task_id;
  const cancel = async () => {
    const response = await send(emulator, '', { base: BASE, path: `/tasks/${id}/cancel` });
    return { status: response.status, json: (await response.json()) as Json };
  };
  const status = async () => (await poll(emulator, id)).output.task_status;
  return { emulator, id, created: json, cancel, status };
}

describe('a task', () => {
  // Recorded Apr 2026 in Beijing.
  test('a task is created, then runs, then succeeds, with the times that it has so far', async () => {
    const { emulator, id, created } = await withTask({ taskDelay: { polls: 2, pending: 1 } });
    expect(created).toEqual({ request_id: expect.any(String), output: { task_id: id, task_status: 'PENDING' } });
    const times = { task_id: id, submit_time: expect.stringMatching(TIME) };
    expect((await poll(emulator, id)).output).toEqual({ ...times, task_status: 'PENDING' });
    const scheduled = { ...times, scheduled_time: expect.stringMatching(TIME) };
    expect((await poll(emulator, id)).output).toEqual({ ...scheduled, task_status: 'RUNNING' });
    const { output } = await poll(emulator, id);
    expect(output).toMatchObject({ ...scheduled, task_status: 'SUCCEEDED', end_time: expect.stringMatching(TIME) });
    expect((await poll(emulator, id)).output).toEqual(output);
  });

  test('a task has its times in China, without a time zone', async () => {
    const { emulator, id } = await withTask();
    const { output } = await poll(emulator, id);
    const submitted = Date.parse(`${output.submit_time.replace(' ', 'T')}+08:00`);
    expect(Math.abs(submitted - Date.now())).toBeLessThan(60_000);
  });

  test('a task takes as long as told on the clock of the emulator, however often it is polled', async () => {
    const { emulator, id, status } = await withTask({ taskDelay: { milliseconds: 60_000, pending: 10_000 } });
    expect([await status(), await status(), await status()]).toEqual(['PENDING', 'PENDING', 'PENDING']);
    emulator.advance(10_000);
    expect(await status()).toBe('RUNNING');
    emulator.advance(50_000);
    const { output } = await poll(emulator, id);
    expect(output.task_status).toBe('SUCCEEDED');
    expect(Date.parse(output.end_time) - Date.parse(output.submit_time)).toBe(60_000);
  });

  test('a task that was never created is unknown, under HTTP 200', async () => {
    expect(await poll(strictEmulator(), '1111')).toEqual({
      request_id: expect.any(String),
      output: { task_id: '1111', task_status: 'UNKNOWN' },
    });
  });

  test('a task is unknown a day after its end, and in another region', async () => {
    const { emulator, id, status } = await withTask();
    const elsewhere = await poll(emulator, id, 'https://dashscope-intl.aliyuncs.com/api/v1');
    expect(elsewhere.output.task_status).toBe('UNKNOWN');
    expect(await status()).toBe('SUCCEEDED');
    emulator.advance(24 * 3_600_000 + 1000);
    expect(await status()).toBe('UNKNOWN');
  });

  test('a task is canceled while it is pending, and not after', async () => {
    const pending = await withTask();
    expect(await pending.cancel()).toEqual({ status: 200, json: { request_id: expect.any(String) } });
    expect((await poll(pending.emulator, pending.id)).output).toEqual({
      task_id: pending.id,
      task_status: 'CANCELED',
      submit_time: expect.stringMatching(TIME),
      end_time: expect.stringMatching(TIME),
    });
    const running = await withTask();
    await running.status();
    // Recorded Mar 2024 in Beijing.
    expect(await running.cancel()).toEqual({
      status: 400,
      json: {
        code: 'UnsupportedOperation',
        message: 'Failed to cancel the task, please confirm if the task is in PENDING status.',
        request_id: expect.any(String),
      },
    });
  });

  test('a task ends as scripted', async () => {
    const emulator = strictEmulator({ taskDelay: { polls: 0 } });
    const failure = { status: 400, code: 'InternalError', message: 'Out of paint.' };
    emulator.answerNext(
      { task: { failure } },
      { task: { status: 'FAILED' } },
      { task: { status: 'UNKNOWN', delay: { polls: 1 } } },
      { task: { status: 'CANCELED' } },
    );
    const ids: string[] = [];
    for (let time = 0; time < 4; time += 1) {
      ids.push((await post(emulator, ASYNC, draw('wan2.7-image'))).json.output.task_id);
    }
    const [failed, bare, lost, canceled] = ids as [string, string, string, string];
    const { output } = await poll(emulator, failed);
    expect(output).toMatchObject({ task_status: 'FAILED', code: 'InternalError', message: 'Out of paint.' });
    const reasonless = (await poll(emulator, bare)).output;
    expect([reasonless.task_status, 'code' in reasonless]).toEqual(['FAILED', false]);
    const states = [await poll(emulator, lost), await poll(emulator, lost), await poll(emulator, canceled)];
    expect(states.map((state) => state.output.task_status)).toEqual(['RUNNING', 'UNKNOWN', 'CANCELED']);
  });

  test('a task needs a key', async () => {
    const { emulator, id } = await withTask();
    const response = await emulator.fetch(`${BASE}/tasks/${id}`);
    expect(response.status).toBe(401);
  });

  test('a task is forgotten by a reset, with the counts', async () => {
    const { emulator, status } = await withTask();
    expect(emulator.creations.image).toBe(1);
    emulator.reset();
    expect([await status(), emulator.creations.image]).toEqual(['UNKNOWN', 0]);
  });
});

describe('the list of tasks', () => {
  const list = async (emulator: ReturnType<typeof strictEmulator>, query = '') => {
    const response = await send(emulator, undefined, { base: BASE, path: `/tasks/${query}`, method: 'GET' });
    return (await response.json()) as Json;
  };

  // Recorded Mar 2024 in Beijing.
  test('the list of tasks has the newest first, with times in milliseconds', async () => {
    const { emulator, id } = await withTask();
    await post(emulator, ASYNC, draw('wan2.6-t2i', 'A dog', { n: 1 }));
    await poll(emulator, id);
    await poll(emulator, id);
    const page = await list(emulator);
    expect(page).toMatchObject({ total: 2, total_page: 1, page_no: 1, page_size: 10 });
    expect(page.data.map((row: Json) => [row.model_name, row.status])).toEqual([
      ['wan2.6-t2i', 'PENDING'],
      ['wan2.7-image', 'SUCCEEDED'],
    ]);
    expect(page.data[1]).toEqual({
      api_key_id: '1',
      caller_parent_id: expect.any(String),
      caller_uid: expect.any(String),
      end_time: expect.any(Number),
      gmt_create: expect.any(Number),
      model_name: 'wan2.7-image',
      region: 'cn-beijing',
      request_id: expect.any(String),
      start_time: expect.any(Number),
      status: 'SUCCEEDED',
      task_id: id,
      user_api_unique_key: 'apikey:v1:aigc:image-generation:generation:wan2.7-image',
    });
  });

  test('the list of tasks is filtered and paged', async () => {
    const { emulator, id } = await withTask();
    emulator.advance(3_600_000);
    for (let time = 0; time < 3; time += 1) await post(emulator, ASYNC, draw('wan2.6-t2i'));
    await poll(emulator, id);
    const total = async (query: string) => (await list(emulator, query)).total;
    expect(await total(`?task_id=${id}`)).toBe(1);
    expect(await total('?model_name=wan2.6-t2i')).toBe(3);
    expect(await total('?status=RUNNING')).toBe(1);
    const at = (hours: number) =>
      new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
    expect(await total(`?start_time=${at(0.5)}&end_time=${at(1.5)}`)).toBe(3);
    expect(await total(`?end_time=${at(0.5)}`)).toBe(1);
    const page = await list(emulator, '?page_no=2&page_size=3');
    expect([page.total_page, page.data.length]).toEqual([2, 1]);
    expect(await list(emulator, `?start_time=${at(-30)}&end_time=${at(0)}`)).toMatchObject({
      code: 'InvalidParameter',
      message: "'end_time' must be at most 24 hours after start_time",
    });
    expect((await list(emulator, '?start_time=today')).message).toBe("'start_time' must be YYYYMMDDhhmmss");
    expect((await list(emulator, '?page_size=0')).message).toBe("'page_size' must be a whole number from 1 to 100");
  });
});
