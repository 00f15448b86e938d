import { describe, expect, test } from 'vitest';
import { deltasOf, eventsOf, shorten, testCuts, type Outcome } from '../../support/stream-cuts.js';
import { packetsOf, readPackets, readStream } from '../../support/native-recordings.js';
import { describeRecorded, listRecordings } from '../../support/recordings.js';

interface Expectation {
  /** Input, output and all tokens of the last event; no total where the service names none. */
  tokens: [input: number, output: number, total?: number];
  /** The number of pieces of text and of thinking. */
  pieces: [text: number, reasoning: number];
  /** More of the usage of the last event, in part. */
  usage?: object;
  metadata?: object;
}

const native = 'dashscope-native';

const streams: Record<string, Expectation> = {
  [`${native}/conversation-generation-message-sse.response.body.txt`]: { tokens: [24, 9, 33], pieces: [5, 0] },
  [`${native}/conversation-generation-message-with-doc-url-sse.response.body.txt`]: {
    tokens: [1826, 354, 2180],
    pieces: [92, 0],
    usage: { cachedInputTokens: 0 },
  },
  [`${native}/multimodal-generation-audio-caption-sse.response.body.txt`]: {
    tokens: [160, 442, 602],
    pieces: [442, 0],
    usage: { input: { audio: 152, text: 8 }, output: { text: 442 } },
  },
  [`${native}/multimodal-generation-audio-sse.response.body.txt`]: {
    tokens: [783, 7],
    pieces: [2, 0],
    usage: { input: { audio: 752 } },
  },
  [`${native}/multimodal-generation-message-with-tools-sse.response.body.txt`]: {
    tokens: [2891, 620, 3511],
    pieces: [7, 59],
    usage: { reasoningTokens: 556, input: { image: 2503, text: 388 }, output: { text: 64 } },
  },
  [`${native}/multimodal-generation-vl-sse.response.body.txt`]: {
    tokens: [1283, 85],
    pieces: [14, 0],
    usage: { input: { image: 1247 } },
  },
  [`${native}/single-generation-message-reasoning-sse.response.body.txt`]: {
    tokens: [16, 53, 69],
    pieces: [10, 5],
    usage: { reasoningTokens: 10 },
  },
  [`${native}/single-generation-message-sse.response.body.txt`]: { tokens: [8, 40, 48], pieces: [8, 0] },
  [`${native}/single-generation-message-with-code-interpreter-sse.response.body.txt`]: {
    tokens: [723, 254, 977],
    pieces: [13, 35],
    usage: { reasoningTokens: 150, cachedInputTokens: 0 },
    metadata: {
      toolInfo: [{ code_interpreter: { code: '123**21' }, type: 'code_interpreter' }],
      plugins: { code_interpreter: { count: 1 } },
    },
  },
  [`${native}/single-generation-message-with-tools-sse.response.body.txt`]: {
    tokens: [283, 53, 336],
    pieces: [13, 0],
    usage: { cachedInputTokens: 0 },
  },
  [`${native}/single-generation-text-sse.response.body.txt`]: { tokens: [16, 6, 22], pieces: [4, 0] },
  'doc-copies/code-interpreter-native.sse.txt': {
    tokens: [734, 263, 997],
    pieces: [1, 2],
    metadata: { toolInfo: [{ code_interpreter: { code: '123**21' }, type: 'code_interpreter' }] },
  },
};

/** Streams that another file covers: an error. */
const others = ['parameter-error-sse.response.body.txt'];

function check(outcome: Outcome, stream: string): void {
  const events = eventsOf(outcome);
  const said = readPackets(packetsOf(stream));
  expect(deltasOf(events, 'text').join('')).toBe(said.texts.join(''));
  expect(deltasOf(events, 'reasoning').join('')).toBe(said.reasonings.join(''));
  expect(events[0]).toEqual({ type: 'metadata', id: said.id, requestId: said.id });
  expect(events.filter(({ type }) => type === 'error' || type.startsWith('tool') || type === 'source')).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'finish', rawReason: said.reason, usage: { raw: said.usage } });
  const metadata = events.at(-1)?.metadata as { toolInfo?: unknown } | undefined;
  expect(metadata?.toolInfo).toEqual(said.toolInfo);
}

describeRecorded('recorded native streams (long ones cut in two at every byte of their first and last packets)', () => {
  test('all recorded native streams are here', () => {
    const found = listRecordings(native).filter((name) => name.endsWith('-sse.response.body.txt'));
    const listed = Object.keys(streams).map((name) => name.split('/')[1] ?? '');
    const recorded = listed.filter((name) => name.endsWith('.response.body.txt'));
    expect([...recorded, ...others].sort()).toEqual(found.sort());
  });

  for (const [name, { tokens, pieces, usage = {}, metadata = {} }] of Object.entries(streams)) {
    describe(name, () => {
      const stream = readStream(name);
      const events = stream.split('\n\n').filter((event) => event !== '');
      const short = shorten(events)
        .map((event) => `${event}\n\n`)
        .join('');

      test('a recorded native stream says what its recording is known to say', () => {
        const said = readPackets(packetsOf(stream));
        expect([said.texts.length, said.reasonings.length]).toEqual(pieces);
        expect(packetsOf(stream)).toHaveLength(events.length);
      });

      testCuts({
        text: stream,
        short,
        protocol: 'native',
        chunkMode: 'delta',
        check(outcome, seen) {
          check(outcome, seen);
          if (seen !== stream) return;
          const parts = eventsOf(outcome);
          const [inputTokens, outputTokens, totalTokens] = tokens;
          expect(parts.at(-1)).toMatchObject({
            reason: 'stop',
            usage: { inputTokens, outputTokens, totalTokens, ...usage },
            metadata,
          });
          // As in deltas: nothing is held back for longer than it takes to see that they are.
          expect([deltasOf(parts, 'text').length, deltasOf(parts, 'reasoning').length]).toEqual(pieces);
        },
      });
    });
  }
});
