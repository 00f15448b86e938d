import { type Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import type { Asked, Json } from '../../support/emulator-requests.js';
import { describeRecorded, readRecording } from '../../support/recordings.js';
import { askResponses, responsesBody } from '../../support/responses-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

// Shapes: the OpenAI-compatible Conversations page of Model Studio (September 2026).
const ask = async (emulator: Emulator, path: string, body: unknown = {}, asked: Asked = {}): Promise<Json> =>
  (await askResponses(body, emulator, { path: `/conversations${path}`, ...asked })).json;
const get = (emulator: Emulator, path: string) => ask(emulator, path, {}, { method: 'GET' });
const remove = (emulator: Emulator, path: string) => ask(emulator, path, {}, { method: 'DELETE' });

const user = (text: string) => ({ type: 'message', role: 'user', content: text });
const kept = (text: string) => ({
  id: expect.stringMatching(/^msg_/),
  type: 'message',
  role: 'user',
  status: 'completed',
  content: [{ type: 'input_text', text }],
});
const textsOf = ({ data }: Json) => data.map(({ content }: Json) => content[0].text);

describe('conversations', () => {
  test('a conversation is made, got, given other metadata and deleted', async () => {
    const emulator = strictEmulator();
    const made = await ask(emulator, '', { metadata: { topic: 'demo' } });
    const { id } = made;
    expect(made).toEqual({
      id: expect.stringMatching(/^conv_/),
      object: 'conversation',
      created_at: expect.any(Number),
      metadata: { topic: 'demo' },
    });
    expect(await get(emulator, `/${id}`)).toEqual(made);
    expect(await ask(emulator, `/${id}`, { metadata: { other: 'x' } })).toEqual({ ...made, metadata: { other: 'x' } });
    expect(await remove(emulator, `/${id}`)).toEqual({ deleted: true, id, object: 'conversation.deleted' });
    expect((await get(emulator, `/${id}`)).error.message).toBe(`Conversation with id '${id}' not found.`);
  });

  test('items are added, listed by pages, got and deleted', async () => {
    const emulator = strictEmulator();
    const { id } = await ask(emulator, '', { items: [user('one')] });
    const added = await ask(emulator, `/${id}/items`, { items: [user('two'), user('three')] });
    expect(added).toEqual({
      data: [kept('two'), kept('three')],
      first_id: added.data[0].id,
      last_id: added.data[1].id,
      has_more: false,
    });
    const page = await get(emulator, `/${id}/items?limit=2&order=asc`);
    expect([textsOf(page), page.has_more, page.object]).toEqual([['one', 'two'], true, 'list']);
    expect(textsOf(await get(emulator, `/${id}/items?after=${page.last_id}&order=asc`))).toEqual(['three']);
    const [first] = page.data;
    expect(await get(emulator, `/${id}/items/${first.id}`)).toEqual(first);
    expect(await remove(emulator, `/${id}/items/${first.id}`)).toEqual({
      deleted: true,
      id: first.id,
      object: 'conversation.item.deleted',
    });
    expect((await get(emulator, `/${id}/items/${first.id}`)).message).toBe(`Item with id '${first.id}' not found.`);
    expect(textsOf(await get(emulator, `/${id}/items`))).toEqual(['three', 'two']);
  });

  test('an answer reads a conversation and is added to it, also when it is not stored', async () => {
    const emulator = strictEmulator();
    const { id } = await ask(emulator, '', { items: [user('My name is Ada.')] });
    const bare = (await askResponses(responsesBody({ input: 'And yours?' }), emulator)).json;
    const body = responsesBody({ input: 'And yours?', conversation: id, store: false });
    const answer = (await askResponses(body, emulator)).json;
    expect(answer.conversation).toBe(id);
    expect(answer.usage.input_tokens).toBeGreaterThan(bare.usage.input_tokens);
    const said = answer.output[0].content[0].text;
    expect(textsOf(await get(emulator, `/${id}/items?order=asc`))).toEqual(['My name is Ada.', 'And yours?', said]);
  });

  test('items are forgotten after seven days on the clock of the emulator; the conversation stays', async () => {
    const emulator = strictEmulator();
    const { id } = await ask(emulator, '', { items: [user('one')] });
    emulator.advance(7 * 24 * 3_600_000 + 60_000);
    expect((await get(emulator, `/${id}/items`)).data).toEqual([]);
    expect((await get(emulator, `/${id}`)).id).toBe(id);
  });

  test('a conversation that is not there is refused, and so are other items and long metadata', async () => {
    const emulator = strictEmulator();
    const lost = (await askResponses(responsesBody({ conversation: 'conv_1' }), emulator)).json;
    expect(lost.message).toBe("Conversation with id 'conv_1' not found.");
    const call = { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' };
    expect((await ask(emulator, '', { items: [call] })).message).toBe(
      "Invalid 'items[0].type': function_call. Expected message.",
    );
    const many = Array.from({ length: 21 }, () => user('x'));
    expect((await ask(emulator, '', { items: many })).message).toContain('a list of at most 20 items');
    expect((await ask(emulator, '', { metadata: { topic: 'x'.repeat(513) } })).message).toContain("Invalid 'metadata'");
    expect((await ask(emulator, '/conv_1/other/x')).message).toBe('Not support');
    const wrong = await askResponses({}, emulator, { path: '/conversations', method: 'GET' });
    expect(wrong.status).toBe(405);
  });
});

describeRecorded('documented bodies of conversations', () => {
  const shapeOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
    if (typeof value !== 'object' || value === null) return typeof value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
  };
  const sample = (number: number): unknown =>
    shapeOf(JSON.parse(readRecording(`responses-batch/doc-samples/conversations.0${number}.json`)));

  test('every answer has the shape of its sample', async () => {
    const emulator = strictEmulator();
    const made = await ask(emulator, '', { metadata: { topic: 'demo' } });
    const path = `/${made.id}`;
    const updated = await ask(emulator, path, { metadata: { topic: 'update' } });
    const added = await ask(emulator, `${path}/items`, { items: [user('one')] });
    const listed = await get(emulator, `${path}/items`);
    const item = await get(emulator, `${path}/items/${added.data[0].id}`);
    const withoutItem = await remove(emulator, `${path}/items/${added.data[0].id}`);
    const gone = await remove(emulator, path);
    const answers = [made, updated, gone, added, listed, item, withoutItem];
    for (const [index, answer] of answers.entries()) expect(shapeOf(answer)).toEqual(sample(index + 1));
  });
});
