import { describe, expect, test } from 'vitest';
import { deltasOf, eventsOf, read, shorten, testCuts, toStream, type Outcome } from '../../support/stream-cuts.js';
import { describeRecorded, listRecordings, readChunks, readRecording } from '../../support/recordings.js';
import { spokenWav } from '../../support/spoken-wav.js';

interface Expectation {
  /** The last event, in part. */
  finish: object;
  model: string;
  id: string;
  /** The number of pieces of text and of thinking. */
  pieces: [text: number, reasoning: number];
  /** The events between the first and the last one that are no text. */
  rest?: object[];
}

const finish = (inputTokens: number, outputTokens: number, totalTokens: number, more: object = {}) => ({
  type: 'finish',
  reason: 'stop',
  rawReason: 'stop',
  usage: { inputTokens, outputTokens, totalTokens, ...more },
});

const withoutUsage = { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };

const weather = { id: 'call_eee11723464a4b9eb8cee71d', name: 'weather' };

/** Recordings with a chunk a line, which the service frames as events. */
const chunks: Record<string, Expectation> = {
  'vercel-ai/alibaba-text.chunks.txt': {
    finish: finish(18, 779, 797, { cachedInputTokens: 0 }),
    model: 'qwen3-max',
    id: 'chatcmpl-d2d6aab7-cbca-970f-8aa6-7d58c9724733',
    pieces: [171, 0],
  },
  'vercel-ai/alibaba-reasoning.chunks.txt': {
    finish: finish(24, 1355, 1379, { cachedInputTokens: 0, reasoningTokens: 1084 }),
    model: 'qwen3-max',
    id: 'chatcmpl-3792851e-8f1b-9182-a1dc-b84603c81344',
    pieces: [52, 220],
  },
  'vercel-ai/alibaba-tool-call.chunks.txt': {
    finish: { ...finish(295, 22, 317), reason: 'tool-calls', rawReason: 'tool_calls' },
    model: 'qwen3-max',
    id: 'chatcmpl-8e243c57-23b3-9db2-a02e-e3c53929c368',
    pieces: [0, 0],
    rest: [
      { type: 'tool-delta', ...weather, delta: '{"location": "San Francisco' },
      { type: 'tool-delta', ...weather, delta: '"}' },
      { type: 'tool-call', ...weather, arguments: '{"location": "San Francisco"}' },
    ],
  },
  'doc-samples/compatibility-of-openai-with-dashscope.02.jsonl': {
    finish: finish(22, 16, 38),
    model: 'qwen-plus',
    id: 'chatcmpl-xxx',
    pieces: [5, 0],
  },
  'doc-samples/qwen-mt-api.02.jsonl': {
    finish: finish(56, 9, 65),
    model: 'qwen-mt-flash',
    id: 'chatcmpl-d8aa6596-b366-4ed0-9f6d-2e89247f554e',
    pieces: [9, 0],
  },
};

/** Streams as they came over the wire. */
const framed: Record<string, Expectation> = {
  'doc-copies/code-interpreter-compat.sse.txt': {
    finish: withoutUsage,
    model: 'qwen3-max-2026-01-23',
    id: 'chatcmpl-2f96ef0b-5924-4dfc-b768-4d53ec538b4e',
    pieces: [2, 1],
  },
  'doc-copies/omni-compat-text-and-audio.sse.txt': {
    finish: finish(207, 103, 310, { input: { text: 207 }, output: { text: 20, audio: 83 } }),
    model: 'qwen3.5-omni-plus',
    id: 'chatcmpl-a68eca3b-c67e-4666-a72f-73c0b4919860',
    pieces: [2, 0],
    rest: [{ type: 'file', mediaType: 'audio/wav', base64: spokenWav('/v8AAAAAAAAAAAAAAA==') }],
  },
  'doc-copies/preserve-thinking-compat.sse.txt': {
    finish: finish(3463, 2387, 5850),
    model: 'qwen3.6-plus',
    id: 'chatcmpl-example-001',
    pieces: [0, 0],
  },
  'doc-samples/compatibility-of-openai-with-dashscope.07.sse.txt': {
    finish: withoutUsage,
    model: 'qwen-plus',
    id: 'chatcmpl-3bb05cf5cd819fbca5f0b8d67a025022',
    pieces: [5, 0],
  },
  'doc-samples/qwen-vl-compatible-with-openai.04.sse.txt': {
    finish: finish(1276, 79, 1355),
    model: 'qwen-vl-plus',
    id: 'chatcmpl-4c83f437-303f-907b-9de5-79cac83d6b18',
    pieces: [13, 0],
  },
  'doc-samples/qwen-asr-api-reference.02.sse.txt': {
    finish: {
      ...withoutUsage,
      metadata: { annotations: [{ type: 'audio_info', language: 'zh', emotion: 'neutral' }] },
    },
    model: 'qwen3-asr-flash',
    id: 'chatcmpl-3fb97803-d27f-9289-8889-xxxxx',
    pieces: [5, 0],
  },
};

