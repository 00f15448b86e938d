import { InvalidResponseDataError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import {
  type AnswerExpectation,
  addSpeech,
  addText,
  createAnswerState,
  failAnswer,
  finishAnswer,
  isAlternative,
  toolsOf,
  type AnswerState,
} from '../../../src/chat/answer/answer.js';
import { foldAnswer } from '../../../src/chat/answer/fold.js';
import type { AnswerEvent } from '../../../src/chat/answer/event.js';
import { addFragment } from '../../../src/chat/answer/tool-calls.js';
import { textOf } from '../../support/test-chat.js';
import { setFinishReason } from '../../../src/chat/wire/finish-reason.js';
import { spokenWav } from '../../support/spoken-wav.js';

const create = (more: Partial<AnswerExpectation> = {}) =>
  createAnswerState({ json: false, chunkMode: 'delta', answers: 1, createId: () => 'made', ...more });

function add(state: AnswerState, ...texts: string[]): AnswerEvent[] {
  const events: AnswerEvent[] = [];
  for (const text of texts) addText(state, text, events);
  return events;
}

describe('the text of an answer', () => {
  test('the text of an answer is what the chunks add', () => {
    expect(add(create(), 'a', '', 'ab', 'b')).toEqual([
      { type: 'text', delta: 'a' },
      { type: 'text', delta: 'ab' },
      { type: 'text', delta: 'b' },
    ]);
  });

  test('the text of an answer is the difference where every chunk repeats the text so far (qwen-mt page)', () => {
    const events = add(create({ chunkMode: 'cumulative' }), '', 'I', 'I', 'I did', 'I did not', '');
    expect(events.map((event) => event.type === 'text' && event.delta)).toEqual(['I', ' did', ' not']);
  });

  test('the text of an answer is not lost where a chunk does not repeat what came before', () => {
    expect(textOf(add(create({ chunkMode: 'cumulative' }), 'One', ' two', 'One two', 'One two three'))).toBe(
      'One two three',
    );
  });

  test('the text of an answer is only the object if an object was asked for', () => {
    const state = create({ json: true });
    const events = [...add(state, '```json\n{"a"', ':1}\n``', '`'), ...finishAnswer(state)];
    expect(textOf(events)).toBe('{"a":1}');
  });

  test('held-back text comes before the finish, and before an error', () => {
    const finished = create({ json: true });
    setFinishReason(finished, 'stop');
    expect([...add(finished, '``'), ...finishAnswer(finished)].map(({ type }) => type)).toEqual(['text', 'finish']);
    const failed = create({ json: true });
    expect([...add(failed, '``'), ...failAnswer(failed, 'x')]).toEqual([
      { type: 'text', delta: '``' },
      { type: 'error', error: 'x' },
      { type: 'finish', reason: 'error', usage: {}, metadata: {} },
    ]);
  });

  test('held-back text is not lost with a call without a name', () => {
    const state = create({ json: true });
    add(state, '``');
    addFragment(toolsOf(state), { arguments: '{}' });
    let events: AnswerEvent[] = [];
    try {
      finishAnswer(state);
    } catch (error) {
      events = failAnswer(state, error);
    }
    expect(events.map(({ type }) => type)).toEqual(['text', 'error', 'finish']);
  });
});

describe('the finish reason', () => {
  const reasonOf = (raw: string | undefined, withCall = false) => {
    const state = create();
    if (raw !== undefined) setFinishReason(state, raw);
    if (withCall) addFragment(toolsOf(state), { index: 0, id: 'a', name: 'f', arguments: '{}' });
    const finish = finishAnswer(state).at(-1);
    return finish?.type === 'finish' ? [finish.reason, finish.rawReason] : undefined;
  };

  test('the finish reason is that of the service, in the words of the AI SDK', () => {
    expect(reasonOf('stop')).toEqual(['stop', 'stop']);
    expect(reasonOf('length')).toEqual(['length', 'length']);
    expect(reasonOf('tool_calls')).toEqual(['tool-calls', 'tool_calls']);
    expect(reasonOf('function_call')).toEqual(['tool-calls', 'function_call']);
    expect(reasonOf('content_filter')).toEqual(['content-filter', 'content_filter']);
    expect(reasonOf('abandoned')).toEqual(['other', 'abandoned']);
    expect(reasonOf(undefined)).toEqual(['other', undefined]);
  });

  test('the finish reason is tool-calls when there are calls, although the service says stop', () => {
    expect(reasonOf('stop', true)).toEqual(['tool-calls', 'stop']);
    expect(reasonOf(undefined, true)).toEqual(['tool-calls', undefined]);
    expect(reasonOf('abandoned', true)).toEqual(['tool-calls', 'abandoned']);
  });

  test('the finish reason stays length or content-filter when there are calls: they may be cut off', () => {
    expect(reasonOf('length', true)).toEqual(['length', 'length']);
    expect(reasonOf('content_filter', true)).toEqual(['content-filter', 'content_filter']);
  });
});

test('the finish carries usage, logprobs and the other fields of the service', () => {
  const state = create({ answers: 2 });
  state.usage = { inputTokens: 1 };
  state.logprobs.push({ token: 'a', logprob: -1, topLogprobs: [] });
  state.metadata.annotations = ['x'];
  state.requestId = 'r';
  isAlternative(state, 0, 'mine');
  isAlternative(state, 1, 'other');
  expect(finishAnswer(state)).toEqual([
    {
      type: 'finish',
      reason: 'other',
      usage: { inputTokens: 1 },
      logprobs: [{ token: 'a', logprob: -1, topLogprobs: [] }],
      metadata: { annotations: ['x'], alternatives: ['other'], requestId: 'r' },
    },
  ]);
});

test('speech comes as one file, before the finish', () => {
  const state = create();
  for (const data of ['AQ==', 'Ag==']) addSpeech(state, { data }, []);
  expect(finishAnswer(state)[0]).toEqual({ type: 'file', mediaType: 'audio/wav', base64: spokenWav('AQI=') });
});

describe('events folded into an answer', () => {
  const finish: AnswerEvent = { type: 'finish', reason: 'stop', usage: { outputTokens: 3 } };

  test('events folded into an answer are joined by kind; ids and times are the first ones', () => {
    const call = { type: 'tool-call', id: 'a', name: 'f', arguments: '{}' } as const;
    const file = { type: 'file', mediaType: 'audio/pcm', base64: 'AA==' } as const;
    const timestamp = new Date(0);
    expect(
      foldAnswer([
        { type: 'metadata', model: 'm' },
        { type: 'metadata', id: 'i', model: 'n', timestamp },
        { type: 'metadata', id: 'j', timestamp: new Date(1) },
        { type: 'reasoning', delta: 'th' },
        { type: 'reasoning', delta: 'ink' },
        { type: 'text', delta: 'an' },
        { type: 'tool-delta', id: 'a', name: 'f', delta: '{}' },
        { type: 'text', delta: 'swer' },
        call,
        file,
        finish,
      ]),
    ).toEqual({
      text: 'answer',
      reasoning: 'think',
      content: [
        { type: 'reasoning', text: 'think' },
        { type: 'text', text: 'answer' },
      ],
      toolCalls: [call],
      files: [file],
      sources: [],
      id: 'i',
      model: 'm',
      timestamp,
      finish,
    });
  });

  test('folding the events of an answer that broke off throws its error', () => {
    const error = new InvalidResponseDataError({ data: {}, message: 'x' });
    expect(() => foldAnswer([{ type: 'text', delta: 'a' }, { type: 'error', error }, finish])).toThrow(error);
  });

  test('folded events that lack a finish have the finish reason unknown', () => {
    expect(foldAnswer([]).finish).toEqual({ type: 'finish', reason: 'unknown', usage: {} });
  });
});

test('a name that every object inherits is an unknown finish reason like any other', () => {
  for (const word of ['constructor', 'toString', '__proto__']) {
    const state = create();
    setFinishReason(state, word);
    expect(finishAnswer(state)).toMatchObject([{ type: 'finish', reason: 'other', rawReason: word }]);
  }
});

test('speech that is not base64 does not lose the held-back text', () => {
  const state = createAnswerState({ json: false, chunkMode: 'unknown', answers: 1, createId: () => 'made' });
  const events = add(state, 'Ha', 'Haha');
  expect(textOf(events)).toBe('Ha');
  addSpeech(state, { data: '*' }, events);
  addSpeech(state, { data: 'AA==' }, events);
  expect(() => finishAnswer(state)).toThrow();
  expect(failAnswer(state, 'x').map((event) => [event.type, event.type === 'text' && event.delta])).toEqual([
    ['text', 'Haha'],
    ['error', false],
    ['finish', false],
  ]);
});
