import { InvalidArgumentError, type LanguageModelV1CallWarning } from '@ai-sdk/provider';
import { embed, generateText, jsonSchema, tool, type CoreMessage } from 'ai';
import type { QwenChatOptions, QwenCompletionOptions, QwenEmbeddingOptions } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { chatTable, messageTable, partTable } from '../../src/chat/option-table.js';
import type { QwenMessageOptions, QwenPartOptions } from '../../src/chat/options.js';
import { failureOf, recordedQwen } from '../support/recorder.js';

type Named<Options> = keyof Required<Omit<Options, `${string}_${string}`>>;
type JSONValue = null | string | number | boolean | JSONValue[] | { [key: string]: JSONValue };

/** A message with options of its own and of its part. */
function userWith(message: object, part: object): CoreMessage {
  const content = [{ type: 'text' as const, text: 'Hi', providerOptions: { qwen: part as never } }];
  return { role: 'user', content, providerOptions: { qwen: message as never } };
}

interface Case {
  value: JSONValue;
  /** The model that takes it; qwen3-max takes most. */
  model?: string;
  /** The fields of the body that it becomes. */
  body?: Record<string, unknown>;
  /** The headers that it becomes. */
  headers?: Record<string, string>;
  /** The warning's setting. */
  warning?: string;
  /** Values of a wrong type or out of range, and how the message says what is accepted. */
  wrong: JSONValue[];
  accepts: string;
}

const notFlags = ['yes', 1, null, []];
const flag = { wrong: notFlags, accepts: 'true or false' };
const string = { wrong: [1, true, null, ['a']], accepts: 'a string' };
const group = { wrong: ['x', 1, null, []], accepts: 'an object' };

const limits: Pick<Case, 'wrong' | 'accepts'> = {
  wrong: [
    5000,
    null,
    [],
    { idle: -1 },
    { headers: 1.5 },
    { idle: 2_147_483_648 },
    { headers: '5000' },
    { header: 5000 },
  ],
  accepts: '{ headers?: milliseconds, idle?: milliseconds }, which are integers from 0 (no limit) to 2147483647',
};

