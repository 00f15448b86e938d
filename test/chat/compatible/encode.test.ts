import { generateText, jsonSchema, tool, type CoreMessage } from 'ai';
import { describe, expect, test } from 'vitest';
import { recordedQwen } from '../../support/recorder.js';

type Call = Omit<Parameters<typeof generateText>[0], 'model'>;

async function send(call: Call, model = 'qwen-plus') {
  const { qwen, calls } = recordedQwen();
  const { warnings } = await generateText({ model: qwen(model), ...call });
  return { ...(calls[0] as (typeof calls)[number]), warnings: warnings ?? [] };
}

const messagesOf = async (messages: CoreMessage[], model?: string) => (await send({ messages }, model)).body.messages;
const ephemeral = { type: 'ephemeral' } as const;
const marked = { qwen: { cacheControl: ephemeral } };

describe('settings', () => {
  test('settings that were not set are not sent', async () => {
    const { body } = await send({ prompt: 'Hi', stopSequences: [] });
    expect(body).toEqual({ model: 'qwen-plus', messages: [{ role: 'user', content: 'Hi' }], temperature: 0 });
  });

  test('a parameter in snake_case wins over the setting of that name', async () => {
    const { body } = await send({ prompt: 'Hi', maxTokens: 5, providerOptions: { qwen: { max_tokens: 9 } } });
    expect(body.max_tokens).toBe(9);
  });

  test('the request body comes back with the result, as it was sent', async () => {
    const { qwen, calls } = recordedQwen();
    const { request } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
    expect(JSON.parse(request.body ?? '')).toEqual(calls[0]?.body);
  });
});

describe('tools', () => {
  test('tools are sent as functions, without the dialect of their schema', async () => {
    const parameters = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: {},
    } as const;
    const { body } = await send({
      prompt: 'Hi',
      tools: {
        weather: tool({ description: 'The weather', parameters: jsonSchema(parameters) }),
        time: tool({ parameters: jsonSchema(parameters) }),
      },
    });
    expect(body.tools).toEqual([
      {
        type: 'function',
        function: {
          name: 'weather',
          description: 'The weather',
          parameters: { type: 'object', properties: {} },
        },
      },
      { type: 'function', function: { name: 'time', parameters: { type: 'object', properties: {} } } },
    ]);
    expect(body.tool_choice).toBe('auto');
  });

  test('a choice and other options of tools are left out without tools', async () => {
    const { body } = await send({
      prompt: 'Hi',
      providerOptions: { qwen: { parallelToolCalls: true, toolStream: true } },
    });
    for (const name of ['tools', 'tool_choice', 'parallel_tool_calls', 'tool_stream'])
      expect(body).not.toHaveProperty(name);
  });

  test('tools of a provider are a warning', async () => {
    const { qwen, calls } = recordedQwen();
    const provided = { type: 'provider-defined', id: 'openai.web_search', name: 'web', args: {} } as const;
    const { warnings } = await qwen('qwen-plus').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular', tools: [provided], toolChoice: { type: 'required' } },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    });
    expect(warnings).toMatchObject([{ type: 'unsupported-tool', tool: provided }]);
    expect(calls[0]?.body).not.toHaveProperty('tools');
    expect(calls[0]?.body).not.toHaveProperty('tool_choice');
  });
});

