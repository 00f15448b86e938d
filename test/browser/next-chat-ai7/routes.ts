import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';

/** Functions of the app's `lib/conversations.ts`, whose own types need the packages of the app. */
interface Conversations {
  createConversation: (id: string, visitor: string, messages: unknown[]) => Promise<boolean>;
  readStored: (id: string, visitor: string) => Promise<{ version: number } | undefined>;
  updateMessages: (id: string, visitor: string, messages: unknown[], version?: number) => Promise<boolean>;
}

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

  test('only one of many replies to one tool, sent at the same moment, runs it', async () => {
    await app.emulator.answerNext({ toolCalls: [{ name: 'draw', arguments: { prompt: 'A red lighthouse' } }] });
    const id = 'conversation-of-replies';
    const send = async (body: object): Promise<number> => {
      const response = await fetch(`${app.url}/api/chat`, {
        method: 'POST',
        headers: { cookie: 'visitor=replies' },
        body: JSON.stringify({ id, settings, ...body }),
      });
      await response.text();
      return response.status;
    };
    expect(await send({ message })).toBe(200);
    const kept = await fetch(`${app.url}/api/conversations/${id}`, { headers: { cookie: 'visitor=replies' } });
    const { messages } = (await kept.json()) as { messages: { parts: { approval?: { id: string } }[] }[] };
    const asked = messages.at(-1)!.parts.flatMap(({ approval }) => approval ?? []);
    const approvals = asked.map((approval) => ({ id: approval.id, approved: true }));
    expect(approvals).toHaveLength(1);

    const statuses = await Promise.all(Array.from({ length: 8 }, () => send({ approvals })));
    expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 400)]);
    const drawn = (await app.emulator.calls()).filter(({ path }) => path.endsWith('/multimodal-generation/generation'));
    expect(drawn).toHaveLength(1);
  });

  test('a change of what another request has changed meanwhile is not kept', async () => {
    // Two requests rarely come between a query and the next one of a database that is in the same process.
    process.env['DATABASE_FOLDER'] = 'memory://';
    const { createConversation, readStored, updateMessages } = (await import(
      new URL('../../../examples/next-chat-ai7/lib/conversations.ts', import.meta.url).pathname
    )) as Conversations;
    const messages = [message];
    expect(await createConversation('one', 'somebody', messages)).toBe(true);
    expect(await createConversation('one', 'another', messages)).toBe(false);
    expect(await readStored('one', 'another')).toBeUndefined();
    const { version } = (await readStored('one', 'somebody'))!;
    expect(await updateMessages('one', 'somebody', messages, version)).toBe(true);
    expect(await updateMessages('one', 'somebody', messages, version)).toBe(false);
    expect(await updateMessages('one', 'somebody', messages)).toBe(true);
  });

  test('uploads have a limit', async () => {
    const long = { ...good, message: { ...message, parts: [{ ...part, text: 'x'.repeat(21 * 1024 * 1024) }] } };
    expect(await post(long)).toEqual([413, 'The message is too large. Remove a picture or a document.']);
    expect((await post('x'.repeat(9 * 1024 * 1024), '/api/transcription'))[0]).toBe(413);
    expect(await app.emulator.calls()).toEqual([]);
  });
}