/** An option that is added to the type and not here does not compile. */
const chatCases: Record<Named<QwenChatOptions>, Case> = {
  enableThinking: { value: true, body: { enable_thinking: true }, ...flag },
  thinkingBudget: {
    value: 500,
    body: { thinking_budget: 500 },
    wrong: [0, -1, 1.5, '500', null],
    accepts: 'an integer of at least 1',
  },
  reasoningEffort: { value: 'high', model: 'qwen3.8-max', body: { reasoning_effort: 'high' }, ...string },
  preserveThinking: { value: true, model: 'qwen3.6-plus', body: { preserve_thinking: true }, ...flag },
  clearThinking: { value: false, model: 'glm-5', body: { clear_thinking: false }, ...flag },
  enableSearch: { value: true, body: { enable_search: true }, ...flag },
  searchOptions: {
    value: {
      forcedSearch: true,
      searchStrategy: 'max',
      enableSearchExtension: true,
      freshness: 7,
      assignedSiteList: ['example.com'],
      intentionOptions: { promptIntervene: 'Only for news.' },
      newer_key: 1,
    },
    body: {
      search_options: {
        forced_search: true,
        search_strategy: 'max',
        enable_search_extension: true,
        freshness: 7,
        assigned_site_list: ['example.com'],
        intention_options: { prompt_intervene: 'Only for news.' },
        newer_key: 1,
      },
    },
    warning: 'searchOptions',
    ...group,
  },
  enableCodeInterpreter: { value: true, body: { enable_code_interpreter: true }, ...flag },
  topK: { value: 5, body: { top_k: 5 }, wrong: [-1, 0.5, '5', null], accepts: 'an integer of at least 0' },
  repetitionPenalty: {
    value: 1.1,
    body: { repetition_penalty: 1.1 },
    wrong: [0, -1, '1.1', null],
    accepts: 'a number above 0',
  },
  vlHighResolutionImages: {
    value: true,
    model: 'qwen3-vl-plus',
    body: { vl_high_resolution_images: true },
    ...flag,
  },
  vlEnableImageHwOutput: { value: true, model: 'qwen3-vl-plus', warning: 'vlEnableImageHwOutput', ...flag },
  enableTextImageMixed: { value: true, warning: 'enableTextImageMixed', ...flag },
  parallelToolCalls: { value: true, body: { parallel_tool_calls: true }, ...flag },
  toolStream: { value: true, body: { tool_stream: true }, ...flag },
  maxCompletionTokens: {
    value: 99,
    body: { max_completion_tokens: 99 },
    wrong: [0, 2.5, '99', null],
    accepts: 'an integer of at least 1',
  },
  n: { value: 1, body: { n: 1 }, wrong: [0, 5, 1.5, '2', null], accepts: 'an integer from 1 to 4' },
  logprobs: { value: true, body: { logprobs: true }, ...flag },
  topLogprobs: {
    value: 5,
    body: { top_logprobs: 5 },
    warning: 'topLogprobs',
    wrong: [-1, 6, '5', null],
    accepts: 'an integer from 0 to 5',
  },
  stopTokenIds: {
    value: [[108386, 104307]],
    body: { stop: [[108386, 104307]] },
    wrong: [5, ['a'], [1, [2]], [-1], null],
    accepts: 'an array of integers, or an array of arrays of integers',
  },
  translationOptions: {
    value: {
      sourceLang: 'auto',
      targetLang: 'English',
      terms: [{ source: 'a', target: 'b' }],
      tmList: [{ source: 'c', target: 'd' }],
      domains: 'Plain.',
      newer_key: 'x',
    },
    body: {
      translation_options: {
        source_lang: 'auto',
        target_lang: 'English',
        terms: [{ source: 'a', target: 'b' }],
        tm_list: [{ source: 'c', target: 'd' }],
        domains: 'Plain.',
        newer_key: 'x',
      },
    },
    ...group,
  },
  asrOptions: {
    value: { language: 'en', enableItn: true, enableLid: false, newer_key: 1 },
    body: { asr_options: { language: 'en', enable_itn: true, enable_lid: false, newer_key: 1 } },
    ...group,
  },
  ocrOptions: {
    value: { task: 'table_parsing', taskConfig: { resultSchema: { total: '' } } },
    model: 'qwen-vl-ocr',
    warning: 'ocrOptions',
    ...group,
  },
  modalities: {
    value: ['text', 'audio'],
    body: { modalities: ['text', 'audio'] },
    wrong: ['text', ['image'], null],
    accepts: "an array of 'text' and 'audio'",
  },
  audio: {
    value: { voice: 'Cherry' },
    body: { audio: { voice: 'Cherry', format: 'wav' } },
    wrong: ['Cherry', {}, { voice: 1 }, { voice: 'Cherry', speed: 2 }, null],
    accepts: '{ voice: a string; format?: a string; stream?: true or false }',
  },
  skill: {
    value: [{ type: 'ppt', mode: 'general' }],
    model: 'qwen-doc-turbo',
    body: { skill: [{ type: 'ppt', mode: 'general' }] },
    wrong: [{ type: 'ppt' }, ['ppt'], null],
    accepts: 'an array of JSON objects',
  },
  dataInspection: {
    value: true,
    headers: { 'x-dashscope-datainspection': '{"input":"cip","output":"cip"}' },
    wrong: ['cip', { input: 1 }, null],
    accepts: 'true or false, or { input?: a string; output?: a string }',
  },
  waitTimeout: {
    value: 30,
    headers: { 'x-dashscope-wait-timeout': '30' },
    wrong: [1, 121, -3, '30', null],
    accepts: '0, or a number from 3 to 120',
  },
  timeout: { value: { headers: 60_000, idle: 0 }, ...limits },
  api: { value: 'chat', wrong: ['completions', true, null], accepts: "'chat' or 'responses'" },
  upload: { value: 'auto', wrong: ['always', true, null], accepts: "'auto'" },
  user: { value: 'user-1', body: { user: 'user-1' }, ...string },
  metadata: {
    value: { session: 's1' },
    body: { metadata: { session: 's1' } },
    wrong: ['s1', { session: 1 }, null],
    accepts: 'an object whose values are strings',
  },
  incrementalOutput: { value: false, ...flag },
  strictJsonSchema: { value: false, ...flag },
};

