import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { ASYNC, BASE, draw, poll, post, SYNC, TASK } from '../../support/image-emulator-requests.js';

const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...TASK };
const body = JSON.stringify(draw('wan2.7-image', 'A cat', { size: '1K' }));

describe('faults on demand', () => {
  test('faults on demand meet the step that they are meant for, and no other', async () => {
    const emulator = strictEmulator({ taskDelay: { polls: 0 } });
    emulator.failNext('rate-limit', { at: 'poll' });
    emulator.failNext('internal-error', { at: 'download', times: 2 });
    emulator.failNext('rate-limit', { at: 'creation' });
    expect((await post(emulator, ASYNC, draw('wan2.7-image'))).status).toBe(429);
    const { json } = await post(emulator, ASYNC, draw('wan2.7-image', 'A cat', { size: '1K' }));
    const id = json.output.task_id;
    expect((await poll(emulator, id)).code).toBe('Throttling.RateQuota');
    const { output } = await poll(emulator, id);
    const url = output.choices[0].message.content[0].image;
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await emulator.fetch(url)).status);
    expect(statuses).toEqual([500, 500, 200]);
    expect(emulator.creations.image).toBe(1);
  });

  test('faults on demand without a step meet the next request', async () => {
    const emulator = strictEmulator();
    const { json } = await post(emulator, ASYNC, draw('wan2.7-image'));
    emulator.failNext('internal-error');
    expect((await poll(emulator, json.output.task_id)).code).toBe('InternalError');
  });

  test('faults on demand break a creation before it is carried out, or lose its answer', async () => {
    const emulator = strictEmulator();
    emulator.breakNext('reset', { at: 'creation' });
    await expect(post(emulator, ASYNC, draw('wan2.7-image'))).rejects.toThrow('fetch failed');
    expect(emulator.creations.image).toBe(0);
    emulator.breakNext('lost', { at: 'creation', times: 2 });
    await expect(post(emulator, ASYNC, draw('wan2.7-image'))).rejects.toThrow('fetch failed');
    await expect(post(emulator, SYNC, draw('wan2.7-image'))).rejects.toThrow('fetch failed');
    expect(emulator.creations.image).toBe(2);
    const response = await emulator.fetch(`${BASE}/tasks/`, { headers: { authorization: headers.authorization } });
    expect(await response.json()).toMatchObject({ total: 1 });
  });

  test('faults on demand break connections over HTTP', async () => {
    const emulator = strictEmulator({ taskDelay: { polls: 0 } });
    const { url } = await emulator.listen();
    const create = () => fetch(`${url}/api/v1${ASYNC}`, { method: 'POST', headers, body });
    try {
      emulator.breakNext('lost', { at: 'creation' });
      await expect(create()).rejects.toThrow('fetch failed');
      expect(emulator.creations.image).toBe(1);
      const { output } = (await (await create()).json()) as { output: { task_id: string } };
      const state = (await (await fetch(`${url}/api/v1/tasks/${output.task_id}`, { headers })).json()) as {
        output: { choices: [{ message: { content: [{ image: string }] } }] };
      };
      const file = state.output.choices[0].message.content[0].image;
      expect(file.startsWith(url)).toBe(true);
      emulator.breakNext('lost', { at: 'download' });
      const cut = await fetch(file);
      expect(cut.status).toBe(200);
      await expect(cut.arrayBuffer()).rejects.toThrow('terminated');
      expect((await (await fetch(file)).arrayBuffer()).byteLength).toBeGreaterThan(1000);
    } finally {
      await emulator.close();
    }
  });

  test('faults on demand stall until the client gives up', async () => {
    const emulator = strictEmulator();
    emulator.breakNext('stall', { at: 'creation' });
    const leave = new AbortController();
    const call = emulator.fetch(`${BASE}${ASYNC}`, { method: 'POST', headers, body, signal: leave.signal });
    await new Promise((resolve) => setTimeout(resolve));
    leave.abort(new Error('gone'));
    await expect(call).rejects.toThrow('gone');
    expect([emulator.creations.image, emulator.calls[0]!.aborted]).toEqual([0, true]);
  });
});
