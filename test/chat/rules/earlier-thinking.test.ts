import { generateText, jsonSchema, tool, type CoreMessage } from 'ai';
import { createQwen, type QwenChatOptions } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../support/recorder.js';

const tools = { weather: tool({ parameters: jsonSchema({ type: 'object' }) }) };
const thought = (text: string) => ({ type: 'reasoning' as const, text });
const text = (words: string) => ({ type: 'text' as const, text: words });
const call = (toolCallId: string) => ({ type: 'tool-call' as const, toolCallId, toolName: 'weather', args: {} });
const result = (toolCallId: string): CoreMessage => ({
  role: 'tool',
  content: [{ type: 'tool-result', toolCallId, toolName: 'weather', result: 'sun' }],
});
const user = (content: string): CoreMessage => ({ role: 'user', content });

/** A finished turn with a tool, a finished turn without one, and a tool loop that runs. */
const history: CoreMessage[] = [
  user('One'),
  { role: 'assistant', content: [thought('I ask.'), call('c1')] },
  result('c1'),
  { role: 'assistant', content: [thought('I know.'), text('Sunny.')] },
  user('Two'),
  { role: 'assistant', content: [thought('Again.'), call('c2')] },
  result('c2'),
];

/** The thinking of each assistant message as sent, and the whole body. */
async function send(
  id: string,
  { protocol = 'chat', baseURL, messages = history, ...options }: QwenChatOptions & Settings = {},
) {
  const { fetch, calls } = createRecorder();
  const qwen = createQwen({ apiKey: 'sk-test', fetch, baseURL });
  const model = protocol === 'chat' ? qwen(id) : qwen.dashscope(id);
  const providerOptions = { qwen: options as Record<string, never> };
  // The recorder answers the DashScope protocol in another shape; what was sent is all that counts here.
  const answer = await generateText({ model, messages, tools, providerOptions, maxRetries: 0 }).catch(() => undefined);
  const body = calls[0]!.body;
  const sent = (body.messages ?? body.input.messages) as { role: string; reasoning_content?: string }[];
  const thinking = sent.filter(({ role }) => role === 'assistant').map((message) => message.reasoning_content);
  return { body, thinking, warnings: answer?.warnings ?? [] };
}

interface Settings {
  protocol?: 'chat' | 'dashscope';
  baseURL?: string;
  messages?: CoreMessage[];
}

describe('models that do nothing with it', () => {
  test('models that ignore earlier thinking get only that of the running tool loop', async () => {
    expect((await send('qwen3-max')).thinking).toEqual([undefined, undefined, 'Again.']);
    expect((await send('qwen3.7-max')).thinking).toEqual([undefined, undefined, 'Again.']);
  });

  test('models that ignore earlier thinking get all of it with preserveThinking, in either spelling', async () => {
    const all = ['I ask.', 'I know.', 'Again.'];
    const sent = await send('qwen3.6-plus', { preserveThinking: true });
    expect(sent.thinking).toEqual(all);
    expect(sent.body.preserve_thinking).toBe(true);
    expect((await send('qwen3.6-plus', { preserve_thinking: true })).thinking).toEqual(all);
  });

  test('models that do not think get no earlier thinking, without a warning', async () => {
    const { thinking, warnings } = await send('qwen-max');
    expect(thinking).toEqual([undefined, undefined, undefined]);
    expect(warnings).toEqual([]);
  });
});

// "preserve_thinking is true by default, and all reasoning_content of the history must be passed back": the chat API page
// of Model Studio (Sep 2026) on qwen3.8; `clear_thinking` of the GLM models is false by default (same page).
describe('models that read it by default', () => {
  test.each(['qwen3.8-max', 'qwen3.8-max-0902', 'qwen3.8-flash', 'qwen3.8-omni-flash', 'glm-5.2', 'glm-4.7'])(
    '%s gets all earlier thinking, and no parameter for that',
    async (id) => {
      const { thinking, body } = await send(id);
      expect(thinking).toEqual(['I ask.', 'I know.', 'Again.']);
      expect(body).not.toHaveProperty('preserve_thinking');
      expect(body).not.toHaveProperty('clear_thinking');
    },
  );

  test.each<[string, QwenChatOptions]>([
    ['qwen3.8-max', { preserveThinking: false }],
    ['qwen3.8-max', { preserve_thinking: false }],
    ['glm-5.2', { clearThinking: true }],
  ])('%s with %j gets only the earlier thinking of the running tool loop', async (id, options) => {
    expect((await send(id, options)).thinking).toEqual([undefined, undefined, 'Again.']);
  });

  test('glm-5.3, which clears earlier thinking by default, gets all of it with clearThinking: false', async () => {
    expect((await send('glm-5.3')).thinking).toEqual([undefined, undefined, 'Again.']);
    expect((await send('glm-5.3', { clearThinking: false })).thinking).toEqual(['I ask.', 'I know.', 'Again.']);
  });

  test('a history without thinking stays as it is', async () => {
    const bare: CoreMessage[] = [user('One'), { role: 'assistant', content: [call('c1')] }, result('c1')];
    expect((await send('qwen3.8-max', { messages: bare })).thinking).toEqual([undefined]);
  });
});

