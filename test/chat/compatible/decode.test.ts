import { describe, expect, test } from 'vitest';
import { decodeChunk } from '../../../src/chat/compatible/decode.js';
import { checkEnd, createAnswerState, finishAnswer } from '../../../src/chat/answer/answer.js';
import { foldAnswer } from '../../../src/chat/answer/fold.js';
import type { AnswerEvent } from '../../../src/chat/answer/event.js';
import { spokenWav } from '../../support/spoken-wav.js';

const create = (answers = 1) => {
  let made = 0;
  return createAnswerState({ json: false, chunkMode: 'delta', answers, createId: () => `made-${(made += 1)}` });
};

/** The events of some chunks, without the finish. */
function decode(...chunks: unknown[]): AnswerEvent[] {
  const state = create();
  return chunks.flatMap((one) => {
    const result = decodeChunk(state, one);
    return Array.isArray(result) ? result : expect.unreachable(result.message);
  });
}

/** The answer that some chunks make, to its end. */
const answerOf = (...chunks: unknown[]) => answersOf(1, ...chunks);

/** The same where several answers were asked for. */
function answersOf(answers: number, ...chunks: unknown[]) {
  const state = create(answers);
  const events = chunks.flatMap((one) => {
    const result = decodeChunk(state, one);
    return Array.isArray(result) ? result : expect.unreachable(result.message);
  });
  return foldAnswer([...events, ...finishAnswer(state)]);
}

const delta = (fields: object, choice: object = {}) => ({
  choices: [{ delta: fields, index: 0, logprobs: null, finish_reason: null, ...choice }],
  usage: null,
});
const text = (content: unknown) => delta({ content });

