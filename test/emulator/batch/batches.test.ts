import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { batchCaller, chatLine, EMBEDDINGS, embeddingLine } from '../../support/batch-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

// The shapes are those of exchanges recorded in April 2026; the facts are on the batch page of the documentation.
const minute = 60_000;
const hour = 60 * minute;
const empty = {
  errors: null,
  output_file_id: null,
  error_file_id: null,
  in_progress_at: null,
  expires_at: null,
  finalizing_at: null,
  completed_at: null,
  failed_at: null,
  expired_at: null,
  cancelling_at: null,
  cancelled_at: null,
};

afterEach(() => {
  vi.useRealTimers();
});

function frozenEmulator(options: EmulatorOptions = {}) {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_776_000_000_000 });
  return strictEmulator(options);
}

describe('a batch of the emulator', () => {
  test('a batch of the emulator says validating, in_progress and completed, with all fields of the service', async () => {
    const emulator = frozenEmulator();
    const caller = batchCaller(emulator);
    const { json: file } = await caller.upload([chatLine('a'), chatLine('b')]);
    expect(file).toMatchObject({
      id: expect.stringMatching(/^file-batch-[0-9a-f]{24}$/),
      object: 'file',
      purpose: 'batch',
      status: 'processed',
    });
    const metadata = { ds_name: 'Job', own: '1' };
    const { json: created } = await caller.create(file.id, undefined, { metadata });
    const head = {
      id: expect.stringMatching(/^batch_[0-9a-f-]{36}$/),
      object: 'batch',
      endpoint: '/v1/chat/completions',
      input_file_id: file.id,
      completion_window: '24h',
      created_at: 1_776_000_000,
      metadata,
    };
    const none = { total: 0, completed: 0, failed: 0 };
    expect(created).toEqual({ ...head, ...empty, status: 'validating', request_counts: none });
    const begun = { in_progress_at: 1_776_000_000 };
    expect(await caller.look(created.id)).toEqual({
      ...head,
      ...empty,
      ...begun,
      status: 'in_progress',
      request_counts: { ...none, total: 2 },
    });
    expect(await caller.look(created.id)).toEqual({
      ...head,
      ...empty,
      ...begun,
      status: 'completed',
      finalizing_at: 1_776_000_000,
      completed_at: 1_776_000_000,
      output_file_id: expect.stringMatching(/^file-batch_output-[0-9a-f]{24}$/),
      request_counts: { total: 2, completed: 2, failed: 0 },
    });
  });

  test('a batch of the emulator answers each chat line with the fields of the service, in another order', async () => {
    const caller = batchCaller(strictEmulator());
    const { id } = await caller.start([chatLine('a'), chatLine('b'), chatLine('c')]);
    const { output_file_id: output } = await caller.finish(id);
    const { text, headers } = await caller.request('GET', `/files/${output}/content`);
    expect(headers.get('content-type')).toBeNull();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.custom_id)).toEqual(['b', 'a', 'c']);
    const [line] = lines;
    expect(line).toEqual({
      id: line.id,
      custom_id: 'b',
      response: {
        status_code: 200,
        request_id: line.id,
        body: {
          created: expect.any(Number),
          usage: { completion_tokens: expect.any(Number), prompt_tokens: 7, total_tokens: expect.any(Number) },
          model: 'qwen-plus',
          id: `chatcmpl-${line.id}`,
          choices: [
            {
              finish_reason: 'stop',
              index: 0,
              message: {
                role: 'assistant',
                content: 'This is the ai-sdk-qwen emulator, not a model. You said: Question b',
              },
            },
          ],
          object: 'chat.completion',
        },
      },
      error: null,
    });
  });

  test('a batch of the emulator embeds texts', async () => {
    const emulator = strictEmulator();
    const caller = batchCaller(emulator);
    const { id } = await caller.start([embeddingLine('a'), embeddingLine('b')], EMBEDDINGS);
    const lines = await caller.results((await caller.finish(id)).output_file_id);
    expect(lines.a.response.body).toMatchObject({ model: 'text-embedding-v4', usage: { total_tokens: 2 } });
    expect(lines.a.response.body.data[0].embedding).toHaveLength(64);
    expect(emulator.batches).toEqual({
      created: 1,
      lines: 2,
      billed: 2,
      waited: 0,
      promptTokens: 4,
      completionTokens: 0,
    });
  });

  test('a batch of the emulator that fails its validation says why at the next look, line by line', async () => {
    const emulator = frozenEmulator();
    const caller = batchCaller(emulator);
    const wrong = { ...chatLine('a'), url: '/v1/chat/completion' };
    const created = await caller.start([wrong, chatLine('b')]);
    expect(created).toMatchObject({ status: 'validating', errors: null });
    expect(await caller.look(created.id)).toEqual({
      ...created,
      status: 'failed',
      failed_at: created.created_at,
      errors: {
        object: 'list',
        data: [
          {
            code: 'url_not_found',
            message: "The provided url '/v1/chat/completion' is not supported by the Batch API.",
            param: 'url',
            line: 1,
          },
        ],
      },
    });
    expect(emulator.batches).toMatchObject({ created: 1, lines: 0, billed: 0 });
  });

  test('a batch of the emulator takes its time on the virtual clock, and its counts stand still', async () => {
    const emulator = strictEmulator({
      batch: { delay: { milliseconds: 2 * hour, validating: minute, finalizing: 10 * minute } },
    });
    const caller = batchCaller(emulator);
    const lines = Array.from({ length: 100 }, (_, place) => chatLine(`${place}`));
    const { id } = await caller.start(lines);
    const seen = [];
    for (const minutes of [0, 2, 17, 10, 80, 10, 2]) {
      emulator.advance(minutes * minute);
      const { status, request_counts: counts } = await caller.look(id);
      seen.push(`${status} ${counts.completed}/${counts.total}`);
    }
    expect(seen).toEqual([
      'validating 0/0',
      'in_progress 0/100',
      'in_progress 0/100',
      'in_progress 18/100',
      'in_progress 91/100',
      'finalizing 100/100',
      'completed 100/100',
    ]);
  });
});

