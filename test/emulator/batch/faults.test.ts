import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { batchCaller, chatLine } from '../../support/batch-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const body = { model: 'qwen-plus', messages: [{ role: 'user', content: 'Hi' }] };

describe('faults of batches on demand', () => {
  test('a batch whose creation is lost exists, and is found by its input file', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { json: file } = await caller.upload([chatLine('a')]);
    emulator.breakNext('lost', { at: 'creation' });
    await expect(caller.create(file.id)).rejects.toThrow('fetch failed');
    expect(emulator.batches).toMatchObject({ created: 1, lines: 1 });
    expect((await caller.list(`?input_file_ids=${file.id}`)).data).toMatchObject([{ input_file_id: file.id }]);
    await caller.create(file.id);
    expect(emulator.batches.created).toBe(2);
  });

  test('a batch whose creation breaks before it is carried out does not exist', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { json: file } = await caller.upload([chatLine('a')]);
    emulator.breakNext('reset', { at: 'creation' });
    await expect(caller.create(file.id)).rejects.toThrow('fetch failed');
    emulator.failNext('internal-error', { at: 'creation' });
    expect((await caller.create(file.id)).status).toBe(500);
    expect(emulator.batches.created).toBe(0);
  });

  test('every step of a batch fails and breaks on demand', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    emulator.breakNext('lost', { at: 'upload' });
    await expect(caller.upload([chatLine('lost')])).rejects.toThrow('fetch failed');
    expect((await caller.request('GET', '/files')).json.data).toHaveLength(1);
    const { id } = await caller.start([chatLine('a'), chatLine('b')]);
    emulator.breakNext('lost', { at: 'cancel' });
    emulator.failNext('rate-limit', { at: 'poll' });
    emulator.failNext('rate-limit', { at: 'list' });
    expect((await caller.request('GET', '/batches')).status).toBe(429);
    expect((await caller.request('GET', `/batches/${id}`)).status).toBe(429);
    await expect(caller.cancel(id)).rejects.toThrow('fetch failed');
    const { status, error_file_id: errors } = await caller.look(id);
    expect(status).toBe('cancelled');
    emulator.breakNext('lost', { at: 'download' });
    await expect(caller.request('GET', `/files/${errors}/content`)).rejects.toThrow('terminated');
    emulator.breakNext('lost', { at: 'deletion' });
    await expect(caller.request('DELETE', `/files/${errors}`)).rejects.toThrow('fetch failed');
    expect((await caller.request('GET', `/files/${errors}`)).status).toBe(404);
  });

  test('the next failure of any kind meets the next call', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { json: file } = await caller.upload([chatLine('a')]);
    emulator.failNext('internal-error');
    expect((await caller.create(file.id)).status).toBe(500);
    const { json: batch } = await caller.create(file.id);
    emulator.failNext('internal-error');
    expect((await caller.request('GET', `/batches/${batch.id}`)).status).toBe(500);
    expect((await caller.look(batch.id)).status).toBe('in_progress');
  });

  test('rate limits hold where the test asks for them, on the clock of the emulator', async () => {
    const emulator = strictEmulator({ batch: { rateLimits: true } });
    const caller = batchCaller(emulator);
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await caller.upload([chatLine('a')])).status);
    emulator.advance(1_000);
    statuses.push((await caller.upload([chatLine('a')])).status);
    expect(statuses).toEqual([200, 200, 200, 429, 200]);
    const lists = [];
    for (let time = 0; time < 101; time += 1) lists.push((await caller.request('GET', '/batches')).status);
    expect([lists.indexOf(429), (await caller.request('GET', '/batches')).json.error.code]).toEqual([
      100,
      'limit_requests',
    ]);
    emulator.advance(60_000);
    expect((await caller.request('GET', '/batches')).status).toBe(200);
  });
});

describe('the batch chat host', () => {
  const origin = 'https://batch.dashscope.aliyuncs.com';

  test('the batch chat host holds a call until its turn on the virtual clock', async () => {
    const emulator = strictEmulator({ batch: { wait: 600_000 } });
    let answered = false;
    const call = batchCaller(emulator, origin)
      .post('/chat/completions', body)
      .finally(() => (answered = true));
    await expect.poll(() => emulator.calls.length).toBe(1);
    emulator.advance(599_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([answered, emulator.batches.waited]).toEqual([false, 0]);
    emulator.advance(2_000);
    expect((await call).json.choices[0].message.content).toContain('You said: Hi');
    expect(emulator.batches.waited).toBe(1);
  });

  test('the batch chat host ends a call after an hour, which costs nothing', async () => {
    const emulator = strictEmulator({ batch: { wait: 4_000_000 } });
    const call = batchCaller(emulator, origin).post('/chat/completions', body);
    await expect.poll(() => emulator.calls.length).toBe(1);
    emulator.advance(3_600_001);
    const { status, json } = await call;
    expect([status, json.error.code, emulator.batches.waited]).toEqual([500, 'RequestTimeOut', 0]);
  });

  test('the batch chat host forgets a call whose client has left', async () => {
    const emulator = strictEmulator({ batch: { wait: 600_000 } });
    const leaving = new AbortController();
    const call = emulator.fetch(`${origin}/compatible-mode/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: leaving.signal,
    });
    await expect.poll(() => emulator.calls.length).toBe(1);
    leaving.abort(new Error('gone'));
    await expect(call).rejects.toThrow('gone');
    emulator.advance(600_000);
    expect([emulator.batches.waited, emulator.calls[0]!.aborted]).toEqual([0, true]);
  });

  test('the batch chat host listens on a port of this machine', async () => {
    const emulator = createEmulator();
    const { url } = await emulator.listen({ actsAs: 'batch.dashscope.aliyuncs.com' });
    try {
      const response = await fetch(`${url}/compatible-mode/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect([response.status, emulator.batches.waited]).toEqual([200, 1]);
    } finally {
      await emulator.close();
    }
  });
});
