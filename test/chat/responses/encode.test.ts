import { createQwen } from 'ai-sdk-qwen/ai7';
import { generateText, jsonSchema, Output, tool, type ModelMessage } from 'ai7';
import { describe, expect, test } from 'vitest';
import { answerOf, call as aCall, id, message } from '../../support/responses-service.js';

type Call = Omit<Parameters<typeof generateText>[0], 'model' | 'prompt' | 'messages'>;
type ModelOptions = Parameters<ReturnType<typeof createQwen>['responses']>[1];

function recorded(settings: Parameters<typeof createQwen>[0] = {}, answer: object[] = [message('Hi')]) {
  const sent: { url: string; headers: Headers; body: Record<string, unknown> }[] = [];
  const qwen = createQwen({
    apiKey: 'sk-test',
    fetch: async (input, init) => {
      const body = JSON.parse(String(init?.body)) as Record<string, unknown>;
      sent.push({ url: String(input), headers: new Headers(init?.headers), body });
      if (!String(input).endsWith('/responses')) {
        const choice = { message: { content: '{}' }, finish_reason: 'stop' };
        return Response.json({ id: 'c', choices: [{ index: 0, ...choice }] });
      }
      return Response.json(answerOf(answer));
    },
    ...settings,
  });
  return { qwen, sent };
}

async function send(
  call: Call & { messages?: ModelMessage[]; answer?: object[] },
  { modelId = 'qwen3.7-plus', options }: { modelId?: string; options?: ModelOptions } = {},
) {
  const { messages = [{ role: 'user', content: 'Hi' }], answer, ...rest } = call;
  const { qwen, sent } = recorded({}, answer);
  const result = await generateText({ model: qwen.responses(modelId, options), messages, maxRetries: 0, ...rest });
  const warnings = (result.warnings ?? []).map((warning) => ('feature' in warning ? warning.feature : 'other'));
  return { ...sent[0]!, result, warnings, sent };
}

const sky = tool({ description: 'The sky', inputSchema: jsonSchema<object>({ type: 'object', properties: {} }) });
const items = (body: Record<string, unknown>) => body.input as Record<string, unknown>[];

describe('a request of the Responses protocol', () => {
  test('settings have the names of the protocol, and the system message is the instructions', async () => {
    const { url, body, warnings, result } = await send({
      instructions: 'Be short.',
      temperature: 0.5,
      topP: 0.9,
      maxOutputTokens: 100,
    } as Call);
    expect(new URL(url).pathname).toBe('/compatible-mode/v1/responses');
    expect(body).toEqual({
      model: 'qwen3.7-plus',
      instructions: 'Be short.',
      input: [{ type: 'message', role: 'user', content: 'Hi' }],
      temperature: 0.5,
      top_p: 0.9,
      max_output_tokens: 100,
    });
    expect(warnings).toEqual([]);
    expect(result.text).toBe('Hi');
    expect(result.response.id).toBe(id);
  });

  test('a picture goes as a URL or as a data URL', async () => {
    const { body } = await send({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What?' },
            { type: 'file', mediaType: 'image/png', data: new Uint8Array([1, 2, 3]) },
            { type: 'file', mediaType: 'image/png', data: new URL('https://example.com/a.png') },
          ],
        },
      ],
    });
    expect(items(body)[0]?.content).toEqual([
      { type: 'input_text', text: 'What?' },
      { type: 'input_image', image_url: 'data:image/png;base64,AQID' },
      { type: 'input_image', image_url: 'https://example.com/a.png' },
    ]);
  });

  test('a turn of the model becomes its items in their order, and results follow the calls', async () => {
    const output = { type: 'text' as const, value: 'clear' };
    const { body } = await send({
      tools: { sky },
      messages: [
        { role: 'user', content: 'Hi' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Looking.' },
            { type: 'tool-call', toolCallId: 'a', toolName: 'sky', input: {} },
            { type: 'tool-call', toolCallId: 'b', toolName: 'sky', input: {} },
          ],
        },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'a', toolName: 'sky', output },
            { type: 'tool-result', toolCallId: 'b', toolName: 'sky', output },
          ],
        },
      ],
    });
    expect(items(body).map(({ type, call_id: callId }) => [type, callId])).toEqual([
      ['message', undefined],
      ['message', undefined],
      ['function_call', 'a'],
      ['function_call', 'b'],
      ['function_call_output', 'a'],
      ['function_call_output', 'b'],
    ]);
    expect(JSON.stringify(body)).not.toContain('item_reference');
  });

  test('a tool is flat', async () => {
    const { body } = await send({ tools: { sky } });
    expect(body.tools).toEqual([
      { type: 'function', name: 'sky', description: 'The sky', parameters: { type: 'object', properties: {} } },
    ]);
  });

  // "required" is accepted only with exactly one tool.
  test.each([
    ['auto', 2, 'auto'],
    ['none', 2, 'none'],
    ['required', 1, 'required'],
    ['required', 2, ['sky', 'sea']],
    [{ type: 'tool' as const, toolName: 'sea' }, 2, ['sea']],
  ])('the tool choice %j of %i tools', async (toolChoice, count, expected) => {
    const { body } = await send({
      tools: count === 1 ? { sky } : { sky, sea: sky },
      toolChoice: toolChoice as 'auto',
      answer:
        toolChoice === 'none'
          ? []
          : [{ ...aCall('a', 'Rome'), name: Array.isArray(expected) ? expected.at(-1) : 'sky' }],
      providerOptions: { qwen: { enableThinking: false } },
    });
    const tools = (names: string[]) => names.map((name) => ({ type: 'function', name }));
    expect(body.tool_choice).toEqual(
      typeof expected === 'string' ? expected : { type: 'allowed_tools', mode: 'required', tools: tools(expected) },
    );
  });

  test('an answer is continued by its id, from the call and from the model', async () => {
    const options = { previousResponseId: id, store: false, sessionCache: true };
    for (const sent of [await send({ providerOptions: { qwen: options } }), await send({}, { options })]) {
      expect(sent.body).toMatchObject({ previous_response_id: id, store: false });
      expect(sent.headers.get('x-dashscope-session-cache')).toBe('enable');
      expect(sent.warnings).toEqual([]);
    }
    const { body } = await send({ providerOptions: { qwen: { conversation: 'conv_1' } } });
    expect(body.conversation).toBe('conv_1');
  });

  test('thinking is an effort, or only on or off', async () => {
    expect((await send({ providerOptions: { qwen: { enableThinking: false } } })).body.enable_thinking).toBe(false);
    const asked = { providerOptions: { qwen: { reasoningEffort: 'low' } } };
    const { body } = await send(asked, { modelId: 'qwen3.8-max' });
    expect(body.reasoning).toEqual({ effort: 'low' });
    expect(body).not.toHaveProperty('enable_thinking');
  });

  test("the AI SDK's effort turns thinking on for a model without efforts, with a warning and no budget", async () => {
    const { body, warnings } = await send({ reasoning: 'low' } as Call);
    expect(body).toMatchObject({ enable_thinking: true });
    expect(JSON.stringify(body)).not.toContain('budget');
    expect(warnings).toEqual(['reasoning']);
  });
});

