import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';

export function testRoutes(app: AppUnderTest): void {
  const settings = { model: 'qwen-plus', thinking: false, search: false };
  const part = { type: 'text', text: 'Hello' };
  const message = { id: 'one', role: 'user', parts: [part] };
  const good = { id: 'conversation-1', settings, message };
  const post = async (body: unknown, path = '/api/chat') => {
    const response = await fetch(`${app.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return [response.status, await response.text()];
  };

  test('the route refuses what the page would not ask', async () => {
    expect(await post({ ...good, settings: { ...settings, model: 'qwen-deep-research' } })).toEqual([
      400,
      'settings.model: The app does not offer this model.',
    ]);
    for (const body of ['no question', [], null]) {
      expect(await post(body)).toEqual([400, 'The body: Not what the page posts.']);
    }
    expect((await post({ ...good, id: '../x' }))[1]).toBe('id: Not an id.');
    for (const change of [
      { role: 'system' },
      { role: 'assistant' },
      { parts: 'Hello' },
      { parts: [] },
      { parts: [null] },
      { parts: [{ type: 'tool-draw', state: 'output-available', toolCallId: 'a', input: {}, output: {} }] },
      // The server would load it.
      { parts: [{ type: 'file', mediaType: 'image/png', url: 'http://127.0.0.1/secret.png' }] },
    ]) {
      const [status, words] = await post({ ...good, message: { ...message, ...change } });
      expect([status, words]).toEqual([400, expect.stringMatching(/^message\b.*: ./)]);
    }
    // Nobody asked for an approval.
    expect(await post({ id: good.id, settings, approvals: [{ id: 'x', approved: true }] })).toEqual([
      400,
      'message: Not what the page posts.',
    ]);
    expect(await app.emulator.calls()).toEqual([]);
  });

  test('uploads have a limit', async () => {
    const long = { ...good, message: { ...message, parts: [{ ...part, text: 'x'.repeat(21 * 1024 * 1024) }] } };
    expect(await post(long)).toEqual([413, 'The message is too large. Remove a picture or a document.']);
    expect((await post('x'.repeat(9 * 1024 * 1024), '/api/transcription'))[0]).toBe(413);
    expect(await app.emulator.calls()).toEqual([]);
  });
}
