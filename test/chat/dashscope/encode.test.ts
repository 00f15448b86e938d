import { generateObject, generateText, jsonSchema, streamText, tool } from 'ai';
import type { QwenChatOptions } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { chatTable } from '../../../src/chat/option-table.js';
import { recordedQwen } from '../../support/recorder.js';
import { nativeQwen } from '../../support/native-service.js';

type Call = Omit<Parameters<typeof generateText>[0], 'model'>;

async function send(call: Call, model = 'qwen-plus') {
  const { qwen, calls } = nativeQwen();
  const { warnings } = await generateText({ model: qwen.dashscope(model), ...call });
  return { ...(calls[0] as (typeof calls)[number]), warnings: warnings ?? [] };
}

async function sendStreaming(call: Call, model = 'qwen-plus') {
  const { qwen, calls } = nativeQwen();
  const result = streamText({ model: qwen.dashscope(model), ...call });
  await result.consumeStream();
  return { ...(calls[0] as (typeof calls)[number]), text: await result.text, warnings: (await result.warnings) ?? [] };
}

const withOptions = (options: QwenChatOptions): Call => ({ prompt: 'Hi', providerOptions: { qwen: options as never } });
const textService = 'https://dashscope-intl.aliyuncs.com/api/v1/services/aigc/text-generation/generation';
const multimodalService = 'https://dashscope-intl.aliyuncs.com/api/v1/services/aigc/multimodal-generation/generation';
const weather = tool({ description: 'The weather', parameters: jsonSchema({ type: 'object', properties: {} }) });

describe('the body', () => {
  test('the native body for the text service has messages of plain text, and its parameters in their own place', async () => {
    const { url, headers, body, warnings } = await send({
      system: 'Be short.',
      prompt: 'Hi',
      temperature: 0.3,
      headers: { 'X-Trace': 'abc' },
    });
    expect(url).toBe(textService);
    expect(body).toEqual({
      model: 'qwen-plus',
      input: {
        messages: [
          { role: 'system', content: 'Be short.' },
          { role: 'user', content: 'Hi' },
        ],
      },
      parameters: {
        result_format: 'message',
        temperature: 0.3,
      },
    });
    expect(headers).toMatchObject({ 'x-trace': 'abc', 'content-type': 'application/json' });
    expect(headers).not.toHaveProperty('x-dashscope-sse');
    expect(warnings).toEqual([]);
  });

  test('the native body for the multimodal service has lists of parts in every message', async () => {
    const { url, body } = await send({ system: 'Be short.', prompt: 'Hi', temperature: 0.3 }, 'qwen3.6-plus');
    expect(url).toBe(multimodalService);
    expect(body).toEqual({
      model: 'qwen3.6-plus',
      input: {
        messages: [
          { role: 'system', content: [{ text: 'Be short.' }] },
          { role: 'user', content: [{ text: 'Hi' }] },
        ],
      },
      parameters: { result_format: 'message', temperature: 0.3 },
    });
  });

  test('a native request asks for a stream in a header and not in the body, always in deltas', async () => {
    for (const incrementalOutput of [undefined, true, false]) {
      const { headers, body, text, warnings } = await sendStreaming(withOptions({ incrementalOutput }));
      expect(headers['x-dashscope-sse']).toBe('enable');
      expect(body.parameters).toEqual({ result_format: 'message', incremental_output: true, temperature: 0 });
      expect(body).not.toHaveProperty('stream');
      expect([text, warnings]).toEqual(['{"ok":true}', []]);
    }
  });

  test('a native request that does not stream says nothing of deltas, whatever incrementalOutput says', async () => {
    for (const incrementalOutput of [undefined, true, false]) {
      const { body, warnings } = await send(withOptions({ incrementalOutput }));
      expect(body.parameters).toEqual({ result_format: 'message', temperature: 0 });
      expect(warnings).toEqual([]);
    }
  });

  test('a model that only streams streams inside, so that generateText works', async () => {
    const { qwen, calls } = nativeQwen();
    const { text } = await generateText({ model: qwen.dashscope('qwq-plus'), prompt: 'Hi' });
    expect(text).toBe('{"ok":true}');
    expect(calls[0]?.headers['x-dashscope-sse']).toBe('enable');
    expect(calls[0]?.body.parameters.incremental_output).toBe(true);
  });

  test('the native body comes back with the result, as it was sent', async () => {
    const { qwen, calls } = nativeQwen();
    const { request } = await generateText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' });
    expect(JSON.parse(request.body ?? '')).toEqual(calls[0]?.body);
  });
});

