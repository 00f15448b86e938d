import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { patience, slow } from './page.js';

export function testEdge(app: AppUnderTest, postOf: (text: string) => unknown): void {
  const post = (path: string, body: unknown, signal?: AbortSignal) =>
    fetch(`${app.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal && { signal }),
    });
  const question = (text: string) => ({
    messages: [postOf(text)],
    model: 'qwen-plus',
    thinking: true,
    tools: false,
  });

  test('the route answers on the edge runtime, and ends the request when the reader goes', async () => {
    const response = await post('/api/edge', question('Hello'));
    expect(response.status).toBe(200);
    const text = await response.text();
    // Both come in pieces.
    expect(text).toMatch(/-qwen emulator/);
    expect(text).toMatch(/^g:|"type":"reasoning-delta"/m);

    await app.emulator.reset();
    await app.emulator.answerNext(slow);
    const reader = new AbortController();
    const { body } = await post('/api/edge', question('Hello'), reader.signal);
    await body!.getReader().read();
    reader.abort();
    await expect.poll(async () => (await app.emulator.calls())[0]?.aborted, patience).toBe(true);
  });

  test('the route refuses what the page would not ask', async () => {
    const refused = await post('/api/chat', { ...question('Hello'), model: 'qwen-deep-research' });
    expect([refused.status, await refused.text()]).toEqual([400, 'model: The app does not offer this model.']);
    for (const body of ['no question', [], null]) {
      const answered = await post('/api/chat', body);
      expect([answered.status, await answered.text()]).toEqual([400, 'The body: Not what useChat posts.']);
    }
    const [message] = question('Hello').messages as [object];
    for (const change of [
      { role: 'system' },
      { parts: 'Hello' },
      { parts: [null] },
      { parts: [{ type: 'tool-invocation' }] },
    ]) {
      const answered = await post('/api/chat', { ...question('Hello'), messages: [{ ...message, ...change }] });
      expect([answered.status, await answered.text()]).toEqual([400, expect.stringMatching(/^messages\b.*: ./)]);
    }
    // More than any conversation has.
    const long = await post('/api/chat', question('x'.repeat(21 * 1024 * 1024)));
    expect([long.status, await long.text()]).toEqual([413, 'The conversation is too long. Start a new chat.']);
    expect(await app.emulator.calls()).toEqual([]);
  });
}
