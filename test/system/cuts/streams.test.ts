import { describe, expect, test } from 'vitest';
import * as fixtures from './fixtures.js';
import {
  cutEverywhere,
  deltasOf,
  eventsOf,
  inEveryLineEnding,
  read,
  run,
  testCuts,
  toStream,
  type Outcome,
} from '../../support/stream-cuts.js';
import { spokenWav } from '../../support/spoken-wav.js';

/** Checks an answer against what a plain reading of its stream says. */
function checkPlain(outcome: Outcome, stream: string): void {
  const events = eventsOf(outcome);
  const said = read(stream);
  expect(deltasOf(events, 'text')).toEqual(said.contents);
  expect(deltasOf(events, 'reasoning')).toEqual(said.reasonings);
  expect(events[0]).toMatchObject({ type: 'metadata', id: said.id, model: said.model });
  expect(events.at(-1)).toMatchObject({ type: 'finish', rawReason: said.reason });
  expect(events.at(-1)?.usage).toMatchObject(said.usage === undefined ? {} : { raw: said.usage });
}

describe('a stream of text', () => {
  testCuts({
    text: toStream(fixtures.text),
    check(outcome, stream) {
      checkPlain(outcome, stream);
      expect(deltasOf(eventsOf(outcome), 'text').join('')).toBe('Grüße, 你好 🙂\n\ndata: [DONE]\r\n"\\": ok');
      expect(eventsOf(outcome).at(-1)).toMatchObject({
        reason: 'stop',
        usage: { inputTokens: 9, outputTokens: 12, totalTokens: 21, cachedInputTokens: 4 },
      });
    },
  });
});

describe('a stream of thinking and text', () => {
  testCuts({
    text: toStream(fixtures.reasoning),
    check(outcome, stream) {
      checkPlain(outcome, stream);
      expect(eventsOf(outcome).map(({ type }) => type)).toEqual([
        'metadata',
        'reasoning',
        'reasoning',
        'text',
        'finish',
      ]);
      expect(eventsOf(outcome).at(-1)).toMatchObject({ usage: { reasoningTokens: 6 } });
    },
  });
});

describe('a stream of tool calls', () => {
  testCuts({
    text: toStream(fixtures.tools),
    check(outcome, stream) {
      checkPlain(outcome, stream);
      expect(eventsOf(outcome).slice(1, -1)).toEqual([
        { type: 'tool-delta', id: 'call_a', name: 'weather', delta: '{"city": "Zür' },
        { type: 'tool-delta', id: 'call_a', name: 'weather', delta: 'ich"}' },
        { type: 'tool-delta', id: 'call_b', name: 'weather', delta: '{"city"' },
        { type: 'tool-delta', id: 'call_b', name: 'weather', delta: ': "Basel"}' },
        { type: 'tool-call', id: 'call_a', name: 'weather', arguments: '{"city": "Zürich"}' },
        { type: 'tool-call', id: 'call_b', name: 'weather', arguments: '{"city": "Basel"}' },
      ]);
      expect(eventsOf(outcome).at(-1)).toMatchObject({ reason: 'tool-calls' });
    },
  });
});

describe('a stream of text and speech', () => {
  testCuts({
    text: toStream(fixtures.speech),
    check(outcome, stream) {
      checkPlain(outcome, stream);
      expect(eventsOf(outcome).at(-2)).toEqual({ type: 'file', mediaType: 'audio/wav', base64: spokenWav('AAECAw==') });
    },
  });
});

describe('a stream that repeats the text so far', () => {
  testCuts({
    text: toStream(fixtures.cumulative),
    chunkMode: 'cumulative',
    check: (outcome) => expect(deltasOf(eventsOf(outcome), 'text')).toEqual(['Ich', ' bin', ' da.']),
  });
});

describe('a stream of an object in a fence', () => {
  testCuts({
    text: toStream(fixtures.fenced),
    json: true,
    check: (outcome) => expect(deltasOf(eventsOf(outcome), 'text').join('')).toBe('{"a": "```b`"}'),
  });
});

for (const [title, stream, message] of fixtures.failing) {
  describe(`a stream that fails by ${title}`, () => {
    testCuts({
      text: stream,
      check(outcome) {
        const events = eventsOf(outcome);
        expect(events.map(({ type }) => type)).toEqual(['metadata', 'text', 'error', 'finish']);
        expect(events.at(-2)).toMatchObject({ message });
        expect(events.at(-1)).toMatchObject({ reason: 'error' });
      },
    });
  });
}

describe('a whole answer where a stream was asked for', () => {
  const body = {
    choices: [{ message: { content: 'Grüße\ndata: x', role: 'assistant' }, finish_reason: 'stop', index: 0 }],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
    created: 1_770_000_000,
    model: 'qwen3-max',
    id: 'chatcmpl-1',
  };

  test('a whole answer where a stream was asked for gives the same events cut in two at every byte, on one line or on many', async () => {
    const expected = await run([JSON.stringify(body)]);
    expect(eventsOf(expected).map(({ type, delta }) => [type, delta])).toEqual([
      ['metadata', undefined],
      ['text', 'Grüße\ndata: x'],
      ['finish', undefined],
    ]);
    for (const text of [JSON.stringify(body), JSON.stringify(body, undefined, 2)]) {
      for (const bytes of inEveryLineEnding(text)) await cutEverywhere(bytes, expected);
    }
  });
});
