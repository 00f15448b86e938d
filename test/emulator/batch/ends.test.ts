import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { batchCaller, CHAT, chatLine, chatLines, summaryOf } from '../../support/batch-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const hour = 3_600_000;
const day = 24 * hour;

// Times of a batch are compared, and a second may end between two calls.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));

afterEach(() => void vi.useRealTimers());

describe('the ends of a batch', () => {
  test('a cancelled batch that has run nothing has an error file only, and its times come with the next look', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { id, created_at } = await caller.start(chatLines(2));
    await caller.look(id);
    const { json: cancelling } = await caller.cancel(id);
    expect(cancelling).toMatchObject({
      status: 'cancelling',
      in_progress_at: created_at,
      cancelling_at: null,
      cancelled_at: null,
      request_counts: { total: 2, completed: 0, failed: 0 },
    });
    const batch = await caller.look(id);
    expect(batch).toMatchObject({ cancelling_at: created_at, cancelled_at: created_at, request_counts: { total: 2 } });
    expect(batch.error_file_id).toMatch(/^file-batch_output-/);
    expect(await summaryOf(emulator, batch)).toEqual(['cancelled', 0, 2, null, ['0', '1']]);
    expect(emulator.batches).toMatchObject({ lines: 2, billed: 0 });
    const again = await caller.cancel(id);
    expect([again.status, again.json.error.message]).toEqual([400, "Cannot cancel a batch with status 'cancelled'."]);
  });

  test('a cancelled batch keeps the results of the lines that have run, and they are paid', async () => {
    const emulator = strictEmulator({ batch: { delay: { polls: 4, cancelling: 1 } } });
    const caller = batchCaller(emulator);
    const { id } = await caller.start(chatLines(4));
    for (const _ of [1, 2, 3]) await caller.look(id);
    await caller.cancel(id);
    expect((await caller.look(id)).status).toBe('cancelling');
    expect((await caller.cancel(id)).status).toBe(400);
    expect(await summaryOf(emulator, await caller.look(id))).toEqual(['cancelled', 2, 2, ['0', '1'], ['2', '3']]);
    expect(emulator.batches.billed).toBe(2);
  });

  test('a batch that does not end within its window expires with the results that it has', async () => {
    const emulator = strictEmulator({ batch: { delay: { milliseconds: 4 * day, standstill: 0 } } });
    const caller = batchCaller(emulator);
    const { id, created_at } = await caller.start(chatLines(4), CHAT, { completion_window: '1d' });
    emulator.advance(25 * hour);
    const batch = await caller.look(id);
    expect(batch.expired_at).toBe(created_at + day / 1000);
    expect(await summaryOf(emulator, batch)).toEqual(['expired', 1, 3, ['0'], ['1', '2', '3']]);
    const { 1: line } = await caller.results(batch.error_file_id);
    expect(line).toMatchObject({ response: null, error: { code: 'batch_expired' } });
  });

  test('lines that have not run are missing from both files where the test asks for that', async () => {
    const emulator = strictEmulator({ batch: { unrun: 'missing' } });
    emulator.answerNext({ batch: { status: 'expired', ran: 1 } });
    const caller = batchCaller(emulator);
    const { id } = await caller.start(chatLines(3));
    expect(await summaryOf(emulator, await caller.finish(id))).toEqual(['expired', 1, 2, ['0'], null]);
  });

  test('a batch fails for the reason in its script', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ batch: { failure: 'batch-capacity' } }, { text: 'For the chat.' });
    const caller = batchCaller(emulator);
    // The chat comes first and leaves the script of the batch in the queue.
    const body = { model: 'qwen-plus', messages: [{ role: 'user', content: 'Hi' }] };
    const chat = await caller.post('/chat/completions', body);
    expect(chat.json.choices[0].message.content).toBe('For the chat.');
    const { id } = await caller.start(chatLines(1));
    const { status, errors } = await caller.look(id);
    expect([status, errors.data]).toEqual([
      'failed',
      [{ code: 'insufficient_quota', message: expect.stringMatching(/^Too many/), param: null, line: null }],
    ]);
  });

  test.each(['https://10.1.2.3/a.png', 'http://localhost/a.png', 'https://files.internal/a.png', 'file:///a.png'])(
    'a batch with the private link %s never ends, until it is cancelled',
    async (url) => {
      const emulator = strictEmulator();
      const caller = batchCaller(emulator);
      const content = [
        { type: 'image_url', image_url: { url } },
        { type: 'text', text: 'http://localhost/a.png' },
      ];
      const model = { model: 'qwen3-vl-plus' };
      const seen = [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }];
      const { id } = await caller.start([
        chatLine('stuck', content, model),
        chatLine('seen', seen, model),
        chatLine('text', [{ type: 'text', text: 'http://localhost/a.png' }], model),
      ]);
      for (const _ of [1, 2, 3]) await caller.look(id);
      emulator.advance(20 * day);
      expect(await caller.look(id)).toMatchObject({
        status: 'in_progress',
        request_counts: { total: 3, completed: 2 },
      });
      await caller.cancel(id);
      expect(await summaryOf(emulator, await caller.look(id))).toEqual([
        'cancelled',
        2,
        1,
        ['seen', 'text'],
        ['stuck'],
      ]);
    },
  );

  test('batches and their results are forgotten 30 days after the end, the input is not', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { id, input_file_id: input } = await caller.start(chatLines(1));
    const { output_file_id: output } = await caller.finish(id);
    emulator.advance(29 * day);
    expect((await caller.request('GET', `/files/${output}`)).json).toMatchObject({ purpose: 'batch_output' });
    expect((await caller.look(id)).status).toBe('completed');
    emulator.advance(2 * day);
    for (const [path, status] of [
      [`/batches/${id}`, 404],
      [`/files/${output}`, 404],
      [`/files/${input}`, 200],
    ] as const) {
      expect([path, (await caller.request('GET', path)).status]).toEqual([path, status]);
    }
    expect(await caller.list()).toMatchObject({ data: null });
  });
});
