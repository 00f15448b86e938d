import { createEmulator } from 'ai-sdk-qwen/emulator';
import OpenAI, { BadRequestError, NotFoundError, toFile } from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chatLine } from '../../support/batch-requests.js';

const emulator = createEmulator();
let client: OpenAI;

beforeAll(async () => {
  const { url } = await emulator.listen();
  client = new OpenAI({ apiKey: 'sk-openai', baseURL: `${url}/compatible-mode/v1`, maxRetries: 0 });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

async function start(...names: string[]) {
  const text = names.map((name) => JSON.stringify(chatLine(name))).join('\n');
  const file = await client.files.create({ file: await toFile(Buffer.from(text), 'lines.jsonl'), purpose: 'batch' });
  return client.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata: { ds_name: names.join(' ') },
  });
}

describe('batches with the official openai package', () => {
  test('a batch of the openai package runs to its end, and its results are read and deleted', async () => {
    const { id } = await start('a', 'b');
    expect((await client.batches.retrieve(id)).status).toBe('in_progress');
    const { status, output_file_id: output } = await client.batches.retrieve(id);
    expect(status).toBe('completed');
    const text = await (await client.files.content(output!)).text();
    expect(text.match(/You said: Question [ab]/g)).toHaveLength(2);
    expect(await client.files.delete(output!)).toMatchObject({ id: output, deleted: true });
    await expect(client.files.content(output!)).rejects.toThrow(NotFoundError);
  });

  test('a batch of the openai package is cancelled', async () => {
    const { id } = await start('a');
    expect((await client.batches.cancel(id)).status).toBe('cancelling');
    expect((await client.batches.retrieve(id)).status).toBe('cancelled');
    await expect(client.batches.cancel(id)).rejects.toThrow(BadRequestError);
  });

  test('batches are listed by the openai package page by page, and no list without any', async () => {
    const names: unknown[] = [];
    for await (const batch of client.batches.list()) names.push(batch.id);
    expect(names).toEqual([]);
    for (const name of ['a', 'b', 'c']) await start(name);
    for await (const batch of client.batches.list({ limit: 1 })) names.push(batch.metadata!['ds_name']);
    expect(names).toEqual(['c', 'b', 'a']);
  });
});
