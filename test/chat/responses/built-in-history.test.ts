import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { answerOf, call, done, message, streamOf, thinking } from '../../support/responses-service.js';

// A history may hold `output` of an earlier answer as it was:
// https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-responses

globalThis.AI_SDK_LOG_WARNINGS = false;

const status = 'completed';
const search = {
  type: 'web_search_call',
  id: 'msg_s',
  status,
  action: { type: 'search', query: 'x', sources: [{ type: 'url', url: 'https://example.com/a' }] },
};
const page = {
  type: 'web_extractor_call',
  id: 'msg_e',
  status,
  urls: ['https://example.com/a'],
  goal: 'x',
  output: 'X.',
};
const code = {
  type: 'code_interpreter_call',
  id: 'msg_c',
  status,
  code: 'print(1)',
  container_id: '',
  outputs: [{ type: 'logs', logs: '1' }],
};
const pictures = {
  type: 'web_search_image_call',
  id: 'msg_p',
  status,
  name: 'web_search_image',
  arguments: '{"queries":["cat"]}',
  output: '[{"title":"A cat","url":"https://example.com/cat.png","index":1}]',
};
const similar = {
  ...pictures,
  type: 'image_search_call',
  id: 'msg_i',
  name: 'image_search',
  arguments: '{"img_idx":0,"bbox":[0,0,1000,1000]}',
};
const files = {
  type: 'file_search_call',
  id: 'msg_f',
  status,
  queries: ['rent'],
  results: [{ file_id: 'file_1', filename: 'lease.pdf', score: 0.9, text: 'Rent is due.' }],
};
const remote = {
  type: 'mcp_call',
  id: 'msg_m',
  status,
  name: 'lookup',
  server_label: 'docs',
  arguments: '{"query":"x"}',
  output: 'Found.',
};
const calls = [search, page, code, pictures, similar, files, remote];
const said = { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text: 'It is 1.' }] };

/** A service whose first answer has these items, and the inputs that it has got. */
function service(first: object[]) {
  const inputs: Record<string, unknown>[][] = [];
  const paths: string[] = [];
  const fetch = async (url: unknown, init?: RequestInit) => {
    const body = JSON.parse(String(init?.body)) as { stream?: boolean; input: Record<string, unknown>[] };
    const { length } = inputs;
    inputs.push(body.input);
    paths.push(new URL(String(url)).pathname);
    const items = length === 0 ? first : [message('And that is that.')];
    if (!paths.at(-1)?.endsWith('/responses')) {
      return Response.json({ id: 'c', choices: [{ index: 0, message: { content: 'Hi' }, finish_reason: 'stop' }] });
    }
    if (body.stream !== true) return Response.json(answerOf(items));
    const events = items.map((item, index) => done(item, index));
    return new Response(streamOf(events), { headers: { 'content-type': 'text/event-stream' } });
  };
  return { settings: { apiKey: 'sk-test', fetch }, inputs, paths };
}

const toolsOf = (tools: qwen5.QwenTools<'v2'>) => ({
  find: tools.webSearch(),
  read: tools.webExtractor(),
  python: tools.codeInterpreter(),
  pictures: tools.webSearchImage(),
  similar: tools.imageSearch(),
  files: tools.fileSearch({ vectorStoreIds: ['kb_1'] }),
  docs: tools.mcp({ serverLabel: 'docs', serverUrl: 'https://mcp.example.com/sse' }),
});

const majors = [
  { name: 'ai 5', ai: sdk5, createQwen: qwen5.createQwen },
  { name: 'ai 6', ai: sdk6 as unknown as typeof sdk5, createQwen: qwen6.createQwen as never },
  { name: 'ai 7', ai: sdk7 as unknown as typeof sdk5, createQwen: qwen7.createQwen as never },
] satisfies { name: string; ai: typeof sdk5; createQwen: typeof qwen5.createQwen }[];

const bare = (input: object) => JSON.parse(JSON.stringify(input)) as object;

