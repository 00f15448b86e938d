import { expect, test, vi } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { patience } from '../chat/page.js';

/** Functions of the app's `lib/conversations.ts`, whose own types need the packages of the app. */
interface Conversations {
  createConversation: (id: string, visitor: string, messages: object[]) => Promise<boolean>;
  readStored: (id: string, visitor: string) => Promise<{ version: number } | undefined>;
  updateMessages: (id: string, visitor: string, messages: object[], version: number) => Promise<boolean>;
  changeMessages: (
    id: string,
    visitor: string,
    change: (messages: object[] | undefined) => Promise<object[] | undefined>,
  ) => Promise<{ messages: object[]; version: number } | string>;
  cutConversation: (id: string, visitor: string, message: string) => Promise<unknown>;
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

  /** A visitor of a conversation with pictures. */
  const painter = (id: string) => {
    const call = (path: string, method = 'GET', body?: object) =>
      fetch(`${app.url}${path}`, {
        method,
        headers: { cookie: `visitor=${id}` },
        ...(body && { body: JSON.stringify(body) }),
      });
    /** Asks the same question; returns the address of the picture and the id of the answer that shows it. */
    const draw = async () => {
      await (
        await call('/api/chat', 'POST', { id, settings: { ...settings, model: 'z-image-turbo' }, message })
      ).text();
      const { messages } = (await (await call(`/api/conversations/${id}`)).json()) as {
        messages: { id: string; parts: { url?: string }[] }[];
      };
      const answer = messages.at(-1)!;
      return { answer: answer.id, picture: answer.parts.find(({ url }) => url)!.url! };
    };
    const branch = async (last: string) => {
      const response = await call('/api/conversations', 'POST', { from: id, last });
      return ((await response.json()) as { id: string }).id;
    };
    return { call, draw, branch };
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
      409,
      'No tool waits for this reply. Reload the page.',
    ]);
    expect(await post({ id: good.id, settings })).toEqual([400, 'message: Not what the page posts.']);
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
    expect(statuses.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 409)]);
    const drawn = (await app.emulator.calls()).filter(({ path }) => path.endsWith('/multimodal-generation/generation'));
    expect(drawn).toHaveLength(1);
  });

  test('a change to messages that another request has changed meanwhile is not kept', async () => {
    // Two requests rarely come between a query and the next one of a database that is in the same process.
    process.env['DATABASE_FOLDER'] = 'memory://';
    const { changeMessages, createConversation, cutConversation, readStored, updateMessages } = (await import(
      new URL('../../../examples/next-chat-ai7/lib/conversations.ts', import.meta.url).pathname
    )) as Conversations;
    const messages = [message];
    expect(await createConversation('one', 'somebody', messages)).toBe(true);
    expect(await createConversation('one', 'another', messages)).toBe(false);
    expect(await readStored('one', 'another')).toBeUndefined();
    const { version } = (await readStored('one', 'somebody'))!;
    expect(await updateMessages('one', 'somebody', messages, version)).toBe(true);
    expect(await updateMessages('one', 'somebody', messages, version)).toBe(false);

    // Between the query and the next one, another request adds a message and a third one cuts it: both are seen.
    const seen: (object[] | undefined)[] = [];
    const answered = [message, { ...message, id: 'two' }];
    const changed = await changeMessages('one', 'somebody', async (before) => {
      seen.push(before);
      if (seen.length === 1) await updateMessages('one', 'somebody', answered, version + 1);
      if (seen.length === 2) await cutConversation('one', 'somebody', 'two');
      return [...before!, { ...message, id: 'three' }];
    });
    expect(seen).toEqual([messages, answered, messages]);
    expect(changed).toEqual({ messages: [message, { ...message, id: 'three' }], version: version + 4 });
    expect(await cutConversation('one', 'somebody', 'two')).toBe('refused');
    expect(await changeMessages('one', 'another', async () => messages)).toBe('foreign');
    expect((await readStored('one', 'somebody'))!.version).toBe(version + 4);
  });

  test('an answer does not come back to a conversation that was cut in another tab', async () => {
    await app.emulator.answerNext({ deltas: ['One', ' two', ' three'], deltaDelay: 700 });
    const id = 'conversation-that-is-cut';
    const headers = { cookie: 'visitor=cutter' };
    const path = `${app.url}/api/conversations/${id}`;
    const answer = await fetch(`${app.url}/api/chat`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ id, settings, message }),
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ''; !text.includes('One');) text += (await reader.read()).value;
    const cut = await fetch(path, { method: 'PATCH', headers, body: JSON.stringify({ cut: 'one' }) });
    expect(cut.status).toBe(204);
    while (!(await reader.read()).done);
    const kept = await fetch(path, { headers });
    expect(await kept.json()).toEqual({ messages: [], running: false });
    await expect.poll(async () => (await app.emulator.calls()).map((call) => call.aborted), patience).toEqual([true]);
  });

  test('a picture goes with its conversation, unless a branch shows it too', async () => {
    const { call, draw, branch } = painter('conversation-with-picture');
    const drawn = await draw();
    const other = await branch(drawn.answer);
    await call('/api/conversations/conversation-with-picture', 'DELETE');
    expect((await call(drawn.picture)).status).toBe(200);
    await call(`/api/conversations/${other}`, 'DELETE');
    expect((await call(drawn.picture)).status).toBe(404);
  });

  test('a picture goes with the message that shows it, unless a branch shows it too', async () => {
    const { call, draw, branch } = painter('conversation-with-cut-pictures');
    const [first, second] = [await draw(), await draw()];
    // The same question was asked again.
    expect((await call(first.picture)).status).toBe(404);
    expect((await call(second.picture)).status).toBe(200);
    await branch(second.answer);
    const third = await draw();
    expect((await call(second.picture)).status).toBe(200);
    await call('/api/conversations/conversation-with-cut-pictures', 'PATCH', { cut: third.answer });
    expect((await call(third.picture)).status).toBe(404);
  });

  test('a picture of an answer that is cut while it comes is not left behind', async () => {
    const id = 'conversation-that-draws';
    const { call } = painter(id);
    await app.emulator.answerNext({ toolCalls: [{ name: 'draw', arguments: { prompt: 'A red lighthouse' } }] });
    await (await call('/api/chat', 'POST', { id, settings, message })).text();
    const [, approval] = /"approval":\{"id":"([^"]+)/.exec(await (await call(`/api/conversations/${id}`)).text())!;
    await app.emulator.answerNext({ deltas: ['Here', ' it', ' is.'], deltaDelay: 3000 });
    const answer = await call('/api/chat', 'POST', { id, settings, approvals: [{ id: approval, approved: true }] });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('Here')) text += (await reader.read()).value;
    const [picture] = /\/api\/pictures\/[\w-]+/.exec(text)!;
    expect((await call(picture)).status).toBe(200);
    await call(`/api/conversations/${id}`, 'PATCH', { cut: 'one' });
    await expect.poll(async () => (await call(picture)).status, patience).toBe(404);
  });

  test('a cost is by the list prices of the region that is called', async () => {
    const { addCost } = (await import(
      new URL('../../../examples/next-chat-ai7/lib/cost.ts', import.meta.url).pathname
    )) as { addCost: (sum: undefined, model: string, usage: object) => { amount: number } | null };
    const costAt = (host: string) => {
      vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', `https://${host}/compatible-mode/v1`);
      return addCost(undefined, 'z-image-turbo', { images: 1 })?.amount;
    };
    const singapore = costAt('dashscope-intl.aliyuncs.com');
    const beijing = costAt('dashscope.aliyuncs.com');
    expect(singapore).toBeGreaterThan(0);
    expect(beijing).toBeGreaterThan(0);
    expect(beijing).not.toBe(singapore);
    expect(costAt('my-workspace.cn-beijing.maas.aliyuncs.com')).toBe(beijing);
    expect(costAt('localhost:4000')).toBe(singapore);
    expect(costAt('dashscope-us.aliyuncs.com')).toBeUndefined();
    vi.unstubAllEnvs();
  });

  test('too many requests of one visitor are refused with the time to wait', async () => {
    const ask = async (visitor: string) => {
      const headers = { cookie: `visitor=${visitor}` };
      const response = await fetch(`${app.url}/api/chat`, { method: 'POST', headers, body: 'nothing' });
      return { status: response.status, wait: response.headers.get('retry-after'), words: await response.text() };
    };
    const all = await Promise.all(Array.from({ length: 40 }, () => ask('eager')));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(3);
    expect(all.length - refused.length).toBeGreaterThanOrEqual(30);
    for (const { wait, words } of refused) {
      expect(words).toBe(`There are too many requests at the moment. Please try again in ${wait} s.`);
    }
    expect((await ask('patient')).status).toBe(400);
    const speech = await fetch(`${app.url}/api/transcription`, {
      method: 'POST',
      headers: { cookie: 'visitor=eager' },
      body: 'sound',
    });
    expect(speech.status).toBe(429);
    expect(await app.emulator.calls()).toEqual([]);
  });

  test('uploads have a limit', async () => {
    const long = { ...good, message: { ...message, parts: [{ ...part, text: 'x'.repeat(21 * 1024 * 1024) }] } };
    expect(await post(long)).toEqual([413, 'The message is too large. Remove a picture or a document.']);
    expect((await post('x'.repeat(9 * 1024 * 1024), '/api/transcription'))[0]).toBe(413);
    expect(await app.emulator.calls()).toEqual([]);
  });
}
