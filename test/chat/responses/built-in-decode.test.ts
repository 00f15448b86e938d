import { describe, expect, test } from 'vitest';
import { eventsOf, run, testCuts, type Outcome } from '../../support/stream-cuts.js';
import { added, answerOf, delta, done, message, streamOf } from '../../support/responses-service.js';

// Events and fields are those of the Responses page and the tool pages of Model Studio:
// https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-responses

const protocol = 'responses';
const of = (type: string, itemId: string, more: object = {}) => ({
  type: `response.${type}`,
  item_id: itemId,
  output_index: 1,
  ...more,
});
const search = { type: 'web_search_call', id: 'msg_s' };
const sources = [{ type: 'url', url: 'https://example.com/ä' }];
const code = { type: 'code_interpreter_call', id: 'msg_c' };
const remote = { type: 'mcp_call', id: 'msg_m', name: 'lookup', server_label: 'docs' };
const files = { type: 'file_search_call', id: 'msg_f', queries: ['Grüße 🙂'] };

const calls = (events: Record<string, unknown>[]) => events.filter(({ type }) => String(type).startsWith('built-in'));

async function read(events: object[]) {
  return calls(eventsOf(await run([streamOf(events)], { protocol })));
}

describe('a stream of four tools', () => {
  testCuts({
    protocol,
    text: streamOf([
      added({ ...search, status: 'in_progress', action: { type: 'search', query: 'Web search' } }, 0),
      of('web_search_call.in_progress', 'msg_s'),
      of('web_search_call.searching', 'msg_s'),
      of('web_search_call.completed', 'msg_s'),
      // Added at one index and done at another, with another tool in between.
      added({ ...code, status: 'in_progress' }, 1),
      of('code_interpreter_call.interpreting', 'msg_c'),
      done({ ...search, status: 'completed', action: { type: 'search', query: 'Web search', sources } }, 1),
      done({ ...code, status: 'completed', code: 'print("🙂")', outputs: [{ type: 'logs', logs: '🙂' }] }, 2),
      // The arguments for an MCP server come before their item.
      of('mcp_call_arguments.delta', 'msg_m', { delta: '{"city":' }),
      of('mcp_call_arguments.delta', 'msg_m', { delta: '"北京"}' }),
      of('mcp_call_arguments.done', 'msg_m', { arguments: '{"city":"北京"}' }),
      added({ ...remote, arguments: '{"city":"北京"}', status: 'in_progress' }, 3),
      of('mcp_call.completed', 'msg_m'),
      done({ ...remote, arguments: '{"city":"北京"}', output: 'Sunny.', status: 'completed' }, 3),
      added({ ...files, status: 'in_progress' }, 4),
      done({ ...files, results: [{ file_id: 'f', filename: 'a.PDF', score: 1, text: 'Ä' }], status: 'completed' }, 4),
      delta('output_text', 'msg_1', 'Hi', { output_index: 5 }),
      done(message('Hi'), 5),
    ]),
    check(outcome: Outcome) {
      const events = eventsOf(outcome);
      expect(calls(events).map(({ type, id, input, output }) => [type, id, input, output])).toEqual([
        ['built-in-start', 'msg_s', undefined, undefined],
        ['built-in-start', 'msg_c', undefined, undefined],
        ['built-in-call', 'msg_s', { type: 'search', query: 'Web search' }, { sources }],
        ['built-in-call', 'msg_c', { code: 'print("🙂")' }, { outputs: [{ type: 'logs', logs: '🙂' }] }],
        ['built-in-start', 'msg_m', undefined, undefined],
        [
          'built-in-call',
          'msg_m',
          { serverLabel: 'docs', name: 'lookup', arguments: { city: '北京' } },
          { output: 'Sunny.' },
        ],
        ['built-in-start', 'msg_f', undefined, undefined],
        [
          'built-in-call',
          'msg_f',
          { queries: ['Grüße 🙂'] },
          { results: [{ fileId: 'f', filename: 'a.PDF', score: 1, text: 'Ä' }] },
        ],
      ]);
      expect(events.filter(({ type }) => type === 'source' || type === 'document')).toMatchObject([
        { url: 'https://example.com/ä' },
        { id: 'f', mediaType: 'application/pdf', title: 'a.PDF', filename: 'a.PDF' },
      ]);
      expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
    },
  });
});