describe.each(majors)('$name', ({ ai, createQwen }) => {
  const user = { role: 'user' as const, content: 'Hi' };

  test('the messages of an answer go back as the items that they were', async () => {
    const { settings, inputs } = service([thinking('Hm.'), ...calls, message('It is 1.')]);
    const qwen = createQwen(settings);
    // Models that read earlier thinking get it back.
    const model = qwen.responses('qwen3.8-max');
    const tools = toolsOf(qwen.tools);
    const { response } = await ai.generateText({ model, tools, messages: [user], maxRetries: 0 });
    const messages = bare([user, ...response.messages, user]) as sdk5.ModelMessage[];
    const { warnings } = await ai.generateText({ model, tools, messages, maxRetries: 0 });
    const sent = { type: 'message', role: 'user', content: 'Hi' };
    const thought = { type: 'reasoning', id: 'msg_0', summary: [{ type: 'summary_text', text: 'Hm.' }] };
    expect(inputs[1]).toEqual([sent, thought, ...calls, said, sent]);
    expect((warnings ?? []).filter(({ type }) => type !== 'other')).toEqual([]);
  });

  test('a chat sends its messages as UI messages, and the items stay what they were', async () => {
    const { settings, inputs } = service([thinking('Hm.'), ...calls, message('It is 1.')]);
    const qwen = createQwen(settings);
    const model = qwen.responses('qwen3.8-max');
    const tools = toolsOf(qwen.tools);
    const result = ai.streamText({ model, tools, messages: [user] });
    let answer: sdk5.UIMessage | undefined;
    for await (const part of ai.readUIMessageStream({ stream: result.toUIMessageStream() })) answer = part;
    const question = { id: 'u', role: 'user' as const, parts: [{ type: 'text' as const, text: 'Hi' }] };
    const chat = bare([question, answer!, question]) as sdk5.UIMessage[];
    const messages = await ai.convertToModelMessages(chat, { tools });
    await ai.generateText({ model, tools, messages, maxRetries: 0 });
    const sent = { type: 'message', role: 'user', content: 'Hi' };
    const thought = { type: 'reasoning', id: 'msg_0', summary: [{ type: 'summary_text', text: 'Hm.' }] };
    expect(inputs[1]).toEqual([sent, thought, ...calls, said, sent]);
  });

  test('a function and a search in one answer keep their order and ids in the next step', async () => {
    const { settings, inputs } = service([thinking('Hm.'), search, call('a', 'Rome')]);
    const qwen = createQwen(settings);
    const weather = ai.tool({
      description: 'Weather',
      inputSchema: ai.jsonSchema<object>({ type: 'object', properties: {} }),
      execute: async () => 'clear',
    });
    await ai.generateText({
      model: qwen.responses('qwen3.7-plus'),
      tools: { find: qwen.tools.webSearch(), weather },
      messages: [user],
      stopWhen: ({ steps }) => steps.length === 2,
      maxRetries: 0,
    });
    expect(inputs[1]).toEqual([
      { type: 'message', role: 'user', content: 'Hi' },
      { type: 'reasoning', id: 'msg_0', summary: [{ type: 'summary_text', text: 'Hm.' }] },
      search,
      { type: 'function_call', id: 'msg_a', call_id: 'a', name: 'weather', arguments: '{"city":"Rome"}' },
      { type: 'function_call_output', call_id: 'a', output: 'clear' },
    ]);
  });

  test('tools that failed go back as failed items', async () => {
    const failed = calls.map((item) => ({ ...item, status: 'failed', error: { message: 'It broke.' } }));
    const { settings, inputs } = service([...failed, message('Sorry.')]);
    const qwen = createQwen(settings);
    const model = qwen.responses('qwen3.7-plus');
    const tools = toolsOf(qwen.tools);
    const { response } = await ai.generateText({ model, tools, messages: [user], maxRetries: 0 });
    await ai.generateText({ model, tools, messages: [user, ...response.messages, user], maxRetries: 0 });
    expect(inputs[1]?.slice(1, -2)).toEqual(failed);
  });

  // AI SDK 5 and 6 keep only the text of an error.
  test('a tool that failed is a failed item after UI messages as well', async () => {
    const failed = { ...search, status: 'failed', error: { message: 'It broke.' } };
    const { settings, inputs } = service([failed, message('Sorry.')]);
    const qwen = createQwen(settings);
    const model = qwen.responses('qwen3.7-plus');
    const tools = toolsOf(qwen.tools);
    let answer: sdk5.UIMessage | undefined;
    const stream = ai.streamText({ model, tools, messages: [user] }).toUIMessageStream({ onError: () => 'Broken.' });
    for await (const part of ai.readUIMessageStream({ stream })) answer = part;
    const question = { id: 'u', role: 'user' as const, parts: [{ type: 'text' as const, text: 'Hi' }] };
    const messages = await ai.convertToModelMessages(bare([question, answer!, question]) as sdk5.UIMessage[], {
      tools,
    });
    await ai.generateText({ model, tools, messages, maxRetries: 0 });
    const { type, id, action } = failed;
    const sent = inputs[1]?.[1] as typeof failed;
    expect(sent).toMatchObject({ type, id, status: 'failed', action: { type: 'search', query: action.query } });
    expect([failed.error, 'Broken.']).toContainEqual(sent.error);
    expect(Object.keys(sent.action).filter((name) => !(name in action))).toEqual([]);
  });

  test('over chat completions, the calls are calls and results of functions', async () => {
    const { settings, paths } = service([search, message('It is 1.')]);
    let body = '';
    const qwen = createQwen({
      ...settings,
      fetch: (url, init) => {
        body = String(init?.body);
        return settings.fetch(url, init);
      },
    });
    const model = qwen('qwen3.7-plus');
    const tools = { find: qwen.tools.webSearch() };
    const { response } = await ai.generateText({ model, tools, messages: [user], maxRetries: 0 });
    const { warnings } = await ai.generateText({ model, messages: [user, ...response.messages, user], maxRetries: 0 });
    expect(paths.map((path) => path.split('/').at(-1))).toEqual(['responses', 'completions']);
    expect((JSON.parse(body) as { messages: object[] }).messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', tool_calls: [{ id: 'msg_s', function: { name: 'find' } }] },
      { role: 'tool', tool_call_id: 'msg_s', content: JSON.stringify({ sources: search.action.sources }) },
      { role: 'assistant', content: 'It is 1.' },
      { role: 'user' },
    ]);
    expect(warnings ?? []).toEqual([]);
  });
});

test('a whole talk with the emulator, which refuses what it does not know, has no warnings', async () => {
  const emulator = createEmulator();
  const qwen = qwen7.createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });
  const tools = { find: qwen.tools.webSearch(), python: qwen.tools.codeInterpreter() };
  const messages: sdk7.ModelMessage[] = [];
  for (const content of ['What is 3*4?', 'And 5*6?', 'And 7*8?']) {
    messages.push({ role: 'user', content });
    const result = sdk7.streamText({ model: qwen('qwen3.7-plus'), tools, messages });
    messages.push(...(await result.response).messages);
  }
  expect(emulator.calls.map((sent) => [sent.status, sent.warnings])).toEqual(
    Array.from({ length: 3 }, () => [200, []]),
  );
  const last = emulator.calls[2]?.body as { input: { type: string }[] };
  expect(last.input.filter(({ type }) => type === 'code_interpreter_call')).toHaveLength(2);
});
