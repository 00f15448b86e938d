import { describe, expect, test } from 'vitest';
import { batchRules } from '../../../src/emulator/rules/batch.js';
import { batchCaller, CHAT, chatLine } from '../../support/batch-requests.js';
import type { Json } from '../../support/emulator-requests.js';
import { requestCases } from '../../support/rule-cases/batch-calls.js';
import { lineCases } from '../../support/rule-cases/batch-lines.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('refusals of batches', () => {
  for (const { rule, lines, endpoint, options, error } of lineCases) {
    test(`a file is refused by ${rule}: ${error.message.slice(0, 80)}`, async () => {
      const emulator = strictEmulator(options);
      const caller = batchCaller(emulator);
      const { id, status } = await caller.start(lines, endpoint);
      expect(status).toBe('validating');
      const batch = await caller.look(id);
      expect(batch).toMatchObject({ status: 'failed', request_counts: { total: 0, completed: 0, failed: 0 } });
      expect(batch.errors).toEqual({ object: 'list', data: [error] });
      expect(emulator.batches).toMatchObject({ created: 1, lines: 0, billed: 0 });
    });
  }

  for (const { rule, options, origin, send, status = 400, error } of requestCases) {
    test(`a request is refused by ${rule}: ${JSON.stringify(error.message).slice(0, 80)}`, async () => {
      const emulator = strictEmulator(options);
      const answer = await send(batchCaller(emulator, origin));
      const text = answer.text.startsWith('data: ') ? JSON.parse(answer.text.slice('data: '.length)) : answer.json;
      expect(answer.status).toBe(status);
      expect(text.error).toEqual({
        message: error.message,
        type: expect.any(String),
        param: error.param ?? null,
        code: error.code === undefined ? 'invalid_request_error' : error.code,
      });
    });
  }

  test('every refusal of batches has a case', () => {
    const covered = new Set<string>([...lineCases, ...requestCases].map(({ rule }) => rule));
    expect(Object.keys(batchRules).filter((rule) => !covered.has(rule))).toEqual([]);
  });

  test('batches refuse keys, methods, bodies and unknown fields as other endpoints do', async () => {
    const caller = batchCaller(strictEmulator());
    expect((await batchCaller(strictEmulator(), undefined, 'sk-wrong').request('GET', '/batches')).status).toBe(401);
    expect((await caller.request('PUT', '/batches')).json.error.message).toBe("Request method 'PUT' is not supported.");
    expect((await caller.request('POST', '/batches/batch_1')).json.error.message).toBe(
      "Request method 'POST' is not supported.",
    );
    expect((await caller.request('POST', '/batches', { body: '{' })).status).toBe(400);
    const { json: file } = await caller.upload([chatLine('a')]);
    const unknown = await caller.create(file.id, CHAT, { priority: 1 });
    expect(unknown.json.error.message).toContain("Unknown parameter: 'priority'");
  });

  test('models of batches depend on the region', async () => {
    for (const [region, model, status] of [
      ['singapore', 'qwen-flash', 'failed'],
      ['singapore', 'qwen-turbo', 'in_progress'],
      ['beijing', 'qwen-turbo', 'failed'],
    ] as const) {
      const caller = batchCaller(strictEmulator({ region }));
      const { id } = await caller.start([chatLine('a', 'Hi', { model })]);
      expect([region, model, (await caller.look(id)).status]).toEqual([region, model, status]);
    }
  });

  test('every bad line of a file has an entry', async () => {
    const caller = batchCaller(strictEmulator());
    const { id } = await caller.start(['a', 'b', 'c'].map((name) => ({ ...chatLine(name), method: 'GET' })));
    const { errors } = await caller.look(id);
    expect(errors.data.map(({ line }: Json) => line)).toEqual([1, 2, 3]);
  });
});
