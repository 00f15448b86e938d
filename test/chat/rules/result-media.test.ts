import { generateText, type CoreMessage } from 'ai';
import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import { createQwen, type QwenChatOptions } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const png = 'iVBORw0KGgo=';
const url = `data:image/png;base64,${png}`;

type Protocol = 'compatible' | 'dashscope';

interface Major {
  name: string;
  /** Sends a history of one tool call whose result is a text and a picture. */
  send(model: string, protocol: Protocol, fetch: typeof globalThis.fetch): PromiseLike<unknown>;
}

const history = (call: object, output: object) => [
  { role: 'user', content: 'What is on the screen?' },
  { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'shot', ...call }] },
  { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'shot', ...output }] },
];
const output = (item: object) => ({ output: { type: 'content', value: [{ type: 'text', text: 'Done.' }, item] } });

const majors: Major[] = [
  {
    name: 'ai 4',
    send(model, protocol, fetch) {
      const qwen = createQwen({ apiKey: 'sk-test', fetch });
      const experimental_content = [
        { type: 'text', text: 'Done.' },
        { type: 'image', data: png, mimeType: 'image/png' },
      ];
      const messages = history({ args: {} }, { result: 'x', experimental_content }) as CoreMessage[];
      return generateText({
        model: protocol === 'dashscope' ? qwen.dashscope(model) : qwen(model),
        messages,
        maxRetries: 0,
      });
    },
  },
  {
    name: 'ai 5',
    send(model, protocol, fetch) {
      const qwen = createQwen5({ apiKey: 'sk-test', fetch });
      const messages = history({ input: {} }, output({ type: 'media', data: png, mediaType: 'image/png' }));
      return ai5.generateText({
        model: protocol === 'dashscope' ? qwen.dashscope(model) : qwen(model),
        messages: messages as ai5.ModelMessage[],
        maxRetries: 0,
      });
    },
  },
  {
    name: 'ai 6',
    send(model, protocol, fetch) {
      const qwen = createQwen6({ apiKey: 'sk-test', fetch });
      const messages = history({ input: {} }, output({ type: 'image-data', data: png, mediaType: 'image/png' }));
      return ai6.generateText({
        model: protocol === 'dashscope' ? qwen.dashscope(model) : qwen(model),
        messages: messages as ai6.ModelMessage[],
        maxRetries: 0,
      });
    },
  },
  {
    name: 'ai 7',
    send(model, protocol, fetch) {
      const qwen = createQwen7({ apiKey: 'sk-test', fetch });
      const file = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: png } };
      return ai7.generateText({
        model: protocol === 'dashscope' ? qwen.dashscope(model) : qwen(model),
        messages: history({ input: {} }, output(file)) as ai7.ModelMessage[],
        maxRetries: 0,
      });
    },
  },
];

async function sent(major: Major, model: string, protocol: Protocol): Promise<unknown> {
  const { fetch, calls } = createRecorder();
  // The recorder answers the DashScope protocol in another shape; what was sent is all that counts here.
  await Promise.resolve(major.send(model, protocol, fetch)).catch(() => undefined);
  const body = calls[0]!.body;
  return body.messages ?? body.input.messages;
}

describe.each(majors)('a picture in the result of a tool ($name)', (major) => {
  test('a picture in a tool result is in a user message after the result for a model that sees', async () => {
    expect(await sent(major, 'qwen3-vl-plus', 'compatible')).toMatchObject([
      { role: 'user' },
      { role: 'assistant', tool_calls: [{ id: 'c' }] },
      { role: 'tool', content: 'Done.', tool_call_id: 'c' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'From the result of the tool shot:' },
          { type: 'image_url', image_url: { url } },
        ],
      },
    ]);
  });

  test('a picture in a tool result is in a user message over the DashScope protocol', async () => {
    expect(await sent(major, 'qwen3-vl-plus', 'dashscope')).toMatchObject([
      { role: 'user' },
      { role: 'assistant' },
      { role: 'tool', content: [{ text: 'Done.' }] },
      { role: 'user', content: [{ text: 'From the result of the tool shot:' }, { image: url }] },
    ]);
  });

  test('a picture in a tool result is not sent to a model that does not see', async () => {
    const messages = await sent(major, 'qwen-plus', 'compatible');
    expect(messages).toMatchObject([{ role: 'user' }, { role: 'assistant' }, { role: 'tool', content: 'Done.' }]);
    expect(messages).toHaveLength(3);
  });
});