const cases = Object.entries(chatCases);
const tools = { noop: tool({ description: 'Does nothing', parameters: jsonSchema({ type: 'object' }) }) };

async function send(model: string, options: Record<string, JSONValue>, defaults?: QwenChatOptions) {
  const { qwen, calls } = recordedQwen();
  const providerOptions = { qwen: options };
  const result = await generateText({
    model: qwen(model, defaults),
    prompt: 'Say json',
    providerOptions,
    tools,
  });
  const call = calls[0] as (typeof calls)[number];
  return { ...call, warnings: result.warnings as LanguageModelV1CallWarning[] };
}

describe('options of a chat call', () => {
  test.each(cases)(
    'the chat option %s reaches the wire',
    async (name, { value, model = 'qwen3-max', body = {}, headers = {}, warning }) => {
      const toolless = model === 'qwen-vl-ocr';
      const { qwen, calls } = recordedQwen();
      const { warnings } = await generateText({
        model: qwen(model),
        prompt: 'Say json',
        providerOptions: { qwen: { [name]: value } },
        ...(!toolless && { tools }),
      });
      expect(calls[0]?.body).toMatchObject(body);
      expect(calls[0]?.headers).toMatchObject(headers);
      expect((warnings ?? []).map((given) => 'setting' in given && given.setting)).toEqual(warning ? [warning] : []);
      if (/[A-Z]/.test(name)) expect(calls[0]?.body).not.toHaveProperty(name);
    },
  );

  test.each(cases.flatMap(([name, { wrong, accepts }]) => wrong.map((value) => [name, value, accepts] as const)))(
    'the chat option %s: %j is an error that says what is accepted',
    async (name, value, accepts) => {
      const error = await failureOf(send('qwen3-max', { [name]: value }));
      expect(InvalidArgumentError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({
        argument: `providerOptions.qwen.${name}`,
        message: `providerOptions.qwen.${name} is ${JSON.stringify(value)}; expected ${accepts}.`,
      });
    },
  );

  test.each(cases)(
    'the chat option %s of a wrong type is also an error as a default of a model, at every call of it',
    async (name, { wrong, accepts }) => {
      const { qwen, calls } = recordedQwen();
      const model = qwen('qwen3-max', { [name]: wrong[0] } as QwenChatOptions);
      const message = `options.${name} is ${JSON.stringify(wrong[0])}; expected ${accepts}.`;
      await expect(generateText({ model, prompt: 'Hi' })).rejects.toThrow(message);
      await expect(generateText({ model, prompt: 'Hi' })).rejects.toThrow(message);
      expect(calls).toEqual([]);
    },
  );

  test.each<[string, string, JSONValue, string]>([
    ['searchOptions', 'freshness', '7', 'an integer of at least 1'],
    ['searchOptions', 'assignedSiteList', 'example.com', 'an array of strings'],
    ['searchOptions', 'intentionOptions', 'news', 'an object'],
    ['translationOptions', 'terms', [{ source: 'a' }], 'an array of { source: string; target: string }'],
    ['asrOptions', 'enableItn', 1, 'true or false'],
    ['ocrOptions', 'taskConfig', 3, 'an object'],
  ])('the option %s.%s of a wrong type is an error that names the very field', async (name, field, value, accepts) => {
    await expect(send('qwen3-max', { [name]: { [field]: value } })).rejects.toThrow(
      `providerOptions.qwen.${name}.${field} is ${JSON.stringify(value)}; expected ${accepts}.`,
    );
  });

  test('a wrong field of a group within a group is named with its whole path', async () => {
    await expect(send('qwen3-max', { searchOptions: { intentionOptions: { promptIntervene: 1 } } })).rejects.toThrow(
      'providerOptions.qwen.searchOptions.intentionOptions.promptIntervene is 1; expected a string.',
    );
  });

  test('a required field of a group that is missing is an error', async () => {
    await expect(send('qwen3-max', { translationOptions: { sourceLang: 'auto' } })).rejects.toThrow(
      'providerOptions.qwen.translationOptions.targetLang is missing; expected a string.',
    );
  });

  test('a required field of a group may be written in snake_case', async () => {
    const { body } = await send('qwen3-max', {
      translationOptions: { source_lang: 'auto', target_lang: 'English' },
    });
    expect(body.translation_options).toEqual({ source_lang: 'auto', target_lang: 'English' });
  });

  test.each<[unknown, string | RegExp]>([
    [Number.NaN, 'options.topK is NaN; expected an integer of at least 0.'],
    [Number.POSITIVE_INFINITY, 'options.topK is Infinity;'],
    [5n, 'options.topK is 5;'],
    [() => 5, 'options.topK is a function;'],
    ['x'.repeat(5000), /^options\.topK is "x{99}; expected/],
  ])('the value %s, which is not an integer of JSON, is named as what it is', async (topK, message) => {
    const { qwen } = recordedQwen();
    const model = qwen('qwen-plus', { topK } as QwenChatOptions);
    await expect(generateText({ model, prompt: 'Hi' })).rejects.toThrow(message);
  });

  test('an undefined option counts as not given', async () => {
    const { qwen, calls } = recordedQwen();
    await generateText({ model: qwen('qwen-plus', { topK: undefined, new_key: undefined }), prompt: 'Hi' });
    expect(calls[0]?.body).not.toHaveProperty('top_k');
    expect(calls[0]?.body).not.toHaveProperty('new_key');
  });

  test('an option in snake_case is sent on as it is, including null', async () => {
    const { body, warnings } = await send('qwen3-max', {
      new_parameter: { deep: [1] },
      top_k: null,
      logit_bias: { 5: -1 },
    });
    expect(body).toMatchObject({ new_parameter: { deep: [1] }, top_k: null, logit_bias: { 5: -1 } });
    expect(warnings).toEqual([]);
  });

  test('an unknown camelCase option is a warning that asks for the name that was meant, and is not sent', async () => {
    const { body, warnings } = await send('qwen3-max', { enableThinkin: true });
    expect(JSON.stringify(body)).not.toContain('hinkin');
    expect(warnings).toEqual([
      {
        type: 'unsupported-setting',
        setting: 'providerOptions.qwen.enableThinkin',
        details: 'It was not sent: there is no such option. Did you mean enableThinking?',
      },
    ]);
  });

  test('an unknown option that is like no other is a warning that lists the options', async () => {
    const { warnings } = await send('qwen3-max', { mirostat: 1 });
    expect(warnings).toMatchObject([
      {
        details: expect.stringMatching(
          /^It was not sent: there is no such option\. The options are enableThinking, .*\. Other parameters .* in snake_case\.$/,
        ),
      },
    ]);
  });

  test('a slip in the name of any option, in any place, is a warning that asks for the right one', async () => {
    const slips = (name: string) => [
      name.slice(0, -1),
      `${name}s`,
      name.toUpperCase(),
      name.replace(/(.)(.)(?=.$)/, '$2$1'),
      name.replace('a', ''),
    ];
    const places: [readonly string[], (name: string) => object][] = [
      [Object.keys(chatTable), (name) => ({ providerOptions: { qwen: { [name]: 1 } } })],
      [
        Object.keys(chatTable.searchOptions.group ?? {}),
        (name) => ({ providerOptions: { qwen: { enableSearch: true, searchOptions: { [name]: 1 } } } }),
      ],
      [Object.keys(messageTable), (name) => ({ messages: [userWith({ [name]: 1 }, {})] })],
      [Object.keys(partTable), (name) => ({ messages: [userWith({}, { [name]: 1 })] })],
    ];
    for (const [names, write] of places) {
      const { qwen } = recordedQwen();
      for (const name of names.filter(({ length }) => length > 3)) {
        for (const slip of slips(name).filter((one) => !names.includes(one))) {
          const call = { model: qwen('qwen3-max'), messages: [userWith({}, {})], ...write(slip) };
          const { warnings } = await generateText(call);
          const details = warnings?.map((warning) => ('setting' in warning ? warning.details : '')).join();
          expect(details, slip).toMatch(new RegExp(`Did you mean (.* )?${name}[?, ]`));
        }
      }
    }
  });

  test('an option in the wrong place is a warning that says where it belongs', async () => {
    const { qwen, calls } = recordedQwen();
    const { warnings } = await generateText({
      model: qwen('qwen3-vl-plus'),
      messages: [
        { role: 'system', content: 'Hi', providerOptions: { qwen: { fps: 1 } } },
        {
          role: 'user',
          content: [{ type: 'text', text: 'Hi', providerOptions: { qwen: { enableThinking: true } } }],
        },
      ],
      providerOptions: { qwen: { cacheControl: { type: 'ephemeral' }, partial: true, minPixels: 9 } },
    });
    expect(warnings?.map((warning) => 'setting' in warning && [warning.setting, warning.details])).toEqual(
      [
        ['cacheControl', 'a message, or of a part of a message'],
        ['partial', 'a message'],
        ['minPixels', 'a part of a message'],
        ['fps', 'a part of a message'],
        ['enableThinking', 'a call or a model'],
      ].map(([name, owner]) => [`providerOptions.qwen.${name}`, `It was not sent: it is an option of ${owner}.`]),
    );
    expect(JSON.stringify(calls[0]?.body)).not.toMatch(/cache_control|partial|pixels|fps|enable_thinking/);
  });

  test('a group that is undefined counts as not given', async () => {
    const { body, warnings } = await send('qwen3-max', { enableSearch: true }, { searchOptions: undefined });
    expect(body).toMatchObject({ enable_search: true });
    expect(body).not.toHaveProperty('search_options');
    expect(warnings).toEqual([]);
  });

  test('an unknown key within a group is a warning with its place', async () => {
    const searchOptions = { sites: ['a'], freshness: 2 };
    const { body, warnings } = await send('qwen3-max', { enableSearch: true, searchOptions });
    expect(body.search_options).toEqual({ freshness: 2 });
    expect(warnings).toMatchObject([{ setting: 'providerOptions.qwen.searchOptions.sites' }]);
  });

  test('search options of the native protocol are a warning and are not sent', async () => {
    const { body, warnings } = await send('qwen3-max', {
      enableSearch: true,
      searchOptions: {
        enableSource: true,
        enableCitation: true,
        citationFormat: '[ref_<number>]',
        prependSearchResult: true,
        freshness: 2,
      },
    });
    expect(body.search_options).toEqual({ freshness: 2 });
    expect(warnings).toMatchObject(
      ['enableSource', 'enableCitation', 'citationFormat', 'prependSearchResult'].map((name) => ({
        type: 'unsupported-setting',
        setting: `searchOptions.${name}`,
      })),
    );
  });

  test.each(['yes', 5, null, ['a']])('options that are %j and not an object are an error', async (options) => {
    const { qwen } = recordedQwen();
    const call = qwen('qwen-plus').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      providerMetadata: { qwen: options as never },
    });
    await expect(call).rejects.toThrow(
      `providerOptions.qwen is ${JSON.stringify(options)}; expected an object of options.`,
    );
  });
});