// "thinking is enabled but reasoning_content is missing in assistant tool call message at index 2":
// musistudio/claude-code-router#1227, vercel/ai#14729, QuantumNous/new-api#3121. "The `reasoning_content` in the thinking
// mode must be passed back to the API.": danny-avila/LibreChat#12836 (DeepSeek-V4).
describe('models that require it beside tool calls', () => {
  const ids = [
    'kimi/kimi-k2.5',
    'kimi/kimi-k2.6',
    'kimi/kimi-k3',
    'kimi/kimi-k4-preview',
    'kimi-k2-thinking',
    'kimi-k2.7-code',
    'deepseek-v4-pro',
    'deepseek-v4.1-flash',
    'deepseek-v4-flash-0731',
  ];

  test.each(ids)('%s gets all earlier thinking on both protocols', async (id) => {
    for (const protocol of ['chat', 'dashscope'] as const) {
      expect((await send(id, { protocol })).thinking).toEqual(['I ask.', 'I know.', 'Again.']);
    }
  });

  test('models that require earlier thinking get it whatever preserveThinking says', async () => {
    const { thinking } = await send('kimi/kimi-k2.5', { preserveThinking: false });
    expect(thinking).toEqual(['I ask.', 'I know.', 'Again.']);
  });

  // NousResearch/hermes-agent#18263: DeepSeek refuses an empty string in its place and takes a blank.
  test.each(ids)('%s gets a blank where a message with tool calls has no thinking', async (id) => {
    const bare: CoreMessage[] = [
      user('One'),
      { role: 'assistant', content: [text('A moment.'), call('c1')] },
      result('c1'),
      { role: 'assistant', content: 'Sunny.' },
      user('Two'),
    ];
    expect((await send(id, { messages: bare })).thinking).toEqual([' ', undefined]);
  });

  test.each<[string, QwenChatOptions]>([
    ['kimi/kimi-k2.5', { enableThinking: false }],
    ['kimi-k2.6', { enableThinking: false }],
    ['deepseek-v4-pro', { reasoningEffort: 'none' }],
  ])('%s with %j does not think, and gets only the thinking of the running tool loop', async (id, options) => {
    const bare: CoreMessage[] = [user('One'), { role: 'assistant', content: [call('c1')] }, result('c1')];
    expect((await send(id, options)).thinking).toEqual([undefined, undefined, 'Again.']);
    expect((await send(id, { ...options, messages: bare })).thinking).toEqual([undefined]);
  });

  test.each(['moonshotai/kimi-k2.5', 'deepseek/deepseek-v4-pro', 'kimi-k2-thinking:cloud'])(
    '%s of another server is asked as on Model Studio',
    async (id) => {
      const { thinking } = await send(id, { baseURL: 'https://llm.example/v1' });
      expect(thinking).toEqual(['I ask.', 'I know.', 'Again.']);
    },
  );

  test('other models of other servers get only the thinking of the running tool loop', async () => {
    const { thinking } = await send('Qwen/Qwen3-8B', { baseURL: 'https://llm.example/v1' });
    expect(thinking).toEqual([undefined, undefined, 'Again.']);
  });
});

test('a temperature of 0, which AI SDK 4 always sends, is dropped for models that only take their own', async () => {
  expect((await send('kimi/kimi-k2.6')).body).not.toHaveProperty('temperature');
  expect((await send('qvq-max', { messages: [user('Hi')] })).body).not.toHaveProperty('temperature');
  expect((await send('qwen-plus')).body.temperature).toBe(0);
});
