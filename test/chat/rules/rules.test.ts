import type { LanguageModelV1CallWarning } from '@ai-sdk/provider';
import { generateObject, generateText, jsonSchema, streamText, tool, type CoreMessage } from 'ai';
import type { QwenChatOptions } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { recordedQwen } from '../../support/recorder.js';

type Call = Omit<Parameters<typeof generateText>[0], 'model'>;

/** The body and the warnings of a call to a model. */
async function send(model: string, { qwen: options, ...call }: Call & { qwen?: QwenChatOptions } = {}) {
  const { qwen, calls } = recordedQwen();
  const prompt = call.messages ? {} : { prompt: 'Hi' };
  const result = await generateText({
    model: qwen(model),
    ...prompt,
    ...call,
    providerOptions: { qwen: { ...options } as Record<string, never> },
  });
  return {
    body: calls[0]?.body as (typeof calls)[number]['body'],
    text: result.text,
    warnings: (result.warnings ?? []).map(said),
  };
}

function said(warning: LanguageModelV1CallWarning): string {
  if (warning.type === 'other') return warning.message;
  return 'setting' in warning ? `${warning.setting}: ${warning.details}` : 'tool';
}

const one = { weather: tool({ description: 'Weather', parameters: jsonSchema({ type: 'object' }) }) };
const two = { ...one, time: tool({ parameters: jsonSchema({ type: 'object' }) }) };