describe('options', () => {
  /** Every option of a chat with a place in `parameters`, and what stands there. */
  const carried: [QwenChatOptions, Record<string, unknown>, model?: string][] = [
    [
      { enableThinking: true, thinkingBudget: 50 },
      { enable_thinking: true, thinking_budget: 50 },
    ],
    [{ reasoningEffort: 'low' }, { reasoning_effort: 'low' }, 'qwen3.8-max'],
    [{ preserveThinking: true }, { preserve_thinking: true }, 'qwen3.6-plus'],
    [{ clearThinking: true }, { clear_thinking: true }, 'glm-5'],
    [{ enableSearch: true }, { enable_search: true }],
    [
      {
        enableSearch: true,
        searchOptions: {
          forcedSearch: true,
          searchStrategy: 'max',
          enableSearchExtension: true,
          freshness: 30,
          assignedSiteList: ['example.com'],
          intentionOptions: { promptIntervene: 'parks first' },
          enableSource: true,
          enableCitation: true,
          citationFormat: '[ref_<number>]',
          prependSearchResult: true,
          new_field: 1,
        },
      },
      {
        enable_search: true,
        search_options: {
          forced_search: true,
          search_strategy: 'max',
          enable_search_extension: true,
          freshness: 30,
          assigned_site_list: ['example.com'],
          intention_options: { prompt_intervene: 'parks first' },
          enable_source: true,
          enable_citation: true,
          citation_format: '[ref_<number>]',
          prepend_search_result: true,
          new_field: 1,
        },
      },
    ],
    [
      { enableThinking: true, enableCodeInterpreter: true },
      { enable_thinking: true, enable_code_interpreter: true },
      'qwen3-max-preview',
    ],
    [
      { enableSearch: true, enableTextImageMixed: true },
      { enable_search: true, enable_text_image_mixed: true },
    ],
    [
      { topK: 12, repetitionPenalty: 1.1 },
      { top_k: 12, repetition_penalty: 1.1 },
    ],
    [
      { vlHighResolutionImages: true, vlEnableImageHwOutput: true },
      { vl_high_resolution_images: true, vl_enable_image_hw_output: true },
      'qwen3-vl-plus',
    ],
    [{ maxCompletionTokens: 20 }, { max_completion_tokens: 20 }, 'qwen3.7-max'],
    [
      { logprobs: true, topLogprobs: 3 },
      { logprobs: true, top_logprobs: 3 },
    ],
    [{ stopTokenIds: [1, 2] }, { stop: [1, 2] }],
    [{ stopTokenIds: [[37_763, 367]] }, { stop: [[37_763, 367]] }],
    [
      {
        translationOptions: {
          sourceLang: 'Chinese',
          targetLang: 'English',
          terms: [{ source: 'a', target: 'b' }],
          tmList: [{ source: 'c', target: 'd' }],
          domains: 'Legal.',
        },
      },
      {
        translation_options: {
          source_lang: 'Chinese',
          target_lang: 'English',
          terms: [{ source: 'a', target: 'b' }],
          tm_list: [{ source: 'c', target: 'd' }],
          domains: 'Legal.',
        },
      },
      'qwen-mt-flash',
    ],
    [
      { asrOptions: { language: 'en', enableItn: true, enableLid: false } },
      { asr_options: { language: 'en', enable_itn: true, enable_lid: false } },
      'qwen3-asr-flash',
    ],
    [
      { ocrOptions: { task: 'key_information_extraction', taskConfig: { resultSchema: { ShopName: '' } } } },
      { ocr_options: { task: 'key_information_extraction', task_config: { result_schema: { ShopName: '' } } } },
      'qwen-vl-ocr',
    ],
    [{ skill: [{ type: 'ppt', mode: 'general' }] }, { skill: [{ type: 'ppt', mode: 'general' }] }, 'qwen-doc-turbo'],
    [{ new_parameter: { deep_key: 1 } }, { new_parameter: { deep_key: 1 } }],
  ];

  test.each(carried)(
    'the options %j reach the parameters in the spelling of the service',
    async (options, parameters, model) => {
      const { body, warnings } = await sendStreaming(withOptions(options), model);
      const {
        result_format: _format,
        incremental_output: _deltas,
        temperature: _temperature,
        ...sent
      } = body.parameters;
      expect(sent).toEqual(parameters);
      expect(warnings).toEqual([]);
    },
  );

  test('every native option has a test: in the list above, or by itself', () => {
    const own = ['n', 'dataInspection', 'waitTimeout', 'timeout', 'upload', 'user', 'metadata', 'audio', 'modalities'];
    const others = ['incrementalOutput', 'parallelToolCalls', 'toolStream', 'strictJsonSchema', 'api'];
    const told = new Set([...carried.flatMap(([options]) => Object.keys(options)), ...own, ...others]);
    expect(Object.keys(chatTable).filter((name) => !told.has(name))).toEqual([]);
  });

  test('the option n is sent with a warning that says where the other answers are', async () => {
    const { body, warnings } = await send(withOptions({ n: 2 }));
    expect(body.parameters.n).toBe(2);
    expect(warnings).toMatchObject([{ type: 'other', message: expect.stringContaining('alternatives') }]);
  });

  test('inspection and waiting are headers, as on the other protocol', async () => {
    const { headers, body } = await send(
      withOptions({ dataInspection: true, waitTimeout: 10, timeout: { idle: 60_000 } }),
    );
    expect(headers).toMatchObject({
      'x-dashscope-datainspection': '{"input":"cip","output":"cip"}',
      'x-dashscope-wait-timeout': '10',
    });
    expect(body.parameters).toEqual({ result_format: 'message', temperature: 0 });
  });

  test('options in the spelling of the service win over what the package would send', async () => {
    const call = { ...withOptions({ result_format: 'text', incremental_output: false, max_tokens: 9 }), maxTokens: 5 };
    expect((await sendStreaming(call)).body.parameters).toEqual({
      result_format: 'text',
      incremental_output: false,
      max_tokens: 9,
      temperature: 0,
    });
  });

  const reason = 'The DashScope protocol has no such parameter; only the OpenAI-compatible protocol has it: qwen(...).';

  test.each<[string, QwenChatOptions, string?]>([
    ['user', { user: 'u-1' }],
    ['metadata', { metadata: { session: 's' } }],
    ['audio', { audio: { voice: 'Cherry' } }, 'qwen3-omni-flash'],
    ['modalities', { modalities: ['text', 'audio'] }, 'qwen3-omni-flash'],
  ])(
    'the option %s, which only the compatible protocol has, is a warning that names it',
    async (setting, options, model) => {
      const { body, warnings } = await sendStreaming(withOptions(options), model);
      expect(Object.keys(body.parameters).sort()).toEqual(['incremental_output', 'result_format', 'temperature']);
      expect(warnings).toEqual([{ type: 'unsupported-setting', setting, details: reason }]);
    },
  );

  test('asking for text only gives no warning, because text is answered anyway', async () => {
    expect((await sendStreaming(withOptions({ modalities: ['text'] }), 'qwen3-omni-flash')).warnings).toEqual([]);
    expect((await sendStreaming({ prompt: 'Hi' }, 'qwen3-omni-flash')).warnings).toEqual([]);
  });

  test('options work on both protocols under one name', async () => {
    const options = withOptions({
      enableThinking: true,
      thinkingBudget: 5,
      repetitionPenalty: 1.2,
      enableSearch: true,
    });
    const { qwen, calls } = recordedQwen();
    await streamText({ model: qwen('qwen-plus'), ...options }).consumeStream();
    const {
      messages: _messages,
      model: _model,
      stream: _stream,
      stream_options: _options,
      ...compatible
    } = calls[0]?.body ?? {};
    const {
      result_format: _format,
      incremental_output: _deltas,
      ...native
    } = (await sendStreaming(options)).body.parameters;
    expect(native).toEqual(compatible);
  });
});

