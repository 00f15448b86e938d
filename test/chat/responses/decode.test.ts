import { describe, expect, test } from 'vitest';
import { deltasOf, eventsOf, run, testCuts, type Outcome } from '../../support/stream-cuts.js';
import {
  added,
  answerOf,
  call,
  delta,
  done,
  id,
  message,
  streamOf,
  thinking,
} from '../../support/responses-service.js';

// The shapes are those of the OpenAI-compatible Responses page of Model Studio:
// https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-responses

const protocol = 'responses';
const open = (item: object) => ({ ...item, summary: [], content: [], arguments: '', status: 'in_progress' });

async function read(events: object[], end?: object) {
  return eventsOf(await run([streamOf(events, end)], { protocol }));
}

async function readWhole(body: object) {
  return run([JSON.stringify(body)], { protocol });
}

const calls = (events: Record<string, unknown>[]) => events.filter(({ type }) => type === 'tool-call');

describe('a stream of thinking, text and two calls', () => {
  testCuts({
    protocol,
    text: streamOf([
      added(open(thinking('')), 0),
      delta('reasoning_text', 'msg_0', 'Grüße 🙂 '),
      delta('reasoning_text', 'msg_0', 'first.'),
      // The documentation shows an item that is added at index 0 and done at index 1.
      done(thinking('Grüße 🙂 first.'), 1),
      added(open(message('')), 1),
      {
        type: 'response.content_part.added',
        item_id: 'msg_1',
        output_index: 1,
        part: { type: 'output_text', text: '' },
      },
      delta('output_text', 'msg_1', '你好', { output_index: 1, content_index: 0 }),
      delta('output_text', 'msg_1', '.', { output_index: 1, content_index: 0 }),
      { type: 'response.output_text.done', item_id: 'msg_1', output_index: 1, content_index: 0, text: '你好.' },
      done(message('你好.'), 1),
      added(open(call('a', 'Rome')), 2),
      added(open(call('b', 'Oslo')), 3),
      delta('function_call_arguments', 'msg_b', '{"city":'),
      delta('function_call_arguments', 'msg_a', '{"city":"Rome"'),
      delta('function_call_arguments', 'msg_b', '"Oslo"}'),
      delta('function_call_arguments', 'msg_a', '}'),
      done(call('a', 'Rome'), 2),
      done(call('b', 'Oslo'), 3),
    ]),
    check(outcome: Outcome) {
      const events = eventsOf(outcome);
      expect(events[0]).toEqual({
        type: 'metadata',
        id,
        requestId: id.slice('resp_'.length),
        timestamp: new Date('2026-05-13T12:46:58.000Z'),
      });
      expect(deltasOf(events, 'reasoning')).toEqual(['Grüße 🙂 ', 'first.']);
      expect(deltasOf(events, 'text')).toEqual(['你好', '.']);
      expect(calls(events)).toEqual([
        { type: 'tool-call', id: 'a', item: 'msg_a', name: 'weather', arguments: '{"city":"Rome"}' },
        { type: 'tool-call', id: 'b', item: 'msg_b', name: 'weather', arguments: '{"city":"Oslo"}' },
      ]);
      const pieces = events.filter(({ type }) => type === 'tool-delta');
      expect(pieces.map((event) => `${event.id}: ${event.delta}`)).toEqual([
        'b: {"city":',
        'a: {"city":"Rome"',
        'b: "Oslo"}',
        'a: }',
      ]);
      expect(events.filter(({ type }) => type === 'metadata').at(-1)).toEqual({
        type: 'metadata',
        model: 'qwen3.7-plus',
      });
      expect(events.at(-1)).toMatchObject({
        type: 'finish',
        reason: 'tool-calls',
        rawReason: 'completed',
        usage: { inputTokens: 45, outputTokens: 63, totalTokens: 108, cachedInputTokens: 5, reasoningTokens: 7 },
      });
    },
  });
});

