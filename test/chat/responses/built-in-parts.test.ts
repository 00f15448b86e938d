import * as sdk4 from 'ai';
import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { answerOf, done, message, streamOf, thinking } from '../../support/responses-service.js';

// The items and events are those of the Responses page of Model Studio:
// https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-responses

globalThis.AI_SDK_LOG_WARNINGS = false;

const search = {
  type: 'web_search_call',
  id: 'msg_s',
  status: 'completed',
  action: { type: 'search', query: 'northpoint', sources: [{ type: 'url', url: 'https://example.com/a' }] },
};
const code = {
  type: 'code_interpreter_call',
  id: 'msg_c',
  status: 'completed',
  code: 'print(1)',
  container_id: '',
  outputs: [{ type: 'logs', logs: '1' }],
};
const pictures = {
  type: 'web_search_image_call',
  id: 'msg_p',
  status: 'completed',
  name: 'web_search_image',
  arguments: '{"queries":["cat"]}',
  output: '[{"title":"A cat","url":"https://example.com/cat.png","index":1}]',
};
const files = {
  type: 'file_search_call',
  id: 'msg_f',
  status: 'completed',
  queries: ['rent'],
  results: [{ file_id: 'file_1', filename: 'lease.pdf', score: 0.9, text: 'Rent is due.' }],
};
const remote = {
  type: 'mcp_call',
  id: 'msg_m',
  status: 'completed',
  name: 'lookup',
  server_label: 'docs',
  arguments: '{"query":"x"}',
  output: 'Found.',
};
const output = [thinking('Hm.'), search, code, pictures, files, remote, thinking('So.', 'msg_9'), message('It is 1.')];

/** A service that answers with these items, whole or streamed. */
function service(items: object[]) {
  const fetch = async (_url: unknown, init?: RequestInit) => {
    const { stream } = JSON.parse(String(init?.body)) as { stream?: boolean };
    if (stream !== true) return Response.json(answerOf(items));
    const events = items.map((item, index) => done(item, index));
    return new Response(streamOf(events), { headers: { 'content-type': 'text/event-stream' } });
  };
  return { apiKey: 'sk-test', fetch };
}

type Tools = qwen5.QwenTools<'v2'>;

const toolsOf = (tools: Tools) => ({
  find: tools.webSearch(),
  python: tools.codeInterpreter(),
  pictures: tools.webSearchImage(),
  files: tools.fileSearch({ vectorStoreIds: ['kb_1'] }),
  docs: tools.mcp({ serverLabel: 'docs', serverUrl: 'https://mcp.example.com/sse' }),
});

interface Part {
  type: string;
  [field: string]: unknown;
}

const majors = [
  { name: 'ai 5', ai: sdk5, createQwen: qwen5.createQwen },
  { name: 'ai 6', ai: sdk6 as unknown as typeof sdk5, createQwen: qwen6.createQwen as never },
  { name: 'ai 7', ai: sdk7 as unknown as typeof sdk5, createQwen: qwen7.createQwen as never },
] satisfies { name: string; ai: typeof sdk5; createQwen: typeof qwen5.createQwen }[];

const uses: [name: string, id: string, tool: string, input: object, output: object][] = [
  [
    'find',
    'msg_s',
    'web_search',
    { type: 'search', query: 'northpoint' },
    { sources: [{ type: 'url', url: 'https://example.com/a' }] },
  ],
  [
    'python',
    'msg_c',
    'code_interpreter',
    { code: 'print(1)', containerId: '' },
    { outputs: [{ type: 'logs', logs: '1' }] },
  ],
  [
    'pictures',
    'msg_p',
    'web_search_image',
    { queries: ['cat'] },
    { images: [{ title: 'A cat', url: 'https://example.com/cat.png', index: 1 }] },
  ],
  [
    'files',
    'msg_f',
    'file_search',
    { queries: ['rent'] },
    { results: [{ fileId: 'file_1', filename: 'lease.pdf', score: 0.9, text: 'Rent is due.' }] },
  ],
  ['docs', 'msg_m', 'mcp', { serverLabel: 'docs', name: 'lookup', arguments: { query: 'x' } }, { output: 'Found.' }],
];

