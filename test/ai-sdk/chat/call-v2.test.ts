import { describe, expect, test } from 'vitest';
import { readCall, type CallOptions } from '../../../src/ai-sdk/chat/call-v2.js';
import type { ChatOptions } from '../../../src/chat/checked-options.js';
import { createOptionReader } from '../../../src/chat/read-options.js';

const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];

function read(options: Partial<CallOptions>, defaults: ChatOptions = { known: {}, extra: {} }) {
  return readCall({ prompt, ...options }, createOptionReader('chat'), defaults);
}

describe('settings', () => {
  test('call settings come under one name each', () => {
    const settings = { temperature: 2, topP: 3, topK: 4, seed: 5, presencePenalty: 6, frequencyPenalty: 7 };
    expect(read({ ...settings, maxOutputTokens: 1, stopSequences: ['a'] })).toMatchObject({
      ...settings,
      maxTokens: 1,
      stop: ['a'],
      stream: false,
      raw: false,
    });
  });

  test('an empty list of stop sequences is left out', () => {
    expect(read({ stopSequences: [] }).stop).toBeUndefined();
  });

  test('raw chunks are included when the call asks for them', () => {
    expect(read({ includeRawChunks: true }).raw).toBe(true);
  });

  test('options of the call win over those of the model, which stay as they are', () => {
    const defaults: ChatOptions = { known: { topK: 1, user: 'a' }, extra: { old_key: 1 } };
    const call = read({ providerOptions: { qwen: { topK: 2, new_key: 2 } } }, defaults);
    expect(call.options).toEqual({ known: { topK: 2, user: 'a' }, extra: { old_key: 1, new_key: 2 } });
    expect(defaults).toEqual({ known: { topK: 1, user: 'a' }, extra: { old_key: 1 } });
  });

  test('an unknown option is a warning', () => {
    const { warnings } = read({ providerOptions: { qwen: { enableThinkng: true } } });
    expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'providerOptions.qwen.enableThinkng' }]);
  });
});

describe('what the answer is to be', () => {
  const schema = { type: 'object' };

  test.each<[string, Partial<CallOptions>, object]>([
    ['free text', {}, { kind: 'text' }],
    ['free text when said so', { responseFormat: { type: 'text' } }, { kind: 'text' }],
    ['an object', { responseFormat: { type: 'json' } }, { kind: 'json' }],
    [
      'an object of a schema',
      { responseFormat: { type: 'json', schema, name: 'n', description: 'd' } },
      { kind: 'json', schema, name: 'n', description: 'd' },
    ],
  ])('the expected output is %s', (_name, options, output) => {
    expect(read(options).output).toEqual(output);
  });
});

describe('reasoning', () => {
  test.each([
    [undefined, undefined],
    ['provider-default', undefined],
    ['none', 'none'],
    ['xhigh', 'xhigh'],
    ['max', 'max'],
  ])('the reasoning option %s is read as %s', (reasoning, expected) => {
    expect(read({ reasoning }).reasoning).toBe(expected);
  });

  const defaults: ChatOptions = {
    known: { enableThinking: false, thinkingBudget: 5, reasoningEffort: 'low', topK: 1 },
    extra: {},
  };

  test('the reasoning option of a call replaces what its model was told about thinking', () => {
    expect(read({ reasoning: 'high' }, defaults).options.known).toEqual({ topK: 1 });
    const own = { providerOptions: { qwen: { thinkingBudget: 9 } } };
    expect(read({ reasoning: 'high', ...own }, defaults).options.known).toEqual({ topK: 1, thinkingBudget: 9 });
  });

  test('a reasoning option that says nothing leaves the model as it was told', () => {
    expect(read({ reasoning: 'provider-default' }, defaults).options.known).toEqual(defaults.known);
  });
});

describe('tools', () => {
  const inputSchema = { type: 'object', properties: { city: { type: 'string' } } };
  const weather = { type: 'function', name: 'weather', description: 'Weather', inputSchema };
  const readTool = (tool: object) => {
    const { tools, warnings } = read({ tools: [{ ...weather, ...tool }] });
    return { tool: tools[0], warnings };
  };

  test.each([
    [{ type: 'auto' }, 'auto'],
    [{ type: 'none' }, 'none'],
    [{ type: 'required' }, 'required'],
    [{ type: 'tool', toolName: 'weather' }, { name: 'weather' }],
    [undefined, undefined],
  ])('tools are read with the choice %j', (toolChoice, expected) => {
    const call = read({ tools: [weather], toolChoice });
    expect(call.tools).toEqual([{ name: 'weather', description: 'Weather', parameters: inputSchema }]);
    expect(call.toolChoice).toEqual(expected);
  });

  test('a call without tools has no tool choice', () => {
    expect(read({ tools: [], toolChoice: { type: 'auto' } })).toMatchObject({ tools: [], toolChoice: undefined });
  });

  // V2 calls them provider-defined, V3 and V4 provider; V2 models get the newer ones behind a proxy.
  test.each(['provider-defined', 'provider'])(
    'tools of a provider (%s) become a warning and take their choice along',
    (type) => {
      const provided = { type, id: 'openai.web_search', name: 'web_search', args: {} };
      const call = read({ tools: [provided], toolChoice: { type: 'auto' } });
      expect(call).toMatchObject({ tools: [], toolChoice: undefined });
      expect(call.warnings).toMatchObject([{ type: 'unsupported-tool', tool: provided }]);
      expect(read({ tools: [provided, weather] }).tools).toHaveLength(1);
    },
  );

  test('a choice of a tool that was left out goes with it', () => {
    const provided = { type: 'provider', id: 'openai.web_search', name: 'web_search', args: {} };
    const call = read({ tools: [provided, weather], toolChoice: { type: 'tool', toolName: 'web_search' } });
    expect(call.toolChoice).toBeUndefined();
  });

  test("examples of a tool's arguments follow its description, which is what the model reads", () => {
    const inputExamples = [{ input: { city: 'Oslo' } }, { input: { city: 'Rome' } }];
    const examples = 'Examples of the arguments:\n{"city":"Oslo"}\n{"city":"Rome"}';
    expect(readTool({ inputExamples }).tool?.description).toBe(`Weather\n${examples}`);
    expect(readTool({ inputExamples, description: undefined }).tool?.description).toBe(examples);
    expect(readTool({ inputExamples: [] }).tool?.description).toBe('Weather');
  });

  test('strict tools are sent with a warning, other tools without one', () => {
    const { tool, warnings } = readTool({ strict: true });
    expect(tool).toEqual({ name: 'weather', description: 'Weather', parameters: inputSchema });
    expect(warnings).toMatchObject([{ type: 'other', message: expect.stringContaining('weather is strict') }]);
    expect(readTool({ strict: false }).warnings).toEqual([]);
  });

  test('a tool may end a cached prefix', () => {
    const cacheControl = { type: 'ephemeral' };
    const { tool, warnings } = readTool({ providerOptions: { qwen: { cacheControl } } });
    expect(tool).toMatchObject({ name: 'weather', cacheControl });
    expect(warnings).toEqual([]);
  });

  test('a tool without a schema takes any arguments', () => {
    expect(readTool({ inputSchema: undefined }).tool?.parameters).toEqual({});
  });
});
