import type { APICallError } from '@ai-sdk/provider';
import { generateText } from 'ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { canary, expectNoSecret } from '../../support/canary.js';
import { failureOf } from '../../support/recorder.js';

// The pages of Model Studio on the Responses API (get, delete, list input items) and on conversations, September 2026.

const week = 7 * 24 * 3_600_000;

function setUp() {
  const emulator = createEmulator();
  const qwen = qwen7.createQwen({ apiKey: canary, fetch: emulator.fetch });
  const ask = async (prompt: string, options: qwen7.JSONObject = {}) => {
    const providerOptions = { qwen: { enableThinking: false, ...options } };
    return generateText({ model: qwen.responses('qwen3.7-plus'), prompt, providerOptions, maxRetries: 0 });
  };
  return { emulator, qwen, ask };
}

describe('stored answers', () => {
  test('an answer is got by the id of its call', async () => {
    const { qwen, ask } = setUp();
    const { response, text, usage } = await ask('My name is Ada.');
    const stored = await qwen.responses.get(response.id);
    expect(stored).toMatchObject({
      id: response.id,
      status: 'completed',
      model: 'qwen3.7-plus',
      text,
      output: [{ type: 'message' }],
      usage: { inputTokens: usage.inputTokens, outputTokens: usage.outputTokens, reasoningTokens: 0 },
    });
    expect(stored.createdAt).toEqual(response.timestamp);
    expect(stored.completedAt!.getTime()).toBeGreaterThan(stored.createdAt.getTime());
    expect(stored).not.toHaveProperty('previousResponseId');
  });

  test('the messages of an answer and of the turns before it are listed by pages', async () => {
    const { qwen, ask } = setUp();
    const first = await ask('My name is Ada.');
    const second = await ask('And yours?', { previousResponseId: first.response.id });
    const { id } = second.response;
    const page = await qwen.responses.inputItems(id, { order: 'asc', limit: 2 });
    expect(page.items.map(({ role, type, text }) => [role, type, text])).toEqual([
      ['user', 'message', 'My name is Ada.'],
      ['assistant', 'message', first.text],
    ]);
    expect(page.hasMore).toBe(true);
    const rest = await qwen.responses.inputItems(id, { order: 'asc', after: page.lastId });
    expect(rest.items.map(({ text }) => text)).toEqual(['And yours?']);
    expect(rest.hasMore).toBe(false);
    expect((await qwen.responses.get(id)).previousResponseId).toBe(first.response.id);
  });

  test('a deleted answer is gone, and the error names its id and no key', async () => {
    const { qwen, ask } = setUp();
    const { id } = (await ask('Hello')).response;
    await qwen.responses.delete(id);
    for (const call of [qwen.responses.get, qwen.responses.delete, qwen.responses.inputItems]) {
      const error = expectNoSecret(await failureOf(call(id))) as APICallError;
      expect(error).toMatchObject({ name: 'AI_APICallError', isRetryable: false });
      expect(error.message).toContain(`Response with id '${id}' not found.`);
    }
    await expect(ask('And now?', { previousResponseId: id })).rejects.toThrow(id);
  });

  test('an answer is found for seven days, and one with store: false never', async () => {
    const { emulator, qwen, ask } = setUp();
    const { id } = (await ask('Hello')).response;
    const unstored = await ask('Hello', { store: false });
    await expect(qwen.responses.get(unstored.response.id)).rejects.toThrow('not found');
    emulator.advance(week - 60_000);
    expect((await qwen.responses.get(id)).id).toBe(id);
    emulator.advance(120_000);
    await expect(qwen.responses.get(id)).rejects.toThrow('not found');
  });

  test('the session cache shows in the tokens of the turns', async () => {
    const { ask } = setUp();
    const long = 'lighthouse '.repeat(1_500);
    const first = await ask(long, { sessionCache: true });
    expect(first.usage.inputTokenDetails.cacheWriteTokens).toBe(first.usage.inputTokens);
    const second = await ask('Go on', { previousResponseId: first.response.id, sessionCache: true });
    expect(second.usage.inputTokenDetails.cacheReadTokens).toBe(first.usage.inputTokens);
  });

  test('an answer without an id, a list without items and an unconfirmed deletion are errors', async () => {
    const qwen = qwen7.createQwen({ apiKey: canary, fetch: async () => new Response('{"status":"completed"}') });
    await expect(qwen.responses.get('resp_1')).rejects.toThrow('The service described an answer without an id.');
    await expect(qwen.responses.inputItems('resp_1')).rejects.toThrow('The service listed no items.');
    await expect(qwen.responses.delete('resp_1')).rejects.toThrow('The service did not delete the answer resp_1.');
  });

  test('wrong arguments are refused before anything is sent', async () => {
    const { emulator, qwen } = setUp();
    await expect(qwen.responses.get('')).rejects.toThrow('id is ""; expected the id of an answer, such as resp_….');
    await expect(qwen.responses.get('../files')).rejects.toThrow('id is "../files"');
    await expect(qwen.responses.inputItems('resp_1', { limit: 101 })).rejects.toThrow(
      'limit is 101; expected an integer from 1 to 100.',
    );
    await expect(qwen.responses.inputItems('resp_1', { order: 'up' as never })).rejects.toThrow('order is "up"');
    await expect(qwen.responses.delete('resp_1', { signal: 1 } as never)).rejects.toThrow(
      'signal: there is no such option.',
    );
    expect(emulator.calls).toEqual([]);
  });

  test('another server than Model Studio gets no request', async () => {
    const qwen = qwen7.createQwen({ apiKey: canary, baseURL: 'https://api.example.com/v1' });
    await expect(qwen.responses.get('resp_1')).rejects.toThrow('qwen.responses.get is for Model Studio');
    await expect(qwen.conversations.create()).rejects.toThrow('qwen.conversations is for Model Studio');
  });

  test('an abort ends a call with its reason', async () => {
    const qwen = qwen7.createQwen({ apiKey: canary, fetch: () => new Promise(() => {}) });
    const controller = new AbortController();
    const waiting = qwen.responses.get('resp_1', { abortSignal: controller.signal });
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
  });
});

