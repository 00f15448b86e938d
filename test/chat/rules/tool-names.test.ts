import { generateText, jsonSchema, streamText, tool, type CoreMessage } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { recordedQwen } from '../../support/recorder.js';

const any = tool({ parameters: jsonSchema({ type: 'object' }) });
const toolsOf = (names: string[]) => Object.fromEntries(names.map((name) => [name, any]));

async function sentNames(...names: string[]) {
  const { qwen, calls } = recordedQwen();
  const { warnings } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi', tools: toolsOf(names) });
  expect(warnings).toEqual([]);
  return (calls[0]!.body.tools as { function: { name: string } }[]).map((sent) => sent.function.name);
}

// "Tool names are not allowed to be [search]": ForgeCode #1580, open-webSearch #21, agno #4846.
describe('a name that the service refuses', () => {
  test.each<[string, string]>([
    ['search', 'search_tool'],
    ['wetter.heute', 'wetter_heute'],
    ['mcp/search web', 'mcp_search_web'],
    ['天气', '__'],
    ['', 'a_tool'],
    ['x'.repeat(70), 'x'.repeat(64)],
  ])('the tool name %j is sent as %s', async (name, alias) => {
    expect(await sentNames(name)).toEqual([alias]);
  });

  test('a refused tool name becomes one that no other tool has', async () => {
    expect(await sentNames('search', 'search_tool')).toEqual(['search_tool_2', 'search_tool']);
    expect(await sentNames('search_tool', 'search', 'search_tool_2')).toEqual([
      'search_tool',
      'search_tool_3',
      'search_tool_2',
    ]);
    expect(await sentNames('a.b', 'a/b', 'a_b')).toEqual(['a_b_2', 'a_b_3', 'a_b']);
    const long = 'y'.repeat(64);
    expect(await sentNames(`${long}.`, long)).toEqual([`${'y'.repeat(62)}_2`, long]);
  });

  test('other tool names stay, including those that only look refused', async () => {
    expect(await sentNames('Search', 'search_web', 'a-b')).toEqual(['Search', 'search_web', 'a-b']);
  });

  test('a refused tool name is sent as it is to another server', async () => {
    const { qwen, calls } = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
    await generateText({ model: qwen('llama'), prompt: 'Hi', tools: toolsOf(['search']) });
    expect(calls[0]?.body.tools[0].function.name).toBe('search');
  });

  test('a refused tool name is also replaced in the tool choice and in the history', async () => {
    const { qwen, calls } = recordedQwen();
    const args = { query: 'it' };
    const messages: CoreMessage[] = [
      { role: 'user', content: 'Find it.' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'search', args }] },
      { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'search', result: 'no' }] },
    ];
    const model = qwen('qwen-plus');
    await generateText({
      model,
      messages,
      tools: toolsOf(['search', 'now']),
      toolChoice: { type: 'tool', toolName: 'search' },
    });
    // A tool may be gone while its calls are still in the history.
    await generateText({ model, messages, tools: toolsOf(['now']) });
    const [first, second] = calls.map(({ body }) => body);
    expect(first?.tool_choice).toEqual({ type: 'function', function: { name: 'search_tool' } });
    expect(first?.messages[1].tool_calls[0].function.name).toBe('search_tool');
    expect(second?.messages[1].tool_calls[0].function.name).toBe('search_tool');
  });
});

describe('calls of the answer', () => {
  const deltas = [
    { tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name: 'search_tool', arguments: '{"a"' } }] },
    { tool_calls: [{ index: 0, id: '', function: { name: null, arguments: ':1}' } }] },
    { tool_calls: [{ index: 1, id: 'c2', type: 'function', function: { name: 'a_b', arguments: '{}' } }] },
  ];
  const streamed = [
    ...deltas.map((delta) => ({ choices: [{ index: 0, delta, finish_reason: null }] })),
    { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
  ];
  const qwen = createQwen({
    apiKey: 'sk-test',
    fetch: async () => {
      const text = streamed.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
      return new Response(`${text}data: [DONE]\n\n`, { headers: { 'content-type': 'text/event-stream' } });
    },
  });

  test('tool calls of the answer have the original names, also in their pieces', async () => {
    const result = streamText({
      model: qwen('qwen-plus'),
      prompt: 'Hi',
      tools: toolsOf(['search', 'a.b']),
      toolCallStreaming: true,
    });
    const names: string[] = [];
    for await (const part of result.fullStream) if ('toolName' in part) names.push(`${part.type} ${part.toolName}`);
    expect(new Set(names)).toEqual(
      new Set([
        'tool-call-streaming-start search',
        'tool-call-delta search',
        'tool-call-streaming-start a.b',
        'tool-call-delta a.b',
        'tool-call search',
        'tool-call a.b',
      ]),
    );
  });
});