describe('headers of an option', () => {
  test('the option dataInspection may say what is inspected', async () => {
    const { headers } = await send('qwen-plus', { dataInspection: { input: 'cip' } });
    expect(headers['x-dashscope-datainspection']).toBe('{"input":"cip"}');
  });

  test('dataInspection: false and no option send no header', async () => {
    const { headers } = await send('qwen-plus', { dataInspection: false });
    expect(Object.keys(headers).filter((name) => name.startsWith('x-dashscope'))).toEqual([]);
  });

  test('the option waitTimeout may be 0', async () => {
    expect((await send('qwen-plus', { waitTimeout: 0 })).headers['x-dashscope-wait-timeout']).toBe('0');
  });
});

describe('where options are read', () => {
  test.each(['qwen', 'alibaba', 'dashscope'])('options are read from providerOptions.%s', async (name) => {
    const { qwen, calls } = recordedQwen();
    await generateText({
      model: qwen('qwen-plus'),
      prompt: 'Hi',
      providerOptions: { [name]: { topK: 7, new_key: 1 } },
    });
    expect(calls[0]?.body).toMatchObject({ top_k: 7, new_key: 1 });
  });

  test('options under qwen win over the others, one by one', async () => {
    const { qwen, calls } = recordedQwen();
    await generateText({
      model: qwen('qwen-plus'),
      prompt: 'Hi',
      providerOptions: {
        qwen: { topK: 7 },
        alibaba: { topK: 1, user: 'a', repetitionPenalty: 1.5 },
        dashscope: { topK: 2, user: 'd' },
      },
    });
    expect(calls[0]?.body).toMatchObject({ top_k: 7, user: 'd', repetition_penalty: 1.5 });
  });

  test('an error names the provider options that it was found in', async () => {
    const { qwen } = recordedQwen();
    const call = generateText({
      model: qwen('qwen-plus'),
      prompt: 'Hi',
      providerOptions: { alibaba: { topK: 'x' } },
    });
    await expect(call).rejects.toThrow('providerOptions.alibaba.topK is "x"');
  });

  test.each([
    ['Qwen', 'qwen'],
    ['QWEN', 'qwen'],
    ['DashScope', 'dashscope'],
    ['Alibaba', 'alibaba'],
  ])('options under %s are a warning that asks for %s', async (key, meant) => {
    const { qwen, calls } = recordedQwen();
    const providerOptions: Record<string, Record<string, JSONValue>> = {
      [key]: { enableThinking: true, cacheControl: { type: 'ephemeral' } },
      openai: { user: 'u' },
    };
    const content = [{ type: 'text' as const, text: 'Hi', providerOptions }];
    const messages: CoreMessage[] = [{ role: 'user', content, providerOptions }];
    const { warnings } = await generateText({ model: qwen('qwen-plus'), messages, providerOptions });
    const details = `It was not read. Write providerOptions.${meant}.`;
    expect(warnings).toEqual([{ type: 'unsupported-setting', setting: `providerOptions.${key}`, details }]);
    expect(calls[0]?.body).toMatchObject({ messages: [{ role: 'user', content: 'Hi' }] });
    expect(calls[0]?.body).not.toHaveProperty('enable_thinking');
  });

  test('options of other providers are ignored', async () => {
    const { qwen, calls } = recordedQwen();
    const { warnings } = await generateText({
      model: qwen('qwen-plus'),
      prompt: 'Hi',
      providerOptions: { openai: { topK: 'x', user: 1 } },
    });
    expect(warnings).toEqual([]);
    expect(calls[0]?.body).not.toHaveProperty('user');
  });

  test('the second argument of a model factory holds defaults, which a call wins over', async () => {
    const defaults: QwenChatOptions = { topK: 3, user: 'default', old_key: 1, enableThinking: true };
    const { body } = await send('qwen3-max', { topK: 9, old_key: 2 }, defaults);
    expect(body).toMatchObject({ top_k: 9, user: 'default', old_key: 2, enable_thinking: true });
    expect(defaults).toEqual({ topK: 3, user: 'default', old_key: 1, enableThinking: true });
  });

  test("the AI SDK's own topK wins over the option", async () => {
    const { qwen, calls } = recordedQwen();
    await generateText({ model: qwen('qwen-plus', { topK: 3 }), prompt: 'Hi', topK: 40 });
    expect(calls[0]?.body.top_k).toBe(40);
  });

  test('an unknown default is a warning of every call', async () => {
    const { qwen } = recordedQwen();
    const model = qwen('qwen-plus', { enableThinkng: true } as QwenChatOptions);
    for (let call = 0; call < 2; call += 1) {
      const { warnings } = await generateText({ model, prompt: 'Hi' });
      expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'options.enableThinkng' }]);
    }
  });
});

