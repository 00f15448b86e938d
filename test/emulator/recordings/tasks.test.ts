import { describe, expect, test } from 'vitest';
import { BASE, chat, send } from '../../support/emulator-requests.js';
import { recordAnswers, recordService, replayOf } from '../../support/recorded-service.js';

const { origin } = new URL(BASE);

describe('tasks in a recording', () => {
  test('a task is recorded under the same id again, whatever the service calls it, and polled under it', async () => {
    const path = '/api/v1/services/aigc/text2image/image-synthesis';
    const body = { model: 'wan2.2-t2i-flash', input: { prompt: 'A cat' } };
    const make = async (emulator: ReturnType<typeof recordService>['recorder']) => {
      const created = await send(emulator, body, { base: origin, path, headers: { 'x-dashscope-async': 'enable' } });
      const { task_id: id } = ((await created.json()) as { output: { task_id: string } }).output;
      const headers = { authorization: 'Bearer sk-test' };
      const states: string[] = [];
      for (let poll = 0; poll < 2; poll += 1) {
        const response = await emulator.fetch(`${origin}/api/v1/tasks/${id}`, { headers });
        states.push(((await response.json()) as { output: { task_status: string } }).output.task_status);
      }
      return { id, states };
    };
    const record = async (earlierCalls: number) => {
      const { service, recorder, exchanges } = recordService({ taskDelay: { polls: 1 } });
      // Each call takes an id, so that the task gets another one.
      for (let call = 0; call < earlierCalls; call += 1) await (await send(service, chat())).text();
      return { exchanges, made: await make(recorder) };
    };
    const [first, second] = [await record(0), await record(3)];
    expect(second.made.id).not.toBe(first.made.id);
    const requests = first.exchanges.map(({ request, turn }) => [request, turn]);
    expect(second.exchanges.map(({ request, turn }) => [request, turn])).toEqual(requests);
    expect((await make(replayOf(second.exchanges))).states).toEqual(second.made.states);
  });

  test('a task that was made before the recording keeps its id', async () => {
    const id = '6f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    const states = ['RUNNING', 'SUCCEEDED'];
    const { recorder, exchanges } = recordAnswers(async () =>
      Response.json({ output: { task_id: id, task_status: states.shift() } }),
    );
    const poll = async (emulator: typeof recorder) =>
      ((await (await emulator.fetch(`${origin}/api/v1/tasks/${id}`)).json()) as { output: object }).output;
    const recorded = [await poll(recorder), await poll(recorder)];
    const replay = replayOf(exchanges);
    expect([await poll(replay), await poll(replay)]).toEqual(recorded);
    expect(recorded[1]).toEqual({ task_id: id, task_status: 'SUCCEEDED' });
  });
});
