import type { Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { batchCaller, CHAT, chatLine, EMBEDDINGS, embeddingLine } from '../../support/batch-requests.js';
import type { Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const hour = 3_600_000;
const day = 24 * hour;
const lines = (count: number) => Array.from({ length: count }, (_, place) => chatLine(`${place}`));

/** The status, the counts and the ids of the lines in both files of a batch. */
async function summaryOf(emulator: Emulator, batch: Json) {
  const caller = batchCaller(emulator);
  const idsIn = async (file: string | null) => (file === null ? null : Object.keys(await caller.results(file)).sort());
  const { status, request_counts: counts, output_file_id: output, error_file_id: errors } = batch;
  return [status, counts.completed, counts.failed, await idsIn(output), await idsIn(errors)];
}

describe('the ends of a batch', () => {
  test('a cancelled batch that has run nothing has an error file only, and its times come with the next look', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { id, created_at } = await caller.start(lines(2));
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
    const { id } = await caller.start(lines(4));
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
    const { id, created_at } = await caller.start(lines(4), CHAT, { completion_window: '1d' });
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
    const { id } = await caller.start(lines(3));
    expect(await summaryOf(emulator, await caller.finish(id))).toEqual(['expired', 1, 2, ['0'], null]);
  });

  test('a batch fails for the reason in its script', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ batch: { failure: 'batch-capacity' } }, { text: 'For the chat.' });
    const caller = batchCaller(emulator);
    const { id } = await caller.start(lines(1));
    const { status, errors } = await caller.look(id);
    expect([status, errors.data]).toEqual([
      'failed',
      [{ code: 'insufficient_quota', message: expect.stringMatching(/^Too many/), param: null, line: null }],
    ]);
    const body = { model: 'qwen-plus', messages: [{ role: 'user', content: 'Hi' }] };
    const chat = await caller.post('/chat/completions', body);
    expect(chat.json.choices[0].message.content).toBe('For the chat.');
  });

  test.each(['https://10.1.2.3/a.png', 'http://localhost/a.png', 'https://files.internal/a.png', 'file:///a.png'])(
    'a batch with the private link %s never ends, until it is cancelled',
    async (url) => {
      const emulator = strictEmulator();
      const caller = batchCaller(emulator);
      const content = [
        { type: 'image_url', image_url: { url } },
        { type: 'text', text: 'http://localhost is only text' },
      ];
      const model = { model: 'qwen3-vl-plus' };
      const seen = [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }];
      const { id } = await caller.start([
        chatLine('stuck', content, model),
        chatLine('seen', seen, model),
        chatLine('text', [{ type: 'text', text: 'See http://localhost' }], model),
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
    const { id, input_file_id: input } = await caller.start(lines(1));
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

describe('lines that fail', () => {
  const scripted = () => ({
    answer: ({ customId, path }: { customId?: string; path: string }) =>
      customId === '1' && path.endsWith(CHAT) ? { failure: 'output-inspection' as const } : undefined,
  });

  test('lines that fail are in the error file, with code and message, and cost nothing', async () => {
    const emulator = strictEmulator(scripted());
    const caller = batchCaller(emulator);
    const { id } = await caller.start(lines(3));
    const batch = await caller.finish(id);
    expect(await summaryOf(emulator, batch)).toEqual(['completed', 2, 1, ['0', '2'], ['1']]);
    const { 1: line } = await caller.results(batch.error_file_id);
    const message = 'Output data may contain inappropriate content.';
    expect(line).toMatchObject({
      response: { status_code: 400, body: { error: { code: 'data_inspection_failed', message } } },
      error: { code: 'data_inspection_failed', message },
    });
    expect(emulator.batches).toMatchObject({ lines: 3, billed: 2 });
  });

  test('lines that fail hide among the results where the test asks for that, and no count tells of them', async () => {
    // Seen in September 2026: QwenLM/qwen-code, docs/users/features/batch.md.
    const emulator = strictEmulator({ ...scripted(), batch: { failures: 'output-file' } });
    const caller = batchCaller(emulator);
    const { id } = await caller.start(lines(3));
    const batch = await caller.finish(id);
    expect(await summaryOf(emulator, batch)).toEqual(['completed', 3, 0, ['0', '1', '2'], null]);
    const { 1: line } = await caller.results(batch.output_file_id);
    expect(line).toMatchObject({ response: { status_code: 400 }, error: null });
    expect(emulator.batches.billed).toBe(2);
  });

  test('lines that break a rule of the live service fail by it', async () => {
    const caller = batchCaller(strictEmulator());
    const { id } = await caller.start([
      chatLine('hot', 'Hi', { temperature: 3 }),
      chatLine('extra', 'Hi', { extra_body: {} }),
      chatLine('fine'),
    ]);
    const batch = await caller.finish(id);
    const { hot, extra } = await caller.results(batch.error_file_id);
    expect(hot.error.message).toBe('Temperature should be in [0.0, 2.0)');
    expect(extra.error.message).toContain("Unknown parameter: 'extra_body'");
    expect(batch.request_counts).toEqual({ total: 3, completed: 1, failed: 2 });
  });
});

describe('answers to lines', () => {
  test('answers to lines are scripted by custom_id, or in the order of the file', async () => {
    const emulator = strictEmulator();
    const toolCalls = [{ name: 'weather', arguments: { city: 'Hangzhou' } }];
    emulator.answerNext(
      { text: 'First.' },
      { batch: { lines: { 1: { text: 'By id.' }, 2: { toolCalls }, 3: { raw: { status: 503, body: 'down' } } } } },
    );
    const caller = batchCaller(emulator);
    const { id } = await caller.start(lines(4));
    const batch = await caller.finish(id);
    const results = await caller.results(batch.output_file_id);
    const message = (line: Json) => line.response.body.choices[0].message;
    expect(message(results[0])).toEqual({ role: 'assistant', content: 'First.' });
    expect(message(results[1]).content).toBe('By id.');
    expect(message(results[2]).tool_calls[0].function).toEqual({ name: 'weather', arguments: '{"city":"Hangzhou"}' });
    expect(results[2].response.body.choices[0].finish_reason).toBe('tool_calls');
    const { 3: raw } = await caller.results(batch.error_file_id);
    expect(raw.response).toMatchObject({ status_code: 503, body: { text: 'down' } });
  });

  test('answers to lines leave out the thinking, which is paid, unless the test asks for it', async () => {
    for (const reasoning of [false, true]) {
      const emulator = strictEmulator({ batch: { reasoning } });
      const caller = batchCaller(emulator);
      const { id } = await caller.start([chatLine('a', 'Hi', { model: 'qwen3.7-max' })]);
      const { a } = await caller.results((await caller.finish(id)).output_file_id);
      const { choices, usage } = a.response.body;
      expect(Object.keys(choices[0].message)).toEqual(['role', 'content', ...(reasoning ? ['reasoning_content'] : [])]);
      expect(usage.completion_tokens).toBeGreaterThan(20);
      expect(emulator.batches.completionTokens).toBe(usage.completion_tokens);
    }
  });

  test('answers of batch-test-model are always the same', async () => {
    const caller = batchCaller(strictEmulator());
    const url = '/v1/chat/ds-test';
    const line = { ...chatLine('a', 'Hi', { model: 'batch-test-model' }), url };
    const { id } = await caller.start([line], url);
    const { a } = await caller.results((await caller.finish(id)).output_file_id);
    expect(a.response.body).toMatchObject({
      usage: { completion_tokens: 6, prompt_tokens: 20, total_tokens: 26 },
      choices: [{ finish_reason: 'stop', index: 0, message: { content: 'This is a test result.' } }],
    });
    expect(a.response.body.choices[0].message).not.toHaveProperty('role');
  });

  test('answers of embedding models have vectors as short as the test wants', async () => {
    const caller = batchCaller(strictEmulator({ batch: { dimensions: 4 } }));
    const { id } = await caller.start([embeddingLine('a')], EMBEDDINGS);
    const { a } = await caller.results((await caller.finish(id)).output_file_id);
    expect(a.response.body.data[0].embedding).toHaveLength(4);
  });

  test('answers to lines read from no cache, and ignore what live calls ignore, with a warning', async () => {
    const emulator = strictEmulator({ unknownParameters: 'warn' });
    const caller = batchCaller(emulator);
    const { id } = await caller.start([chatLine('a', 'Hi', { colour: 'red' })], CHAT, {
      metadata: { ds_batch_finish_callback: 'https://example.com/done' },
    });
    await caller.finish(id);
    const [, creation] = emulator.calls;
    expect(creation!.warnings).toEqual([
      'The emulator does not call ds_batch_finish_callback.',
      "Unknown parameter 'colour' is ignored.",
    ]);
  });

  test('answers to lines throw what the scenario throws, and come with the next look', async () => {
    let broken = true;
    const emulator = strictEmulator({
      answer() {
        if (broken) throw new Error('The scenario is wrong.');
        return { text: 'Right.' };
      },
    });
    const caller = batchCaller(emulator);
    const { id } = await caller.start(lines(1));
    await caller.look(id);
    await expect(caller.look(id)).rejects.toThrow('The scenario is wrong.');
    broken = false;
    expect(await caller.look(id)).toMatchObject({ status: 'completed' });
    expect(emulator.batches.billed).toBe(1);
  });
});