const user = (providerOptions: Record<string, Record<string, JSONValue>>): CoreMessage[] => [
  { role: 'user', content: [{ type: 'text', text: 'Hi' }], providerOptions },
];
const userPart = (providerOptions: Record<string, Record<string, JSONValue>>): CoreMessage[] => [
  { role: 'user', content: [{ type: 'text', text: 'Hi', providerOptions }] },
];

const messageWrongs: Record<Named<QwenMessageOptions>, [JSONValue, string][]> = {
  cacheControl: [
    [true, "{ type: 'ephemeral'; ttl?: a string }"],
    [{}, "{ type: 'ephemeral'; ttl?: a string }"],
    [{ type: 'persistent' }, "{ type: 'ephemeral'; ttl?: a string }"],
  ],
  partial: [['yes', 'true or false']],
};

const partWrongs: Record<Named<QwenPartOptions>, [JSONValue, string][]> = {
  cacheControl: messageWrongs.cacheControl,
  minPixels: [
    [0, 'an integer of at least 1'],
    ['9', 'an integer of at least 1'],
  ],
  maxPixels: [[1.5, 'an integer of at least 1']],
  totalPixels: [[-1, 'an integer of at least 1']],
  fps: [
    [0, 'a number from 0.1 to 10'],
    [11, 'a number from 0.1 to 10'],
  ],
  maxFrames: [['10', 'an integer of at least 1']],
  enableRotate: [[1, 'true or false']],
  frame: [
    [false, 'true, or { fps?: a number from 0.1 to 10 }'],
    [{ fps: 0 }, 'true, or { fps?: a number from 0.1 to 10 }'],
  ],
  format: [[1, 'a string']],
};