describe('a call of a tool', () => {
  test('arguments that only came before the item are those of the call', async () => {
    const events = await read([
      of('mcp_call_arguments.done', 'msg_m', { arguments: '{"city":"Rome"}' }),
      done({ ...remote, status: 'completed', output: 'Sunny.' }),
    ]);
    expect(events.at(-1)).toMatchObject({ input: { arguments: { city: 'Rome' } } });
  });

  test('it is told once, however often its item is done', async () => {
    const item = { ...search, status: 'completed', action: { sources } };
    expect((await read([done(item), done(item), added(item)])).map(({ type }) => type)).toEqual([
      'built-in-start',
      'built-in-call',
    ]);
  });

  test('fields that are missing, null or of a wrong type are passed over', async () => {
    const items: Record<string, unknown>[] = [
      { type: 'web_search_call', action: null },
      { type: 'web_search_call', action: { sources: 'none' } },
      { type: 'web_extractor_call', urls: null, goal: null, output: null },
      { type: 'code_interpreter_call', code: null, outputs: null, container_id: null },
      { type: 'web_search_image_call', arguments: 'no JSON', output: 'No pictures.' },
      { type: 'image_search_call', arguments: null, output: null },
      { type: 'file_search_call', queries: null, results: [null, 'x', { filename: 7 }] },
      { type: 'mcp_call', arguments: '[1]', output: null },
    ];
    const events = eventsOf(await run([JSON.stringify(answerOf([...items, message('Hi')]))], { protocol }));
    expect(
      calls(events).flatMap(({ type, input, output }) => (type === 'built-in-call' ? [[input, output]] : [])),
    ).toEqual([
      [{}, { sources: [] }],
      [{}, { sources: [] }],
      [{}, { output: '' }],
      [{}, { outputs: [] }],
      [{ arguments: 'no JSON' }, { images: [], output: 'No pictures.' }],
      [{}, { images: [], output: '' }],
      [{}, { results: [{ filename: 7 }] }],
      [{ arguments: '[1]' }, { output: '' }],
    ]);
    expect(new Set(calls(events).map(({ id }) => id)).size).toBe(items.length);
  });

  test('an item of an unknown type stays in the metadata, without a call', async () => {
    const item = { type: 'video_search_call', id: 'msg_v', output: 'x' };
    const events = eventsOf(await run([streamOf([done(item)])], { protocol }));
    expect(calls(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ metadata: { outputItems: [item] } });
  });

  test('a call that the answer breaks off in was begun, and has no result', async () => {
    const failed = { type: 'response.failed', response: answerOf([], { status: 'failed', error: { code: 'x' } }) };
    const stream = streamOf([delta('output_text', 'msg_1', 'Hi'), added(search)], failed);
    const events = eventsOf(await run([stream], { protocol }));
    expect(calls(events).map(({ type }) => type)).toEqual(['built-in-start']);
    expect(events.at(-2)).toMatchObject({ type: 'error' });
  });
});

test('the tools that were used are counted in the metadata', async () => {
  const usage = {
    input_tokens: 1,
    output_tokens: 2,
    total_tokens: 3,
    x_tools: { web_search: { count: 2 }, code_interpreter: { count: 1 } },
  };
  const events = eventsOf(await run([JSON.stringify(answerOf([message('Hi')], { usage }))], { protocol }));
  expect(events.at(-1)).toMatchObject({ metadata: { plugins: usage.x_tools }, usage: { raw: usage } });
});
