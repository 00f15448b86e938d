import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../support/emulator-requests.js';
import { askResponses, responsesBody, streamResponses, weather } from '../../support/responses-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const site = 'https://example.com/emulated';
const asks = (input: unknown, ...tools: Record<string, unknown>[]) =>
  responsesBody({ input, tools, enable_thinking: true });
const callsOf = (json: Json) => json.output.filter(({ type }: Json) => String(type).endsWith('_call'));
const textOf = (json: Json) => json.output.at(-1).content[0].text as string;
const mcp = { type: 'mcp', server_protocol: 'sse', server_label: 'Harbour', server_url: 'https://a.example/sse' };

// Shapes: the tables of items and events of the Responses API page of Model Studio (September 2026).
describe('built-in tools of the Responses API', () => {
  test('web_search finds pages of the emulated web, and the answer says what they say', async () => {
    const { json } = await askResponses(asks('How tall is the lighthouse?', { type: 'web_search' }));
    expect(json.output.map(({ type }: Json) => type)).toEqual(['reasoning', 'web_search_call', 'reasoning', 'message']);
    expect(callsOf(json)).toEqual([
      {
        id: expect.stringMatching(/^msg_/),
        status: 'completed',
        action: {
          sources: [{ type: 'url', url: `${site}/lighthouse` }],
          type: 'search',
          query: 'How tall is the lighthouse?',
          queries: ['How tall is the lighthouse?'],
        },
        type: 'web_search_call',
      },
    ]);
    expect(textOf(json)).toContain(`Found: The lighthouse of Northpoint is 42 metres tall.`);
    expect(json.usage.x_tools).toEqual({ web_search: { count: 1 } });
    expect(json.usage.x_details[0].plugins).toEqual({ web_search: { count: 1 } });
  });

  test('the tokens of the input count every round of the tools', async () => {
    const long = 'How tall is the lighthouse? '.repeat(100);
    const plain = await askResponses(asks(long));
    const searched = await askResponses(asks(long, { type: 'web_search' }));
    expect(plain.json.usage).not.toHaveProperty('x_tools');
    expect(searched.json.usage.input_tokens).toBeGreaterThan(2 * plain.json.usage.input_tokens);
  });

  test('web_extractor reads the first page that the search found, or the page that the question names', async () => {
    const tools = [{ type: 'web_extractor' }, { type: 'web_search' }];
    const { json } = await askResponses(asks('When does the ferry leave?', ...tools));
    expect(callsOf(json).map(({ type }: Json) => type)).toEqual(['web_search_call', 'web_extractor_call']);
    expect(callsOf(json)[1]).toMatchObject({
      urls: [`${site}/ferry`],
      goal: 'When does the ferry leave?',
      output: expect.stringContaining('Evidence in page: \nThe ferry to Northpoint leaves at nine'),
    });
    const named = await askResponses(asks('Read https://a.example/x and tell me.', ...tools));
    expect(callsOf(named.json)[1]).toMatchObject({
      urls: ['https://a.example/x'],
      output: expect.stringContaining('The page could not be read.'),
    });
  });

  test.each([
    ['What is 2 + 3 * 4?', '14'],
    ['What is 2 ** 3 ** 2 - 12?', '500'],
    ['What is 10 / 4?', '2.5'],
    ['What is 6 / 2?', '3.0'],
    ['What is 42 * 3.5?', '147'],
    ['What is 10 - 4 - 3?', '3'],
    ['What is 7 % 4?', '3'],
    ['What is 7 / 0?', 'Traceback (most recent call last):\nZeroDivisionError: division by zero'],
    ['Say hello.', 'The ai-sdk-qwen emulator computes only arithmetic.'],
  ])('code_interpreter computes the arithmetic of a question: %s', async (question, logs) => {
    const { json } = await askResponses(asks(question, { type: 'code_interpreter' }));
    expect(callsOf(json)).toEqual([
      expect.objectContaining({
        type: 'code_interpreter_call',
        status: 'completed',
        code: expect.stringMatching(/^print\(/),
        container_id: '',
        outputs: [{ type: 'logs', logs }],
      }),
    ]);
    expect(textOf(json)).toContain(`The code printed: ${logs}`);
  });

  test('web_search_image finds pictures, in text that is JSON', async () => {
    const { json } = await askResponses(asks('A picture of the ferry', { type: 'web_search_image' }));
    const [call] = callsOf(json);
    expect(call).toMatchObject({ type: 'web_search_image_call', name: 'web_search_image', status: 'completed' });
    expect(JSON.parse(call.arguments)).toEqual({ queries: ['A picture of the ferry'] });
    expect(JSON.parse(call.output)).toEqual([
      { title: 'The ferry of Northpoint in the harbour', url: `${site}/ferry.png`, index: 1 },
    ]);
  });

  test('image_search looks for a picture of the question, and does nothing without one', async () => {
    const content = [
      { type: 'input_text', text: 'Find similar ones' },
      { type: 'input_image', image_url: 'https://a.example/a.png' },
    ];
    const tool = { type: 'image_search' };
    const { json } = await askResponses(asks([{ role: 'user', content }], tool));
    expect(JSON.parse(callsOf(json)[0].arguments)).toEqual({ img_idx: 0, bbox: [0, 0, 1000, 1000] });
    expect(JSON.parse(callsOf(json)[0].output)).toHaveLength(3);
    const emulator = createEmulator();
    expect(callsOf((await askResponses(asks('Find', tool), emulator)).json)).toEqual([]);
    expect(emulator.calls[0]!.warnings).toEqual([
      'The tool image_search does nothing: the question has no input_image.',
    ]);
  });

  test('file_search finds passages of the emulated knowledge base', async () => {
    const tool = { type: 'file_search', vector_store_ids: ['emulated-store'] };
    const { json } = await askResponses(asks('Which boats stay outside?', tool));
    expect(callsOf(json)[0]).toMatchObject({
      type: 'file_search_call',
      queries: ['Which boats stay outside?'],
      results: [
        {
          score: expect.any(Number),
          filename: 'Rules of the harbour',
          text: 'Boats longer than 20 metres stay outside the harbour of Northpoint.',
          file_id: 'file_harbour',
        },
      ],
    });
  });

  test('file_search with a wrong or a second knowledge base does not search, and the answer does not say so', async () => {
    for (const ids of [['nothing'], ['emulated-store', 'other'], []]) {
      const emulator = createEmulator();
      const body = asks('Which boats?', { type: 'file_search', vector_store_ids: ids });
      const { status, json } = await askResponses(body, emulator);
      expect([status, callsOf(json), json.usage.x_tools]).toEqual([200, [], undefined]);
      expect(emulator.calls[0]!.warnings[0]).toMatch(/file_search does nothing/);
    }
  });

  test('mcp calls the only tool that every server of the emulator has', async () => {
    const { json } = await askResponses(asks('Is the museum closed?', { ...mcp, headers: { Authorization: 'x' } }));
    const [call] = callsOf(json);
    expect(call).toMatchObject({ type: 'mcp_call', name: 'lookup', server_label: 'Harbour', status: 'completed' });
    expect(JSON.parse(call.arguments)).toEqual({ query: 'Is the museum closed?' });
    expect(JSON.parse(call.output).title).toBe('The museum of Northpoint');
    expect(json.usage.x_tools).toEqual({ mcp: { count: 1 } });
  });

  test('tools act beside functions, once in a question, and not with the choice none', async () => {
    const emulator = strictEmulator();
    const question = { role: 'user', content: 'The weather in Paris?' };
    const body = asks([question], { type: 'web_search' }, weather);
    const { json } = await askResponses(body, emulator);
    expect(json.output.map(({ type }: Json) => type)).toEqual(
      expect.arrayContaining(['web_search_call', 'function_call']),
    );
    const result = { type: 'function_call_output', call_id: json.output.at(-1).call_id, output: 'sunny' };
    const next = await askResponses({ ...body, input: [question, ...json.output, result] }, emulator);
    expect(callsOf(next.json)).toEqual([]);
    expect(textOf(next.json)).toContain('The tool get_weather answered: sunny');
    expect(callsOf((await askResponses({ ...body, tool_choice: 'none' }, emulator)).json)).toEqual([]);
  });

  test('the omni model only searches', async () => {
    const emulator = createEmulator();
    const body = { ...asks('The ferry?', { type: 'web_search' }, mcp), model: 'qwen3.8-omni-flash' };
    const { json } = await askResponses(body, emulator);
    expect(callsOf(json).map(({ type }: Json) => type)).toEqual(['web_search_call']);
    expect(emulator.calls[0]!.warnings).toEqual(['The model qwen3.8-omni-flash does not use the tool mcp.']);
  });

  test('a scenario can write the calls of tools itself, and the pages of a search', async () => {
    const emulator = strictEmulator();
    const call = { type: 'web_search_call', action: { type: 'search', query: 'Web search' } };
    emulator.answerNext({ text: 'Yes.', items: [call, call] }, { sources: [{ title: 'A', url: 'https://a.example' }] });
    const body = asks('Anything', { type: 'web_search' });
    const written = await askResponses(body, emulator);
    expect(callsOf(written.json)).toMatchObject([call, call]);
    expect(written.json.usage.x_tools).toEqual({ web_search: { count: 2 } });
    const found = await askResponses(body, emulator);
    expect(callsOf(found.json)[0].action.sources).toEqual([{ type: 'url', url: 'https://a.example' }]);
  });
});

describe('streams with built-in tools', () => {
  const eventsOf = async (body: Record<string, unknown>, kind: string) => {
    const { events } = await streamResponses(body);
    const { id } = events.at(-1).response.output.find(({ type }: Json) => type === kind);
    const own = events.filter(({ item, item_id }) => item?.id === id || item_id === id);
    return { own, names: own.map(({ type }) => type.replace('response.', '')).join(' ') };
  };

  test('a search is added without sources, passes its states, and is done with sources', async () => {
    const { own, names } = await eventsOf(asks('The ferry?', { type: 'web_search' }), 'web_search_call');
    expect(names).toBe(
      'output_item.added web_search_call.in_progress web_search_call.searching web_search_call.completed ' +
        'output_item.done',
    );
    expect(own[0].item).toMatchObject({ status: 'in_progress', action: { type: 'search', query: 'The ferry?' } });
    expect(own[0].item.action).not.toHaveProperty('sources');
    expect(own.at(-1).item.action.sources).toHaveLength(1);
  });

  test('the interpreter shows its code and outputs when it is done', async () => {
    const { own, names } = await eventsOf(asks('1 + 1', { type: 'code_interpreter' }), 'code_interpreter_call');
    expect(names).toBe(
      'output_item.added code_interpreter_call.in_progress code_interpreter_call.interpreting ' +
        'code_interpreter_call.completed output_item.done',
    );
    expect(own[0].item).not.toHaveProperty('code');
    expect(own.at(-1).item).toMatchObject({ code: 'print(1 + 1)', outputs: [{ logs: '2' }] });
  });

  test('the arguments of mcp come before their item', async () => {
    const { own, names } = await eventsOf(asks('The museum?', mcp), 'mcp_call');
    expect(names).toBe(
      'mcp_call_arguments.delta mcp_call_arguments.done output_item.added mcp_call.completed output_item.done',
    );
    expect(own[2].item).not.toHaveProperty('output');
  });

  test('a file search has results when it is done, and a page reader is only added and done', async () => {
    const files = { type: 'file_search', vector_store_ids: ['emulated-store'] };
    const searched = await eventsOf(asks('The lamp?', files), 'file_search_call');
    expect(searched.names).toContain('file_search_call.in_progress file_search_call.searching');
    expect(searched.own[0].item).not.toHaveProperty('results');
    const read = await eventsOf(
      asks('The ferry?', { type: 'web_search' }, { type: 'web_extractor' }),
      'web_extractor_call',
    );
    expect(read.names).toBe('output_item.added output_item.done');
    expect(read.own[0].item).not.toHaveProperty('output');
  });
});