describe('messages', () => {
  test('text is a plain string in every role', async () => {
    const { body } = await send({
      system: 'Be short.',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'One' }] },
        { role: 'assistant', content: [{ type: 'text', text: 'Two' }] },
        { role: 'user', content: 'Three' },
      ],
    });
    expect(body.messages).toEqual([
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Two' },
      { role: 'user', content: 'Three' },
    ]);
  });

  test('a user message without parts is an empty string', async () => {
    expect(await messagesOf([{ role: 'user', content: [] }])).toEqual([{ role: 'user', content: '' }]);
  });

  test('several texts of a user message are the lines of one string', async () => {
    const content = [
      { type: 'text' as const, text: 'One' },
      { type: 'text' as const, text: 'Two' },
    ];
    expect(await messagesOf([{ role: 'user', content }])).toEqual([{ role: 'user', content: 'One\nTwo' }]);
  });

  test('several texts and thoughts of an assistant message are joined to one each, as the model wrote them', async () => {
    const parts = ['A ', 'moment.'].flatMap((text) => [
      { type: 'reasoning' as const, text },
      { type: 'text' as const, text: text.toUpperCase() },
    ]);
    const { body } = await send(
      {
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: parts },
          { role: 'user', content: 'And?' },
        ],
        providerOptions: { qwen: { preserveThinking: true } },
      },
      'qwen3.6-plus',
    );
    expect(body.messages[1]).toEqual({
      role: 'assistant',
      content: 'A MOMENT.',
      reasoning_content: 'A moment.',
    });
  });

  test('several system messages stay where they are', async () => {
    expect(
      await messagesOf([
        { role: 'system', content: 'A' },
        { role: 'user', content: 'Hi' },
        { role: 'system', content: 'B' },
        { role: 'user', content: 'Go on' },
      ]),
    ).toEqual([
      { role: 'system', content: 'A' },
      { role: 'user', content: 'Hi' },
      { role: 'system', content: 'B' },
      { role: 'user', content: 'Go on' },
    ]);
  });

  test('an assistant turn carries text, reasoning and calls, whose arguments are JSON text', async () => {
    const messages: CoreMessage[] = [
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'I should look. ' },
          { type: 'reasoning', text: 'Twice.' },
          { type: 'text', text: 'A moment.' },
          { type: 'tool-call', toolCallId: 'c1', toolName: 'weather', args: { city: 'Rome' } },
          { type: 'tool-call', toolCallId: 'c2', toolName: 'time', args: {} },
        ],
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'c1', toolName: 'weather', result: 'sunny' },
          { type: 'tool-result', toolCallId: 'c2', toolName: 'time', result: { hour: 9, zone: null } },
        ],
      },
    ];
    expect((await messagesOf(messages)).slice(1)).toEqual([
      {
        role: 'assistant',
        content: 'A moment.',
        reasoning_content: 'I should look. Twice.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Rome"}' } },
          { id: 'c2', type: 'function', function: { name: 'time', arguments: '{}' } },
        ],
      },
      { role: 'tool', content: 'sunny', tool_call_id: 'c1' },
      { role: 'tool', content: '{"hour":9,"zone":null}', tool_call_id: 'c2' },
    ]);
  });

  test('an assistant turn that only has calls has an empty string for its text', async () => {
    const [, assistant] = await messagesOf([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'time', args: {} }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'time', result: 9 }] },
    ]);
    expect(assistant.content).toBe('');
  });

  test('empty assistant turns are left out, also those that only thought', async () => {
    expect(
      await messagesOf([
        { role: 'user', content: 'A' },
        { role: 'assistant', content: '' },
        { role: 'user', content: 'B' },
        { role: 'assistant', content: [{ type: 'reasoning', text: 'Hm.' }] },
        { role: 'user', content: 'C' },
      ]),
    ).toEqual([
      { role: 'user', content: 'A' },
      { role: 'user', content: 'B' },
      { role: 'user', content: 'C' },
    ]);
  });

  test.each<[string, unknown, string]>([
    ['a string as it is', 'sunny', 'sunny'],
    ['an empty string as it is', '', ''],
    ['an object as JSON', { sky: 'clear' }, '{"sky":"clear"}'],
    ['an array as JSON', [1, 'a'], '[1,"a"]'],
    ['a number as JSON', 5, '5'],
    ['null as JSON', null, 'null'],
    ['nothing as null', undefined, 'null'],
  ])('a tool result is written as %s', async (_name, result, content) => {
    const { qwen, calls } = recordedQwen();
    await qwen('qwen-plus').doGenerate({
      inputFormat: 'messages',
      mode: { type: 'regular' },
      prompt: [
        { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 't', args: {} }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 't', result }] },
      ],
    });
    expect(calls[0]?.body.messages[2]).toEqual({ role: 'tool', content, tool_call_id: 'c' });
  });

  test('a result of several parts is their text; images become a warning and never base64', async () => {
    const { body, warnings } = await send({
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 'shot', args: {} }] },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'c',
              toolName: 'shot',
              result: 'not this',
              experimental_content: [
                { type: 'text', text: 'One' },
                { type: 'image', data: 'aGVsbG8gd29ybGQ=', mimeType: 'image/png' },
                { type: 'text', text: 'Two' },
              ],
            },
          ],
        },
      ],
    });
    expect(body.messages[2]).toEqual({ role: 'tool', content: 'One\nTwo', tool_call_id: 'c' });
    expect(JSON.stringify(body)).not.toContain('aGVsbG8');
    expect(warnings).toEqual([
      {
        type: 'other',
        message: 'qwen-plus does not accept image; that of the result of the tool shot was left out.',
      },
    ]);
  });
});