describe('the events of a stream', () => {
  test('thinking comes under either name, and under both only once', async () => {
    for (const names of [
      ['reasoning_text'],
      ['reasoning_summary_text'],
      ['reasoning_text', 'reasoning_summary_text'],
    ]) {
      const events = await read([
        added(open(thinking(''))),
        ...names.map((name) => delta(name, 'msg_0', 'Hm.')),
        done(thinking('Hm.')),
      ]);
      expect(deltasOf(events, 'reasoning'), names.join()).toEqual(['Hm.']);
    }
  });

  test('a blank line is between the thinking of two items', async () => {
    const events = await read([
      delta('reasoning_text', 'msg_0', 'One.'),
      done(thinking('One.')),
      delta('reasoning_text', 'msg_9', 'Two.'),
      done(thinking('Two.', 'msg_9')),
    ]);
    expect(deltasOf(events, 'reasoning').join('')).toBe('One.\n\nTwo.');
  });

  test('an item without deltas is read when it is done', async () => {
    const events = await read([done(thinking('Hm.'), 0), done(message('Hi'), 1), done(call('a', 'Rome'), 2)]);
    expect(deltasOf(events, 'reasoning')).toEqual(['Hm.']);
    expect(deltasOf(events, 'text')).toEqual(['Hi']);
    expect(calls(events)).toMatchObject([{ id: 'a', arguments: '{"city":"Rome"}' }]);
  });

  test('a stream that has only its last event is read from there', async () => {
    const events = await read([], {
      type: 'response.completed',
      response: answerOf([message('Hi'), call('a', 'Rome')]),
    });
    expect(deltasOf(events, 'text')).toEqual(['Hi']);
    expect(calls(events)).toHaveLength(1);
  });

  // The documentation's answers name every item "msg_xxx".
  test('items of a whole answer with the same id are different items', async () => {
    const output = [thinking('Hm.', 'msg_1'), message('Hello'), message('there')];
    const events = eventsOf(await readWhole(answerOf(output)));
    expect(deltasOf(events, 'reasoning')).toEqual(['Hm.']);
    expect(deltasOf(events, 'text').join('')).toBe('Hello\n\nthere');
  });

  test('the last event repeats the items, which come once', async () => {
    const end = { type: 'response.completed', response: answerOf([message('Hi'), call('a', 'Rome')]) };
    const events = await read([delta('output_text', 'msg_other', 'Hi'), done(call('a', 'Rome'), 1)], end);
    expect(deltasOf(events, 'text')).toEqual(['Hi']);
    expect(calls(events)).toHaveLength(1);
  });

  test('arguments may come before their item', async () => {
    const events = await read([
      delta('function_call_arguments', 'msg_a', '{"city":'),
      delta('function_call_arguments', 'msg_a', '"Rome"}'),
      added(open(call('a', 'Rome')), 0),
      {
        type: 'response.function_call_arguments.done',
        item_id: 'msg_a',
        output_index: 0,
        arguments: '{"city":"Rome"}',
      },
      done(call('a', 'Rome')),
    ]);
    expect(calls(events)).toMatchObject([{ id: 'a', name: 'weather', arguments: '{"city":"Rome"}' }]);
  });

  test('the arguments of the finished item count, whatever its deltas were', async () => {
    for (const piece of ['{"city":"Ro', '{"town":"Rome"}', '{"city": "Rome"', '']) {
      const events = await read([
        added(open(call('a', 'Rome'))),
        delta('function_call_arguments', 'msg_a', piece),
        done(call('a', 'Rome')),
      ]);
      expect(calls(events), piece).toMatchObject([{ arguments: '{"city":"Rome"}' }]);
    }
  });

  test('a call without arguments gets an empty object', async () => {
    const events = await read([done({ ...call('a', ''), arguments: '' })]);
    expect(calls(events)).toMatchObject([{ arguments: '{}' }]);
  });

  // The documentation prints a stream whose last message has deltas without item_id and content_index.
  test('a delta without an item id belongs to the item at its index', async () => {
    const final = { type: 'message', id: 'msg_final', role: 'assistant', content: [{ type: 'text', text: '' }] };
    const events = await read([
      added(final, 5),
      { type: 'response.output_text.delta', output_index: 5, delta: 'Found ' },
      { type: 'response.output_text.delta', output_index: 5, delta: 'it.' },
      done({ ...final, content: [{ type: 'output_text', text: 'Found it.' }] }, 5),
    ]);
    expect(deltasOf(events, 'text')).toEqual(['Found ', 'it.']);
  });

  test('a delta without an item id and an index belongs to the item of the event before it', async () => {
    const final = { type: 'message', id: 'msg_final', role: 'assistant', content: [{ type: 'text', text: '' }] };
    const events = await read([
      added(thinking('Hm'), 0),
      done(thinking('Hm'), 0),
      added(final, 1),
      { type: 'response.output_text.delta', delta: 'Found ' },
      { type: 'response.output_text.delta', delta: 'it.' },
      done({ ...final, content: [{ type: 'output_text', text: 'Found it.' }] }, 1),
    ]);
    expect(deltasOf(events, 'text')).toEqual(['Found ', 'it.']);
  });

  test('arguments without an item id belong to the item that comes at their index', async () => {
    const events = await read([
      { type: 'response.function_call_arguments.delta', output_index: 0, delta: '{"city":"Rome"}' },
      added(open(call('a', 'Rome')), 0),
      done({ ...call('a', 'Rome'), arguments: '' }, 0),
      done(call('b', 'Oslo'), 0),
    ]);
    expect(calls(events)).toMatchObject([
      { id: 'a', arguments: '{"city":"Rome"}' },
      { id: 'b', arguments: '{"city":"Oslo"}' },
    ]);
  });

  test('pages of a search are sources, and items of the service stay in the metadata', async () => {
    const action = { type: 'search', query: 'Web search', sources: [{ type: 'url', url: 'https://www.aliyun.com/' }] };
    const item = { type: 'web_search_call', id: 'msg_s', status: 'completed', action };
    const events = await read([added({ ...item, action: { type: 'search' } }), done(item), done(item)]);
    const source = { type: 'source', id: 'https://www.aliyun.com/', url: 'https://www.aliyun.com/', metadata: {} };
    expect(events.filter(({ type }) => type === 'source')).toEqual([source]);
    expect(events.at(-1)).toMatchObject({ metadata: { outputItems: [item, item] } });
  });

  test('an unknown event, a wrong type and a null are passed over', async () => {
    const events = await read([
      { type: 'response.web_search_call.searching', item_id: 'x', output_index: 0 },
      { type: 'response.output_item.done', item: null },
      { type: 'response.output_text.delta', delta: 7 },
      { type: 'response.output_text.delta', delta: null, item_id: 3 },
      { type: 'response.function_call_arguments.delta', delta: {} },
      delta('output_text', 'msg_1', 'Hi'),
    ]);
    expect(deltasOf(events, 'text')).toEqual(['Hi']);
  });
});