/** The parts that say something, without the fields that majors differ in. */
function shownOf(content: readonly Part[]): object[] {
  return content.flatMap((part): object[] => {
    const { type, text, toolCallId, toolName, input, output: result, providerExecuted, url, filename } = part;
    const item = (part.providerMetadata as { qwen?: object } | undefined)?.qwen;
    if (type === 'text' || type === 'reasoning') return [{ type, text, item }];
    if (type === 'tool-call') return [{ type, toolCallId, toolName, input, providerExecuted, item }];
    if (type === 'tool-result') return [{ type, toolCallId, toolName, result, providerExecuted }];
    return type === 'source' ? [{ type, sourceType: part.sourceType, url, filename }] : [];
  });
}

const shown = [
  { type: 'reasoning', text: 'Hm.', item: { itemId: 'msg_0' } },
  ...uses.flatMap(([toolName, toolCallId, builtInTool, input, result]) => [
    {
      type: 'tool-call',
      toolCallId,
      toolName,
      input,
      providerExecuted: true,
      item: { itemId: toolCallId, builtInTool },
    },
    { type: 'tool-result', toolCallId, toolName, result, providerExecuted: true },
  ]),
  { type: 'reasoning', text: '\n\nSo.', item: { itemId: 'msg_9' } },
  { type: 'text', text: 'It is 1.', item: { itemId: 'msg_1' } },
];
const sources = [
  { type: 'source', sourceType: 'url', url: 'https://example.com/a', filename: undefined },
  { type: 'source', sourceType: 'document', url: undefined, filename: 'lease.pdf' },
];

describe.each(majors)('$name', ({ ai, createQwen }) => {
  const ask = (items: object[]) => {
    const qwen = createQwen(service(items));
    return { model: qwen.responses('qwen3.7-plus'), tools: toolsOf(qwen.tools), prompt: 'Hi', maxRetries: 0 };
  };

  test('calls of the service are parts under the names that the caller gave, with ids of the service', async () => {
    const result = await ai.generateText(ask(output));
    const content = shownOf(result.content as unknown as Part[]);
    expect(content.filter(({ type }: { type?: string }) => type !== 'source')).toEqual(shown);
    expect(content.filter(({ type }: { type?: string }) => type === 'source')).toEqual(sources);
    expect(result.finishReason).toBe('stop');
    expect(result.providerMetadata?.qwen?.outputItems).toHaveLength(5);
  });

  test('a stream has the same parts as a whole answer', async () => {
    const errors: unknown[] = [];
    const result = ai.streamText({ ...ask(output), onError: ({ error }) => void errors.push(error) });
    const kinds: string[] = [];
    for await (const part of result.fullStream) kinds.push(part.type);
    expect(errors).toEqual([]);
    const content = shownOf((await result.content) as unknown as Part[]);
    expect(content.filter(({ type }: { type?: string }) => type !== 'source')).toEqual(shown);
    expect(content.filter(({ type }: { type?: string }) => type === 'source')).toEqual(sources);
    const call = ['tool-input-start', 'tool-input-delta', 'tool-input-end', 'tool-call', 'tool-result'];
    const first = kinds.indexOf('tool-input-start');
    expect(kinds.slice(first, first + 6)).toEqual([...call, 'source']);
  });

  test('a tool that failed is an error part', async () => {
    const failed = { ...remote, status: 'failed', output: null, error: { message: 'No such tool.' } };
    const { content } = await ai.generateText(ask([failed, message('Sorry.')]));
    expect((content as unknown as Part[])[1]).toMatchObject({
      type: 'tool-error',
      toolName: 'docs',
      error: { error: { message: 'No such tool.' } },
    });
  });
});