describe('continuing a prefix', () => {
  const prefix = (providerOptions: object): CoreMessage[] => [
    { role: 'user', content: 'Write a poem.' },
    { role: 'assistant', content: 'Spring has', providerOptions: providerOptions as never },
  ];

  test('the last assistant message is marked partial', async () => {
    const { body, warnings } = await send({ messages: prefix({ qwen: { partial: true } }) }, 'qwen-max');
    expect(body.messages[1]).toEqual({ role: 'assistant', content: 'Spring has', partial: true });
    expect(warnings).toEqual([]);
  });

  test('partial: false and no option mark nothing', async () => {
    expect((await messagesOf(prefix({ qwen: { partial: false } })))[1]).not.toHaveProperty('partial');
    expect((await messagesOf(prefix({})))[1]).not.toHaveProperty('partial');
  });

  test('partial on any message but the last is a warning', async () => {
    const { body, warnings } = await send({
      messages: [
        { role: 'user', content: 'Hi', providerOptions: { qwen: { partial: true } } },
        ...prefix({ qwen: { partial: true } }).slice(1),
        { role: 'user', content: 'Go on' },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('partial');
    const warning = {
      type: 'unsupported-setting',
      setting: 'partial',
      details: 'Only the last message, and only an assistant message, can be a prefix to continue.',
    };
    expect(warnings).toEqual([warning, warning]);
  });
});

describe('cache marks', () => {
  test('cache marks on a part make the content an array with the mark on that part', async () => {
    expect(
      await messagesOf([
        {
          role: 'user',
          content: [
            { type: 'text', text: 'A long document', providerOptions: marked },
            { type: 'text', text: 'A question' },
          ],
        },
      ]),
    ).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'A long document', cache_control: ephemeral },
          { type: 'text', text: 'A question' },
        ],
      },
    ]);
  });

  test('cache marks on a message stand on its last part, in every role', async () => {
    const messages: CoreMessage[] = [
      { role: 'system', content: 'Be short.', providerOptions: marked },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'A' },
          { type: 'text', text: 'B' },
        ],
        providerOptions: marked,
      },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'C' },
          { type: 'tool-call', toolCallId: 'c', toolName: 't', args: {} },
        ],
        providerOptions: marked,
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'c', toolName: 't', result: 'D' },
          { type: 'tool-result', toolCallId: 'd', toolName: 't', result: 'E' },
        ],
        providerOptions: marked,
      },
    ];
    const { body, warnings } = await send({ messages });
    expect(body.messages).toEqual([
      { role: 'system', content: [{ type: 'text', text: 'Be short.', cache_control: ephemeral }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'A' },
          { type: 'text', text: 'B', cache_control: ephemeral },
        ],
      },
      {
        role: 'assistant',
        content: [{ type: 'text', text: 'C', cache_control: ephemeral }],
        tool_calls: [{ id: 'c', type: 'function', function: { name: 't', arguments: '{}' } }],
      },
      { role: 'tool', content: 'D', tool_call_id: 'c' },
      { role: 'tool', content: [{ type: 'text', text: 'E', cache_control: ephemeral }], tool_call_id: 'd' },
    ]);
    expect(warnings).toEqual([]);
  });

  test('cache marks on a tool result and on an assistant text stand there', async () => {
    const { body } = await send({
      messages: [
        { role: 'user', content: 'Hi' },
        {
          role: 'assistant',
          content: [
            {
              type: 'text',
              text: 'C',
              providerOptions: { qwen: { cacheControl: { type: 'ephemeral', ttl: '5m' } } },
            },
            { type: 'tool-call', toolCallId: 'c', toolName: 't', args: {} },
          ],
        },
        {
          role: 'tool',
          content: [{ type: 'tool-result', toolCallId: 'c', toolName: 't', result: 'D', providerOptions: marked }],
        },
      ],
    });
    expect(body.messages[1].content).toEqual([
      { type: 'text', text: 'C', cache_control: { type: 'ephemeral', ttl: '5m' } },
    ]);
    expect(body.messages[2].content).toEqual([{ type: 'text', text: 'D', cache_control: ephemeral }]);
  });

  test('cache marks stand on images', async () => {
    const content = [{ type: 'image' as const, image: new URL('https://example.com/a.png'), providerOptions: marked }];
    const [message] = await messagesOf([{ role: 'user', content }], 'qwen-vl-max');
    expect(message.content[0]).toEqual({
      type: 'image_url',
      image_url: { url: 'https://example.com/a.png' },
      cache_control: ephemeral,
    });
  });

  const users = (count: number): CoreMessage[] =>
    Array.from({ length: count }, (_, index) => ({
      role: 'user',
      content: `${index}`,
      providerOptions: marked,
    }));

  test('cache marks above four are a warning, and all are sent', async () => {
    expect((await send({ messages: users(4) })).warnings).toEqual([]);
    const { body, warnings } = await send({ messages: users(5) });
    expect(warnings).toEqual([
      { type: 'other', message: 'The prompt has 5 cache marks; the service uses the last 4.' },
    ]);
    expect(JSON.stringify(body).match(/cache_control/g)).toHaveLength(5);
  });

  test('cache marks on a message and on its last part count once', async () => {
    const messages: CoreMessage[] = [
      ...users(3),
      {
        role: 'user',
        content: [{ type: 'text', text: 'Hi', providerOptions: marked }],
        providerOptions: marked,
      },
    ];
    expect((await send({ messages })).warnings).toEqual([]);
  });

  test('cache marks on a part win over the one on its message', async () => {
    const hour = { type: 'ephemeral', ttl: '1h' };
    const [message] = await messagesOf([
      {
        role: 'user',
        content: [{ type: 'text', text: 'Hi', providerOptions: { qwen: { cacheControl: hour } } }],
        providerOptions: marked,
      },
    ]);
    expect(message.content[0].cache_control).toEqual(hour);
  });

  test('cache marks without a text to stand on are a warning', async () => {
    const { body, warnings } = await send({
      messages: [
        { role: 'user', content: 'Hi' },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'c', toolName: 't', args: {} }],
          providerOptions: marked,
        },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c', toolName: 't', result: 'D' }] },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('cache_control');
    expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'cacheControl' }]);
  });
});