function check(outcome: Outcome, stream: string): void {
  const events = eventsOf(outcome);
  const said = read(stream);
  expect(deltasOf(events, 'text')).toEqual(said.contents);
  expect(deltasOf(events, 'reasoning')).toEqual(said.reasonings);
  expect(events[0]).toMatchObject({ type: 'metadata', id: said.id, model: said.model });
  expect(events.filter(({ type }) => type === 'error')).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'finish', rawReason: said.reason });
  const usage = events.at(-1)?.usage as { raw?: unknown } | undefined;
  expect(usage?.raw).toEqual(said.usage);
}

function testStream(name: string, stream: string, short: string, expected: Expectation): void {
  describe(name, () => {
    testCuts({
      text: stream,
      short,
      check(outcome, seen) {
        check(outcome, seen);
        const events = eventsOf(outcome);
        expect(events[0]).toMatchObject({ id: expected.id, model: expected.model });
        expect(events.at(-1)).toMatchObject(expected.finish);
        if (seen !== stream) return;
        expect([deltasOf(events, 'text').length, deltasOf(events, 'reasoning').length]).toEqual(expected.pieces);
        if (expected.rest) expect(events.slice(1, -1).filter(({ type }) => type !== 'text')).toEqual(expected.rest);
      },
    });
  });
}

describeRecorded('recorded streams (long ones cut in two at every byte of their first and last chunks)', () => {
  test('all recorded streams are here', () => {
    const listed = Object.keys(chunks).filter((name) => name.startsWith('vercel-ai/'));
    const found = listRecordings('vercel-ai').filter((name) => name.endsWith('.chunks.txt'));
    expect(listed.sort()).toEqual(found.map((name) => `vercel-ai/${name}`).sort());
    const copies = listRecordings('doc-copies').filter((name) => name.includes('compat'));
    expect(
      Object.keys(framed)
        .filter((name) => name.startsWith('doc-copies/'))
        .sort(),
    ).toEqual(copies.map((name) => `doc-copies/${name}`).sort());
  });

  for (const [name, expected] of Object.entries(chunks)) {
    const lines = readChunks(name);
    testStream(name, toStream(lines), toStream(shorten(lines)), expected);
  }

  for (const [name, expected] of Object.entries(framed)) {
    const stream = readRecording(name);
    const events = stream.split('\n\n').filter((event) => event.trim() !== '');
    const short = shorten(events)
      .map((event) => `${event}\n\n`)
      .join('');
    testStream(name, stream, short, expected);
  }

  describe('doc-samples/qwen-mt-api.03.jsonl, which repeats the text so far in every chunk', () => {
    const lines = readChunks('doc-samples/qwen-mt-api.03.jsonl');
    testCuts({
      text: toStream(lines),
      chunkMode: 'cumulative',
      check(outcome, stream) {
        const events = eventsOf(outcome);
        expect(deltasOf(events, 'text').join('')).toBe(read(stream).contents.at(-1));
        expect(deltasOf(events, 'text')).toHaveLength(9);
        expect(events.at(-1)).toMatchObject(finish(56, 9, 65));
      },
    });
  });
});