describe('conversations', () => {
  test('a conversation is continued by the service, and can be read', async () => {
    const { qwen, ask } = setUp();
    const made = await qwen.conversations.create({
      messages: [{ role: 'user', text: 'My name is Ada.' }],
      metadata: { topic: 'names' },
    });
    expect(made).toEqual({
      id: expect.stringMatching(/^conv_/),
      createdAt: expect.any(Date),
      metadata: { topic: 'names' },
    });
    const { text } = await ask('What is my name?', { conversation: made.id });
    const { items } = await qwen.conversations.items(made.id, { order: 'asc' });
    expect(items.map((item) => item.text)).toEqual(['My name is Ada.', 'What is my name?', text]);
    expect(await qwen.conversations.getItem(made.id, items[0]!.id)).toEqual(items[0]);
  });

  test('metadata is replaced, messages are added and deleted, and the conversation is deleted', async () => {
    const { qwen } = setUp();
    const { id } = await qwen.conversations.create();
    expect((await qwen.conversations.update(id, { topic: 'other' })).metadata).toEqual({ topic: 'other' });
    expect((await qwen.conversations.get(id)).metadata).toEqual({ topic: 'other' });
    const [added] = await qwen.conversations.addItems(id, [{ role: 'system', text: 'Be short.' }]);
    expect(added).toMatchObject({ role: 'system', text: 'Be short.' });
    await qwen.conversations.deleteItem(id, added!.id);
    expect(await qwen.conversations.items(id)).toEqual({ items: [], hasMore: false });
    await qwen.conversations.delete(id);
    await expect(qwen.conversations.get(id)).rejects.toThrow(id);
  });

  test.each([
    [{ messages: 'Hello' }, 'messages is "Hello"; expected a list of at most 20 messages.'],
    [{ messages: [{ role: 'tool', text: 'x' }] }, 'messages[0].role is "tool"'],
    [{ messages: [{ role: 'user' }] }, 'messages[0].text is missing'],
    [{ metadata: { topic: 5 } }, 'metadata.topic is 5'],
    [{ metadata: { topic: 'x'.repeat(513) } }, 'metadata.topic is'],
    [{ items: [] }, 'items: there is no such option.'],
  ])('%j is refused before anything is sent', async (options, message) => {
    const { emulator, qwen } = setUp();
    await expect(qwen.conversations.create(options as never)).rejects.toThrow(message);
    expect(emulator.calls).toEqual([]);
  });
});

test.each([
  ['ai 4', qwen4.createQwen],
  ['ai 5', qwen5.createQwen],
  ['ai 6', qwen6.createQwen],
  ['ai 7', qwen7.createQwen],
] as const)('%s has the methods, on the function that makes models', async (_major, createQwen) => {
  const qwen = createQwen({ apiKey: canary, fetch: createEmulator().fetch });
  expect(qwen.responses('qwen3.7-plus').modelId).toBe('qwen3.7-plus');
  await expect(qwen.responses.get('resp_1')).rejects.toThrow("Response with id 'resp_1' not found.");
  const { id } = await qwen.conversations.create();
  await qwen.conversations.delete(id);
});
