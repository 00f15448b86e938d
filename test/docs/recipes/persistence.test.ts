import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stripes } from '../../../examples/picture.js';
import { createConversationStore } from '../../../examples/recipes/conversation-store.js';
import { post, readUntil, recipe7, serveRecipes } from '../../support/recipe-emulator.js';

const service = serveRecipes();
const workingFolder = process.cwd();
const picture = Buffer.from(stripes(32, 16, [[0, 90, 200]])).toString('base64');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-sdk-qwen-conversations-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(workingFolder);
  await rm(folder, { recursive: true });
});

/** Waits for a state that comes by itself, however busy the machine is. */
const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

const saved = async (id: string) => JSON.parse(await readFile(join(folder, 'conversations', `${id}.json`), 'utf8'));

/** A call of the weather tool after some thinking, and the answer after some more. */
function answerWithTool(): void {
  service.emulator.answerNext(
    { reasoning: 'I must look.', toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' }, id: 'call_1' }] },
    { reasoning: 'Now I know.', text: 'Cloudy.' },
  );
}

/** The first turn as the third request, the first of the second question, tells it. */
const firstTurnAgain = [
  {
    role: 'user',
    content: [
      { type: 'image_url', image_url: { url: `data:image/png;base64,${picture}` } },
      { type: 'text', text: 'What is the weather there?' },
    ],
  },
  {
    role: 'assistant',
    reasoning_content: 'I must look.',
    tool_calls: [{ id: 'call_1', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
  },
  { role: 'tool', tool_call_id: 'call_1', content: '{"city":"Oslo","sky":"cloudy","celsius":21}' },
  { role: 'assistant', content: 'Cloudy.', reasoning_content: 'Now I know.' },
  { role: 'user', content: 'And tomorrow?' },
];

const messagesOf = (index: number): { role: string; content: unknown }[] => {
  const { messages } = service.emulator.calls[index]!.body as { messages: { role: string; content: unknown }[] };
  return messages.map((message) => {
    // The order of a question and its picture is the page's.
    if (!Array.isArray(message.content)) return message;
    const parts = message.content as { type: string }[];
    return { ...message, content: parts.toSorted((one, other) => one.type.localeCompare(other.type)) };
  });
};

describe('a conversation of AI SDK 4', () => {
  const question = {
    id: 'm1',
    role: 'user',
    content: 'What is the weather there?',
    experimental_attachments: [{ contentType: 'image/png', url: `data:image/png;base64,${picture}` }],
  };
  const next = { id: 'm2', role: 'user', content: 'And tomorrow?' };
  const handler = () => import('../../../examples/recipes/persistence.js');

  test('a conversation of AI SDK 4 goes on with the picture, the thinking, the tool call and its result of the turn before', async () => {
    answerWithTool();
    await (await (await handler()).POST(post({ id: 'c1', message: question }))).text();
    await eventually(async () => expect(await saved('c1')).toHaveLength(2));
    // Another process goes on.
    vi.resetModules();
    await (await (await handler()).POST(post({ id: 'c1', message: next }))).text();
    expect(messagesOf(2)).toMatchObject(firstTurnAgain);
    expect(messagesOf(2)).toHaveLength(firstTurnAgain.length);
    await eventually(async () => expect(await saved('c1')).toHaveLength(4));
    expect((await saved('c1'))[1]).toMatchObject({ id: expect.stringMatching(/^answer-/), content: 'Cloudy.' });
  });

  test('a conversation of AI SDK 4 is saved when the reader leaves in the middle of an answer', async () => {
    service.emulator.answerNext({ deltas: ['One', ' two'], deltaDelay: 100 });
    const response = await (await handler()).POST(post({ id: 'c1', message: question }));
    const body = response.body!.getReader();
    await body.read();
    await body.cancel();
    await eventually(async () => expect((await saved('c1'))[1]).toMatchObject({ content: 'One two' }));
  });

  test('a conversation of AI SDK 4 keeps the question that was not answered', async () => {
    service.emulator.failNext('arrears');
    await (await (await handler()).POST(post({ id: 'c1', message: question }))).text();
    expect(await saved('c1')).toMatchObject([{ id: 'm1' }]);
  });
});

describe('a conversation of AI SDK 7', () => {
  const question = {
    id: 'm1',
    role: 'user',
    parts: [
      { type: 'file', mediaType: 'image/png', url: `data:image/png;base64,${picture}` },
      { type: 'text', text: 'What is the weather there?' },
    ],
  };
  const next = { id: 'm2', role: 'user', parts: [{ type: 'text', text: 'And tomorrow?' }] };
  const handler = () => recipe7('persistence-ai7');

  test('a conversation of AI SDK 7 goes on with the picture, the thinking, the tool call and its result of the turn before', async () => {
    answerWithTool();
    await (await (await handler()).POST(post({ id: 'c1', message: question }))).text();
    await eventually(async () => expect(await saved('c1')).toHaveLength(2));
    vi.resetModules();
    await (await (await handler()).POST(post({ id: 'c1', message: next }))).text();
    expect(messagesOf(2)).toMatchObject(firstTurnAgain);
    expect(messagesOf(2)).toHaveLength(firstTurnAgain.length);
    await eventually(async () => expect(await saved('c1')).toHaveLength(4));
  });

  test('a conversation of AI SDK 7 is saved as far as it came when the reader stops it', async () => {
    service.emulator.answerNext({ deltas: ['One', ' two'], deltaDelay: 5000 });
    const reader = new AbortController();
    const response = await (await handler()).POST(post({ id: 'c1', message: question }, { signal: reader.signal }));
    const leave = await readUntil(response, 'One');
    await leave();
    reader.abort();
    await eventually(async () => expect(await saved('c1')).toHaveLength(2));
    expect((await saved('c1'))[1].parts).toContainEqual(expect.objectContaining({ type: 'text', text: 'One' }));
    await eventually(() => expect(service.emulator.calls).toMatchObject([{ aborted: true }]));
  });

  test('a conversation of AI SDK 7 is written to the end when the reader leaves and no signal says so', async () => {
    service.emulator.answerNext({ deltas: ['One', ' two'], deltaDelay: 100 });
    const response = await (await handler()).POST(post({ id: 'c1', message: question }));
    const leave = await readUntil(response, 'One');
    await leave();
    await eventually(async () => expect(await saved('c1')).toHaveLength(2));
    expect((await saved('c1'))[1].parts).toContainEqual(expect.objectContaining({ type: 'text', text: 'One two' }));
  });

  test('a conversation of AI SDK 7 goes on after a tool call that was stopped before it was whole', async () => {
    service.emulator.answerNext({
      toolCalls: [{ name: 'weather', arguments: { city: 'Oslo in Norway' }, id: 'call_1' }],
      deltaDelay: 1000,
    });
    const { POST } = await handler();
    const reader = new AbortController();
    const response = await POST(post({ id: 'c1', message: question }, { signal: reader.signal }));
    await readUntil(response, 'tool-input-start');
    reader.abort();
    await eventually(async () => expect(await saved('c1')).toHaveLength(2));
    service.emulator.answerNext({ text: 'Sunny.' });
    expect(await (await POST(post({ id: 'c1', message: next }))).text()).toContain('Sunny');
    expect(JSON.stringify(messagesOf(1))).not.toContain('call_1');
  });

  test('a conversation of AI SDK 7 with a message that no page would send is refused before it is kept', async () => {
    const { POST } = await handler();
    const response = await POST(post({ id: 'c1', message: { id: 'm1', role: 'user', parts: [{ type: 'text' }] } }));
    expect(response.status).toBe(400);
    expect(await readdir(folder)).toEqual([]);
  });
});

test('a conversation of a script goes on with its picture and its answers', async () => {
  const { ask } = await import('../../../examples/recipes/persistence-script.js');
  service.emulator.answerNext({ text: 'Blue.' });
  expect(await ask('c1', 'Which colour is it?', picture)).toBe('Blue.');
  await ask('c1', 'Are you sure?');
  expect(messagesOf(1)).toMatchObject([
    {
      role: 'user',
      content: [
        { type: 'image_url', image_url: { url: `data:image/png;base64,${picture}` } },
        { type: 'text', text: 'Which colour is it?' },
      ],
    },
    { role: 'assistant', content: 'Blue.' },
    { role: 'user', content: 'Are you sure?' },
  ]);
});

describe('the store of conversations', () => {
  test.each(['../secrets', 'a/b', '', 'x'.repeat(65)])('the store of conversations refuses the id %j', async (id) => {
    const store = createConversationStore(folder);
    await expect(store.load(id)).rejects.toThrow('letters, digits');
    await expect(store.save(id, [])).rejects.toThrow('letters, digits');
  });

  test('the store of conversations has no messages of an unsaved conversation, and leaves no drafts', async () => {
    const store = createConversationStore<{ text: string }>(folder);
    expect(await store.load('new')).toEqual([]);
    await Promise.all(Array.from({ length: 5 }, (_, index) => store.save('new', [{ text: String(index) }])));
    expect(await readdir(folder)).toEqual(['new.json']);
    expect(await store.load('new')).toHaveLength(1);
  });

  test('the store of conversations reports a damaged file, instead of starting anew', async () => {
    await writeFile(join(folder, 'c1.json'), '[{"role":');
    await expect(createConversationStore(folder).load('c1')).rejects.toThrow(SyntaxError);
  });
});