describe('a whole answer (5.1: recorded Feb 2026, Singapore)', () => {
  test('a whole answer gives id, model, time, text and usage', () => {
    const body = {
      choices: [{ message: { content: 'Hello', role: 'assistant' }, finish_reason: 'stop', index: 0, logprobs: null }],
      object: 'chat.completion',
      usage: {
        prompt_tokens: 5,
        completion_tokens: 2,
        total_tokens: 7,
        prompt_tokens_details: { cached_tokens: 0 },
      },
      created: 1_770_000_000,
      system_fingerprint: null,
      model: 'qwen3-max',
      id: 'chatcmpl-8a6b8b0e-0001',
    };
    expect(answerOf(body)).toMatchObject({
      id: 'chatcmpl-8a6b8b0e-0001',
      model: 'qwen3-max',
      timestamp: new Date(1_770_000_000_000),
      text: 'Hello',
      reasoning: '',
      finish: {
        reason: 'stop',
        rawReason: 'stop',
        usage: { inputTokens: 5, outputTokens: 2, totalTokens: 7, cachedInputTokens: 0 },
        metadata: { requestId: '8a6b8b0e-0001' },
      },
    });
  });

  test('a whole answer with a tool call has an empty text', () => {
    const message = {
      content: '',
      role: 'assistant',
      tool_calls: [
        {
          function: { arguments: '{"city": "Rome"}', name: 'weather' },
          id: 'call_1',
          index: 0,
          type: 'function',
        },
      ],
    };
    const answer = answerOf({ choices: [{ message, finish_reason: 'tool_calls', index: 0 }] });
    expect(answer.text).toBe('');
    expect(answer.toolCalls).toEqual([
      { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city": "Rome"}' },
    ]);
  });

  test('a whole answer with thinking has both, in the order of thought', () => {
    const message = { role: 'assistant', content: 'Four.', reasoning_content: 'Two and two.' };
    expect(decode({ choices: [{ message, finish_reason: 'stop', index: 0 }] })).toEqual([
      { type: 'reasoning', delta: 'Two and two.' },
      { type: 'text', delta: 'Four.' },
    ]);
  });

  test('a whole answer of a transcription keeps the annotations', () => {
    const annotations = [{ type: 'audio_info', language: 'en', emotion: 'neutral' }];
    const { finish, text: said } = answerOf({ choices: [{ message: { content: 'Hi.', annotations } }] });
    expect([said, finish.metadata]).toEqual(['Hi.', { annotations }]);
  });

  test('a text completion stands in `text`, whole and streamed', () => {
    const choice = (said: string, finish_reason: string | null) => ({
      choices: [{ finish_reason, index: 0, logprobs: null, text: said }],
      object: 'text_completion',
    });
    expect(answerOf(choice('one two', 'stop'))).toMatchObject({
      text: 'one two',
      finish: { reason: 'stop' },
    });
    expect(answerOf(choice('one', null), choice(' two', ''), choice('', 'length'))).toMatchObject({
      text: 'one two',
      finish: { reason: 'length' },
    });
  });
});

describe('chunks of a stream (5.2: recorded Feb 2026, Singapore)', () => {
  test('text chunks begin and end with an empty one, and usage comes in a chunk without choices', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 };
    const chunks = [
      delta({ content: '', role: 'assistant' }),
      text('Hel'),
      text('lo'),
      delta({ content: '' }, { finish_reason: 'stop' }),
      { choices: [], usage },
    ];
    expect(decode(...chunks)).toEqual([
      { type: 'text', delta: 'Hel' },
      { type: 'text', delta: 'lo' },
    ]);
    for (const late of [{ choices: [] }, { choices: [], usage: null }, { choices: [], usage: {} }]) {
      expect(answerOf(...chunks, late).finish).toMatchObject({
        reason: 'stop',
        usage: { totalTokens: 3, raw: usage },
      });
    }
  });

  test('thinking chunks have null for the text, and text chunks have null for the thinking', () => {
    expect(
      decode(
        delta({ content: null, role: 'assistant', reasoning_content: '' }),
        delta({ content: null, reasoning_content: 'Two' }),
        delta({ content: null, reasoning_content: ' and two.' }),
        delta({ content: 'Four', reasoning_content: null }),
        delta({ content: '', reasoning_content: null }, { finish_reason: 'stop' }),
      ),
    ).toEqual([
      { type: 'reasoning', delta: 'Two' },
      { type: 'reasoning', delta: ' and two.' },
      { type: 'text', delta: 'Four' },
    ]);
  });

  test('thinking chunks may spell it `reasoning`, as vLLM and SGLang do', () => {
    expect(decode(delta({ reasoning: 'Two' }), delta({ reasoning_content: '', reasoning: ' and' }))).toEqual([
      { type: 'reasoning', delta: 'Two' },
      { type: 'reasoning', delta: ' and' },
    ]);
  });

  test('tool call chunks name the call once, and the last one has neither reason nor arguments', () => {
    const tool = (fields: object, body: object) =>
      delta({ content: null, tool_calls: [{ index: 0, type: 'function', ...fields, function: body }] });
    const chunks = [
      tool({ id: 'call_1' }, { name: 'weather', arguments: '' }),
      tool({ id: '' }, { arguments: '{"city": "San' }),
      tool({ id: '' }, { arguments: ' Jose"}' }),
      {
        choices: [{ delta: { tool_calls: [{ function: { arguments: '' }, index: 0, id: '', type: 'function' }] } }],
      },
      { choices: [{ finish_reason: 'tool_calls', delta: {}, index: 0 }] },
    ];
    expect(decode(...chunks)).toEqual([
      { type: 'tool-delta', id: 'call_1', name: 'weather', delta: '{"city": "San' },
      { type: 'tool-delta', id: 'call_1', name: 'weather', delta: ' Jose"}' },
    ]);
    expect(answerOf(...chunks)).toMatchObject({
      toolCalls: [{ id: 'call_1', name: 'weather', arguments: '{"city": "San Jose"}' }],
      finish: { reason: 'tool-calls' },
    });
  });

  test('id, model and time stand in every chunk and are reported once', () => {
    const chunks = [1, 2, 3].map((count) => ({
      ...text(String(count)),
      id: 'chatcmpl-1',
      model: 'm',
      created: 60,
    }));
    expect(decode(...chunks).filter(({ type }) => type === 'metadata')).toEqual([
      { type: 'metadata', id: 'chatcmpl-1', model: 'm', timestamp: new Date(60_000), requestId: '1' },
    ]);
  });

  test('chunks may bring the model first and the id later, or the time in a wrong form, or none of them', () => {
    const { choices } = text('A');
    const heads = (...list: object[]) =>
      decode(...list.map((head) => ({ choices, ...head }))).filter(({ type }) => type === 'metadata');
    expect(heads({ model: 'm', id: '' }, { model: 'm' }, { model: 'm', id: 'i', request_id: 'r' })).toEqual([
      { type: 'metadata', model: 'm' },
      { type: 'metadata', id: 'i', model: 'm', requestId: 'r' },
    ]);
    expect(heads({ id: 'i', created: 'now' })).toEqual([{ type: 'metadata', id: 'i', requestId: 'i' }]);
    expect(heads({ id: 'i', created: 1e300 })).toEqual([{ type: 'metadata', id: 'i', requestId: 'i' }]);
    expect(heads({ id: 7, model: null, created: null })).toEqual([]);
  });

  test('transcription chunks carry annotations and lack finish reasons until the end', () => {
    const annotations = [{ type: 'audio_info', language: 'en' }];
    const part = (content: string) => ({
      choices: [{ delta: { annotations, content, role: null }, index: 0 }],
    });
    const answer = answerOf(part('Hel'), part('lo'), {
      choices: [{ delta: { role: null }, finish_reason: 'stop' }],
    });
    expect([answer.text, answer.finish.reason, answer.finish.metadata]).toEqual(['Hello', 'stop', { annotations }]);
  });
});