describe('tools', () => {
  test('native tools are parameters, with their options', async () => {
    const { body } = await send({
      ...withOptions({ parallelToolCalls: true, toolStream: true }),
      tools: { weather },
      toolChoice: { type: 'tool', toolName: 'weather' },
    });
    expect(body.parameters).toMatchObject({
      tools: [
        {
          type: 'function',
          function: { name: 'weather', description: 'The weather', parameters: { type: 'object', properties: {} } },
        },
      ],
      tool_choice: { type: 'function', function: { name: 'weather' } },
      parallel_tool_calls: true,
      tool_stream: true,
    });
  });

  test('options of tools leave nothing in the parameters without tools', async () => {
    const { body } = await send(withOptions({ parallelToolCalls: true, toolStream: true }));
    expect(body.parameters).toEqual({ result_format: 'message', temperature: 0 });
  });
});

describe('objects', () => {
  const schema = jsonSchema<{ ok: boolean }>({ type: 'object', properties: { ok: { type: 'boolean' } } });

  test('objects are requested by their schema where the native model takes one', async () => {
    const { qwen, calls } = nativeQwen();
    const { object } = await generateObject({ model: qwen.dashscope('qwen-plus'), schema, prompt: 'Go' });
    expect(object).toEqual({ ok: true });
    expect(calls[0]?.body.parameters.response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'response',
        schema: { type: 'object', properties: { ok: { type: 'boolean' } } },
        strict: true,
      },
    });
  });

  test('objects may have a schema that is not strict', async () => {
    const { qwen, calls } = nativeQwen();
    await generateObject({ model: qwen.dashscope('qwen-plus', { strictJsonSchema: false }), schema, prompt: 'Go' });
    expect(calls[0]?.body.parameters.response_format.json_schema.strict).toBe(false);
  });

  test('objects are requested as JSON, with the word in the prompt, where the model takes no schema', async () => {
    const { qwen, calls } = nativeQwen();
    await generateObject({ model: qwen.dashscope('qwen-vl-max'), schema, prompt: 'Go' });
    expect(calls[0]?.body.parameters.response_format).toEqual({ type: 'json_object' });
    expect(calls[0]?.body.input.messages[0]).toMatchObject({
      role: 'system',
      content: [{ text: expect.stringContaining('JSON') }],
    });
  });
});