describe('what the service would ignore in silence', () => {
  test('settings and options without a place are warnings, and not sent', async () => {
    const { body, warnings } = await send({
      seed: 1,
      topK: 3,
      stopSequences: ['x'],
      presencePenalty: 1,
      frequencyPenalty: 1,
      tools: { sky },
      providerOptions: { qwen: { thinkingBudget: 100, parallelToolCalls: true, metadata: { a: 'b' } } },
    });
    expect(warnings.sort()).toEqual(
      ['frequencyPenalty', 'metadata', 'parallelToolCalls', 'presencePenalty', 'seed', 'stopSequences'].concat([
        'thinkingBudget',
        'topK',
      ]),
    );
    const sent = Object.keys(body).filter((name) => !['model', 'input', 'tools', 'tool_choice'].includes(name));
    expect(sent).toEqual([]);
  });

  test('options of a message and of a part are warnings', async () => {
    const cacheControl = { type: 'ephemeral' };
    const { warnings } = await send({
      messages: [
        {
          role: 'user',
          providerOptions: { qwen: { cacheControl } },
          content: [
            {
              type: 'file',
              mediaType: 'image/png',
              data: new URL('https://example.com/a.png'),
              providerOptions: { qwen: { minPixels: 9 } },
            },
          ],
        },
      ],
    });
    expect(warnings).toEqual(['cacheControl', 'minPixels']);
  });

  test('a parameter that the service does not document is sent, with a warning', async () => {
    const qwen = { parallel_tool_calls: true, enable_search: true, ocr_options: { task: 'document_parsing' } };
    const { body, warnings } = await send({ providerOptions: { qwen } });
    expect(body).toMatchObject(qwen);
    expect(warnings).toEqual(['parallel_tool_calls', 'enable_search']);
  });

  // The input may take about 80 % of the window; the service cuts off the rest in silence.
  test('a prompt that is longer than the service reads is a warning', async () => {
    const long = (characters: number) => [{ role: 'user' as const, content: 'a'.repeat(characters) }];
    const { result, warnings } = await send({ messages: long(3_300_000) });
    expect(warnings).toEqual(['other']);
    expect(JSON.stringify(result.warnings)).toContain('about 825000 tokens. The Responses API reads about 800000');
    expect((await send({ messages: long(3_100_000) })).warnings).toEqual([]);
    expect((await send({ messages: long(3_300_000) }, { modelId: 'unheard-of' })).warnings).toEqual([]);
    const chinese = [{ role: 'user' as const, content: '\u4f60'.repeat(1_300_000) }];
    expect((await send({ messages: chinese })).warnings).toEqual(['other']);
  });

  test('earlier turns beside a stored answer are a warning, because the model reads them twice', async () => {
    const question: ModelMessage = { role: 'user', content: 'And now?' };
    const turns: ModelMessage[] = [{ role: 'user', content: 'Hi' }, { role: 'assistant', content: 'Hello' }, question];
    for (const options of [{ previousResponseId: id }, { conversation: 'conv_1' }]) {
      const { body, result } = await send({ messages: turns, providerOptions: { qwen: options } });
      expect(items(body)).toHaveLength(3);
      const words = expect.stringContaining(`With ${Object.keys(options)[0]} the service already has those`);
      expect(result.warnings).toEqual([{ type: 'other', message: words }]);
      expect((await send({ messages: [question], providerOptions: { qwen: options } })).warnings).toEqual([]);
    }
    expect((await send({ messages: turns })).warnings).toEqual([]);
  });

  test('the steps of a call that continues a stored answer are no earlier turns', async () => {
    const step: ModelMessage[] = [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'sky', input: {} }] },
      {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: 'c', toolName: 'sky', output: { type: 'text', value: 'Blue' } }],
      },
    ];
    const call = { messages: step, tools: { sky }, providerOptions: { qwen: { previousResponseId: id } } };
    expect((await send(call)).warnings).toEqual([]);
  });

  // The service answers with success although the model never sees the file.
  test.each(['application/pdf', 'video/mp4', 'audio/wav'])(
    'a file of type %s is refused before sending',
    async (mediaType) => {
      const { qwen, sent } = recorded();
      const content = [{ type: 'file' as const, mediaType, data: new URL('https://example.com/a') }];
      const asked = generateText({ model: qwen.responses('qwen3.7-plus'), messages: [{ role: 'user', content }] });
      await expect(asked).rejects.toThrow(/can have text and images, but this one has (document|video|audio)/);
      expect(sent).toEqual([]);
    },
  );

  test.each([
    [{ maxOutputTokens: 15 }, 'maxOutputTokens is 15; the Responses protocol accepts 16 or more.'],
    [
      { providerOptions: { qwen: { previousResponseId: id, conversation: 'conv_1' } } },
      'the service accepts only one of them per call.',
    ],
    [{ providerOptions: { qwen: { store: 'no' } } }, 'providerOptions.qwen.store is "no"; expected true or false.'],
  ])('%j is refused before sending', async (call, words) => {
    await expect(send(call)).rejects.toThrow(words);
  });

  test('another server than Model Studio is refused', async () => {
    const { qwen, sent } = recorded({ baseURL: 'http://localhost:8000/v1', server: 'vllm' });
    const asked = generateText({ model: qwen.responses('qwen3'), prompt: 'Hi' });
    await expect(asked).rejects.toThrow('qwen.responses(...) is for Model Studio');
    expect(sent).toEqual([]);
  });
});

