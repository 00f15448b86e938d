import { expect, test } from 'vitest';
import { decodeChunk as decodeCompatible } from '../../src/chat/compatible/decode.js';
import {
  checkEnd,
  createAnswerState,
  failAnswer,
  finishAnswer,
  type AnswerExpectation,
} from '../../src/chat/answer/answer.js';
import { openAnswerStream, type AnswerDecoder } from '../../src/chat/answer/stream.js';
import type { AnswerEvent } from '../../src/chat/answer/event.js';
import { toAPICallError } from '../../src/http/api-call-error.js';
import type { HttpResponse } from '../../src/http/transport.js';
import { decodeChunk as decodeNative } from '../../src/chat/dashscope/decode.js';
import { decodeChunk as decodeApplication } from '../../src/chat/application/decode.js';
import { decodeChunk as decodeResponses } from '../../src/chat/responses/decode.js';
import { Body } from './test-chat.js';

const decoders = {
  compatible: decodeCompatible,
  native: decodeNative,
  responses: decodeResponses,
  application: decodeApplication,
};

/** The outcome of a stream: its events, or the error that rejected the call; as plain values. */
export type Outcome = { events: unknown[] } | { rejected: unknown };

export interface RunOptions {
  json?: boolean;
  chunkMode?: AnswerExpectation['chunkMode'];
  answers?: number;
  protocol?: keyof typeof decoders;
}

function createDecoder({
  json = false,
  chunkMode = 'delta',
  answers = 1,
  protocol = 'compatible',
}: RunOptions): AnswerDecoder {
  let made = 0;
  const state = createAnswerState({ json, chunkMode, answers, createId: () => `made-${(made += 1)}` });
  return {
    decode: (chunk, events) => decoders[protocol](state, chunk, events),
    end: () => checkEnd(state) ?? finishAnswer(state),
    fail: (error) => failAnswer(state, error),
  };
}

/** Reads a body that comes in these pieces, as a streamed call does. */
export function run(pieces: (string | Uint8Array)[], options: RunOptions = {}): Promise<Outcome> {
  return readResponse(new Response(new Body(pieces).stream), options);
}

/** The same without the costs of a real Response, for many thousand runs. */
function runQuickly(pieces: Uint8Array[], options: RunOptions): Promise<Outcome> {
  let next = 0;
  const reader = {
    read: async () => ({ done: next >= pieces.length, value: pieces[next++] }),
    cancel: async () => {},
  };
  return readResponse(
    { body: { getReader: () => reader }, status: 200, statusText: '' } as unknown as Response,
    options,
  );
}

async function readResponse(response: Response, options: RunOptions): Promise<Outcome> {
  const reply: HttpResponse = {
    response,
    headers: {},
    requestBody: '',
    redact: (text) => text,
    toError: (failure, details) =>
      toAPICallError(failure, { url: 'https://example.com', requestBody: {}, redact: (text) => text, ...details }),
  };
  try {
    const stream = await openAnswerStream(reply, createDecoder(options));
    const events: AnswerEvent[] = [];
    for (let batch = await stream.next(); batch !== undefined; batch = await stream.next()) events.push(...batch);
    return { events: events.map(plainEvent) };
  } catch (error) {
    return { rejected: plainError(error) };
  }
}

function plainEvent(event: AnswerEvent): unknown {
  return event.type === 'error' ? { type: 'error', ...plainError(event.error) } : event;
}

function plainError(error: unknown) {
  const { name, message, isRetryable, statusCode, data } = error as {
    name: string;
    message: string;
    isRetryable?: boolean;
    statusCode?: number;
    data?: unknown;
  };
  return { name, message, isRetryable, statusCode, data };
}

const lineEndings = [
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
  ['all of them in turn', 'mixed'],
] as const;

type Ending = (typeof lineEndings)[number][1];

export interface Sample extends RunOptions {
  /** The stream with the line ending \n, its last blank line included if it has one. */
  text: string;
  /** A shorter stream of the same kind, to be cut in two at every byte; the same one if it is short. */
  short?: string;
  /** Checks the outcome of a stream; called for the long and for the short one. */
  check(outcome: Outcome, text: string): void;
}

/** Bytes between two cuts of a long body; the cuts move on by a byte a run. */
const stride = 97;

