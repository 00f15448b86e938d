import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { readPrompt } from '../../../src/ai-sdk/chat/prompt-v2.js';
import type { PromptMessage } from '../../../src/ai-sdk/chat/reading.js';
import { createOptionReader } from '../../../src/chat/read-options.js';
import type { Warning } from '../../../src/options/warning.js';
import { createRecorder } from '../../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

type Protocol = 'compatible' | 'dashscope';

const called = (toolCallId: string, more: object = { providerExecuted: true }) => ({
  type: 'tool-call',
  toolCallId,
  toolName: 'web_search',
  input: { query: toolCallId },
  ...more,
});
const found = (toolCallId: string, value = `found ${toolCallId}`) => ({
  type: 'tool-result',
  toolCallId,
  toolName: 'web_search',
  output: { type: 'text', value },
});
const text = (words: string) => ({ type: 'text', text: words });

/** A turn of a model that searched the web with its provider's own tool, as `ai` hands it on. */
const history = [
  { role: 'user', content: 'News?' },
  { role: 'assistant', content: [text('I look.'), called('a'), found('a'), text('There is some.')] },
  { role: 'user', content: 'Which?' },
];

const majors: { name: string; send(protocol: Protocol, fetch: typeof globalThis.fetch): PromiseLike<unknown> }[] = [
  {
    name: 'ai 5',
    send(protocol, fetch) {
      const qwen = createQwen5({ apiKey: 'sk-test', fetch });
      const model = protocol === 'dashscope' ? qwen.dashscope('qwen-plus') : qwen('qwen-plus');
      return ai5.generateText({ model, messages: history as ai5.ModelMessage[], maxRetries: 0 });
    },
  },
  {
    name: 'ai 6',
    send(protocol, fetch) {
      const qwen = createQwen6({ apiKey: 'sk-test', fetch });
      const model = protocol === 'dashscope' ? qwen.dashscope('qwen-plus') : qwen('qwen-plus');
      return ai6.generateText({ model, messages: history as ai6.ModelMessage[], maxRetries: 0 });
    },
  },
  {
    name: 'ai 7',
    send(protocol, fetch) {
      const qwen = createQwen7({ apiKey: 'sk-test', fetch });
      const model = protocol === 'dashscope' ? qwen.dashscope('qwen-plus') : qwen('qwen-plus');
      return ai7.generateText({ model, messages: history as ai7.ModelMessage[], maxRetries: 0 });
    },
  },
];

describe.each(majors)('a call that another provider ran itself ($name)', ({ send }) => {
  test.each<Protocol>(['compatible', 'dashscope'])(
    'a call that another provider ran goes as a call and its result (%s)',
    async (protocol) => {
      const { fetch, calls } = createRecorder();
      // The recorder answers the DashScope protocol in another shape; what was sent is all that counts here.
      await Promise.resolve(send(protocol, fetch)).catch(() => undefined);
      const body = calls[0]!.body;
      expect(body.messages ?? body.input.messages).toMatchObject([
        { role: 'user', content: 'News?' },
        {
          role: 'assistant',
          content: 'I look.',
          tool_calls: [{ id: 'a', function: { name: 'web_search', arguments: '{"query":"a"}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: 'found a' },
        { role: 'assistant', content: 'There is some.' },
        { role: 'user', content: 'Which?' },
      ]);
    },
  );
});

/** The messages in short: what each says, and which calls it makes or answers. */
function read(...prompt: PromptMessage[]) {
  const warnings: Warning[] = [];
  const messages = readPrompt(prompt, createOptionReader('chat'), warnings).map((message) => {
    switch (message.role) {
      case 'assistant':
        return message.parts.map((part) => (part.type === 'tool-call' ? `call ${part.id}` : part.text));
      case 'tool':
        return message.results.map((result) => `${result.id}: ${result.text}`);
      default:
        return [message.role];
    }
  });
  return { messages, warnings: warnings.map((warning) => (warning.type === 'other' ? warning.message : '')) };
}

const assistant = (...content: object[]): PromptMessage => ({ role: 'assistant', content });
const tool = (...content: object[]): PromptMessage => ({ role: 'tool', content });

describe('the messages that an assistant message becomes', () => {
  test.each<[string, PromptMessage[], string[][]]>([
    [
      'one step a result',
      [assistant(called('a'), found('a'), called('b'), found('b'), text('So.'))],
      [['call a'], ['a: found a'], ['call b'], ['b: found b'], ['So.']],
    ],
    [
      'one step for calls at once',
      [assistant(called('a'), called('b'), found('b'), found('a'), text('So.'))],
      [['call a', 'call b'], ['a: found a', 'b: found b'], ['So.']],
    ],
    [
      'a result at the end',
      [assistant(text('Look.'), called('a'), found('a'))],
      [['Look.', 'call a'], ['a: found a'], []],
    ],
    [
      'a result that comes turns later stands behind its call',
      [assistant(called('a'), text('Wait.')), { role: 'user', content: [] }, assistant(found('a'), text('So.'))],
      [['call a', 'Wait.'], ['a: found a'], ['user'], ['So.']],
    ],
    [
      'a call of the application stays with the tool message that answers it',
      [assistant(called('a'), found('a'), called('own', {})), tool(found('own'))],
      [['call a'], ['a: found a'], ['call own'], ['own: found own']],
    ],
    [
      'one before a result keeps the whole message together',
      [assistant(called('own', {}), called('a'), found('a'), text('So.')), tool(found('own'))],
      [['call own', 'call a', 'So.'], ['a: found a'], ['own: found own']],
    ],
    [
      'a call that was answered in a tool message is one of those',
      [assistant(called('a')), tool(found('a'))],
      [['call a'], ['a: found a']],
    ],
    [
      'an id that is used again',
      [assistant(called('a'), found('a', 'one')), assistant(called('a'), found('a', 'two'))],
      [['call a'], ['a: one'], [], ['call a'], ['a: two'], []],
    ],
  ])('an assistant message with calls of another provider becomes several messages: %s', (_name, prompt, expected) => {
    const { messages, warnings } = read(...prompt);
    expect(messages.filter((message) => message.length > 0)).toEqual(expected.filter((one) => one.length > 0));
    expect(warnings).toEqual([]);
  });

  test.each<[string, PromptMessage[], string[][], string]>([
    [
      'a call without a result',
      [assistant(text('Hi.'), called('a'))],
      [['Hi.']],
      'A call of the tool web_search, which has no result, was left out: the service accepts them only in pairs.',
    ],
    [
      'a result without a call',
      [assistant(found('a'), text('Hi.'))],
      [['Hi.']],
      'A result of the tool web_search, whose call is not before it, was left out: the service accepts them only in pairs.',
    ],
    [
      'a second answer of a call',
      [assistant(called('a'), found('a', 'one'), text('Hi.')), tool(found('a', 'two'))],
      [['call a', 'Hi.'], ['a: two']],
      'A result of the tool web_search, whose call is not before it, was left out: the service accepts them only in pairs.',
    ],
  ])('an assistant message leaves out %s with a warning', (_name, prompt, expected, warning) => {
    expect(read(...prompt)).toEqual({ messages: expected, warnings: [warning] });
  });

  test('the options of an assistant message stand on the last of the messages that it becomes', () => {
    const cacheControl = { type: 'ephemeral' };
    const message = { ...assistant(called('a'), found('a'), text('So.')), providerOptions: { qwen: { cacheControl } } };
    const prompt = readPrompt([message], createOptionReader('chat'), []);
    expect(prompt.map(({ options }) => options)).toEqual([undefined, undefined, { cacheControl }]);
  });
});
