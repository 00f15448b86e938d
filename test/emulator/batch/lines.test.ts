import { describe, expect, test } from 'vitest';
import {
  batchCaller,
  CHAT,
  chatLine,
  chatLines,
  EMBEDDINGS,
  embeddingLine,
  summaryOf,
} from '../../support/batch-requests.js';
import type { Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('lines that fail', () => {
  const scripted = () => ({
    answer: ({ customId, path }: { customId?: string; path: string }) =>
      customId === '1' && path.endsWith(CHAT) ? { failure: 'output-inspection' as const } : undefined,
  });

  test('lines that fail are in the error file, with code and message, and cost nothing', async () => {
    const emulator = strictEmulator(scripted());
    const caller = batchCaller(emulator);
    const { id } = await caller.start(chatLines(3));
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
    const { id } = await caller.start(chatLines(3));
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
    const { id } = await caller.start(chatLines(4));
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

  test('answers to lines that think need no stream, and a line that asks for one gets a whole answer', async () => {
    const caller = batchCaller(strictEmulator());
    const thinks = { enable_thinking: true };
    const { id } = await caller.start([chatLine('a', 'Hi', thinks), chatLine('b', 'Hi', { ...thinks, stream: true })]);
    const results = await caller.results((await caller.finish(id)).output_file_id);
    for (const { response } of Object.values<Json>(results)) {
      expect(response.body.choices[0].message.content).toContain('You said: Hi');
    }
  });

  // Batch page and batch inference guide, September 2026.
  const documented =
    'qwen3.8-max qwen3.8-flash qwen3.7-max qwen3.7-plus qwen3.7-flash qwen3-max qwen3.6-plus qwen3.6-flash qwen3.5-plus ' +
    'qwen3.5-flash qwen-plus qwen-plus-latest qwen-flash qwen-long qwen-long-latest deepseek-r1 deepseek-v3.2 ' +
    'deepseek-v3 qwen3-vl-plus qwen3-vl-flash qwen-vl-ocr qwen-vl-ocr-latest qwen3.5-omni-plus qwen3.5-omni-flash ' +
    'text-embedding-v1 text-embedding-v2 text-embedding-v3 text-embedding-v4 qwen3.7-text-embedding ' +
    'qwen3.7-text-embedding-flash';
  test.each(documented.split(' '))('answers to lines come from %s', async (model) => {
    const caller = batchCaller(strictEmulator());
    const embeds = model.includes('embedding');
    const line = embeds ? embeddingLine('a', 'Hi', { model, dimensions: undefined }) : chatLine('a', 'Hi', { model });
    const { id } = await caller.start([line], line.url);
    expect(await caller.finish(id)).toMatchObject({ status: 'completed', error_file_id: null });
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

  test("answers to lines don't touch the context cache", async () => {
    // Context cache guide, September 2026: batches don't use it.
    const caller = batchCaller(strictEmulator());
    const text = 'A long prefix. '.repeat(600);
    const content = [{ type: 'text', text, cache_control: { type: 'ephemeral' } }];
    const line = chatLine('a', content);
    await caller.finish((await caller.start([line])).id);
    const live = async () => (await caller.post('/chat/completions', line.body)).json.usage.prompt_tokens_details;
    expect(await live()).toMatchObject({ cached_tokens: 0 });
    expect((await live()).cached_tokens).toBeGreaterThan(1_024);
  });

  test('answers to lines ignore what live calls ignore, with a warning', async () => {
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
    const { id } = await caller.start(chatLines(1));
    await caller.look(id);
    await expect(caller.look(id)).rejects.toThrow('The scenario is wrong.');
    broken = false;
    expect(await caller.look(id)).toMatchObject({ status: 'completed' });
    expect(emulator.batches.billed).toBe(1);
  });

  test('answers to lines are made once, even if the client of the first look leaves', async () => {
    let asked = 0;
    let go = () => {};
    const emulator = strictEmulator({
      async answer() {
        asked += 1;
        await new Promise<void>((resolve) => (go = resolve));
        return {};
      },
    });
    const caller = batchCaller(emulator);
    const { id } = await caller.start(chatLines(1));
    await caller.look(id);
    const leaving = new AbortController();
    const left = caller.request('GET', `/batches/${id}`, { signal: leaving.signal });
    await expect.poll(() => asked).toBe(1);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    go();
    expect(await caller.look(id)).toMatchObject({ status: 'completed', request_counts: { completed: 1 } });
    expect([asked, emulator.batches.billed]).toEqual([1, 1]);
  });
});