/** Registers the tests that a stream gives the same events wherever it is cut and however its lines end. */
export function testCuts(sample: Sample): void {
  const { text, short = text, check, ...options } = sample;

  for (const [name, ending] of lineEndings) {
    test(`a stream with lines that end in ${name} gives the same events, whole and a byte at a time`, async () => {
      for (const stream of new Set([text, short])) {
        const expected = await run([stream], options);
        check(expected, stream);
        const bytes = encode(stream, ending);
        expect(await run([bytes], options)).toEqual(expected);
        expect(
          await run(
            Array.from(bytes, (byte) => Uint8Array.of(byte)),
            options,
          ),
        ).toEqual(expected);
      }
    });

    test(`a stream with lines that end in ${name} gives the same events, cut in two at every byte`, async () => {
      await cutEverywhere(encode(short, ending), await run([short], options), options);
    });

    test(`a stream with lines that end in ${name} gives the same events without the last blank line`, async () => {
      const expected = await run([text], options);
      const bare = text.replace(/\n+$/, '');
      for (const end of ['', '\n']) {
        const bytes = encode(bare + end, ending);
        expect(await run([bytes], options)).toEqual(expected);
        expect(await run([bytes.subarray(0, -1), bytes.subarray(-1)], options)).toEqual(expected);
      }
    });
  }

  if (text !== short) {
    test('a stream gives the same events cut at every byte from its beginning to its end', async () => {
      await cutEverywhere(encode(text, '\n'), await run([text], options), options);
    });
  }
}

const maxWhole = 4096;

/** Fails unless a body gives the same outcome wherever it is cut: a short one in two at every byte. */
export async function cutEverywhere(bytes: Uint8Array, outcome: Outcome, options: RunOptions = {}): Promise<void> {
  const expected = JSON.stringify(outcome);
  // Two pieces for each byte of a long body would take minutes: it is cut at many bytes at once.
  const step = bytes.length > maxWhole ? stride : bytes.length;
  const { stackTraceLimit } = Error;
  // The parser makes an error of every line that it does not know: most of the time would go into their stacks.
  Error.stackTraceLimit = 0;
  for (let first = 0; first <= step; first += 1) {
    const pieces = [bytes.subarray(0, first)];
    for (let start = first; start < bytes.length; start += step) pieces.push(bytes.subarray(start, start + step));
    const cutOutcome = await runQuickly(pieces, options);
    if (JSON.stringify(cutOutcome) !== expected) expect.unreachable(`differs when cut at byte ${first}`);
  }
  Error.stackTraceLimit = stackTraceLimit;
}

/** The bytes of a body, or of a stream, in each line ending; one of each kind if it is a single line. */
export function inEveryLineEnding(text: string): Uint8Array[] {
  return [...new Set(lineEndings.map(([, ending]) => endLines(text, ending)))].map((one) => encode(one, '\n'));
}

function encode(text: string, ending: Ending): Uint8Array {
  return new TextEncoder().encode(endLines(text, ending));
}

/** In this order no line feed comes behind a carriage return, with which it would be one ending. */
const turns = ['\n', '\n', '\r', '\r', '\r\n'];

function endLines(text: string, ending: Ending): string {
  let turn = 0;
  return text.replaceAll('\n', () => (ending === 'mixed' ? turns[(turn += 1) % turns.length]! : ending));
}

/** Frames chunks as the service does, with [DONE] after them. */
export function toStream(chunks: readonly string[]): string {
  return [...chunks, '[DONE]'].map((chunk) => `data: ${chunk}\n\n`).join('');
}

/** The first chunks of a long stream and its last ones. */
export function shorten(chunks: readonly string[]): string[] {
  return chunks.length <= 6 ? [...chunks] : [...chunks.slice(0, 3), ...chunks.slice(-3)];
}

interface ChunkLike {
  id?: string;
  model?: string;
  usage?: unknown;
  choices?: {
    delta?: { content?: string | null; reasoning_content?: string | null; audio?: { data?: string } };
    finish_reason?: string | null;
  }[];
}

/** The content of a stream, read by a few plain lines that share nothing with the decoder. */
export function read(stream: string) {
  const chunks = stream
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)) as ChunkLike);
  const choices = chunks.flatMap((chunk) => chunk.choices ?? []);
  return {
    contents: choices.flatMap(({ delta }) => delta?.content || []),
    reasonings: choices.flatMap(({ delta }) => delta?.reasoning_content || []),
    audio: choices.flatMap(({ delta }) => delta?.audio?.data || []),
    reason: choices.map((choice) => choice.finish_reason).findLast((reason) => reason),
    usage: chunks.map((chunk) => chunk.usage).findLast((usage) => usage),
    id: chunks[0]?.id,
    model: chunks[0]?.model,
  };
}

interface PlainEvent {
  type: string;
  delta?: string;
  id?: string;
  model?: string;
  [key: string]: unknown;
}

/** The events of an outcome; fails if the call was rejected. */
export function eventsOf(outcome: Outcome): PlainEvent[] {
  return 'events' in outcome ? (outcome.events as PlainEvent[]) : expect.unreachable(JSON.stringify(outcome));
}

export function deltasOf(events: PlainEvent[], type: 'text' | 'reasoning' | 'tool-delta'): unknown[] {
  return events.filter((event) => event.type === type).map((event) => event.delta);
}