describe('options of messages and parts', () => {
  const rows = (wrongs: Record<string, [JSONValue, string][]>) =>
    Object.entries(wrongs).flatMap(([name, values]) =>
      values.map(([value, accepts]) => [name, value, accepts] as const),
    );

  test.each(rows(messageWrongs))(
    'options of messages and parts on a message, %s: %j is an error',
    async (name, value, accepts) => {
      const { qwen } = recordedQwen();
      await expect(
        generateText({ model: qwen('qwen-plus'), messages: user({ qwen: { [name]: value } }) }),
      ).rejects.toThrow(`providerOptions.qwen.${name} is ${JSON.stringify(value)}; expected ${accepts}.`);
    },
  );

  test.each(rows(partWrongs))(
    'options of messages and parts on a part, %s: %j is an error',
    async (name, value, accepts) => {
      const { qwen } = recordedQwen();
      await expect(
        generateText({ model: qwen('qwen-plus'), messages: userPart({ qwen: { [name]: value } }) }),
      ).rejects.toThrow(`providerOptions.qwen.${name} is ${JSON.stringify(value)}; expected ${accepts}.`);
    },
  );

  test('an unknown option is a warning on a message and on a part', async () => {
    const { qwen } = recordedQwen();
    const model = qwen('qwen-plus');
    const expected = [{ type: 'unsupported-setting', setting: 'providerOptions.qwen.cache' }];
    expect((await generateText({ model, messages: user({ qwen: { cache: true } }) })).warnings).toMatchObject(expected);
    expect((await generateText({ model, messages: userPart({ qwen: { cache: true } }) })).warnings).toMatchObject(
      expected,
    );
  });

  test('an option in snake_case is sent on from a part, and is a warning on a message', async () => {
    const { qwen, calls } = recordedQwen();
    const model = qwen('qwen-plus');
    await generateText({ model, messages: userPart({ qwen: { new_key: 1 } }) });
    const { warnings } = await generateText({ model, messages: user({ qwen: { new_key: 1 } }) });
    expect(calls.map(({ body }) => body.messages)).toEqual([
      [{ role: 'user', content: [{ type: 'text', text: 'Hi', new_key: 1 }] }],
      [{ role: 'user', content: 'Hi' }],
    ]);
    expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'new_key' }]);
  });

  test.each(['alibaba', 'dashscope'])(
    'options of messages and parts are read from providerOptions.%s',
    async (name) => {
      const { qwen, calls } = recordedQwen();
      const cacheControl = { type: 'ephemeral' };
      await generateText({ model: qwen('qwen-plus'), messages: userPart({ [name]: { cacheControl } }) });
      expect(calls[0]?.body.messages[0].content[0].cache_control).toEqual(cacheControl);
    },
  );

  test('options under qwen win on a part', async () => {
    const { qwen, calls } = recordedQwen();
    const options = { qwen: { new_key: 'q' }, alibaba: { new_key: 'a', other_key: 'a' } };
    await generateText({ model: qwen('qwen-plus'), messages: userPart(options) });
    expect(calls[0]?.body.messages[0].content[0]).toMatchObject({ new_key: 'q', other_key: 'a' });
  });
});