describe('thinking', () => {
  test('nothing about thinking is sent where nothing was asked for', async () => {
    const { body, warnings } = await send('qwen-plus');
    expect(body).not.toHaveProperty('enable_thinking');
    expect(warnings).toEqual([]);
  });

  test.each<[string, QwenChatOptions, string[]]>([
    ['qwen-max', { enableThinking: true }, ['enableThinking: qwen-max does not think.']],
    [
      'qwen3-coder-plus',
      { enableThinking: true, thinkingBudget: 100 },
      ['thinkingBudget: qwen3-coder-plus does not think.', 'enableThinking: qwen3-coder-plus does not think.'],
    ],
    ['qwen-vl-max', { reasoningEffort: 'high' }, ['reasoningEffort: qwen-vl-max does not think.']],
    ['qwen-max', { enableThinking: false }, []],
  ])('%s does not think: %j is left out', async (model, qwen, warnings) => {
    const sent = await send(model, { qwen });
    expect(sent.body).not.toHaveProperty('enable_thinking');
    expect(sent.body).not.toHaveProperty('thinking_budget');
    expect(sent.body).not.toHaveProperty('reasoning_effort');
    expect(sent.warnings).toEqual(warnings);
  });

  test.each<[string, QwenChatOptions, string[]]>([
    ['qwq-plus', { enableThinking: false }, ['enableThinking: qwq-plus always thinks.']],
    ['qwen3-235b-a22b-thinking-2507', { enableThinking: true }, []],
    ['deepseek-r1', { reasoningEffort: 'none' }, ['reasoningEffort: deepseek-r1 always thinks.']],
  ])('%s always thinks: %j is left out', async (model, qwen, warnings) => {
    const sent = await send(model, { qwen });
    expect(sent.body).not.toHaveProperty('enable_thinking');
    expect(sent.body).not.toHaveProperty('reasoning_effort');
    expect(sent.warnings).toEqual(warnings);
  });

  test('a thinking-only model keeps its budget', async () => {
    const { body } = await send('qwen3-vl-8b-thinking', { qwen: { thinkingBudget: 64 } });
    expect(body.thinking_budget).toBe(64);
  });

  test.each([
    ['high', true, 'on'],
    ['none', false, 'off'],
  ])('reasoningEffort %s becomes enable_thinking: %s on models that know on and off', async (effort, on, word) => {
    const { body, warnings } = await send('qwen-plus', { qwen: { reasoningEffort: effort } });
    expect(body.enable_thinking).toBe(on);
    expect(body).not.toHaveProperty('reasoning_effort');
    expect(warnings).toEqual([`reasoningEffort: qwen-plus has no efforts; thinking is ${word}.`]);
  });

  test('enableThinking wins over the effort of such a model, which keeps its budget', async () => {
    const { body, warnings } = await send('qwen3-max', {
      qwen: { enableThinking: true, reasoningEffort: 'none', thinkingBudget: 9 },
    });
    expect(body).toMatchObject({ enable_thinking: true, thinking_budget: 9 });
    expect(warnings).toEqual(['reasoningEffort: qwen3-max has no efforts; thinking is on.']);
  });

  test.each<[string, QwenChatOptions, string]>([
    ['qwen-plus', { thinkingBudget: 9 }, 'thinkingBudget: It has no effect without enableThinking: true.'],
    [
      'qwen-plus',
      { searchOptions: { forcedSearch: true } },
      'searchOptions: It has no effect without enableSearch: true.',
    ],
    ['qwen3-8b', { topLogprobs: 2 }, 'topLogprobs: It has no effect without logprobs: true.'],
    [
      'qwen3-omni-flash',
      { audio: { voice: 'Cherry' } },
      "audio: It has no effect without modalities: ['text', 'audio'].",
    ],
  ])('%s with %j: an option that needs another is sent, with a warning', async (model, qwen, words) => {
    const { body, warnings } = await send(model, { qwen });
    const [name = ''] = Object.keys(qwen);
    expect(body).toHaveProperty(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect(warnings).toEqual([words]);
  });

  test.each<[string, QwenChatOptions]>([
    ['qwen3-8b', { thinkingBudget: 9 }],
    ['qwen3-max', { thinkingBudget: 9 }],
    ['qwen-plus', { enable_thinking: true, thinkingBudget: 9 }],
    ['qwen-plus', { enable_search: true, searchOptions: { forcedSearch: true } }],
    ['qwen3-8b', { logprobs: true, topLogprobs: 2 }],
    ['qwen3-omni-flash', { modalities: ['text', 'audio'], audio: { voice: 'Cherry' } }],
  ])('%s with %j is sent without a warning', async (model, qwen) => {
    expect((await send(model, { qwen })).warnings).toEqual([]);
  });

  test('an effort goes to models that know one, and thinkingBudget gives way to it', async () => {
    const { body, warnings } = await send('qwen3.8-max', {
      qwen: { reasoningEffort: 'xhigh', thinkingBudget: 9 },
    });
    expect(body.reasoning_effort).toBe('xhigh');
    expect(body).not.toHaveProperty('thinking_budget');
    expect(warnings).toEqual(['thinkingBudget: The service refuses thinkingBudget together with reasoningEffort.']);
  });

  test('options of thinking are left out when thinking is off', async () => {
    const { body, warnings } = await send('qwen3.6-plus', {
      qwen: { enableThinking: false, thinkingBudget: 9 },
    });
    expect(body.enable_thinking).toBe(false);
    expect(body).not.toHaveProperty('thinking_budget');
    expect(warnings).toEqual(['thinkingBudget: Thinking is off.']);
  });

  test('an unknown model and one of another server get what was asked for', async () => {
    const qwen = { enableThinking: true, thinkingBudget: 5 };
    const { body } = await send('brand-new-model', { qwen });
    expect(body).toMatchObject({ enable_thinking: true, thinking_budget: 5 });
  });
});

describe('streaming inside', () => {
  test.each([
    ['qwq-plus', {}],
    ['qvq-max', {}],
    ['qwen3-235b-a22b-thinking-2507', {}],
    ['qwen3-omni-flash', {}],
    ['qwen3.5-omni-plus', {}],
    ['brand-new-model', {}],
    ['qwen-plus', { enableThinking: true }],
    ['qwen-plus', { reasoningEffort: 'high' }],
    ['qwen-turbo', { enableThinking: true }],
    ['qwen3-8b', {}],
    ['qwen-plus-latest', {}],
    ['qwen-flash', {}],
  ])('%s with %j streams in generateText, and its answer is folded', async (model, qwen) => {
    const { body, text } = await send(model, { qwen });
    expect(body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    expect(text).toBe('{"ok":true}');
  });

  test.each([
    ['qwen-plus', {}],
    ['qwen-plus', { enableThinking: false }],
    ['qwen3-8b', { enableThinking: false }],
    ['qwen3-8b', { reasoningEffort: 'none' }],
    ['qwen-flash', { enableThinking: false }],
    ['qwen3-max', { enableThinking: true }],
    ['qwen3.6-plus', { enableThinking: true }],
    ['qwen-max', { enableThinking: true }],
    ['qwen-vl-max', {}],
  ])('%s with %j does not stream in generateText', async (model, qwen) => {
    const { body } = await send(model, { qwen });
    expect(body).not.toHaveProperty('stream');
    expect(body).not.toHaveProperty('stream_options');
  });

  test('streamText always streams, with usage', async () => {
    const { qwen, calls } = recordedQwen();
    const { textStream } = streamText({ model: qwen('qwen-max'), prompt: 'Hi' });
    for await (const delta of textStream) expect(delta).not.toBe('');
    expect(calls[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });
});

describe('tools', () => {
  const forced = { toolChoice: { type: 'tool', toolName: 'weather' } } as const;
  const wire = { type: 'function', function: { name: 'weather' } };

  test.each(['auto', 'none'] as const)('the tool choice %s is sent as it is', async (toolChoice) => {
    expect((await send('qwen-max', { tools: one, toolChoice })).body.tool_choice).toBe(toolChoice);
  });

  test('tool choice required with a single tool is sent as that tool, which is documented', async () => {
    const { body, warnings } = await send('qwen-max', { tools: one, toolChoice: 'required' });
    expect(body.tool_choice).toEqual(wire);
    expect(warnings).toEqual([]);
  });

  test('tool choice required with several tools is sent as required', async () => {
    expect((await send('qwen-max', { tools: two, toolChoice: 'required' })).body.tool_choice).toBe('required');
  });

  test('a choice of one tool of several is sent as that tool', async () => {
    expect((await send('qwen-max', { tools: two, ...forced })).body.tool_choice).toEqual(wire);
  });

  test('a tool choice without tools is left out', async () => {
    const { qwen, calls } = recordedQwen();
    const { warnings } = await generateText({
      model: qwen('qwen-max'),
      prompt: 'Hi',
      tools: two,
      experimental_activeTools: [],
    });
    expect(calls[0]?.body).not.toHaveProperty('tools');
    expect(calls[0]?.body).not.toHaveProperty('tool_choice');
    expect(warnings).toEqual([]);
  });

  test.each([
    ['qwen3.6-plus', {}],
    ['qwen-plus', { enableThinking: true, thinkingBudget: 9 }],
    ['qwen3.8-max', { reasoningEffort: 'high' }],
  ] as [string, QwenChatOptions][])('a forced tool switches thinking off: %s with %j', async (model, qwen) => {
    const { body, warnings } = await send(model, { tools: two, ...forced, qwen });
    expect(body).toMatchObject({ tool_choice: wire, enable_thinking: false });
    expect(body).not.toHaveProperty('thinking_budget');
    expect(body).not.toHaveProperty('reasoning_effort');
    expect(body).not.toHaveProperty('stream');
    expect(warnings).toEqual([
      'Thinking is off for this call: the tool weather is required, which the service refuses while a model thinks.',
    ]);
  });

  const messages: CoreMessage[] = [
    { role: 'user', content: 'A haiku' },
    { role: 'assistant', content: 'Soft rain', providerOptions: { qwen: { partial: true } } },
  ];
  const prefixed =
    'Thinking is off for this call: the answer continues a prefix, which is documented only without thinking.';

  test.each([
    ['qwen3.6-plus', {}, { enable_thinking: false }, [prefixed]],
    ['qwen3-max', {}, { enable_thinking: false }, []],
    ['qwen-plus', {}, {}, []],
    ['qwen-max', {}, {}, []],
    ['brand-new-model', {}, {}, []],
  ] as [string, QwenChatOptions, object, string[]][])(
    'a prefix to continue switches thinking off: %s with %j',
    async (model, qwen, expected, words) => {
      const { body, warnings } = await send(model, { messages, qwen });
      const { enable_thinking, thinking_budget } = body;
      expect(JSON.parse(JSON.stringify({ enable_thinking, thinking_budget }))).toEqual(expected);
      expect(body.messages).toMatchObject([{}, { content: 'Soft rain', partial: true }]);
      expect(warnings).toEqual(words);
    },
  );

  test('a forced tool does not switch off thinking that was explicitly asked for', async () => {
    const { body, warnings } = await send('qwen-plus', { messages, qwen: { enableThinking: true, thinkingBudget: 9 } });
    expect(body).toMatchObject({ enable_thinking: true, thinking_budget: 9, messages: [{}, { partial: true }] });
    expect(warnings).toEqual([]);
  });

  test('tool choice required switches thinking off', async () => {
    const { body, warnings } = await send('qwen3.6-plus', { tools: two, toolChoice: 'required' });
    expect(body).toMatchObject({ tool_choice: 'required', enable_thinking: false });
    expect(warnings).toEqual([
      'Thinking is off for this call: a tool call is required, which the service refuses while a model thinks.',
    ]);
  });

  test('a forced tool switches thinking off silently where the default is not known', async () => {
    const { body, warnings } = await send('qwen3-max', { tools: two, ...forced });
    expect(body).toMatchObject({ tool_choice: wire, enable_thinking: false });
    expect(warnings).toEqual([]);
  });

  test('a forced tool that drops a thinking budget is a warning', async () => {
    const { body, warnings } = await send('qwen3-max', {
      tools: two,
      ...forced,
      qwen: { thinkingBudget: 9 },
    });
    expect(body).not.toHaveProperty('thinking_budget');
    expect(warnings).toHaveLength(1);
  });

  test('a forced tool sends nothing about thinking to models that do not think, or are not known', async () => {
    expect((await send('qwen-max', { tools: two, ...forced })).body).not.toHaveProperty('enable_thinking');
    expect((await send('brand-new-model', { tools: two, ...forced })).body).not.toHaveProperty('enable_thinking');
  });

  test('a model that always thinks is free to choose its tool, with a warning', async () => {
    const { body, warnings } = await send('qwen3-235b-a22b-thinking-2507', {
      tools: one,
      toolChoice: 'required',
    });
    expect(body.tool_choice).toBe('auto');
    expect(warnings).toEqual([
      'qwen3-235b-a22b-thinking-2507 always thinks, so it cannot be forced to call a tool; it chooses freely.',
    ]);
  });

  test('tool choice auto leaves thinking on', async () => {
    const { body, warnings } = await send('qwen3.6-plus', { tools: one, qwen: { enableThinking: true } });
    expect(body).toMatchObject({ tool_choice: 'auto', enable_thinking: true });
    expect(warnings).toEqual([]);
  });

  test.each(['qwen-mt-plus', 'qwen-long', 'qwen-math-plus', 'qwen-vl-ocr', 'qwen-vl-max', 'qwen-coder-turbo'])(
    '%s takes no tools: an error before the request',
    async (model) => {
      const { qwen, calls } = recordedQwen();
      const call = generateText({
        model: qwen(model, { translationOptions: { sourceLang: 'auto', targetLang: 'English' } }),
        prompt: 'Hi',
        tools: one,
      });
      await expect(call).rejects.toMatchObject({
        name: 'AI_UnsupportedFunctionalityError',
        functionality: 'tools',
      });
      expect(calls).toEqual([]);
    },
  );

  test('several answers and tools do not go together', async () => {
    const { body, warnings } = await send('qwen-plus', { tools: one, qwen: { n: 2 } });
    expect(body).not.toHaveProperty('n');
    expect(warnings).toEqual(['n: With tools the service makes only one answer.']);
  });
});

describe('settings', () => {
  test('frequencyPenalty is sent, with a warning', async () => {
    const { body, warnings } = await send('qwen-plus', { frequencyPenalty: 0.5 });
    expect(body.frequency_penalty).toBe(0.5);
    expect(warnings).toEqual([
      'frequencyPenalty: It is sent, but the service does not document it; presencePenalty is documented.',
    ]);
  });

  test('temperature 0, which ai@4 sends when none was set, is left out only for QVQ', async () => {
    expect((await send('qvq-max')).body).not.toHaveProperty('temperature');
    expect((await send('qvq-max', { temperature: 0.5 })).body.temperature).toBe(0.5);
    expect((await send('qvq-max-2099-01-01')).body).not.toHaveProperty('temperature');
    expect((await send('qwen-plus')).body.temperature).toBe(0);
  });

  test('two kinds of stop are an error', async () => {
    await expect(send('qwen-plus', { stopSequences: ['a'], qwen: { stopTokenIds: [1] } })).rejects.toThrow(
      'stopTokenIds and stopSequences were both given; the service accepts only one of them per call.',
    );
  });

  test('web search is left out for a model that has none, with a warning', async () => {
    const { body, warnings } = await send('qwen-long', {
      qwen: { enableSearch: true, searchOptions: { freshness: 1 } },
    });
    expect(body).not.toHaveProperty('enable_search');
    expect(body).not.toHaveProperty('search_options');
    expect(warnings).toEqual(['enableSearch: qwen-long does not search the web.']);
  });

  test('several answers come with a warning that says where they are', async () => {
    const { body, warnings } = await send('qwen-plus', { qwen: { n: 2 } });
    expect(body.n).toBe(2);
    expect(warnings).toEqual([
      'Several answers were requested (n): the first is the result, the others are in providerMetadata.qwen.alternatives.',
    ]);
  });

  test('models that speak are told to write, unless told otherwise', async () => {
    expect((await send('qwen3-omni-flash')).body.modalities).toEqual(['text']);
    const modalities: ('text' | 'audio')[] = ['text', 'audio'];
    expect((await send('qwen3-omni-flash', { qwen: { modalities } })).body.modalities).toEqual(modalities);
    expect((await send('qwen-plus')).body).not.toHaveProperty('modalities');
  });
});

describe('qwen-mt', () => {
  const qwen: QwenChatOptions = { translationOptions: { sourceLang: 'auto', targetLang: 'English' } };

  test('qwen-mt takes one user message and its options', async () => {
    const { body } = await send('qwen-mt-plus', { prompt: '你好', qwen });
    expect(body).toMatchObject({
      messages: [{ role: 'user', content: '你好' }],
      translation_options: { source_lang: 'auto', target_lang: 'English' },
    });
  });

  test('qwen-mt takes its options in snake_case as well', async () => {
    const { body } = await send('qwen-mt-flash', {
      qwen: { translation_options: { source_lang: 'auto', target_lang: 'fr' } },
    });
    expect(body.translation_options.target_lang).toBe('fr');
  });

  test('qwen-mt without its options is an error', async () => {
    await expect(send('qwen-mt-plus')).rejects.toThrow(
      'qwen-mt-plus needs providerOptions.qwen.translationOptions: { sourceLang, targetLang }.',
    );
  });

  test('qwen-mt with a system message is an error', async () => {
    await expect(send('qwen-mt-plus', { system: 'Be nice', qwen })).rejects.toThrow(
      'qwen-mt-plus accepts one user message and nothing else, but the prompt has system, user.',
    );
  });

  test('qwen-mt with a conversation is an error', async () => {
    const messages: CoreMessage[] = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ];
    await expect(send('qwen-mt-lite', { messages, qwen })).rejects.toThrow('has user, assistant, user.');
  });

  test("qwen-mt can't be asked for an object, because it would translate the instruction", async () => {
    const { qwen: provider } = recordedQwen();
    const call = generateObject({ model: provider('qwen-mt-plus', qwen), prompt: 'Hi', output: 'no-schema' });
    await expect(call).rejects.toThrow("qwen-mt-plus takes no instructions, so it can't be asked for JSON.");
  });
});

test('a model that only the native protocol serves is an error that says so', async () => {
  await expect(send('qwen-deep-research')).rejects.toThrow(
    'qwen-deep-research is served only by the DashScope protocol',
  );
});

test('the options that a caller passed are not changed', async () => {
  const { qwen } = recordedQwen();
  const options = { enableThinking: true, reasoningEffort: 'high', modalities: undefined };
  await generateText({ model: qwen('qwen-max', options), prompt: 'Hi' });
  expect(options).toEqual({ enableThinking: true, reasoningEffort: 'high', modalities: undefined });
});