describe('a tool fragment', () => {
  const callsOf = (...fragments: unknown[]) =>
    answerOf(...fragments.map((fragment) => delta({ tool_calls: [fragment] }))).toolCalls.map(
      ({ id, name, arguments: json }) => [id, name, json],
    );
  const first = { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":' } };

  test.each([
    ['an empty id', { index: 0, id: '', function: { arguments: '1}' } }],
    ['null for an id', { index: 0, id: null, function: { arguments: '1}' } }],
    ['no id', { index: 0, function: { arguments: '1}' } }],
    ['a list for an id', { index: 0, id: ['a'], function: { arguments: '1}' } }],
    ['the same id', { index: 0, id: 'a', function: { arguments: '1}' } }],
    ['another id', { index: 0, id: 'b', function: { arguments: '1}' } }],
    ['an empty name and type', { index: 0, id: '', type: '', function: { name: '', arguments: '1}' } }],
    ['null for name and type', { index: 0, id: '', type: null, function: { name: null, arguments: '1}' } }],
    ['name and type again', { index: 0, id: '', type: 'function', function: { name: 'f', arguments: '1}' } }],
    ['no index', { id: 'a', function: { arguments: '1}' } }],
    ['null for an index', { index: null, id: '', function: { arguments: '1}' } }],
    ['a text for an index', { index: '0', id: '', function: { arguments: '1}' } }],
  ])('a tool fragment with %s goes on with the call', (_title, later) => {
    expect(callsOf(first, later)).toEqual([['a', 'f', '{"x":1}']]);
  });

  test('a tool fragment may have a number for an id', () => {
    expect(callsOf({ ...first, id: 7 }, { index: 0, id: 7, function: { arguments: '1}' } })).toEqual([
      ['7', 'f', '{"x":1}'],
    ]);
    expect(callsOf({ ...first, id: 0 }, { index: 0, function: { arguments: '1}' } })).toEqual([['0', 'f', '{"x":1}']]);
  });

  test('a tool fragment may have null, nothing, or an object for arguments', () => {
    const whole = { index: 0, id: 'a', function: { name: 'f', arguments: '{"x":1}' } };
    expect(callsOf(whole, { index: 0, id: '', function: { arguments: null } })).toEqual([['a', 'f', '{"x":1}']]);
    expect(callsOf(whole, { index: 0, id: '' }, { index: 0, function: {} })).toEqual([['a', 'f', '{"x":1}']]);
    expect(callsOf({ index: 0, id: 'a', function: { name: 'f', arguments: { x: 1 } } })).toEqual([
      ['a', 'f', '{"x":1}'],
    ]);
    expect(callsOf({ index: 0, id: 'a', function: { name: 'f' } })).toEqual([['a', 'f', '{}']]);
  });

  test('a tool fragment that is not an object is skipped', () => {
    expect(callsOf(null, 'x', 7, [], first, { index: 0, function: { arguments: '1}' } })).toEqual([
      ['a', 'f', '{"x":1}'],
    ]);
    expect(answerOf(delta({ content: 'Hello', tool_calls: 'none' })).text).toBe('Hello');
  });

  test('a tool fragment may share its chunk with others and with text', () => {
    const chunk = delta({
      content: 'Calling.',
      tool_calls: [
        { index: 0, id: 'a', function: { name: 'f', arguments: '{}' } },
        { index: 1, id: 'b', function: { name: 'g', arguments: '{}' } },
      ],
    });
    expect(decode(chunk)).toEqual([
      { type: 'text', delta: 'Calling.' },
      { type: 'tool-delta', id: 'a', name: 'f', delta: '{}' },
      { type: 'tool-delta', id: 'b', name: 'g', delta: '{}' },
    ]);
  });
});

test('prose that mentions a tool stays text', () => {
  const prose = '<tool_call>{"name": "weather", "arguments": {"city": "Rome"}}</tool_call>';
  const answer = answerOf(text(prose), delta({}, { finish_reason: 'stop' }));
  expect([answer.text, answer.toolCalls, answer.finish.reason]).toEqual([prose, [], 'stop']);
});

describe('text is not lost', () => {
  test.each([
    ['without an index', { choices: [{ delta: { content: 'Hello' } }] }],
    ['with a text for an index', { choices: [{ delta: { content: 'Hello' }, index: '0' }] }],
    ['with an index that is not 0', { choices: [{ delta: { content: 'Hello' }, index: 3 }] }],
    ['with unknown keys', { ...text('Hello'), search_info: {}, service_tier: 1, code: 200, message: 'ok' }],
    ['with wrong types around it', { ...text('Hello'), id: 5, model: [], created: 'x', usage: 'none', object: 0 }],
    ['with wrong types beside it', delta({ content: 'Hello', tool_calls: {}, audio: 'x', annotations: {}, role: 7 })],
    ['with wrong types in the choice', delta({ content: 'Hello' }, { finish_reason: 7, logprobs: 'x' })],
    ['with an empty finish reason', delta({ content: 'Hello' }, { finish_reason: '' })],
    ['in the chunk with the finish reason', delta({ content: 'Hello' }, { finish_reason: 'stop' })],
    ['behind choices that are no objects', { choices: [null, 'x', { delta: { content: 'Hello' }, index: 0 }] }],
    ['as a list of parts', text([{ type: 'text', text: 'Hel' }, { type: 'image' }, null, { text: 'lo' }])],
    ['as a list of texts', text(['Hel', 'lo'])],
    ['as one part', text({ type: 'text', text: 'Hello' })],
    ['with a delta that is null beside a message', { choices: [{ delta: null, message: { content: 'Hello' } }] }],
  ])('text is not lost %s', (_title, chunk) => {
    expect(answerOf(chunk).text).toBe('Hello');
  });

  test('text is not lost when later chunks lack the index that the first one has', () => {
    const part = (content: string, index?: number) => ({ choices: [{ delta: { content }, index }] });
    const answer = answerOf(part('Hel', 1), part('lo'));
    expect([answer.text, answer.finish.metadata]).toEqual(['Hello', {}]);
  });

  test('text is not lost by chunks that have none', () => {
    const empty = [
      undefined,
      null,
      'text',
      7,
      [],
      {},
      { choices: null },
      { choices: {} },
      { choices: [] },
      { choices: [{}] },
      { choices: [{ index: 0 }] },
      { choices: [{ delta: 'x', index: 0 }] },
      delta({}),
      text(null),
      text(7),
      text({}),
    ];
    expect(decode(...empty)).toEqual([]);
    expect(answerOf(text('Hel'), ...empty, text('lo')).text).toBe('Hello');
  });
});

test('the calls of a whole message are one entry each, though they have neither ids nor numbers', () => {
  const tool_calls = ['', '{"sides":20}'].map((args) => ({ function: { name: 'roll', arguments: args } }));
  const { toolCalls } = answerOf({ choices: [{ message: { tool_calls }, finish_reason: 'tool_calls' }] });
  expect(toolCalls.map((made) => made.arguments)).toEqual(['{}', '{"sides":20}']);
});

describe('several answers to one question', () => {
  test('several answers to one question become the first one, and the others as alternatives', () => {
    const part = (index: number, content: string) => ({
      choices: [{ delta: { content }, index, finish_reason: 'stop' }],
    });
    const answer = answersOf(3, part(1, 'B'), part(0, 'A'), part(2, 'C'), part(1, 'b'), part(0, 'a'), part(2, 'c'));
    expect([answer.text, answer.finish.metadata]).toEqual(['Bb', { alternatives: ['Aa', 'Cc'] }]);
  });

  test('several answers to one question may come in one whole answer', () => {
    const choices = ['A', 'B'].map((content, index) => ({
      message: { content },
      index,
      finish_reason: 'stop',
    }));
    for (const given of [choices, choices.map(({ index: _index, ...choice }) => choice)]) {
      const answer = answersOf(2, { choices: given });
      expect([answer.text, answer.finish.metadata]).toEqual(['A', { alternatives: ['B'] }]);
    }
  });
});

describe('logprobs', () => {
  const token = (name: string, more: object = {}) => ({ token: name, logprob: -0.5, bytes: [104], ...more });

  test('logprobs are collected over all chunks, with the likeliest others', () => {
    const part = (content: string, ...tokens: object[]) => delta({ content }, { logprobs: { content: tokens } });
    const top = [token('He'), token('H', { logprob: -2 })];
    expect(answerOf(part('He', token('He', { top_logprobs: top })), part('y', token('y'))).finish.logprobs).toEqual([
      {
        token: 'He',
        logprob: -0.5,
        topLogprobs: [
          { token: 'He', logprob: -0.5 },
          { token: 'H', logprob: -2 },
        ],
      },
      { token: 'y', logprob: -0.5, topLogprobs: [] },
    ]);
  });

  test('logprobs of wrong types are skipped', () => {
    const content = [
      null,
      'x',
      {},
      { token: 1, logprob: 1 },
      { token: 'a', logprob: '1' },
      token('a', { top_logprobs: [7] }),
    ];
    const answer = answerOf(
      delta({ content: 'a' }, { logprobs: { content } }),
      delta({}, { logprobs: { content: 'x' } }),
    );
    expect(answer.finish.logprobs).toEqual([{ token: 'a', logprob: -0.5, topLogprobs: [] }]);
    expect(answerOf(text('a')).finish.logprobs).toBeUndefined();
  });
});

describe('speech (5.5: Qwen-Omni page, Sep 2026)', () => {
  const audio = (data: string) => delta({ audio: { data, expires_at: 1, id: 'audio_1' } });
  const usage = {
    prompt_tokens: 10,
    completion_tokens: 9,
    total_tokens: 19,
    completion_tokens_details: { audio_tokens: 6, text_tokens: 3 },
    prompt_tokens_details: { text_tokens: 10 },
  };

  test('speech is one file of all pieces, beside the text', () => {
    const answer = answerOf(
      text('Hi'),
      audio('AAE='),
      audio(''),
      audio('Ag=='),
      delta({ content: '' }, { finish_reason: 'stop' }),
      {
        choices: [],
        usage,
      },
    );
    expect(answer).toMatchObject({
      text: 'Hi',
      files: [{ type: 'file', mediaType: 'audio/wav', base64: spokenWav('AAEC') }],
      finish: { reason: 'stop', usage: { input: { text: 10 }, output: { audio: 6, text: 3 } } },
    });
  });

  test('speech may have its text as a transcript', () => {
    const answer = answerOf(
      delta({ audio: { transcript: 'Hi' } }),
      delta({ audio: { transcript: ' you', data: 'AAE=' } }),
    );
    expect([answer.text, answer.files]).toEqual([
      'Hi you',
      [{ type: 'file', mediaType: 'audio/wav', base64: spokenWav('AAE=') }],
    ]);
  });
});

describe('an answer that breaks off', () => {
  const failure = (...chunks: unknown[]) => {
    const state = create();
    return chunks.map((one) => decodeChunk(state, one)).at(-1);
  };
  const last = (content: unknown) => delta({ content }, { finish_reason: 'error_finish' });

  test('an answer that breaks off has the error in the place of the text, with its code in front', () => {
    expect(failure({ ...text('Hi'), id: 'chatcmpl-r' }, last('Throttling: TPM(1/1)'))).toEqual({
      status: 429,
      message: 'Throttling: TPM(1/1)',
      code: 'Throttling',
      requestId: 'r',
    });
    expect(failure(last('Throttling.AllocationQuota: Slow.'))).toMatchObject({
      code: 'Throttling.AllocationQuota',
    });
  });

  test('an answer that breaks off may have no code, or no text', () => {
    expect(failure(last('Download the media resource timed out'))).toEqual({
      message: 'Download the media resource timed out',
    });
    expect(failure(last(null))).toEqual({ message: 'The service broke off the answer without a reason.' });
    const thought = delta({ reasoning_content: 'Throttling: Slow.' }, { finish_reason: 'error_finish' });
    expect(failure(thought)).toMatchObject({ message: 'Throttling: Slow.', status: 429 });
  });
});

describe('the end of a stream', () => {
  const end = (...chunks: unknown[]) => {
    const state = create(2);
    for (const one of chunks) decodeChunk(state, one);
    return checkEnd(state);
  };

  test('a stream with a finish reason ends well', () => {
    expect(end(text('Hi'), delta({}, { finish_reason: 'stop' }))).toBeUndefined();
  });

  test('a stream without a finish reason is cut off, and neither "null" nor an empty word is a reason', () => {
    for (const finish_reason of [null, 'null', '', undefined, 7]) {
      expect(end({ ...text('Hi'), id: 'chatcmpl-r' }, delta({}, { finish_reason }))).toMatchObject({
        requestId: 'r',
        transient: true,
      });
    }
  });

  test('the finish reason of a further choice does not end the answer', () => {
    expect(end(text('Hi'), delta({}, { index: 1, finish_reason: 'stop' }))).toBeDefined();
  });
});