test('a call of a tool that was not offered is left out for AI SDK 5, which throws, and dynamic for 6 and 7', async () => {
  const prompt = 'Hi';
  const settings = service([search, message('Hi')]);
  const five = await sdk5.generateText({ model: qwen5.createQwen(settings).responses('qwen3.7-plus'), prompt });
  expect(five.content.map(({ type }) => type)).toEqual(['text', 'source']);
  expect(five.providerMetadata?.qwen?.outputItems).toEqual([search]);
  const six = await sdk6.generateText({ model: qwen6.createQwen(settings).responses('qwen3.7-plus'), prompt });
  const seven = await sdk7.generateText({ model: qwen7.createQwen(settings).responses('qwen3.7-plus'), prompt });
  for (const { content } of [six, seven]) {
    expect(content[0]).toMatchObject({ type: 'tool-call', toolName: 'web_search', dynamic: true });
    expect(content[0]).not.toHaveProperty('invalid');
  }
  const stream = sdk5.streamText({ model: qwen5.createQwen(settings).responses('qwen3.7-plus'), prompt });
  const kinds = new Set<string>();
  for await (const { type } of stream.fullStream) kinds.add(type);
  expect([...kinds].filter((kind) => /tool|error/.test(kind))).toEqual([]);
});

test('AI SDK 4, which has no parts for calls of the service, gets sources and the items', async () => {
  const qwen = qwen4.createQwen(service(output));
  const ask = {
    model: qwen.responses('qwen3.7-plus'),
    tools: { find: qwen.tools.webSearch(), python: qwen.tools.codeInterpreter() },
    prompt: 'Hi',
  };
  const whole = await sdk4.generateText(ask);
  expect(whole).toMatchObject({ text: 'It is 1.', reasoning: 'Hm.\n\nSo.', toolCalls: [] });
  expect(whole.sources).toMatchObject([{ sourceType: 'url', url: 'https://example.com/a' }]);
  expect(whole.providerMetadata?.qwen?.outputItems).toEqual([search, code, pictures, files, remote]);
  const stream = sdk4.streamText(ask);
  const kinds = new Set<string>();
  for await (const { type } of stream.fullStream) kinds.add(type);
  expect([...kinds].filter((kind) => /tool|error/.test(kind))).toEqual([]);
  expect(await stream.sources).toHaveLength(1);
  expect((await stream.providerMetadata)?.qwen?.outputItems).toHaveLength(5);
});

test('a tool is shown at work before its result has come', async () => {
  const emulator = createEmulator();
  const qwen = qwen7.createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });
  const tools = { find: qwen.tools.webSearch() };
  const result = sdk7.streamText({ model: qwen.responses('qwen3.7-plus'), tools, prompt: 'Where is Northpoint?' });
  const parts: Part[] = [];
  for await (const part of result.fullStream) parts.push(part as Part);
  const begun = parts.findIndex(({ type }) => type === 'tool-input-start');
  expect(parts[begun]).toMatchObject({ toolName: 'find', providerExecuted: true });
  expect(parts.findIndex(({ type }) => type === 'tool-result')).toBeGreaterThan(begun);
  expect(emulator.calls[0]?.warnings).toEqual([]);
});

test('inputs and outputs are typed in AI SDK 6 and 7', () => {
  const typed7 = { find: qwen7.qwen.tools.webSearch(), files: qwen7.qwen.tools.fileSearch({ vectorStoreIds: ['kb'] }) };
  const typed6 = { find: qwen6.qwen.tools.webSearch() };
  type Seven = sdk7.TypedToolResult<typeof typed7>;
  type Six = sdk6.TypedToolResult<typeof typed6>;
  expectTypeOf<
    Extract<Seven, { toolName: 'find'; dynamic?: false }>['output']
  >().toEqualTypeOf<qwen7.QwenWebSearchOutput>();
  expectTypeOf<
    Extract<Six, { toolName: 'find'; dynamic?: false }>['input']
  >().toEqualTypeOf<qwen6.QwenWebSearchInput>();
});

// The documentation prints answers whose items all have the same id.
test('calls whose items have the same id are told apart', async () => {
  const settings = service([search, { ...code, id: search.id }, message('Hi')]);
  const qwen = qwen7.createQwen(settings);
  const tools = { find: qwen.tools.webSearch(), python: qwen.tools.codeInterpreter() };
  const { toolResults } = await sdk7.generateText({ model: qwen.responses('qwen3.7-plus'), tools, prompt: 'Hi' });
  expect(toolResults.map(({ toolName }) => toolName)).toEqual(['find', 'python']);
  expect(new Set(toolResults.map(({ toolCallId }) => toolCallId)).size).toBe(2);
});
