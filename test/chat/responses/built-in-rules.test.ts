import { generateText, jsonSchema, tool, type ToolChoice, type ToolSet } from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { answerOf, message } from '../../support/responses-service.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

// The rules are those of the tool pages of Model Studio:
// https://www.alibabacloud.com/help/en/model-studio/web-search
// https://www.alibabacloud.com/help/en/model-studio/qwen-code-interpreter

const qwen = createQwen({ apiKey: 'sk-test' });
const { tools } = qwen;
const clock = tool({ description: 'The time', inputSchema: jsonSchema<object>({ type: 'object', properties: {} }) });
const server = (serverLabel: string) => tools.mcp({ serverLabel, serverUrl: 'https://mcp.example.com/sse' });

interface Asked {
  modelId?: string;
  options?: Parameters<typeof qwen.responses>[1];
  toolChoice?: ToolChoice<ToolSet>;
  reasoning?: 'none' | 'high';
}

// AI SDK 7 refuses an answer without the call that a tool choice asks for.
const itemsFor = (given: ToolSet) => [
  ...('find' in given ? [{ type: 'web_search_call', id: 'msg_s', action: { type: 'search', query: 'x' } }] : []),
  ...('wiki' in given ? [{ type: 'mcp_call', id: 'msg_w', name: 'read', server_label: 'wiki' }] : []),
  ...('clock' in given ? [{ type: 'function_call', call_id: 'c', name: 'clock', arguments: '{}' }] : []),
  message('Hi'),
];

/** The body that is sent, and the messages of the warnings. */
async function send(given: ToolSet, { modelId = 'qwen3.7-plus', options, toolChoice, reasoning }: Asked = {}) {
  let body: Record<string, unknown> = {};
  const asked = createQwen({
    apiKey: 'sk-test',
    fetch: async (_url, init) => {
      body = JSON.parse(String(init?.body)) as typeof body;
      return Response.json(answerOf(itemsFor(given)));
    },
  });
  const { warnings = [] } = await generateText({
    model: asked.responses(modelId, options),
    tools: given,
    toolChoice,
    reasoning,
    prompt: 'Hi',
    maxRetries: 0,
  });
  return { body, told: warnings.map((warning) => ('message' in warning ? warning.message : warning.details)) };
}

test('each tool has the form of the service, beside functions', async () => {
  const { body, told } = await send({
    clock,
    find: tools.webSearch(),
    read: tools.webExtractor(),
    python: tools.codeInterpreter(),
    pictures: tools.webSearchImage(),
    files: tools.fileSearch({ vectorStoreIds: ['kb_1'] }),
    docs: tools.mcp({
      serverLabel: 'docs',
      serverUrl: 'https://mcp.example.com/sse',
      serverDescription: 'Our docs',
      headers: { Authorization: 'Bearer secret' },
    }),
  });
  expect(body.tools).toEqual([
    expect.objectContaining({ type: 'function', name: 'clock' }),
    { type: 'web_search' },
    { type: 'web_extractor' },
    { type: 'code_interpreter' },
    { type: 'web_search_image' },
    { type: 'file_search', vector_store_ids: ['kb_1'] },
    {
      type: 'mcp',
      server_protocol: 'sse',
      server_label: 'docs',
      server_description: 'Our docs',
      server_url: 'https://mcp.example.com/sse',
      headers: { Authorization: 'Bearer secret' },
    },
  ]);
  expect(told).toEqual([]);
});