const call = (...names: string[]): CoreMessage => ({
  role: 'assistant',
  content: names.map((name) => ({ type: 'tool-call', toolCallId: name, toolName: name, args: {} })),
});
const shown = (name: string, data: string, text?: string): CoreMessage => ({
  role: 'tool',
  content: [
    {
      type: 'tool-result',
      toolCallId: name,
      toolName: name,
      result: 'x',
      experimental_content: [
        ...(text === undefined ? [] : [{ type: 'text' as const, text }]),
        { type: 'image', data, mimeType: 'image/png' },
      ],
    },
  ],
});
const told = (name: string): CoreMessage => ({
  role: 'tool',
  content: [{ type: 'tool-result', toolCallId: name, toolName: name, result: 'ok' }],
});
const user = (content: string): CoreMessage => ({ role: 'user', content });

async function send(model: string, messages: CoreMessage[], options: QwenChatOptions = {}, baseURL?: string) {
  const { fetch, calls } = createRecorder();
  const qwen = createQwen({ apiKey: 'sk-test', fetch, baseURL });
  const answer = await generateText({ model: qwen(model, options), messages });
  return { messages: calls[0]!.body.messages as unknown[], warnings: answer.warnings };
}

const image = (data: string) => ({ type: 'image_url', image_url: { url: `data:image/png;base64,${data}` } });
const from = (name: string) => ({ type: 'text', text: `From the result of the tool ${name}:` });

describe('where the pictures stand', () => {
  test('the pictures of tool results stand after all results of parallel calls, which stay together', async () => {
    const { messages, warnings } = await send('qwen3-vl-plus', [
      user('Hi'),
      call('a', 'b', 'c'),
      shown('a', 'AAAA', 'One.'),
      told('b'),
      shown('c', 'BBBB'),
    ]);
    expect(messages.slice(2)).toEqual([
      { role: 'tool', content: 'One.', tool_call_id: 'a' },
      { role: 'tool', content: 'ok', tool_call_id: 'b' },
      { role: 'tool', content: 'The result is in the next user message.', tool_call_id: 'c' },
      { role: 'user', content: [from('a'), image('AAAA'), from('c'), image('BBBB')] },
    ]);
    expect(warnings).toEqual([]);
  });

  test('the pictures of tool results stand before the words of a user message that follows, and before an answer', async () => {
    const { messages } = await send('qwen3-vl-plus', [
      user('Hi'),
      call('a'),
      shown('a', 'AAAA', 'One.'),
      { role: 'assistant', content: 'I see.' },
      user('Again.'),
      call('a'),
      shown('a', 'BBBB', 'Two.'),
      user('Well?'),
    ]);
    expect(messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant' },
      { role: 'tool' },
      { role: 'user', content: [from('a'), image('AAAA')] },
      { role: 'assistant', content: 'I see.' },
      { role: 'user', content: 'Again.' },
      { role: 'assistant' },
      { role: 'tool' },
      { role: 'user', content: [from('a'), image('BBBB'), { type: 'text', text: 'Well?' }] },
    ]);
  });

  test('a tool loop whose results have pictures goes on with its thinking', async () => {
    const { messages } = await send('qwen3.6-plus', [
      user('Hi'),
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'I look.' },
          { type: 'tool-call', toolCallId: 'a', toolName: 'a', args: {} },
        ],
      },
      shown('a', 'AAAA', 'One.'),
    ]);
    expect(messages[1]).toMatchObject({ role: 'assistant', reasoning_content: 'I look.' });
  });
});

test('a model that does not see gets the text, and the warning names the tool', async () => {
  const { messages, warnings } = await send('qwen-plus', [user('Hi'), call('search'), shown('search', 'AAAA', 'One.')]);
  expect(messages).toHaveLength(3);
  expect(JSON.stringify(messages)).not.toContain('AAAA');
  expect(warnings).toEqual([
    { type: 'other', message: 'qwen-plus does not accept image; that of the result of the tool search was left out.' },
  ]);
});

test('an unknown model gets the picture of a tool result, as it gets one in a user message', async () => {
  const prompt = [user('Hi'), call('a'), shown('a', 'AAAA', 'One.')];
  expect((await send('brand-new-model', prompt)).messages).toHaveLength(4);
  expect((await send('llava', prompt, {}, 'http://localhost:8000/v1')).messages[3]).toEqual({
    role: 'user',
    content: [from('a'), image('AAAA')],
  });
});