describe('the list of batches', () => {
  test('the list of batches is null without any', async () => {
    expect(await batchCaller(strictEmulator()).list('?limit=2&input_file_ids=hello')).toEqual({
      object: 'list',
      data: null,
      first_id: null,
      last_id: null,
      has_more: false,
    });
  });

  test('the list of batches is in pages from the newest, by name, input, status and time', async () => {
    const emulator = frozenEmulator();
    const caller = batchCaller(emulator);
    const batches = [];
    for (const name of ['red apple', 'green apple', 'pear']) {
      batches.push(await caller.start([chatLine(name)], undefined, { metadata: { ds_name: name } }));
      emulator.advance(hour);
    }
    const ids = batches.map(({ id }) => id);
    await caller.finish(ids[0]);
    const found = async (query: string) => {
      const { data } = await caller.list(query);
      return (data ?? []).map(({ id }: { id: string }) => ids.indexOf(id));
    };
    expect(await found('')).toEqual([2, 1, 0]);
    expect(await caller.list('?limit=1')).toMatchObject({ first_id: ids[2], last_id: ids[2], has_more: true });
    expect(await found(`?limit=2&after=${ids[2]}`)).toEqual([1, 0]);
    expect(await found('?ds_name=apple')).toEqual([1, 0]);
    expect(await found(`?input_file_ids=${batches[1].input_file_id},${batches[2].input_file_id}`)).toEqual([2, 1]);
    expect(await found('?status=completed,cancelled')).toEqual([0]);
    // 1,776,000,000 s is 21:20 on 12 April 2026 in Beijing.
    expect(await found('?create_after=20260412212001')).toEqual([2, 1]);
    expect(await found('?create_after=20260412212001&create_before=20260412230000')).toEqual([1]);
  });
});