describe('options of a completion', () => {
  const completionCases: Record<Named<QwenCompletionOptions>, { value: JSONValue; body: object; wrong: JSONValue }> = {
    suffix: { value: 'end', body: { prompt: '<|fim_prefix|>Hi<|fim_suffix|>end<|fim_middle|>' }, wrong: 1 },
    topK: { value: 4, body: { top_k: 4 }, wrong: 0.5 },
    repetitionPenalty: { value: 1.2, body: { repetition_penalty: 1.2 }, wrong: 0 },
    user: { value: 'u', body: { user: 'u' }, wrong: 1 },
    timeout: { value: { idle: 60_000 }, body: { prompt: 'Hi' }, wrong: 5000 },
  };

  test.each(Object.entries(completionCases))(
    'the completion option %s reaches the wire, from the call and from the model',
    async (name, { value, body, wrong }) => {
      const { qwen, calls } = recordedQwen();
      const options = { [name]: value };
      await generateText({
        model: qwen.completion('qwen-coder-turbo'),
        prompt: 'Hi',
        providerOptions: { qwen: options },
      });
      await generateText({ model: qwen.completion('qwen-coder-turbo', options), prompt: 'Hi' });
      expect(calls[0]?.body).toMatchObject(body);
      expect(calls[1]?.body).toMatchObject(body);
      const model = qwen.completion('qwen-coder-turbo', { [name]: wrong } as never);
      await expect(generateText({ model, prompt: 'Hi' })).rejects.toThrow(`options.${name} is ${wrong};`);
    },
  );

  test('options of chat models are a warning for a completion, and not sent', async () => {
    const { qwen, calls } = recordedQwen();
    const { warnings } = await generateText({
      model: qwen('completion:qwen-coder-turbo', { enableSearch: true }),
      prompt: 'Hi',
      providerOptions: { qwen: { enableThinking: true, new_key: 1 } },
    });
    expect(warnings).toMatchObject([
      { setting: 'options.enableSearch' },
      { setting: 'providerOptions.qwen.enableThinking' },
    ]);
    expect(calls[0]?.body).toEqual({ model: 'qwen-coder-turbo', prompt: 'Hi', temperature: 0, new_key: 1 });
  });
});