describe('a call for JSON', () => {
  const output = Output.object({ schema: jsonSchema<object>({ type: 'object', properties: {} }) });

  test('it goes over the OpenAI-compatible protocol, with a warning and without the options of this one', async () => {
    const { url, body, warnings } = await send({ output }, { options: { store: false, enableThinking: false } });
    expect(new URL(url).pathname).toBe('/compatible-mode/v1/chat/completions');
    expect(body).toMatchObject({ response_format: {}, enable_thinking: false });
    expect(body).not.toHaveProperty('store');
    expect(warnings).toEqual(['responseFormat']);
  });

  test('it is refused if it continues a stored answer, which the other protocol cannot', async () => {
    for (const options of [{ previousResponseId: id }, { conversation: 'c' }, { previous_response_id: id }]) {
      await expect(send({ output, providerOptions: { qwen: options } })).rejects.toThrow(
        'cannot continue a stored answer',
      );
    }
  });
});

test('an option of this protocol on a chat model is a warning that names its place', async () => {
  const { qwen, sent } = recorded();
  const call = { prompt: 'Hi', providerOptions: { qwen: { previousResponseId: id } } };
  const { warnings } = await generateText({ model: qwen('qwen3.7-plus'), ...call });
  expect(JSON.stringify(warnings)).toContain('it is an option of qwen.responses(...)');
  expect(JSON.stringify(sent[0]?.body)).not.toContain(id);
});

test('a failed answer is retried as the AI SDK is told to, and no key is in the error', async () => {
  let calls = 0;
  const error = {
    code: 'server_error',
    message: 'Operation model request rate limit exceeded, please try again later.',
  };
  const { qwen } = recorded({
    apiKey: 'sk-very-secret-key',
    fetch: async () => {
      calls += 1;
      return Response.json(answerOf([], { status: 'failed', model: '', error }));
    },
  });
  const model = qwen.responses('qwen3.7-plus');
  const caught = await model
    .doGenerate({ prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] })
    .catch((e: unknown) => e);
  expect(caught).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
  expect(String(JSON.stringify(caught))).not.toContain('very-secret');
  expect(calls).toBe(1);
});