describe('an error comes before anything is sent', () => {
  const wrong = (args: Record<string, unknown>) => ({ ...tools.fileSearch({ vectorStoreIds: ['kb'] }), args });
  const wrongServer = (args: object) => tools.mcp(args as Parameters<typeof tools.mcp>[0]);
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`s${index}`, server(`s${index}`)]));

  test.each<[what: string, given: ToolSet, message: string, asked?: Asked]>([
    ['a reader without a search', { read: tools.webExtractor() }, 'Add qwen.tools.webSearch().'],
    ['two searches', { a: tools.webSearch(), b: tools.webSearch() }, 'a and b are both qwen.tools.webSearch(...)'],
    ['two servers of one label', { a: server('x'), b: server('x') }, 'an MCP server with the label x'],
    ['eleven servers', eleven, 'There are 11 MCP servers; the service accepts 10 a call.'],
    [
      'two knowledge bases',
      { files: wrong({ vectorStoreIds: ['a', 'b'] }) },
      'tools.files.vectorStoreIds (qwen.tools.fileSearch) must be an array with one id',
    ],
    ['no knowledge base', { files: wrong({}) }, 'tools.files.vectorStoreIds (qwen.tools.fileSearch) is missing'],
    [
      'a misspelt option',
      { files: wrong({ vectorStoreIds: ['a'], vectorstoreids: [] }) },
      'is unknown. Did you mean vectorStoreIds?',
    ],
    [
      'an option of a tool without options',
      { find: { ...tools.webSearch(), args: { allowedDomains: [] } } },
      'tools.find.allowedDomains (qwen.tools.webSearch) is unknown. The tool has no options.',
    ],
    ['a server without a label', { docs: wrongServer({ serverUrl: 'https://x.example' }) }, 'serverLabel'],
    ['a server without a URL', { docs: wrongServer({ serverLabel: 'x', serverUrl: 'x' }) }, 'begins with http://'],
    ['no options of a server', { docs: wrongServer(undefined as never) }, 'tools.docs.server'],
    [
      'the interpreter without thinking',
      { python: tools.codeInterpreter() },
      'qwen.tools.codeInterpreter needs thinking, which this call has turned off',
      { options: { enableThinking: false } },
    ],
    [
      'the interpreter with the reasoning none',
      { python: tools.codeInterpreter() },
      'needs thinking, which this call has turned off',
      { reasoning: 'none' },
    ],
    [
      'the interpreter beside a forced function',
      { clock, python: tools.codeInterpreter() },
      'because toolChoice forces a tool',
      { toolChoice: { type: 'tool', toolName: 'clock' } },
    ],
    [
      'a reader without thinking on qwen3.7-plus',
      { find: tools.webSearch(), read: tools.webExtractor() },
      'qwen.tools.webExtractor needs thinking',
      { options: { enableThinking: false } },
    ],
    [
      'the interpreter of a model that does not think',
      { python: tools.codeInterpreter() },
      'needs a model that thinks, and qwen3-coder-plus does not',
      { modelId: 'qwen3-coder-plus' },
    ],
    [
      'a model that the service refuses',
      { find: tools.webSearch() },
      'qwen3-vl-plus does not have qwen.tools.webSearch. Models that do are qwen3.8-max, ',
      { modelId: 'qwen3-vl-plus' },
    ],
    [
      'a tool that the omni model lacks',
      { find: tools.webSearch(), python: tools.codeInterpreter() },
      'qwen3.8-omni-flash does not have qwen.tools.codeInterpreter.',
      { modelId: 'qwen3.8-omni-flash' },
    ],
  ])('for %s', async (_what, given, words, asked) => {
    await expect(send(given, asked)).rejects.toThrow(words);
  });
});

describe('thinking', () => {
  test('it is turned on for the interpreter where nobody has said anything, with a warning', async () => {
    const { body, told } = await send({ python: tools.codeInterpreter() }, { modelId: 'qwen-plus' });
    expect(body.enable_thinking).toBe(true);
    expect(told).toEqual(['Thinking is on for this call: qwen.tools.codeInterpreter needs it.']);
  });

  test('nothing is sent for a model that thinks by default', async () => {
    const { body, told } = await send({ python: tools.codeInterpreter() });
    expect(body).not.toHaveProperty('enable_thinking');
    expect(told).toEqual([]);
  });

  test('a reader of other models needs none', async () => {
    const given = { find: tools.webSearch(), read: tools.webExtractor() };
    const { body } = await send(given, { modelId: 'qwen3.8-flash', options: { enableThinking: false } });
    expect(body.enable_thinking).toBe(false);
  });
});