describe('options of an embedding model', () => {
  const embeddingWrongs: Record<Named<QwenEmbeddingOptions>, [unknown, string]> = {
    dimensions: [0, 'an integer of at least 1'],
    concurrency: [65, 'an integer from 1 to 64'],
    textType: ['question', "'query' or 'document'"],
    outputType: ['sparse', "'dense' or 'dense&sparse'"],
    instruct: [1, 'a string'],
    timeout: [{ header: 5000 }, limits.accepts],
  };

  test.each(Object.entries(embeddingWrongs))(
    'the embedding option %s of a wrong type is an error',
    async (name, [value, accepts]) => {
      const { qwen, calls } = recordedQwen();
      const model = qwen.textEmbeddingModel('text-embedding-v4', { [name]: value } as never);
      await expect(embed({ model, value: 'a' })).rejects.toThrow(
        `options.${name} is ${JSON.stringify(value)}; expected ${accepts}.`,
      );
      expect(calls).toEqual([]);
    },
  );

  test.each([0, 65, 1.5, Number.NaN, '4', null])('a concurrency of %s counts as none until it is refused', (given) => {
    const { qwen } = recordedQwen();
    const model = qwen.textEmbeddingModel('text-embedding-v4', { concurrency: given as never });
    expect(model.maxEmbeddingsPerCall).toBe(80);
  });

  test('an unknown embedding option is an error with AI SDK 4, whose embeddings have no warnings', async () => {
    const { qwen, calls } = recordedQwen();
    const model = qwen.textEmbeddingModel('text-embedding-v4', { dimension: 64 } as never);
    await expect(embed({ model, value: 'a' })).rejects.toThrow(
      /^options\.dimension: there is no such option\. Did you mean dimensions\?$/,
    );
    expect(calls).toEqual([]);
  });
});