describe('the end of an answer', () => {
  test.each([
    ['max_output_tokens', { incomplete_details: { reason: 'max_output_tokens' } }, 'length'],
    ['content_filter', { incomplete_details: { reason: 'content_filter' } }, 'content-filter'],
    ['incomplete', { incomplete_details: null }, 'length'],
    ['bored', { incomplete_details: { reason: 'bored' } }, 'other'],
  ])('an answer that ends with %s has a finish reason', async (rawReason, details, reason) => {
    const response = answerOf([], { status: 'incomplete', ...details });
    const events = await read([delta('output_text', 'msg_1', 'Hi')], { type: 'response.incomplete', response });
    expect(events.at(-1)).toMatchObject({ reason, rawReason });
  });

  test('a stream that stops before its last event was cut off', async () => {
    const stream = streamOf([delta('output_text', 'msg_1', 'Hi')]);
    const outcome = await run([stream.slice(0, stream.lastIndexOf('id:'))], { protocol });
    const events = eventsOf(outcome);
    expect(events.at(-2)).toMatchObject({ type: 'error', message: expect.stringContaining('cut it off') });
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'error' });
  });
});

describe('errors', () => {
  const failed = (error: unknown) => ({ type: 'response.failed', response: answerOf([], { status: 'failed', error }) });

  test('a failed answer is an error, with the status of its code, and what came before it stays', async () => {
    const error = { code: 'InvalidParameter', message: '<400> InternalError.Algo.InvalidParameter: No.' };
    const events = await read([delta('output_text', 'msg_1', 'Hi')], failed(error));
    expect(deltasOf(events, 'text')).toEqual(['Hi']);
    expect(events.at(-2)).toMatchObject({ type: 'error', statusCode: 400, isRetryable: false });
    expect(events.at(-2)?.message).toContain('InternalError.Algo.InvalidParameter: No.');
  });

  test('a failed answer without an error is one that may be tried again', async () => {
    const events = await read([delta('output_text', 'msg_1', 'Hi')], failed(null));
    expect(events.at(-2)).toMatchObject({ message: expect.stringContaining('gave no reason'), isRetryable: true });
  });

  // Seen with HTTP 200 and `status: "failed"`, which looks like an empty answer.
  test('a whole answer with the status failed is an error that may be tried again', async () => {
    const words = 'Operation model request rate limit exceeded, please try again later.';
    const body = answerOf([], { status: 'failed', model: '', error: { code: 'server_error', message: words } });
    expect(await readWhole(body)).toMatchObject({
      rejected: { isRetryable: true, message: expect.stringContaining(words) },
    });
    const silent = answerOf([], { status: 'failed', error: null });
    expect(eventsOf(await readWhole(silent)).at(-2)).toMatchObject({
      message: expect.stringContaining('gave no reason'),
    });
  });

  test.each([
    ['flat', { request_id: 'r', code: 'Throttling', message: 'Slow down.' }, 429],
    [
      'nested',
      { request_id: 'r', error: { code: 'InvalidParameter', type: 'invalid_request_error', message: 'No.' } },
      400,
    ],
    ['typed', { type: 'error', error: { type: 'server_error', message: '<429> InternalError.Algo: Slow down.' } }, 429],
  ])('a %s error frame is an error', async (_form, frame, statusCode) => {
    const stream = streamOf([delta('output_text', 'msg_1', 'Hi')], frame);
    expect(eventsOf(await run([stream], { protocol })).at(-2)).toMatchObject({ type: 'error', statusCode });
  });

  test('the null keys of a workspace host are no error', async () => {
    const keys = ['error', 'incomplete_details', 'conversation', 'previous_response_id', 'text', 'usage', 'user'];
    const nulls = Object.fromEntries(keys.map((key) => [key, null]));
    const events = eventsOf(
      await readWhole(answerOf([{ ...thinking('Hm.'), content: null, status: null }, message('Hi')], nulls)),
    );
    expect(deltasOf(events, 'reasoning')).toEqual(['Hm.']);
    expect(events.at(-1)).toMatchObject({ reason: 'stop', usage: {} });
  });
});