describe('the tool choice', () => {
  const cannot = expect.stringContaining('Model Studio cannot be forced to use');

  test('the service is not forced to use one of its tools, and told to use no other', async () => {
    const chosen: Asked = { toolChoice: { type: 'tool', toolName: 'find' } };
    const { body, told } = await send({ clock, find: tools.webSearch() }, chosen);
    expect(body.tool_choice).toEqual({ type: 'allowed_tools', mode: 'auto', tools: [{ type: 'web_search' }] });
    expect(told).toEqual([cannot]);
    const single = await send({ find: tools.webSearch() }, chosen);
    expect(single).toMatchObject({ body: { tool_choice: 'auto' }, told: [cannot] });
    const required = await send({ find: tools.webSearch() }, { toolChoice: 'required' });
    expect(required).toMatchObject({ body: { tool_choice: 'auto' }, told: [cannot] });
  });

  // An allowed tool has a type and a name, but no label of a server.
  test('a choice of one MCP server leaves the other servers out', async () => {
    const given = { find: tools.webSearch(), docs: server('docs'), wiki: server('wiki') };
    const { body } = await send(given, { toolChoice: { type: 'tool', toolName: 'wiki' } });
    expect(body.tools).toMatchObject([{ type: 'web_search' }, { type: 'mcp', server_label: 'wiki' }]);
    expect(body.tool_choice).toEqual({ type: 'allowed_tools', mode: 'auto', tools: [{ type: 'mcp' }] });
    const search = await send(given, { toolChoice: { type: 'tool', toolName: 'find' } });
    expect(search.body.tools).toHaveLength(3);
  });

  // "required" is accepted only with exactly one tool.
  test('the choice required is a list of all tools if there are several', async () => {
    const { body } = await send({ clock, find: tools.webSearch() }, { toolChoice: 'required' });
    const all = [{ type: 'function', name: 'clock' }, { type: 'web_search' }];
    expect(body.tool_choice).toEqual({ type: 'allowed_tools', mode: 'required', tools: all });
    expect((await send({ clock }, { toolChoice: 'required' })).body.tool_choice).toBe('required');
  });

  test('none and auto are sent', async () => {
    const none = await send({ pictures: tools.webSearchImage() }, { toolChoice: 'none' });
    expect(none.body.tool_choice).toBe('none');
  });
});

describe('a warning tells of a tool that may do nothing', () => {
  test('a server or a knowledge base with a model that is not documented for it', async () => {
    const { told } = await send({ docs: server('docs') }, { modelId: 'kimi-k3' });
    expect(told).toEqual([expect.stringContaining('qwen.tools.mcp is not documented for kimi-k3')]);
    expect((await send({ docs: server('docs') }, { modelId: 'qwen3.7-plus-2026-05-26' })).told).toEqual([]);
  });

  test('a search by picture without a picture', async () => {
    const { told } = await send({ similar: tools.imageSearch() });
    expect(told).toEqual([expect.stringContaining('this prompt has none')]);
    const continued = await send({ similar: tools.imageSearch() }, { options: { previousResponseId: 'resp_1' } });
    expect(continued.told).toEqual([]);
  });
});

test('the emulator, which refuses what the service refuses, accepts what passes the rules', async () => {
  const emulator = createEmulator();
  const asked = createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });
  const given = {
    find: tools.webSearch(),
    read: tools.webExtractor(),
    python: tools.codeInterpreter(),
    pictures: tools.webSearchImage(),
    files: tools.fileSearch({ vectorStoreIds: ['emulated-store'] }),
    docs: server('docs'),
  };
  const { toolResults } = await generateText({
    model: asked.responses('qwen3.7-plus'),
    tools: given,
    prompt: 'What is 3*4? See https://example.com/emulated/about',
  });
  expect(toolResults.map(({ toolName }) => toolName)).toEqual(Object.keys(given));
  expect(emulator.calls[0]).toMatchObject({ status: 200, warnings: [] });
});
